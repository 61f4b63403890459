"""Cards: a drawn picture for each record, which never shows a box for a letter that its fonts lack."""

import re
import struct
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from directory import cards
from tests.factories import make_agreement, make_event, make_institution, make_park

pytestmark = pytest.mark.django_db

TOKENS = Path(__file__).resolve().parent.parent.parent / "static" / "css" / "tokens.css"


def picture(client, address):
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    image = Image.open(BytesIO(answer.content))
    assert (image.format, image.size, image.mode) == ("PNG", (1200, 630), "RGB")
    return image.tobytes()


def cmap(path):
    """The characters of a font, read from its tables (formats 4 and 12)."""
    data = Path(path).read_bytes()
    tables = {}
    for number in range(struct.unpack(">H", data[4:6])[0]):
        tag, _checksum, offset, _length = struct.unpack(">4sLLL", data[12 + 16 * number : 28 + 16 * number])
        tables[tag] = offset
    start, found = tables[b"cmap"], set()
    for number in range(struct.unpack(">H", data[start + 2 : start + 4])[0]):
        _platform, _encoding, offset = struct.unpack(">HHL", data[start + 4 + 8 * number : start + 12 + 8 * number])
        at = start + offset
        if data[at : at + 2] == b"\0\x04":
            double = struct.unpack(">H", data[at + 6 : at + 8])[0]
            ends = struct.unpack(f">{double // 2}H", data[at + 14 : at + 14 + double])
            starts = struct.unpack(f">{double // 2}H", data[at + 16 + double : at + 16 + 2 * double])
            found |= {code for first, last in zip(starts, ends, strict=True) for code in range(first, last + 1)} - {0xFFFF}
        elif data[at : at + 2] == b"\0\x0c":
            for group in range(struct.unpack(">L", data[at + 12 : at + 16])[0]):
                first, last, _glyph = struct.unpack(">LLL", data[at + 16 + 12 * group : at + 28 + 12 * group])
                found |= set(range(first, last + 1))
    return found


def test_every_type_of_record_has_a_card_of_its_own(client):
    park, lab = make_park(slug="hub"), make_institution(slug="lab")
    make_agreement(slug="pact", parties=[park, lab])
    make_event(slug="fair")
    make_park(slug="other", name="Another hub")

    addresses = ["parks/hub", "parks/other", "institutions/lab", "agreements/pact", "events/fair", "atlas"]
    assert len({picture(client, f"/cards/{address}.png") for address in addresses}) == len(addresses)


def test_a_card_says_kind_place_date_and_parties(client):
    parties = [make_park(name=f"Party {number}") for number in range(4)]
    pact = make_agreement(name="Pact", signed="2016-07-02", city="Nice", country="FR", parties=parties)
    pact.names.create(language="zh-Hans", text="协议")
    pact.names.create(language="ru", text="Договор")
    short = make_agreement(name="Short", parties=parties[:3])
    fair = make_event(name="Fair", starts="2017-05-01", ends="2017-05-03", city="Singapore", country="SG")

    last = parties[-1].updated
    assert cards.of_record(pact) == cards.Card(
        "Memorandum of understanding", "Pact", "Договор", "Nice, France · Signed: 2 July 2016", ["Party 0", "Party 1", "and 2 more"],
        max(pact.updated, last),
    )  # fmt: skip
    assert cards.of_record(short).parties == ["Party 0", "Party 1", "Party 2"]
    assert cards.of_record(fair) == cards.Card("Conference", "Fair", "", "Singapore · 1–3 May 2017", [], fair.updated)


def test_a_draft_party_is_on_no_card(client):
    shown, hidden = make_park(name="Shown"), make_park(name="Hidden", status="draft")
    make_agreement(slug="one", name="Pact", parties=[shown, hidden])
    make_agreement(slug="two", name="Pact", parties=[shown])

    assert picture(client, "/cards/agreements/one.png") == picture(client, "/cards/agreements/two.png")


@pytest.mark.parametrize(
    ("name", "other", "slug", "drawn"),
    [
        ("中关村科技园", "", "zhongguancun-science-park", "Zhongguancun science park"),
        ("中关村科技园", "Zhongguancun Park", "zgc", "Zhongguancun Park"),
        ("مدينة العلوم", "과학 공원", "science-city", "Science city"),
        ("TusPark (清华科技园)", "", "tus", "TusPark"),
        ("🔬 Lab\u200b Park", "", "lab", "Lab Park"),
        ("Technopark Łódź – Ďáblice", "", "lodz", "Technopark Łódź – Ďáblice"),
        ("E\u0301cole", "", "ecole", "École"),
    ],
)
def test_what_the_font_lacks_gives_way_to_a_name_that_it_has(client, name, other, slug, drawn):
    park = make_park(slug=slug, name=name)
    if other:
        park.names.create(language="en", text=other, kind="alias")
    make_park(slug="same", name=drawn)

    assert picture(client, f"/cards/parks/{slug}.png") == picture(client, "/cards/parks/same.png")


@pytest.mark.parametrize("font", [cards.SERIF_BOLD, cards.SANS, cards.SANS_SEMIBOLD])
def test_a_font_is_known_to_lack_what_its_table_lacks(font):
    known = cmap(font)
    letters = "".join(map(chr, range(0x21, 0x7F))) + "ÀéčńžğåßøłŁșțėảếđЖышяЇґђљαβγ–—“”’·…²€№中国園عر가あ🔬"

    assert {letter for letter in letters if cards.has(font, letter)} == {letter for letter in letters if ord(letter) in known}


def test_long_names_are_wrapped_and_cut_within_the_card(client):
    make_park(slug="long", name="Interregional " * 20)
    make_park(slug="word", name="W" * 300)

    for address in ("/cards/parks/long.png", "/cards/parks/word.png"):
        image = Image.frombytes("RGB", (1200, 630), picture(client, address))
        ground = Image.frombytes("RGB", (1200, 630), picture(client, "/cards/atlas.png"))
        # What lies beside and below the text is as on every card.
        for box in ((0, 0, 78, 630), (1126, 0, 1200, 630), (0, 505, 1200, 630)):
            assert image.crop(box).tobytes() == ground.crop(box).tobytes(), (address, box)


def test_a_card_is_kept_and_asked_for_again_by_its_tag(client):
    park = make_park(slug="hub", name="Hub")
    first = client.get("/cards/parks/hub.png")
    headers = {
        "Cache-Control": "public, max-age=86400",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "X-Content-Type-Options": "nosniff",
    }
    assert {name: first[name] for name in headers} == headers
    assert re.fullmatch(r'"[0-9a-f]{32}"', first["ETag"])

    again = client.get("/cards/parks/hub.png", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert {name: again[name] for name in headers} == headers
    assert client.get("/cards/parks/hub.png", headers={"if-modified-since": first["Last-Modified"]}).status_code == 304

    type(park).objects.filter(pk=park.pk).update(updated=park.updated + timedelta(hours=1), name="Hub of hubs")
    changed = client.get("/cards/parks/hub.png", headers={"if-none-match": first["ETag"]})
    assert (changed.status_code, changed["ETag"] != first["ETag"], changed["Last-Modified"] > "") == (200, True, True)


def test_a_card_of_an_agreement_changes_with_its_parties(client):
    park = make_park(name="Hub")
    make_agreement(slug="pact", parties=[park])
    first = client.get("/cards/agreements/pact.png")
    type(park).objects.filter(pk=park.pk).update(updated=park.updated + timedelta(hours=1), name="Hub of hubs")

    changed = client.get("/cards/agreements/pact.png", headers={"if-modified-since": first["Last-Modified"]})

    assert (changed.status_code, changed["ETag"] != first["ETag"]) == (200, True)


@pytest.mark.parametrize("address", ["parks/draft", "parks/never-was", "agreements/hub", "sources/hub", "hub", "parks/once-draft"])
def test_there_is_no_card_of_a_draft_or_of_nothing(client, address):
    make_park(slug="hub")
    make_park(slug="draft", status="draft").former_slugs.create(slug="once-draft")

    assert client.get(f"/cards/{address}.png").status_code == 404


def test_a_former_slug_leads_to_the_card(client):
    make_park(slug="new-name").former_slugs.create(slug="old-name")

    answer = client.get("/cards/parks/old-name.png")

    assert (answer.status_code, answer["Location"]) == (301, "/cards/parks/new-name.png")


def test_a_card_has_the_colours_of_the_light_theme():
    light = TOKENS.read_text().partition("@media")[0]
    colours = dict(re.findall(r"--color-([a-z-]+): (#[0-9a-f]{6});", light))

    assert tuple(colours[name] for name in ("paper", "ink", "ink-soft", "rule", "accent", "accent-soft")) == (
        cards.PAPER,
        cards.INK,
        cards.INK_SOFT,
        cards.RULE,
        cards.ACCENT,
        cards.ACCENT_SOFT,
    )
