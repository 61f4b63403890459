"""Rules over dates, and over what ties records to each other."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from core.edtf import in_words
from directory.audit.dataset import DataSet
from directory.audit.finding import Flaw, Level
from parks.vocabulary import Stage

IN_ORDER = (("parks", "founded", "opened"), ("events", "starts", "ends"))


def dates(data: DataSet) -> Iterator[Flaw]:
    """Dates that are certainly out of order, or certainly in the future though they tell of something that happened."""
    for kind, first, second in IN_ORDER:
        for record in getattr(data, kind):
            if _certainly_before(record, second, first):
                words = {"second": in_words(getattr(record, second)), "first": in_words(getattr(record, first))}
                if kind == "parks":
                    sentence = _("It opened (%(second)s) before it was founded (%(first)s).") % words
                else:
                    sentence = _("It ends (%(second)s) before it starts (%(first)s).") % words
                yield record, second, getattr(record, second), Level.ERROR, sentence
    for subject, name, row, field in _past(data):
        earliest: date | None = getattr(row, f"{field}_earliest")
        if earliest is not None and earliest > data.today:
            text = getattr(row, field)
            yield subject, name, text, Level.ERROR, _("The date lies in the future: %(date)s.") % {"date": in_words(text)}


def _certainly_before(record: Any, first: str, second: str) -> bool:
    """The latest day of one date is before the earliest day of the other."""
    return _before(getattr(record, f"{first}_latest"), getattr(record, f"{second}_earliest"))


def _before(first: date | None, second: date | None) -> bool:
    return first is not None and second is not None and first < second


def _past(data: DataSet) -> Iterator[tuple[Any, str, Any, str]]:
    """Every date that must not lie in the future: what it is about, the field's name, and the row and column that hold it."""
    for park in data.parks:
        yield park, "founded", park, "founded"
        if park.stage != Stage.PLANNED:
            yield park, "opened", park, "opened"
    for agreement in data.agreements:
        yield agreement, "signed", agreement, "signed"
    for record in data.records:
        for figure in record.figures.all():
            yield record, f"figures.{figure.indicator}", figure, "as_of"
    for source in data.sources:
        yield source, "published", source, "published"


def signing(data: DataSet) -> Iterator[Flaw]:
    """Agreements that were certainly not signed during the event that they name."""
    for agreement in data.agreements:
        event = agreement.event
        if event is None:
            continue
        words = {"signed": in_words(agreement.signed), "event": event.name, "starts": in_words(event.starts), "ends": in_words(event.ends)}
        level = Level.ERROR
        if _before(agreement.signed_latest, event.starts_earliest):
            sentence = _("It was signed (%(signed)s) before the event “%(event)s” began (%(starts)s).") % words
        elif _before(event.ends_latest, agreement.signed_earliest):
            sentence = _("It was signed (%(signed)s) after the event “%(event)s” ended (%(ends)s).") % words
        elif not event.ends and _before(event.starts_latest, agreement.signed_earliest):
            # How long the event lasted is not known: not certain enough for an error.
            level = Level.WARNING
            sentence = _("It was signed (%(signed)s) after the event “%(event)s” began (%(starts)s), whose end is not given.") % words
        else:
            continue
        yield agreement, "signed", agreement.signed, level, sentence


def parties(data: DataSet) -> Iterator[Flaw]:
    """Agreements of fewer than two parties; other countries stand for the second."""
    for agreement in data.agreements:
        count = len(agreement.parties.all())
        if count == 0:
            yield agreement, "parties", count, Level.ERROR, _("It names no party; an agreement has at least two.")
        elif count == 1 and not agreement.other_countries.all():
            yield agreement, "parties", count, Level.ERROR, _("It names one party alone; an agreement has at least two.")


TIES = ("parks", "agreements", "events", "founders", "founded_rows", "children")


def ties(data: DataSet) -> Iterator[Flaw]:
    """Institutions that nothing ties to anything."""
    for institution in data.institutions:
        tied = institution.host_park or institution.parent or any(len(getattr(institution, relation).all()) for relation in TIES)
        if not tied:
            yield institution, "", "", Level.WARNING, _("No park, agreement, event or other institution is tied to it.")
