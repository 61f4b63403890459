"""The pages of the curated records."""

import re

import pytest

from tests.directory.html import facts_of, text_of

pytestmark = pytest.mark.usefixtures("curated")

HEADINGS = [
    ("/", "Science parks, and the agreements that tie them together"),
    ("/parks/", "12 parks"),
    ("/institutions/", "46 institutions"),
    ("/agreements/", "10 agreements"),
    ("/events/", "9 events"),
    ("/countries/", "15 countries and territories"),
    ("/countries/cn/", "China"),
    ("/countries/br/", "Brazil"),
    ("/sectors/", "16 sectors"),
    ("/sectors/advanced-materials/", "Advanced materials"),
    ("/sources/", "5 sources"),
    ("/sources/?kind=press-release&language=en", "1 source"),
    ("/sources/leningrad-oblast-china-nanotechnology/", "Ленинградская область и Китай будут вместе заниматься нанотехнологиями"),
    ("/about/", "About the atlas"),
    ("/parks/suzhou-industrial-park/", "Suzhou Industrial Park"),
    ("/institutions/medela/", "Medela"),
    (
        "/agreements/chengdu-sophia-antipolis-sister-parks/",
        "Sister-park agreement between Chengdu Hi-Tech Industrial Development Zone and Sophia Antipolis",
    ),
    ("/events/chinano-2013/", "CHInano Conference & Expo 2013"),
]


@pytest.mark.parametrize(("address", "heading"), HEADINGS, ids=[address for address, _ in HEADINGS])
def test_a_page_opens_with_its_heading(client, address, heading):
    response = client.get(address)

    assert response.status_code == 200
    assert [text_of(found) for found in re.findall(r"<h1[^>]*>(.*?)</h1>", response.content.decode(), re.S)] == [heading]


def test_every_record_has_a_page_whose_values_point_at_its_sources(client):
    from core.models import Record

    for record in Record.objects.published():
        page = client.get(record.get_absolute_url()).content.decode()
        anchors, targets = set(re.findall(r'class="source-marker" href="#([^"]+)"', page)), set(re.findall(r'id="(source-[^"]+)"', page))
        assert anchors
        assert anchors <= targets, record.slug


def test_a_park_shows_each_fact_with_its_source(client):
    page = client.get("/parks/sino-swiss-changzhou-innovation-park/").content.decode()

    facts = facts_of(page)
    assert facts["Founded"] == "2018 Source 1 p4"
    assert facts["Opened"] == "2019 Source 1 p4"
    assert facts["City"] == "Changzhou Source 1 p3 Source 1 p4"
    figures = [
        [text_of(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)] for row in re.findall(r"<tr>(.*?)</tr>", page, re.S)
    ]
    assert figures == [
        ["Figure", "Value", "As of", "Source"],
        ["Area", "about 670,000 m²", "2021", "Source 1 p4"],
        ["Occupied area", "about 270,000 m²", "2021", "Source 1 p4"],
    ]


def test_names_stand_in_their_own_script_and_language(client):
    page = client.get("/parks/nanopark-gatchina/").content.decode()
    assert '<li lang="ru">Нанопарк Гатчина</li>' in page or '<li lang="ru">Нанопарк «Гатчина»</li>' in page
