"""The directory in three languages: addresses, names, dates, numbers and sorting, and no message left untranslated."""

import contextlib
import re
import shutil
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.core.management import call_command
from django.utils import translation

from core.edtf import in_words
from tests.factories import make_agreement, make_institution, make_park, make_sector, make_source

pytestmark = pytest.mark.django_db
CATALOGUES = ["ru", "zh_Hans"]


def text_of(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def heading(page):
    return re.search(r"<h1>(.*?)</h1>", page, re.DOTALL)[1]


@pytest.mark.parametrize(
    ("address", "language", "name"),
    [("/parks/", "en", "Parks"), ("/zh-hans/parks/", "zh-hans", "园区"), ("/ru/parks/", "ru", "Парки")],
)
def test_the_address_alone_says_the_language(client, address, language, name):
    client.cookies["django_language"] = "ru"
    answer = client.get(address, headers={"accept-language": "zh-hans"})

    page = answer.content.decode()
    assert (answer["Content-Language"], "Accept-Language" in answer.get("Vary", "")) == (language, False)
    assert f'<html lang="{language}" dir="ltr">' in page
    assert f'href="{address}" aria-current="page">{name}</a>' in page


@pytest.mark.parametrize("address", ["/en/parks/", "/zh-cn/parks/", "/de/parks/", "/ru/api/v1/parks/", "/ru/robots.txt"])
def test_other_addresses_are_not_there(client, address):
    assert client.get(address).status_code == 404


def test_an_unknown_address_is_answered_in_its_language(client):
    assert [heading(text_of(client, address, 404)) for address in ("/nope/", "/zh-hans/nope/", "/ru/nope/")] == [
        "Page not found",
        "页面未找到",
        "Страница не найдена",
    ]


def test_the_switch_keeps_the_page_and_its_filters(client):
    make_park(country="CN")

    for address in ("/parks/?country=CN", "/zh-hans/parks/?country=CN", "/ru/parks/?country=CN"):
        page = text_of(client, address)
        assert re.findall(r'class="languages__link" href="([^"]+)" lang="([^"]+)"', page) == [
            ("/parks/?country=CN", "en"),
            ("/zh-hans/parks/?country=CN", "zh-hans"),
            ("/ru/parks/?country=CN", "ru"),
        ]
        assert '<link rel="alternate" type="application/json" href="/api/v1/parks/?country=CN">' in page


@pytest.mark.parametrize("address", ["/about/?fbclid=1", "/zh-hans/about/", "/ru/about/?utm_source=x"])
def test_a_page_names_its_other_languages_by_their_canonical_addresses(client, address):
    assert re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', text_of(client, address)) == [
        ("en", "http://testserver/about/"),
        ("x-default", "http://testserver/about/"),
        ("zh-hans", "http://testserver/zh-hans/about/"),
        ("ru", "http://testserver/ru/about/"),
    ]


@pytest.mark.parametrize("query", ["?country=CN", "?country=XX"])
def test_a_page_that_is_not_to_be_indexed_names_none(client, query):
    make_park(country="CN")

    assert 'rel="alternate" hreflang' not in client.get(f"/parks/{query}").content.decode()


def test_links_stay_in_the_language(client):
    sector = make_sector(slug="optics")
    park = make_park(slug="hub", country="CN", sectors=[sector], parent=make_park(slug="whole"))
    lab = make_institution(slug="lab", host_park=park)
    make_agreement(slug="pact", parties=[park, lab])

    for address in (
        "/ru/",
        "/ru/parks/",
        "/ru/parks/hub/",
        "/ru/agreements/pact/",
        "/ru/countries/cn/",
        "/ru/sectors/optics/",
        "/ru/search/?q=hub",
    ):
        links = set(re.findall(r'<a [^>]*href="(/[^"]*)"', text_of(client, address)))
        elsewhere = {link for link in links if not link.startswith(("/ru/", "/api/"))}
        # The switch alone leaves it.
        path = address.removeprefix("/ru")
        assert elsewhere == {path, f"/zh-hans{path}"}, address


def test_a_record_is_called_by_its_name_in_the_readers_language_with_the_others_beside_it(client):
    park = make_park(slug="hub", name="Skolkovo")
    park.names.create(language="zh-Hant", text="史科爾科沃")
    park.names.create(language="zh-Hans", text="斯科尔科沃", kind="preferred")
    park.names.create(language="ru", text="Технополис", kind="former")

    names = {address: heading(text_of(client, address)) for address in ("/parks/hub/", "/zh-hans/parks/hub/", "/ru/parks/hub/")}

    assert names == {"/parks/hub/": "Skolkovo", "/zh-hans/parks/hub/": "斯科尔科沃", "/ru/parks/hub/": '<span lang="en">Skolkovo</span>'}
    beside = re.search(r'<ul class="title-block__names">(.*?)</ul>', text_of(client, "/zh-hans/parks/hub/"), re.DOTALL)[1]
    assert re.findall(r'<li lang="([^"]+)">([^<]+)</li>', beside) == [("en", "Skolkovo"), ("zh-Hant", "史科爾科沃")]


def test_what_is_only_there_in_english_is_marked_so(client):
    make_park(slug="hub", name="Hub", summary="A park.", city="Beijing", source=make_source(title="Газета", language="ru"))

    page = text_of(client, "/ru/parks/hub/")
    assert set(re.findall(r'<span lang="en">([^<]*)</span>', page)) == {"A park.", "Beijing", "Hub"}
    assert 'lang="ru"><a href="/ru/sources/' in page
    assert '<span lang="en">' not in text_of(client, "/parks/hub/")


def test_sectors_and_countries_are_called_and_sorted_in_the_readers_language(client):
    for slug, name, russian in (("a", "Aerospace", "Космос"), ("b", "Biology", "Биология"), ("c", "Chemistry", "")):
        sector = make_sector(slug=slug, name=name)
        if russian:
            sector.names.create(language="ru", text=russian)
        make_park(sectors=[sector], country={"a": "DE", "b": "FI", "c": "AT"}[slug])

    def index(address, title):
        return [
            re.sub("<[^>]+>", "", name)
            for name in re.findall(r'index-list__link" href="[^"]*' + title + r'[^"]*">(.*?)</a>', text_of(client, address))
        ]

    assert index("/", "/sectors/") == ["Aerospace", "Biology", "Chemistry"]
    assert index("/ru/", "/sectors/") == ["Chemistry", "Биология", "Космос"]
    assert index("/ru/", "/countries/") == ["Австрия", "Германия", "Финляндия"]
    assert index("/zh-hans/", "/countries/") == ["奥地利", "德国", "芬兰"]


@pytest.mark.parametrize(
    ("text", "english", "chinese", "russian"),
    [
        ("2016", "2016", "2016年", "2016"),
        ("2017-05", "May 2017", "2017年5月", "май 2017"),
        ("2021-10-21", "21 October 2021", "2021年10月21日", "21 октября 2021"),
        ("XXXX-10-26", "26 October, year not given", "10月26日，年份不详", "26 октября, год не указан"),
        ("XXXX-10", "October, year not given", "10月，年份不详", "октябрь, год не указан"),
        ("1983~", "about 1983", "约1983年", "примерно 1983"),
        ("198X", "1980s", "1980年代", "1980‑е"),
        ("2017-05-01/2017-05-03", "1–3 May 2017", "2017年5月1日–3日", "1–3 мая 2017"),
        ("2017-05/2017-08", "May – August 2017", "2017年5月 – 8月", "май – август 2017"),
    ],
)
def test_dates_are_said_in_the_readers_language(text, english, chinese, russian):
    for language, expected in (("en", english), ("zh-hans", chinese), ("ru", russian)):
        with translation.override(language):
            assert in_words(text) == expected


def test_numbers_are_written_as_the_readers_language_does(client):
    park = make_park(slug="hub")
    park.figures.create(indicator="revenue", value="8000000000.5", unit="CNY")

    amounts = {
        address: re.search(r"CNY [^<]+", text_of(client, address))[0].strip()
        for address in ("/parks/hub/", "/zh-hans/parks/hub/", "/ru/parks/hub/")
    }

    assert list(amounts.values()) == ["CNY 8,000,000,000.5", "CNY 8,000,000,000.5", "CNY 8\xa0000\xa0000\xa0000,5"]


@pytest.mark.parametrize(("count", "words"), [(1, "1 парк"), (2, "2 парка"), (5, "5 парков"), (21, "21 парк")])
def test_plurals_follow_the_language(client, count, words):
    for _number in range(count):
        make_park()

    assert heading(text_of(client, "/ru/parks/")) == words


@pytest.mark.parametrize("catalogue", CATALOGUES)
def test_no_message_is_missing_fuzzy_or_changed_in_its_placeholders(catalogue, tmp_path, settings):
    """The messages that the code has now, against the catalogue that is committed."""
    committed = messages(Path(settings.BASE_DIR) / "locale" / catalogue / "LC_MESSAGES" / "django.po")
    wanted = messages(extracted(catalogue, tmp_path, settings))

    said = {key: strings(message.string) for key, message in committed.items()}
    changed = [
        (key, text) for key, texts in said.items() for text in texts if placeholders(text) != placeholders(strings(committed[key].id)[-1])
    ]
    assert (wanted.keys() - committed.keys(), committed.keys() - wanted.keys()) == (set(), set())
    assert [key for key, message in committed.items() if message.fuzzy or not all(said[key])] == []
    assert changed == []


def messages(path):
    """The messages of a catalogue by their context and English text; its head, under "", is none."""
    with path.open("rb") as file:
        return {(message.context, strings(message.id)[0]): message for message in read_po(file) if message.id}


def strings(text):
    return [text] if isinstance(text, str) else list(text)


def placeholders(text):
    return sorted(re.findall(r"%\(\w+\)[sd]|%d|%s|\{\w+\}", text))


def extracted(catalogue, tmp_path, settings):
    """A catalogue of what the code says now, made from a copy, for the command writes beside what it reads."""
    root = Path(settings.BASE_DIR)
    for folder in ("agreements", "config", "core", "directory", "ingest", "parks", "templates"):
        shutil.copytree(root / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "locale").mkdir()
    settings.LOCALE_PATHS = [str(tmp_path / "locale")]
    with contextlib.chdir(tmp_path):
        call_command("makemessages", locale=[catalogue], extensions=["html", "py", "xml"], add_location="never", verbosity=0)
    return tmp_path / "locale" / catalogue / "LC_MESSAGES" / "django.po"
