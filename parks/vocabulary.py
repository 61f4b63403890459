"""The closed lists of parks and institutions."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ParkKind(models.TextChoices):
    SCIENCE_PARK = "science-park", _("science park")
    TECHNOLOGY_PARK = "technology-park", _("technology park")
    RESEARCH_PARK = "research-park", _("research park")
    HIGH_TECH_ZONE = "high-tech-zone", _("high-tech zone")
    INDUSTRIAL_PARK = "industrial-park", _("industrial park")
    INNOVATION_DISTRICT = "innovation-district", _("innovation district")
    TECHNOPOLE = "technopole", _("technopole")
    INCUBATOR_CAMPUS = "incubator-campus", _("incubator campus")
    INNOVATION_PARK = "innovation-park", _("innovation park")


class Stage(models.TextChoices):
    PLANNED = "planned", _("planned")
    OPERATING = "operating", _("operating")
    CLOSED = "closed", _("closed")
    VIRTUAL = "virtual", _("virtual")


class InstitutionKind(models.TextChoices):
    UNIVERSITY = "university", _("university")
    RESEARCH_INSTITUTE = "research-institute", _("research institute")
    COMPANY = "company", _("company")
    MINISTRY = "ministry", _("ministry")
    GOVERNMENT_AGENCY = "government-agency", _("government agency")
    MUNICIPALITY = "municipality", _("municipality")
    REGIONAL_GOVERNMENT = "regional-government", _("regional government")
    CLUSTER_ORGANISATION = "cluster-organisation", _("cluster organisation")
    TRADE_PROMOTION_AGENCY = "trade-promotion-agency", _("trade promotion agency")
    ASSOCIATION = "association", _("association")
    INNOVATION_CENTRE = "innovation-centre", _("innovation centre")
    FOUNDATION = "foundation", _("foundation")
    INTERNATIONAL_ORGANISATION = "international-organisation", _("international organisation")


class Relation(models.TextChoices):
    """What an institution is to a park."""

    OWNER = "owner", _("owner")
    OPERATOR = "operator", _("operator")
    FOUNDER = "founder", _("founder")
    SPONSOR = "sponsor", _("sponsor")
    LOCATED_IN = "located-in", _("located in the park")
    MEMBER = "member", _("member")
    PARTNER = "partner", _("partner")
