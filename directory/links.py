"""What links two parks or institutions: agreements, ties and events of both, and the partners in between, up to three steps."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext as _

from agreements.models import Agreement, Event, Party
from core.edtf import in_words
from core.fold import fold
from core.language import names_of
from core.models import Citation, Record, Source
from core.vocabulary import OrganisationType, Status
from parks.models import Institution, InstitutionFounder, Park
from parks.models import Tie as ParkTie

# How many chains of three steps are shown; the most telling first.
CHAINS = 20
# How many records are offered where a text may mean several.
SUGGESTIONS = 10
PUBLISHED = Status.PUBLISHED


@dataclass(frozen=True)
class Tie:
    """Something that ties two organisations: in a word, in a sentence, and the field of a record whose sources say so."""

    kind: str
    sentence: str
    record: Any
    field: str


@dataclass(frozen=True)
class Path:
    """A way from one organisation to another: the organisations on it, both ends included, and what ties each to the next."""

    organisations: list[Record]
    ties: list[list[Tie]]

    @property
    def steps(self) -> int:
        return len(self.ties)

    @property
    def between(self) -> list[Record]:
        """Those on the way, without the ends."""
        return self.organisations[1:-1]


@dataclass
class Web:
    """The ties of some organisations: by the keys of both ends, lower first, and the organisations themselves by key."""

    ties: dict[tuple[int, int], list[Tie]] = field(default_factory=lambda: defaultdict(list))
    organisations: dict[int, Record] = field(default_factory=dict)

    def add(self, first: Record, second: Record, tie: Tie) -> None:
        low, high = sorted((first.pk, second.pk))
        if low != high and tie not in self.ties[low, high]:
            self.ties[low, high].append(tie)
            self.organisations |= {first.pk: first, second.pk: second}

    def between(self, first: int, second: int) -> list[Tie]:
        low, high = sorted((first, second))
        return self.ties.get((low, high), [])

    def neighbours(self, key: int) -> set[int]:
        """Keys of the organisations that something ties to this one."""
        return {low if high == key else high for low, high in self.ties if key in (low, high)}


def organisations(text: str) -> list[Record]:
    """The published parks and institutions that a reader may mean: of this slug, or else of this name, or else with these words in a name.

    `park:` or `institution:` before a slug tells two of one slug apart.
    """
    wanted, _colon, slug = text.rpartition(":")
    known = (
        Record.objects.filter(status=PUBLISHED, type__in=OrganisationType.values).order_by("name_key", "pk").prefetch_related(*names_of())
    )
    of_type = known.filter(type=wanted) if wanted else known
    if found := list(of_type.filter(slug=slug)):
        return found
    named = list(known.named(text)[:SUGGESTIONS])
    alike = [record for record in named if fold(record.name) == fold(text)]
    return alike or named


def ties_of(keys: Iterable[int]) -> Web:
    """Every tie of these organisations to others, among published records. Six queries."""
    web, ends = Web(), set(keys)
    for first, second, tie in (*_agreements(ends), *_ties_to_parks(ends), *_parts(ends), *_foundings(ends)):
        if first.pk in ends or second.pk in ends:
            web.add(first, second, tie)
    return web


def _agreements(keys: set[int]) -> Iterator[tuple[Record, Record, Tie]]:
    shared = Agreement.objects.published().filter(parties__organisation__in=keys).order_by().values("pk")
    rows = Party.objects.filter(agreement__in=shared, organisation__status=PUBLISHED).select_related("organisation", "agreement")
    # Newest first, the undated last.
    rows = rows.order_by(F("agreement__signed_latest").desc(nulls_last=True), "pk")
    rows = rows.prefetch_related(*names_of("organisation"), *names_of("agreement"))
    parties: dict[Agreement, list[Record]] = defaultdict(list)
    for row in rows:
        parties[row.agreement].append(row.organisation)
    for agreement, organisations in parties.items():
        for first in organisations:
            for second in organisations:
                if first.pk in keys and first.pk != second.pk:
                    yield first, second, _by_agreement(agreement)


def _by_agreement(agreement: Agreement) -> Tie:
    words = {"name": agreement.shown_name, "signed": in_words(agreement.signed)}
    sentence = _("Both take part in “%(name)s” (%(signed)s).") if agreement.signed else _("Both take part in “%(name)s”.")
    return Tie("agreement", sentence % words, agreement, "parties")


def _ties_to_parks(keys: set[int]) -> Iterator[tuple[Record, Record, Tie]]:
    rows = ParkTie.objects.filter(Q(park__in=keys) | Q(institution__in=keys), park__status=PUBLISHED, institution__status=PUBLISHED)
    for row in rows.select_related("park", "institution").prefetch_related(*names_of("park"), *names_of("institution")):
        words = {"institution": row.institution.shown_name, "park": row.park.shown_name, "relation": row.get_relation_display()}
        yield (
            row.institution,
            row.park,
            Tie(row.relation, _("%(institution)s – %(relation)s – %(park)s.") % words, row.park, "institutions"),
        )


def _parts(keys: set[int]) -> Iterator[tuple[Record, Record, Tie]]:
    """Parts of parks and institutions, and institutions that sit in parks."""
    for model, relation in ((Park, "parent"), (Institution, "parent"), (Institution, "host_park")):
        rows = model.objects.published().filter(Q(pk__in=keys) | Q(**{f"{relation}__in": keys}), **{f"{relation}__status": PUBLISHED})
        for part in rows.select_related(relation).prefetch_related(*names_of(), *names_of(relation)):
            whole = getattr(part, relation)
            words = {"part": part.shown_name, "whole": whole.shown_name}
            sentence = _("%(part)s sits in %(whole)s.") if relation == "host_park" else _("%(part)s is a part of %(whole)s.")
            yield part, whole, Tie(relation, sentence % words, part, relation)


def _foundings(keys: set[int]) -> Iterator[tuple[Record, Record, Tie]]:
    rows = InstitutionFounder.objects.filter(
        Q(institution__in=keys) | Q(founder__in=keys), institution__status=PUBLISHED, founder__status=PUBLISHED
    )
    for row in rows.select_related("institution", "founder").prefetch_related(*names_of("institution"), *names_of("founder")):
        words = {"founder": row.founder.shown_name, "founded": row.institution.shown_name}
        yield row.founder, row.institution, Tie("founder", _("%(founder)s founded %(founded)s.") % words, row.institution, "founders")


@dataclass(frozen=True)
class Links:
    """All that links two organisations: events of both, and the ways from one to the other, shortest first.

    `sources` has, by the key of a record and the field that ties, the sources that say so.
    """

    first: Record
    second: Record
    events: list[Event]
    paths: list[Path]
    sources: dict[tuple[int, str], list[Source]]

    def told(self) -> list[tuple[Path, list[tuple[Tie, list[Source]]]]]:
        """Each way with its ties in order, and each tie with its sources."""
        return [
            (path, [(tie, self.sources.get((tie.record.pk, tie.field), [])) for ties in path.ties for tie in ties]) for path in self.paths
        ]


def links(first: Record, second: Record) -> Links:
    """What links the two; chains of three steps only where nothing shorter does. A fixed number of queries."""
    web = ties_of({first.pk, second.pk})
    paths = []
    if direct := web.between(first.pk, second.pk):
        paths.append(Path([first, second], [direct]))
    ours, theirs = (web.neighbours(end.pk) - {first.pk, second.pk} for end in (first, second))
    for key in ours & theirs:
        shared = web.organisations[key]
        paths.append(Path([first, shared, second], [web.between(first.pk, key), web.between(key, second.pk)]))
    if not paths:
        paths = _chains(first, second, web, ours, theirs)
    paths.sort(key=_most_telling)
    return Links(first, second, _shared_events(first, second), paths, _sources(paths))


def _most_telling(path: Path) -> tuple[int, int, list[str]]:
    """Sorts the shorter way first, then that with more ties, then by name."""
    return path.steps, -sum(map(len, path.ties)), [fold(step.name) for step in path.between]


def _sources(paths: list[Path]) -> dict[tuple[int, str], list[Source]]:
    ties = {(tie.record.pk, tie.field) for path in paths for step in path.ties for tie in step}
    found: dict[tuple[int, str], list[Source]] = defaultdict(list)
    for citation in Citation.objects.filter(record__in={key for key, _field in ties}).select_related("source"):
        for name in citation.supports:
            if (citation.record_id, name) in ties and citation.source not in found[citation.record_id, name]:
                found[citation.record_id, name].append(citation.source)
    return found


def _chains(first: Record, second: Record, web: Web, ours: set[int], theirs: set[int]) -> list[Path]:
    middle = ties_of(ours)
    known = web.organisations | middle.organisations
    found = [
        Path(
            [first, known[near], known[far], second],
            [web.between(first.pk, near), middle.between(near, far), web.between(far, second.pk)],
        )
        for near in ours
        for far in middle.neighbours(near) & theirs
    ]
    return sorted(found, key=_most_telling)[:CHAINS]


def _shared_events(first: Record, second: Record) -> list[Event]:
    """The events in which both take part, if only as the venue; newest first."""
    found = Event.objects.published()
    for end in (first, second):
        found = found.involving(end.type, [end.slug])
    return list(found.for_list().in_order())
