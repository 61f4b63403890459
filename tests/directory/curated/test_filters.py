"""What the filters find in the curated records: the same on page, API and CSV, and what a careful reader of the documents would list."""

import csv
import io
import re

import pytest

pytestmark = pytest.mark.usefixtures("curated")

DECLARATION = "chengdu-declaration-of-technology-parks-2017"
SISTERS = "chengdu-sophia-antipolis-sister-parks"
FINLAND = "china-finland-nanotech-strategic-cooperation-program"
SWISS = "joint-statement-on-strengthening-science-and-innovation-cooperation"
CZECH = "mou-on-building-the-czech-technology-china-center"
CITIES = "shanghai-suzhou-science-and-innovation-cooperation"
OBLAST = [
    "leningrad-oblast-guangdong-association",
    "leningrad-oblast-guangzhou-foreign-trade-promotion-agency",
    "leningrad-oblast-guangzhou-investment-agency",
    "leningrad-oblast-xiamen-foreign-trade-promotion-agency",
]
ALL_AGREEMENTS = [DECLARATION, SISTERS, FINLAND, SWISS, CZECH, CITIES, *OBLAST]

SUMMIT = "chengdu-technology-parks-summit-2017"
LAUNCH = "china-switzerland-innovation-and-entrepreneurship-cooperation-launch-conference"
FAIR = "global-innovation-and-entrepreneurship-fair-2017"
VISIT = "dongguan-delegation-visit-to-leningrad-oblast"
KOREA = "leningrad-oblast-presentation-in-south-korea"
WEEK = "international-week-of-science-and-technology-cooperation"
EVENTS_OF_2014 = ["cifit-2014", VISIT, "first-russian-chinese-expo", WEEK, KOREA]

FOUND = [
    ("parks", "country=FR", ["sophia-antipolis"]),
    ("parks", "country=RU&country=FR", ["nanopark-gatchina", "sophia-antipolis"]),
    ("parks", "country=ru,fr", ["nanopark-gatchina", "sophia-antipolis"]),
    ("parks", "country=FI", []),
    ("parks", "from=2018&to=2018", ["sino-swiss-changzhou-innovation-park"]),
    ("parks", "to=2017", []),
    ("parks", "kind=technopole,industrial-park&country=CN", ["suzhou-industrial-park"]),
    ("parks", "q=гатчина", ["nanopark-gatchina"]),
    ("parks", "q=ПАРК гатчина", ["nanopark-gatchina"]),
    ("parks", "q=sip", ["suzhou-industrial-park"]),
    ("parks", "q=xi'an", ["xian-hi-tech-industries-development-zone"]),
    ("parks", "q=xian hi tech", ["xian-hi-tech-industries-development-zone"]),
    ("agreements", "q=china-finland", [FINLAND]),
    ("parks", "sector=medical-devices", ["sino-swiss-changzhou-innovation-park"]),
    ("institutions", "country=CZ", ["technology-agency-of-the-czech-republic"]),
    ("institutions", "kind=company&park=sino-swiss-changzhou-innovation-park", ["cotesa", "lanz-manufaktur", "leoni", "medela", "sid"]),
    ("agreements", "", ALL_AGREEMENTS),
    ("agreements", "country=FI", [FINLAND]),
    ("agreements", "country=QA", [DECLARATION]),
    ("agreements", "country=CZ,CH", [SWISS, CZECH]),
    ("agreements", "between=CN&between=FI", [FINLAND]),
    ("agreements", "between=CN,FI", [FINLAND]),
    ("agreements", "between=" + "CN,FI," * 900, [FINLAND]),
    ("agreements", "between=CN&between=FR", [DECLARATION, SISTERS]),
    ("agreements", "between=FR&between=DE&between=IL", [DECLARATION]),
    ("agreements", "between=CN&between=RU", OBLAST),
    ("agreements", "between=FI&between=CZ", []),
    ("agreements", "from=2014", [DECLARATION, SISTERS, *OBLAST]),
    ("agreements", "to=2014", [CZECH, *OBLAST]),
    ("agreements", "from=2013-06&to=2013-07", [CZECH]),
    ("agreements", "from=2017-05-20", [DECLARATION]),
    ("agreements", "from=2017-06", []),
    ("agreements", "undated=1", [FINLAND, SWISS, CITIES]),
    ("agreements", "undated=1&country=CH", [SWISS]),
    ("agreements", "undated=0&country=CH", [SWISS]),
    ("agreements", "sector=advanced-materials", [FINLAND, CZECH]),
    ("agreements", "sector=artificial-intelligence", [CITIES]),
    ("agreements", "sector=ict", [CITIES]),
    ("agreements", "park=sophia-antipolis", [DECLARATION, SISTERS]),
    ("agreements", "institution=agency-for-economic-development-of-leningrad-oblast", OBLAST),
    ("agreements", "park=sophia-antipolis&to=2016", [SISTERS]),
    ("events", "from=2017&to=2017", [SUMMIT, FAIR]),
    ("events", "from=2014&to=2014", EVENTS_OF_2014),
    ("events", "from=2014-12-01&to=2014-12-31&country=KR", [KOREA]),
    ("events", "country=KR", [KOREA]),
    ("events", "between=CN&between=CH", [LAUNCH]),
    ("events", "park=changzhou-national-hi-tech-district", [LAUNCH]),
    ("events", "institution=torch-high-technology-industry-development-center", [LAUNCH]),
    ("events", "undated=1", []),
    ("events", "between=CN,CH,RU,FI,FR,DE,GB,ES,IT,SE", []),
]


@pytest.mark.parametrize(("plural", "query", "expected"), FOUND, ids=[f"{plural}?{query[:50]}" for plural, query, _ in FOUND])
def test_a_list_finds_the_same_on_page_api_and_csv(client, plural, query, expected):
    page = client.get(f"/{plural}/?{query}", follow=True).content.decode()
    answer = client.get(f"/api/v1/{plural}/?{query}").json()
    table = b"".join(client.get(f"/api/v1/{plural}/?{query}&format=csv").streaming_content).decode()

    on_page = re.findall(rf'<h2 class="result__title"[^>]*><a href="/{plural}/([^/"]+)/">', page)
    in_api = [record["slug"] for record in answer["results"]]
    in_csv = [row["slug"] for row in csv.DictReader(io.StringIO(table))]

    assert sorted(in_api) == sorted(expected)
    assert answer["count"] == len(expected)
    assert on_page == in_api == in_csv


def slugs(client, address):
    return [record["slug"] for record in client.get(address).json()["results"]]


def test_dates_sort_by_earliest_day_upwards_and_latest_downwards_with_the_undated_last(client):
    oldest_first = slugs(client, "/api/v1/agreements/?sort=date")
    newest_first = slugs(client, "/api/v1/agreements/?sort=-date")

    assert sorted(oldest_first[1:5]) == sorted(newest_first[2:6]) == OBLAST
    assert [oldest_first[0], *oldest_first[5:]] == [CZECH, SISTERS, DECLARATION, FINLAND, SWISS, CITIES]
    assert [*newest_first[:2], *newest_first[6:]] == [DECLARATION, SISTERS, CZECH, FINLAND, SWISS, CITIES]
    assert slugs(client, "/api/v1/agreements/") == slugs(client, "/api/v1/agreements/?sort=-date")


def test_pages_of_a_list_add_up_to_the_list(client):
    address, collected, pages = "/api/v1/institutions/?per_page=7&sort=name", [], 0
    while address:
        answer = client.get(address)
        links = dict(reversed(re.match(r'<([^>]+)>; rel="(\w+)"', link).groups()) for link in answer["Link"].split(", "))
        body = answer.json()
        assert (body["next"], body["previous"]) == (links.get("next"), links.get("prev"))
        collected += [record["slug"] for record in body["results"]]
        address, pages = body["next"], pages + 1

    assert pages == 7
    assert collected == slugs(client, "/api/v1/institutions/?per_page=100&sort=name")
    assert len(set(collected)) == 46


BAD = [
    ("country=XX", "country", "“XX” is not the code of a country; write for example CN."),
    ("between=QQ", "between", "“QQ” is not the code of a country; write for example CN."),
    ("sector=alchemy", "sector", "There is no sector “alchemy”."),
    (
        "kind=castle",
        "kind",
        (
            "“castle” is none of: memorandum-of-understanding, sister-park, cooperation-agreement, joint-statement, declaration, "
            "programme, joint-centre, letter-of-intent, network."
        ),
    ),
    (
        "from=soon",
        "from",
        "“soon” is not a date; write a year, a month or a day, such as 2016, 2016-05 or 2016-05-21.",
    ),
    (
        "to=2016-13",
        "to",
        "“2016-13” is not a date; write a year, a month or a day, such as 2016, 2016-05 or 2016-05-21.",
    ),
    (
        "from=XXXX-10-26",
        "from",
        "“XXXX-10-26” is not a date; write a year, a month or a day, such as 2016, 2016-05 or 2016-05-21.",
    ),
    ("from=2018&to=2016", "to", "This is before the start of the range."),
    ("undated=perhaps", "undated", "“perhaps” is none of: 1, 0."),
    ("sort=size", "sort", "“size” is none of: name, -name, -date, date, relevance."),
    ("sort=relevance", "sort", "This needs words to match: give “q”, too."),
    ("dates=certain", "dates", "This needs a range: give “from” or “to”, too."),
    ("between=AT,AU,BE,BG,BR,CA,CH,CL,CN,CZ,DE", "between", "Give at most 10 values."),
    ("kind=" + ",".join(f"k{number}" for number in range(51)), "kind", "Give at most 50 values."),
    ("page=-1", "page", "Ensure this value is greater than or equal to 1."),
    ("page=two", "page", "Enter a whole number."),
    ("page=3", "page", "There is only 1 page."),
    ("per_page=101", "per_page", "Ensure this value is less than or equal to 100."),
    ("per_page=0", "per_page", "Ensure this value is greater than or equal to 1."),
    ("from=2014&from=2015", "from", "This may be given only once."),
    ("park=atlantis", "park", "There is no such record: “atlantis”."),
    ("institution=nowhere", "institution", "There is no such record: “nowhere”."),
    ("q=" + "x" * 101, "q", "Ensure this value has at most 100 characters (it has 101)."),
    ("country=CN&city=%00", "city", "Null characters are not allowed."),
    ("country=CN&city=" + "x" * 201, "city", "A value has at most 200 characters."),
    ("q=%00", "q", "Null characters are not allowed."),
]


@pytest.mark.parametrize(("query", "parameter", "message"), BAD, ids=[query[:30] for query, _, _ in BAD])
def test_a_bad_value_is_named_with_status_400(client, query, parameter, message):
    page, answer = client.get(f"/agreements/?{query}"), client.get(f"/api/v1/agreements/?{query}")

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert answer.json() == {
        "type": "about:blank",
        "title": "Bad request",
        "status": 400,
        "detail": f"{parameter}: {message}",
        "errors": [{"parameter": parameter, "detail": message}],
    }
    assert page.status_code == 400
    assert f'<a class="error-summary__link" href="#id_{parameter}">{parameter}: {message}</a>' in page.content.decode()
    assert 'class="result__title"' not in page.content.decode()


def test_an_unknown_parameter_is_ignored_on_a_page_and_refused_by_the_api(client):
    assert client.get("/agreements/?contry=FI", follow=True).redirect_chain == [("/agreements/", 301)]
    answer = client.get("/api/v1/agreements/?contry=FI&format=csv")
    assert (answer.status_code, answer.json()["errors"]) == (400, [{"parameter": "contry", "detail": "There is no such parameter."}])


@pytest.mark.parametrize(("query", "parameter"), [("format=xml", "format"), ("format=csv&bom=yes", "bom")])
def test_an_unknown_format_is_refused(client, query, parameter):
    answer = client.get(f"/api/v1/parks/?{query}")
    assert (answer.status_code, [error["parameter"] for error in answer.json()["errors"]]) == (400, [parameter])


def test_blank_parameters_of_a_submitted_form_mean_nothing(client):
    page = client.get("/agreements/?q=&from=&to=&sort=-date&country=", follow=True)

    assert page.redirect_chain == [("/agreements/", 301)]
    assert page.content.count(b'<h2 class="result__title"') == 10


def test_chips_drop_one_filter_each(client):
    page = client.get("/agreements/?country=FI&country=FR&park=sophia-antipolis&from=2016-05&undated=1").content.decode()
    chips = re.findall(r'<a class="chip" href="([^"]+)"[^>]*><span class="visually-hidden">Remove filter </span>([^<]+) <span', page)

    assert chips == [
        ("/agreements/?country=FR&amp;park=sophia-antipolis&amp;from=2016-05&amp;undated=1", "Country: Finland"),
        ("/agreements/?country=FI&amp;park=sophia-antipolis&amp;from=2016-05&amp;undated=1", "Country: France"),
        ("/agreements/?country=FI&amp;country=FR&amp;from=2016-05&amp;undated=1", "With the park: Sophia Antipolis"),
        ("/agreements/?country=FI&amp;country=FR&amp;park=sophia-antipolis&amp;undated=1", "From: May 2016"),
        ("/agreements/?country=FI&amp;country=FR&amp;park=sophia-antipolis&amp;from=2016-05", "Only without a year: yes"),
    ]


def test_an_empty_result_offers_to_drop_each_filter_with_what_that_finds(client):
    page = client.get("/agreements/?country=FI&from=2016").content.decode()

    assert "<h1>No agreements</h1>" in page
    assert re.findall(r'<a href="([^"]+)" rel="nofollow">(Drop [^<]+)</a> <span class="muted">([^<]+)</span>', page) == [
        ("/agreements/?from=2016", "Drop “Country: Finland”", "finds 2"),
        ("/agreements/?country=FI", "Drop “From: 2016”", "finds 1"),
    ]


def test_a_list_by_date_says_how_many_records_have_no_year(client):
    page = client.get("/agreements/?country=CH&country=CN&from=2016").content.decode()

    assert re.findall(r'<a href="(/agreements/[^"]+)" rel="nofollow">show those without a year</a>', page) == [
        "/agreements/?country=CH&amp;country=CN&amp;undated=1"
    ]
    assert "3 more have no usable year and so lie in no range:" in page
    assert "show those without a year" not in client.get("/agreements/?country=FR&from=2016").content.decode()
