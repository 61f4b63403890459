"""The closed lists that every record shares; each is also a check constraint on its column."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RecordType(models.TextChoices):
    PARK = "park", _("park")
    INSTITUTION = "institution", _("institution")
    AGREEMENT = "agreement", _("agreement")
    EVENT = "event", _("event")


class OrganisationType(models.TextChoices):
    """The records that can be a party or a participant."""

    PARK = "park", _("park")
    INSTITUTION = "institution", _("institution")


class Status(models.TextChoices):
    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")


class NameKind(models.TextChoices):
    PREFERRED = "preferred", _("preferred name")
    ALIAS = "alias", _("also known as")
    FORMER = "former", _("former name")


class Scheme(models.TextChoices):
    WIKIDATA = "wikidata", _("Wikidata")
    ROR = "ror", _("ROR")
    GEONAMES = "geonames", _("GeoNames")


class Qualifier(models.TextChoices):
    """How exact a figure is, in its source's words."""

    ABOUT = "about", _("about")
    OVER = "over", _("over")
    UP_TO = "up-to", _("up to")
    NEARLY = "nearly", _("nearly")


class Indicator(models.TextChoices):
    """What a figure counts or measures."""

    AREA = "area_m2", _("area")
    OCCUPIED_AREA = "occupied_area_m2", _("occupied area")
    COMPANIES = "companies", _("companies")
    TENANTS = "tenants", _("tenants")
    STARTUPS = "startups", _("start-ups")
    EMPLOYEES = "employees", _("employees")
    RESEARCHERS = "researchers", _("researchers")
    TALENTS = "talents", _("leading specialists")
    STUDENTS = "students", _("students")
    GRADUATES = "graduates", _("graduates")
    FACILITIES = "facilities", _("facilities")
    INSTITUTES = "institutes", _("research institutes")
    PROJECTS = "projects", _("projects")
    TASKS = "tasks", _("cooperation tasks")
    REPRESENTATIVES = "representatives", _("representatives taking part")
    COUNTRIES = "countries", _("countries and regions")
    PATENTS = "patents", _("patents")
    INVESTMENT = "investment", _("investment")
    REVENUE = "revenue", _("revenue")
    OUTPUT = "output", _("output")
    OUTPUT_GROWTH = "output_growth", _("growth of output, year on year")


class SourceKind(models.TextChoices):
    NEWS = "news", _("news article")
    PRESS_RELEASE = "press-release", _("press release")
    BLOG = "blog", _("blog post")
    OFFICIAL = "official", _("official page")
    REPORT = "report", _("report")
    ENCYCLOPEDIA = "encyclopedia", _("encyclopedia")
    DATASET = "dataset", _("data set")


class Precision(models.TextChoices):
    """What a park's coordinates point at."""

    SITE = "site", _("the site")
    CITY = "city", _("its city")
