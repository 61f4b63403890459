"""Jumping in long lists: letters where a list is sorted by name, decades where by date."""

import re

import pytest

from tests.directory.html import text_of
from tests.factories import make_agreement, make_park, make_source

pytestmark = pytest.mark.django_db


def jumps(client, address):
    """(label and count, address) of each jump; which of them are where the page is."""
    page = client.get(address).content.decode()
    nav = re.search(r'<nav class="jumps" aria-label="Jump to">(.*?)</nav>', page, re.S)
    links = re.findall(r'<a class="jumps__link" href="([^"]+)"([^>]*)>(.*?)</a>', nav[1], re.S) if nav else []
    here = [text_of(label) for _href, attributes, label in links if "aria-current" in attributes]
    return [(text_of(label), href.replace("&amp;", "&")) for href, _attributes, label in links], here


def make_parks(**counts):
    for letter, count in counts.items():
        for number in range(count):
            make_park(name=f"{letter}ark {number}")


def test_a_list_by_name_jumps_to_letters(client):
    make_parks(B=24, C=2, Z=1)
    make_park(name="22@Barcelona")
    make_park(name="Álava")
    make_park(name="“Quoted”")
    make_park(name="Łódź")
    make_park(name="Технопарк")
    make_park(name="Hidden", status="draft")

    links, here = jumps(client, "/parks/")
    assert links == [
        ("0–9 1 result", "/parks/#results"),
        ("A 1 result", "/parks/#results"),
        ("B 24 results", "/parks/#results"),
        ("C 2 results", "/parks/?page=2#results"),
        ("L 1 result", "/parks/?page=2#results"),
        ("Z 1 result", "/parks/?page=2#results"),
        ("other 2 results", "/parks/?page=2#results"),
    ]
    assert here == ["0–9 1 result", "A 1 result", "B 24 results"]

    links, here = jumps(client, "/parks/?country=CN&sort=-name&per_page=20&page=2")
    assert [label for label, _address in links] == [
        "other 2 results", "Z 1 result", "L 1 result", "C 2 results", "B 24 results", "A 1 result", "0–9 1 result",
    ]  # fmt: skip
    assert links[-1] == ("0–9 1 result", "/parks/?country=CN&sort=-name&per_page=20&page=2#results")
    assert here == ["A 1 result", "0–9 1 result"]


def test_a_list_by_date_jumps_to_decades(client):
    for year, count in (("2021", 3), ("2019-05", 20), ("2018/2020", 1), ("199X", 2), ("", 4), ("XXXX-10-26", 1)):
        for _number in range(count):
            make_agreement(signed=year)

    assert jumps(client, "/agreements/")[0] == [
        ("2020s 4 results", "/agreements/#results"),
        ("2010s 20 results", "/agreements/#results"),
        ("1990s 2 results", "/agreements/#results"),
        ("undated 5 results", "/agreements/?page=2#results"),
    ]
    assert jumps(client, "/agreements/?sort=date")[0] == [
        ("1990s 2 results", "/agreements/?sort=date#results"),
        ("2010s 21 results", "/agreements/?sort=date#results"),
        ("2020s 3 results", "/agreements/?sort=date#results"),
        ("undated 5 results", "/agreements/?sort=date&page=2#results"),
    ]


def test_a_jump_leads_to_the_page_with_the_first_of_its_letter(client):
    make_parks(A=30, K=30, S=5)

    for label, address in jumps(client, "/parks/")[0]:
        page = client.get(address.removesuffix("#results")).content.decode()
        names = [text_of(name) for name in re.findall(r'<h2 class="result__title">(.*?)</h2>', page)]
        assert f"{label[0]}ark 0" in names


def test_sources_jump_to_the_letters_of_their_titles(client):
    for number in range(26):
        make_source(title=f"Atlas {number}")
    make_source(title="张江")

    assert jumps(client, "/sources/")[0] == [("A 26 results", "/sources/#results"), ("other 1 result", "/sources/?page=2#results")]


def test_a_list_of_one_page_has_nothing_to_jump_to(client):
    make_parks(A=2, B=2)

    assert jumps(client, "/parks/") == ([], [])
