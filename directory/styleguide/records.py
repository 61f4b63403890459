"""Made-up records and sources, as far as components ask for anything of them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django.db.models import TextChoices
from django.urls import reverse

from agreements.vocabulary import AgreementKind, EventKind, ParticipantRole, PartyRole
from core.language import is_original, local_name, names_beside
from core.models import Name
from core.vocabulary import Indicator, NameKind, Qualifier, RecordType, Scheme, SourceKind
from directory.tallies import Counts
from parks.vocabulary import InstitutionKind, ParkKind, Stage

PARK_NAMES = [
    Name(language="zh-Hans", text="虚构科学园"),
    Name(language="ru", text="Вымышленный научный парк"),
    Name(language="ar", text="مجمع علوم وهمي"),
]


class MadeUp(SimpleNamespace):
    """A thing with a name, which leads to the words that say that it is made up."""

    def __str__(self) -> str:
        return str(self.name)

    def get_absolute_url(self) -> str:
        return f"{reverse('directory:styleguide')}#made-up"


def several(*things: Any) -> SimpleNamespace:
    """What a related manager would give."""
    return SimpleNamespace(all=lambda: list(things))


def record(record_type: RecordType, name: str, kind: TextChoices, **more: Any) -> MadeUp:
    """A record with what every component asks for; `names` are its preferred names in other languages."""
    names = more.pop("names", [])
    empty: dict[str, Any] = {"country": "", "city": "", "city_geonames": None, "region": "", "stage": "", "summary": "", "pk": 0}
    made = MadeUp(
        type=record_type,
        slug="made-up",
        name=name,
        shown_name=name if is_original() else local_name(names) or name,
        names_beside=names_beside(name, names),
        original_names=names,
        further_names=[],
        get_type_display=record_type.label,
        get_kind_display=kind.label,
        **{"source_count": 1, "sectors": several(), "figures": several(), "identifiers": several(), "latest_figures": [], **empty, **more},
    )
    if made.stage:
        made.get_stage_display = Stage(made.stage).label
    return made


def sector(name: str, russian: str, chinese: str, total: int = 0, depth: int = 0) -> MadeUp:
    names = [Name(language="ru", text=russian), Name(language="zh-Hans", text=chinese)]
    shown = name if is_original() else local_name(names) or name
    return MadeUp(name=name, shown_name=shown, counts=Counts(parks=total), depth=depth)


def sectors() -> list[MadeUp]:
    return [
        sector("Made-up materials", "Вымышленные материалы", "虚构材料", 12),
        sector("Made-up nanomaterials and what is like them", "Вымышленные наноматериалы и им подобные", "虚构纳米材料及类似材料", 1, 1),
        sector("Made-up optics", "Вымышленная оптика", "虚构光学", 3, 1),
    ]


def figure(indicator: Indicator, value: str, unit: str = "", qualifier: str = "", as_of: str = "", **more: Any) -> SimpleNamespace:
    return SimpleNamespace(
        indicator=indicator,
        value=Decimal(value),
        unit=unit,
        qualifier=qualifier,
        as_of=as_of,
        as_of_latest=date(int(as_of[:4]), 12, 31) if as_of else None,
        get_indicator_display=indicator.label,
        get_qualifier_display=lambda: Qualifier(qualifier).label if qualifier else "",
        sources=several(*more.get("sources", ())),
    )


def sources() -> list[MadeUp]:
    """An article with everything, a page without a date, and a text in Chinese that only another value comes from."""
    article = {"publisher": "The Made-up Gazette", "published": "2016-05-21", "address": "https://example.org/", "kind": SourceKind.NEWS}
    texts: list[tuple[str, str, dict[str, Any]]] = [
        ("A made-up park opens, and nobody is surprised", "en", article),
        ("[Made-up page of the park]", "ru", {"kind": SourceKind.OFFICIAL}),
        ("一篇虚构的文章，题目很长，用来看看中文标题怎样换行", "zh-Hans", {"kind": SourceKind.REPORT, "publisher": "虚构出版社"}),
    ]
    return [
        MadeUp(
            pk=number,
            name=title,
            title=title,
            title_language="en" if title.startswith("[") else language,
            language=language,
            get_kind_display=more["kind"].label,
            supported=number * number,
            **{"publisher": "", "published": "", "address": "", **more},
        )
        for number, (title, language, more) in enumerate(texts, 1)
    ]


def cited(source: MadeUp, locator: str, *supports: str) -> SimpleNamespace:
    return SimpleNamespace(source=source, source_id=source.pk, locator=locator, supports=list(supports))


def claim(source: MadeUp, field: str, value: str, reason: str) -> SimpleNamespace:
    return SimpleNamespace(source=source, source_id=source.pk, locator="p2", field=field, value=value, reason=reason)


def park() -> MadeUp:
    """A park about which everything is known, with sources that disagree."""
    first, second, third = cited_sources = sources()
    figures = [
        figure(Indicator.AREA, "670000", "m2", Qualifier.OVER, "2016", sources=[first]),
        figure(Indicator.COMPANIES, "200", "", Qualifier.ABOUT, "2016-05", sources=[first, second]),
        figure(Indicator.REVENUE, "8000000000", "CNY", sources=[second]),
    ]
    made = record(
        RecordType.PARK,
        "Made-up Science Park",
        ParkKind.SCIENCE_PARK,
        names=PARK_NAMES,
        country="FI",
        city="Made-up City",
        city_geonames=1000000,
        region="Made-up Region",
        stage=Stage.OPERATING,
        founded="1998~",
        summary="A made-up park, whose one purpose is to show how a summary of two sentences looks. Here is the second.",
        figures=several(*figures),
        figures_in_order=figures,
        latest_figures=figures,
        sectors=several(*sectors()[:2]),
        source_count=len(cited_sources),
        website="https://example.org/made-up",
        updated=datetime(2026, 1, 2, tzinfo=UTC),
    )
    made.further_names = [
        Name(language="en", text="Made-up Techno Park", kind=NameKind.FORMER),
        Name(language="fi", text="Keksitty", kind="alias"),
    ]
    made.identifiers = several(SimpleNamespace(get_scheme_display=Scheme.WIKIDATA.label, value="Q0"))
    made.citations = several(
        cited(first, "p2", "summary", "founded", "figures.area_m2", "figures.companies", "country"),
        cited(first, "p14", "city", "city_geonames", "names", "website"),
        cited(second, "", "founded", "figures.companies", "figures.revenue", "sectors", "identifiers"),
    )
    made.rival_claims = several(
        claim(third, "founded", "2001", "The other two sources say otherwise, and one of them is the park’s own."),
        claim(third, "figures.companies", "350", "It counts what another source does not."),
    )
    return made


def planned_park() -> MadeUp:
    """A park of which next to nothing is known, with a name that is long."""
    name = "Made-up International Innovation and Entrepreneurship Demonstration Park for Science, Technology and Everything Else"
    return record(RecordType.PARK, name, ParkKind.HIGH_TECH_ZONE, stage=Stage.PLANNED, founded="")


def institution() -> MadeUp:
    name = "Made-up Institute of Optics"
    return record(
        RecordType.INSTITUTION,
        name,
        InstitutionKind.RESEARCH_INSTITUTE,
        names=[Name(language="zh-Hans", text="虚构光学研究所"), Name(language="ru", text="Вымышленный институт оптики")],
        country="CN",
        city="Made-up Town",
        host_park=park(),
        source_count=2,
    )


def agreement() -> MadeUp:
    name = "Made-up memorandum on showing how a row with many parties looks"
    return record(
        RecordType.AGREEMENT,
        name,
        AgreementKind.MEMORANDUM,
        country="CN",
        signed="2016-05-21",
        pk=1,
        parties=several(*parties(), *parties()),
    )


def undated_agreement() -> MadeUp:
    return record(RecordType.AGREEMENT, "Made-up declaration without a date", AgreementKind.DECLARATION, signed="", parties=several())


def event() -> MadeUp:
    return record(
        RecordType.EVENT,
        "Made-up Expo",
        EventKind.EXPO,
        country="RU",
        city="Made-up City",
        starts="2017-05-01",
        held="2017-05-01/2017-05-03",
        participants=several(*parties()[:2]),
        source_count=5,
    )


def parties() -> list[SimpleNamespace]:
    """A park that signed, an institution with somebody who did so, and an organiser from nowhere."""
    nowhere = record(RecordType.INSTITUTION, "Made-up Company of an unknown country", InstitutionKind.COMPANY)
    roles: list[tuple[MadeUp, TextChoices, str]] = [
        (park(), PartyRole.SIGNATORY, ""),
        (institution(), PartyRole.WITNESS, "Ann Example, director"),
        (nowhere, ParticipantRole.ORGANISER, ""),
    ]
    return [
        SimpleNamespace(
            organisation=organisation,
            get_type_display=organisation.get_type_display,
            get_role_display=role.label,
            represented_by=person,
        )
        for organisation, role, person in roles
    ]
