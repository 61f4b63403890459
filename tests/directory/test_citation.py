"""Citing a record: the same reference on its page and as a file, in four formats."""

import json
import re
from datetime import UTC, datetime
from html import unescape

import pytest
import rispy
from django.utils import timezone
from django.utils.dateformat import format as format_date

from core import revision
from core.models import Record
from tests.factories import make_agreement, make_event, make_institution, make_park

pytestmark = pytest.mark.django_db

HERE = "http://testserver"
NAME = r"R&D_Park 100% #1 {Łódź} $5 ~ ^ \ 科技"
BIBTEX = r"R\&D\_Park 100\% \#1 \textbraceleft{}Łódź\textbraceright{} \$5 \textasciitilde{} \textasciicircum{} \textbackslash{} 科技"


@pytest.fixture
def park():
    park = make_park(slug="hub", name=NAME)
    Record.objects.filter(pk=park.pk).update(updated=datetime(2025, 3, 9, 12, tzinfo=UTC))
    return park


@pytest.fixture
def version(park):
    return revision.current().replace("-", "")[:8]


def cited(client, wanted, address="/parks/hub/cite/"):
    answer = client.get(f"{address}{wanted}")
    assert answer.status_code == 200
    return answer["Content-Type"], answer["Content-Disposition"], answer["X-Robots-Tag"], answer.content.decode()


@pytest.mark.parametrize("query", ["?format=text", ""])
def test_in_words(client, park, version, query):
    today = format_date(timezone.localdate(), "j E Y")
    assert cited(client, query) == (
        "text/plain; charset=utf-8",
        'attachment; filename="hub.txt"',
        "noindex",
        f"Science Park Atlas (2025). {NAME}. Updated 9 March 2025; data version {version}. {HERE}/parks/hub/ (accessed {today}).",
    )


def test_for_bibtex(client, park, version):
    expected = (
        "@misc{park-hub,\n"
        "  author = {{Science Park Atlas}},\n"
        f"  title = {{{{{BIBTEX}}}}},\n"
        "  year = {2025},\n"
        "  date = {2025-03-09},\n"
        f"  url = {{{HERE}/parks/hub/}},\n"
        f"  urldate = {{{timezone.localdate():%Y-%m-%d}}},\n"
        f"  note = {{Data version {version}}},\n"
        "}\n"
    )
    assert cited(client, "?format=bibtex") == (
        "application/x-bibtex; charset=utf-8",
        'attachment; filename="hub.bib"',
        "noindex",
        expected,
    )


def test_for_ris(client, park, version):
    media_type, disposition, robots, text = cited(client, "?format=ris")

    today = f"{timezone.localdate():%Y/%m/%d}/"
    assert (media_type, disposition, robots) == (
        "application/x-research-info-systems; charset=utf-8", 'attachment; filename="hub.ris"', "noindex",
    )  # fmt: skip
    assert text == (
        f"TY  - ELEC\nID  - park-hub\nAU  - Science Park Atlas\nTI  - {NAME}\nPY  - 2025\nDA  - 2025/03/09/\n"
        f"UR  - {HERE}/parks/hub/\nY2  - {today}\nN1  - Data version {version}\nER  - \n"
    )
    assert rispy.loads(text) == [
        {
            "type_of_reference": "ELEC", "id": "park-hub", "authors": ["Science Park Atlas"], "title": NAME, "year": "2025",
            "date": "2025/03/09/", "urls": [f"{HERE}/parks/hub/"], "access_date": today, "notes": [f"Data version {version}"],
        }
    ]  # fmt: skip


def test_for_csl(client, park, version):
    media_type, disposition, robots, text = cited(client, "?format=csl")

    today = timezone.localdate()
    assert (media_type, disposition, robots) == ("application/vnd.citationstyles.csl+json", 'attachment; filename="hub.json"', "noindex")
    assert json.loads(text) == [
        {
            "id": "park-hub",
            "type": "webpage",
            "title": NAME,
            "author": [{"literal": "Science Park Atlas"}],
            "container-title": "Science Park Atlas",
            "issued": {"date-parts": [[2025, 3, 9]]},
            "accessed": {"date-parts": [[today.year, today.month, today.day]]},
            "URL": f"{HERE}/parks/hub/",
            "version": version,
        }
    ]


def test_the_page_shows_what_the_files_hold(client):
    make_park(slug="hub", name="Hub & <spoke>")
    make_institution(slug="lab")
    make_agreement(slug="pact")
    make_event(slug="fair")

    for address in ("/parks/hub/", "/institutions/lab/", "/agreements/pact/", "/events/fair/"):
        page = client.get(address).content.decode()
        box = re.search(r'<details class="cite">(.*?)</details>', page, re.S).group(1)
        files = re.findall(r'<a href="([^"]+)" rel="nofollow" download>', box)
        texts = re.findall(r'<pre class="cite__text" role="region" aria-labelledby="[^"]+" tabindex="0">(.*?)</pre>', box, re.S)
        assert files == [f"{address}cite/?format={name}" for name in ("text", "bibtex", "ris", "csl")]
        assert [unescape(text) for text in texts] == [client.get(file).content.decode() for file in files]


def test_a_name_that_ends_a_sentence_ends_it_once(client):
    make_park(slug="hub", name="Hub Ltd.")

    assert cited(client, "?format=text")[3].startswith(f"Science Park Atlas ({timezone.localdate().year}). Hub Ltd. Updated ")


@pytest.mark.parametrize("query", ["?format=word", "?format=BIBTEX", "?format=../x"])
def test_an_unknown_format_is_refused(client, park, query):
    answer = client.get(f"/parks/hub/cite/{query}")

    assert (answer.status_code, "<h1>Bad request</h1>" in answer.content.decode()) == (400, True)


@pytest.mark.parametrize("address", ["/parks/draft/cite/", "/parks/never-was/cite/", "/institutions/hub/cite/", "/sources/hub/cite/"])
def test_a_draft_or_nothing_cannot_be_cited(client, park, address):
    make_park(slug="draft", status="draft")

    assert client.get(address).status_code == 404


def test_a_former_slug_leads_to_the_citation(client, park):
    park.former_slugs.create(slug="old-hub")

    answer = client.get("/parks/old-hub/cite/?format=ris")

    assert (answer.status_code, answer["Location"]) == (301, "/parks/hub/cite/?format=ris")
