"""Rival claims in fixtures: what they may dispute, and that they survive the round trip."""

from pathlib import Path

import pytest

from core.models import RivalClaim
from tests.ingest import PARK, RIGHT, export, ingest, refusal, write

pytestmark = pytest.mark.django_db

CLAIM = """\
rival_claims:
  - field: founded
    value: 1981?
    source: gazette
    locator: p7
    reason: A later issue corrects it.
"""


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def claiming(claim):
    write("fixtures", {**RIGHT, "parks/lakeside": PARK + claim})


def test_a_rival_claim_goes_in_and_comes_out_byte_for_byte():
    claiming(CLAIM)

    assert ingest("fixtures")[0] == 0
    assert RivalClaim.objects.values_list("record__slug", "field", "value", "locator").get() == ("lakeside", "founded", "1981?", "p7")
    export("out")
    assert Path("out/parks/lakeside.yaml").read_bytes() == Path("fixtures/parks/lakeside.yaml").read_bytes()
    assert ingest("fixtures") == (0, "Nothing to change.\n", "")


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "message"),
    [
        ("founded", "opened", 41, "field", "the record gives no value for 'opened' that another source could dispute"),
        ("founded", "summary", 41, "field", "the record gives no value for 'summary' that another source could dispute"),
        (
            "founded",
            "figures.companies",
            41,
            "field",
            "the record gives no value for 'figures.companies' that another source could dispute",
        ),
        ("1981?", '"1982"', 42, "value", "'1982' is the record's own value"),
        (
            "1981?",
            "soon",
            42,
            "value",
            '\'soon\' is not a date; write for example "2016", 2017-05, "2021-10-21", 2018~, 2014?, XXXX-10-26 or 2017-05-01/2017-05-03',
        ),
        ("gazette\n    locator", "gazete\n    locator", 43, "source", "there is no source 'gazete'; did you mean 'gazette'?"),
        ("    reason: A later issue corrects it.\n", "", 41, "reason", "this key is missing, and required"),
    ],
)
def test_a_rival_claim_that_disputes_nothing_is_refused(old, new, line, field, message):
    claiming(CLAIM.replace(old, new))
    assert ingest("fixtures") == refusal(f"fixtures/parks/lakeside.yaml:{line}: rival_claims[0].{field}: {message}")


def test_two_sources_may_say_the_same_and_one_source_two_things():
    second = CLAIM.replace("rival_claims:\n", "").replace("1981?", '"1979"')
    claiming(CLAIM + second)
    assert ingest("fixtures")[0] == 0

    claiming(CLAIM + CLAIM.replace("rival_claims:\n", ""))
    assert ingest("fixtures") == refusal("fixtures/parks/lakeside.yaml:46: rival_claims[1]: stands here twice: founded, 1981?, gazette")
