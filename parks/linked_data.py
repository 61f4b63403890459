"""Parks and institutions as things of schema.org."""

from core.linked_data import Thing, day, known, postal_address, reference, shared
from core.vocabulary import Precision, RecordType
from parks.models import Institution, Park
from parks.vocabulary import InstitutionKind, Relation

# A park is a site, and a body that is founded and signs agreements; schema.org has no word for both.
PARK = ["Place", "Organization"]

# Kinds that schema.org has a narrower word for; whether another is public or private is not known.
INSTITUTIONS = {
    InstitutionKind.UNIVERSITY: "CollegeOrUniversity",
    InstitutionKind.RESEARCH_INSTITUTE: "ResearchOrganization",
    InstitutionKind.COMPANY: "Corporation",
    InstitutionKind.MINISTRY: "GovernmentOrganization",
    InstitutionKind.GOVERNMENT_AGENCY: "GovernmentOrganization",
    InstitutionKind.MUNICIPALITY: "GovernmentOrganization",
    InstitutionKind.REGIONAL_GOVERNMENT: "GovernmentOrganization",
}

# What schema.org calls institutions by what they are to a park; it has no word for the others.
TIES = {"founder": Relation.FOUNDER, "sponsor": Relation.SPONSOR, "member": Relation.MEMBER}


def institution_type(kind: str) -> str:
    return INSTITUTIONS.get(InstitutionKind(kind), "Organization")


def park(record: Park, site: str) -> Thing:
    """A park. Queries unless it is as `for_public` gives it."""
    ties: dict[str, list[Thing]] = {
        word: [
            reference(tie.institution, institution_type(tie.institution.kind), site)
            for tie in record.institutions.all()
            if tie.relation == relation
        ]
        for word, relation in TIES.items()
    }
    return shared(record, PARK, site) | known(
        address=postal_address(record),
        geo=_geo(record),
        foundingDate=day(record.founded),
        containedInPlace=reference(record.parent, PARK, site) if record.parent else None,
        containsPlace=[reference(child, PARK, site) for child in record.children.all()],
        **ties,
    )


def _geo(record: Park) -> Thing | None:
    """Where its site is; a city's coordinates are not those of a park."""
    if record.latitude is None or record.longitude is None or record.precision != Precision.SITE:
        return None
    return {"@type": "GeoCoordinates", "latitude": float(record.latitude), "longitude": float(record.longitude)}


def institution(record: Institution, site: str) -> Thing:
    """An institution. Queries unless it is as `for_public` gives it."""
    founders = [row.founder for row in record.founders.all()]
    parent = record.parent
    return shared(record, institution_type(record.kind), site) | known(
        address=postal_address(record),
        location=reference(record.host_park, PARK, site) if record.host_park else None,
        parentOrganization=reference(parent, institution_type(parent.kind), site) if parent else None,
        founder=[reference(founder, institution_type(founder.kind), site) for founder in founders],
    )


def organisation_type(record_type: str) -> str | list[str]:
    """What an organisation is of which no more is known than whether it is a park or an institution."""
    return PARK if record_type == RecordType.PARK else "Organization"
