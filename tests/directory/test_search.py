"""Searching: names in any script, ranked; the page, the suggestions and the API."""

import re

import pytest

from tests.directory.html import text_of
from tests.factories import make_agreement, make_event, make_institution, make_park, make_sector, make_source

pytestmark = pytest.mark.django_db


def found(client, query, kind="park"):
    """The slugs of one type that a search finds, in order."""
    results = client.get("/api/v1/search/", {"q": query, "per_page": 100}).json()["results"]
    return [result["slug"] for result in results if result["type"] == kind]


@pytest.fixture
def parks():
    for slug, name, other in (
        ("lodz", "Łódź Special Park", []),
        ("zhongguancun", "Zhongguancun Science Park", []),
        ("suzhou", "Suzhou Industrial Park", [("zh-Hans", "苏州工业园区", "preferred"), ("en", "SIP", "alias")]),
        ("hsinchu", "Hsinchu Science Park", [("zh-Hant", "新竹科學園區", "preferred")]),
        ("tsukuba", "Science City", [("ja", "つくば研究学園都市", "preferred")]),
        ("daedeok", "Innopolis", [("ko", "대덕연구개발특구", "preferred")]),
        ("gatchina", "Nanopark", [("ru", "Гатчина", "preferred")]),
        ("skolkovo", "Skolkovo Innovation Centre", [("en", "Inno City", "former")]),
        ("da-nang", "Da Nang Hi-Tech Park", [("vi", "Khu công nghệ cao Đà Nẵng", "preferred")]),
        ("strasse", "Technologiepark Straße", []),
        ("ari", "İTÜ ARI Teknokent", []),
        ("xian", "Xi'an Hi-tech Zone", []),
    ):
        park = make_park(slug=slug, name=name)
        for language, text, kind in other:
            park.names.create(language=language, text=text, kind=kind)


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("Lodz", "lodz"),
        ("łódź", "lodz"),
        ("中关村", "zhongguancun"),
        ("zhong guan cun", None),
        ("苏州", "suzhou"),
        ("工业园", "suzhou"),
        ("Suzhou gongye", "suzhou"),
        ("suzhougongye", "suzhou"),
        ("Sūzhōu", "suzhou"),
        ("sip", "suzhou"),
        ("新竹科学园", "hsinchu"),
        ("xinzhu kexue", "hsinchu"),
        ("つくば", "tsukuba"),
        ("つくは", None),
        ("研究学園", "tsukuba"),
        ("연구개발", "daedeok"),
        ("특구", "daedeok"),
        ("특区", None),
        ("Gatchina", "gatchina"),
        ("ГАТЧИНА", "gatchina"),
        ("Сколково", "skolkovo"),
        ("skolkva", None),
        ("skolkvo", "skolkovo"),
        ("skolkovvo", "skolkovo"),
        ("scolkovo", "skolkovo"),
        ("inno city", "skolkovo"),
        ("da nang", "da-nang"),
        ("cong nghe cao", "da-nang"),
        ("strasse", "strasse"),
        ("itu", "ari"),
        ("ＡＲＩ", "ari"),
        ("xian", "xian"),
        ("park zhongguancun", "zhongguancun"),
        ("zhongguanc", "zhongguancun"),
    ],
)
def test_a_name_is_found_in_any_script(client, parks, query, slug):
    assert found(client, query) == ([slug] if slug else [])


def test_the_best_match_comes_first(client):
    make_park(slug="summary", name="Somewhere", summary="Beside Aurora.")
    make_park(slug="alias", name="Elsewhere").names.create(language="en", text="Aurora", kind="alias")
    make_park(slug="inside", name="The Aurora Park")
    make_park(slug="typo", name="Aurara")
    make_park(slug="prefix", name="Aurora Park")
    busy = make_park(slug="busy", name="Aurora Zone")
    make_park(slug="exact", name="Aurora")
    make_agreement(parties=[busy, make_institution()])

    assert found(client, "aurora") == ["exact", "busy", "prefix", "alias", "inside", "summary", "typo"]


def test_records_are_found_by_what_they_are_tied_to(client):
    optics = make_sector(slug="optics", name="Optics")
    optics.names.create(language="ru", text="Оптика")
    park = make_park(name="Alpha", city="Oulu", country="FI", sectors=[optics])
    park.names.create(language="ru", text="Альфа")
    agreement = make_agreement(name="Pact", slug="pact", parties=[park])
    make_event(name="Fair", slug="fair", participants=[park])

    for query in ("oulu", "finland", "芬兰", "финляндия", "optics", "оптика", "alpha oulu"):
        assert found(client, query) == [park.slug], query
    for query in ("alpha", "альфа"):
        assert found(client, query, "agreement") == [agreement.slug]
        assert found(client, query, "event") == ["fair"]


def test_drafts_are_not_found(client):
    make_park(name="Secret", status="draft")
    hidden = make_park(name="Alpha", status="draft", source=make_source())
    make_agreement(name="Pact", parties=[hidden])

    assert client.get("/api/v1/search/?q=secret").json()["count"] == 0
    assert client.get("/api/v1/search/?q=alpha").json()["count"] == 0
    assert "Secret" not in client.get("/search/suggestions/?q=secre").content.decode()


def test_the_page_groups_what_is_found_and_shows_the_name_that_matched(client):
    park = make_park(name="Suzhou Industrial Park", slug="suzhou", city="Suzhou")
    park.names.create(language="zh-Hans", text="苏州工业园区")
    park.names.create(language="en", text="Old Zone", kind="former")
    for number in range(7):
        make_institution(name=f"Suzhou Institute {number}")
    make_source(title="Suzhou news")

    page = client.get("/search/?q=suzhou").content.decode()
    assert "<h1>9 results for “suzhou”</h1>" in page
    headings = re.findall(r'<h2 class="section__heading"[^>]*>(.*?)</h2>', page)
    assert [text_of(heading) for heading in headings] == ["Parks 1", "Institutions 7", "Sources 1"]
    assert page.count('class="result result--plain"') == 7
    assert '<a href="/search/?q=suzhou&amp;type=institutions" rel="nofollow">All 7 institutions</a>' in page
    assert '<meta name="robots" content="noindex, nofollow">' in page

    assert '<span lang="zh-Hans">苏州工业园区</span>' in client.get("/search/?q=gongye").content.decode()
    assert 'Former name: <span lang="en">Old Zone</span>' in client.get("/search/?q=old+zone").content.decode()
    assert len(re.findall("result--plain", client.get("/search/?q=suzhou&type=institutions&per_page=5&page=2").content.decode())) == 2


def test_nothing_found_suggests_another_spelling(client):
    make_park(name="Zhongguancun Science Park")

    page = client.get("/search/?q=zhonguancan+park").content.decode()
    assert "Nothing is found for “zhonguancan park”" in page
    assert 'Did you mean <a href="/search/?q=zhongguancun%20park" rel="nofollow">zhongguancun park</a>?' in page
    assert "Did you mean" not in client.get("/search/?q=qqqqqqq").content.decode()


def test_words_that_stand_nowhere_together_suggest_another_spelling(client):
    make_park(name="Sophia Antipolis")
    make_park(name="Elsewhere", city="Sofia")

    assert found(client, "sofia antipolis") == []
    assert 'href="/search/?q=sophia%20antipolis"' in client.get("/search/?q=sofia+antipolis").content.decode()


# The page for all types has no pages of its own: there the parameter is dropped.
REFUSED = [("q=park&page=3", "page", 301), ("q=park&type=parks&page=3", "page", 400), ("q=a&q=b", "q", 400)]


@pytest.mark.parametrize(("query", "parameter", "status"), REFUSED)
def test_a_page_that_is_not_there_and_a_parameter_given_twice_are_refused(client, query, parameter, status):
    make_park(name="Park")
    page, answer = client.get(f"/search/?{query}"), client.get(f"/api/v1/search/?{query}")

    assert (answer.status_code, [error["parameter"] for error in answer.json()["errors"]]) == (400, [parameter])
    assert page.status_code == status


def test_suggestions_are_part_of_a_page(client):
    make_park(name="Zhangjiang Hi-Tech Park", slug="zhangjiang").names.create(language="zh-Hans", text="张江高科技园区")

    answer = client.get("/search/suggestions/?q=张").content.decode()
    assert re.findall(r'<a class="suggestions__link" href="([^"]+)">(.*?)</a>', answer)[0][0] == "/parks/zhangjiang/"
    assert 'lang="zh-Hans">张江高科技园区</span>' in answer
    assert "<html" not in answer
    assert client.get("/search/suggestions/").content.decode().strip() == ""


def test_the_api_pages_through_what_is_found(client):
    for number in range(3):
        make_park(name=f"Aurora {number}", slug=f"aurora-{number}")
    make_institution(name="Aurora", slug="aurora", country="FI", city="Oulu")

    answer = client.get("/api/v1/search/?q=aurora&per_page=3&page=2").json()
    assert answer == {
        "count": 4,
        "next": None,
        "previous": "http://testserver/api/v1/search/?q=aurora&per_page=3",
        "facets": {
            "type": [{"value": "parks", "label": "parks", "count": 3}, {"value": "institutions", "label": "institutions", "count": 1}]
        },
        "results": [
            {
                "type": "institution",
                "slug": "aurora",
                "url": "http://testserver/institutions/aurora/",
                "name": "Aurora",
                "kind": "university",
                "country": "FI",
                "city": "Oulu",
                "matched": {"text": "Aurora", "language": "en", "kind": "preferred", "fields": ["name"]},
            }
        ],
    }
    assert client.get("/api/v1/search/?q=aurora&type=parks").json()["count"] == 3


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("", "q"),
        ("q=", "q"),
        ("q=a&type=castles", "type"),
        ("q=a&page=0", "page"),
        ("q=%00", "q"),
        ("q=a&colour=red", "colour"),
        ("q=" + "x" * 101, "q"),
    ],
)
def test_the_api_names_what_is_wrong(client, query, parameter):
    answer = client.get(f"/api/v1/search/?{query}")

    assert (answer.status_code, [error["parameter"] for error in answer.json()["errors"]]) == (400, [parameter])


ODD = ["'", '"', "*", "a* OR b", "((", "%", "_", "\\", "👍", "－", "a" * 100, "張" * 100, "ё" * 60]


@pytest.mark.parametrize("query", ODD)
def test_odd_queries_find_nothing_and_break_nothing(client, query):
    make_park(name="Park")

    assert client.get("/search/", {"q": query}).status_code == 200
    assert client.get("/api/v1/search/", {"q": query}).json()["count"] == 0
    assert client.get("/search/suggestions/", {"q": query}).status_code == 200


def test_one_search_has_one_address(client):
    assert client.get("/search/?type=parks&q=+a+&page=1")["Location"] == "/search/?q=a&type=parks"
    assert client.get("/search/?q=a&page=x").status_code == 400
