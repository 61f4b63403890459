"""The curators' desk: what the admin of every record shares, and the admin of sources and sectors."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib import admin, messages
from django.db import models
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from pydantic import BaseModel, ValidationError

from core import countries
from core.edtf import in_words
from core.fold import fold, searchable
from core.forms import FIELDS, FixtureForm, ReadOnly, RecordForm, SectorNameInline
from core.models import Citation, FormerSlug, Record, RecordSector, Sector, Source
from core.schema import Curated, Edtf, Problem, SectorShape, SourceShape
from core.vocabulary import Status

NOTE: Any = (gettext_lazy("For curators"), {"fields": ["curator_note"], "classes": ["collapse"]})
TIMES: Any = (gettext_lazy("Times"), {"fields": ["created", "updated"], "classes": ["collapse"]})


def counted(model: type[models.Model], owner: str, what: str) -> Coalesce:
    """How many different `what` the rows of each `owner` have, as a subquery."""
    rows = model._default_manager.filter(**{owner: OuterRef("pk")}).order_by().values(owner)
    return Coalesce(Subquery(rows.annotate(number=Count(what, distinct=True)).values("number")), 0)


def problems_of(shape: type[BaseModel], row: models.Model) -> list[Problem]:
    """Why a fixture file that says what the row says would be refused."""
    try:
        content = shape.model_validate(row)
    except ValidationError as error:
        details = error.errors(include_url=False)
        return [(tuple(each["loc"]), str(each.get("ctx", {}).get("error", each["msg"]))) for each in details]
    return list(content.problems()) if isinstance(content, Curated) else []


class UnsoundError(Exception):
    """What was saved could stand in no fixture file; the transaction is rolled back."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems)
        self.problems = problems


class FixtureAdmin(admin.ModelAdmin):
    """Rows that fixture files hold: what the admin saves passes the schema that the files pass."""

    shape: ClassVar[type[BaseModel]]

    show_full_result_count = False
    empty_value_display = "—"
    form = FixtureForm
    formfield_overrides = FIELDS
    save_on_top = True

    class Media:
        css = {"all": ["admin-atlas/admin.css"]}

    def view_on_site(self, obj: Any) -> str | None:
        return f"{settings.SITE_URL}{obj.get_absolute_url()}"

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The page again, with what was typed and with what is wrong, where the saved row was unsound."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except UnsoundError as error:
            request.problems = error.problems  # type: ignore[attr-defined]
            return super().changeform_view(request, *args, **kwargs)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002 -- Django's
        form = super().get_form(request, obj, change, **kwargs)
        if problems := getattr(request, "problems", []):
            inlines = {formset.get_default_prefix() for formset, _inline in self.get_formsets_with_inlines(request, obj)}
            form.problems = [problem for problem in problems if problem[0][0] not in inlines]  # type: ignore[attr-defined]
        return form

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        problems = [problem for problem in getattr(request, "problems", []) if problem[0][0] == prefix]
        return {**super().get_formset_kwargs(request, obj, inline, prefix), "problems": problems}

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001 -- Django's
        super().save_related(request, form, formsets, change)
        if problems := problems_of(self.shape, self.as_saved(form)):
            raise UnsoundError(problems)

    def as_saved(self, form: Any) -> Any:
        """The row as the database now has it."""
        return self.model._default_manager.get(pk=form.instance.pk)


class CountryFilter(admin.SimpleListFilter):
    """The countries that are in use."""

    title = gettext_lazy("country")
    parameter_name = "country"

    def lookups(self, _request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        codes = model_admin.model.objects.exclude(country="").order_by().values_list("country", flat=True).distinct()
        return sorted(((code, countries.name(code)) for code in codes), key=lambda pair: fold(pair[1]))

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(country=self.value()) if self.value() else queryset


class NamedAdmin(admin.ModelAdmin):
    """Records are found by any of their names, whatever the script, accents and letter case, or by slug."""

    search_fields = ["name", "names__text", "slug"]
    search_help_text = gettext_lazy("A name in any language, or a slug; accents and letter case do not count.")
    ordering = ["name_key", "pk"]

    def get_search_results(self, _request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        by_name = self.model._default_manager.all().named(search_term)
        return queryset.filter(Q(pk__in=by_name.values("pk")) | Q(slug__contains=fold(search_term.strip()))), False

    @admin.display(description=gettext_lazy("name"), ordering="name_key")
    def named(self, record: Record) -> str:
        return record.name

    @admin.display(description=gettext_lazy("country"), ordering="country")
    def country_name(self, record: Record) -> str:
        return countries.name(record.country)


class RecordAdmin(NamedAdmin, FixtureAdmin):
    """What parks, institutions, agreements and events have in common."""

    list_filter = ["status", "kind", CountryFilter, ("sectors", admin.RelatedOnlyFieldListFilter)]
    form = RecordForm
    prepopulated_fields = {"slug": ["name"]}
    readonly_fields = ["created", "updated"]
    actions = ["publish_selected", "unpublish_selected"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = counted(Citation, "record", "pk"), counted(Citation, "record", "source")
        return super().get_queryset(request).annotate(cited_places=rows[0], cited_sources=rows[1])

    @admin.display(description=gettext_lazy("sources"), ordering="cited_sources")
    def cited_sources(self, record: Any) -> int:
        return record.cited_sources

    @admin.display(description=gettext_lazy("citations"), ordering="cited_places")
    def cited_places(self, record: Any) -> int:
        return record.cited_places

    def view_on_site(self, obj: Any) -> str | None:
        return super().view_on_site(obj) if obj.status == Status.PUBLISHED else None

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001 -- Django's
        """A draft without a first citation, until its citations are written, too."""
        obj.status, obj.lead_citation = Status.DRAFT, None
        super().save_model(request, obj, form, change)
        if change and "slug" in form.changed_data:
            FormerSlug.objects.filter(record=obj, slug=obj.slug).delete()
            FormerSlug.objects.create(record=obj, slug=form.initial["slug"])

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001 -- Django's
        super().save_related(request, form, formsets, change)
        record = form.instance
        record.status = form.cleaned_data["status"]
        record.lead_citation = record.citations.order_by("pk").first()
        record.save(update_fields=["status", "lead_citation"])

    def as_saved(self, form: Any) -> Any:
        row = self.model._default_manager.all().for_export().get(pk=form.instance.pk)
        row.status = form.cleaned_data["status"]
        return row

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """The record's row in the shared table goes with it; nobody needs a permission of its own for that."""
        to_delete, counts, perms_needed, protected = super().get_deleted_objects(objs, request)
        return to_delete, counts, perms_needed - {Record._meta.verbose_name}, protected

    @admin.action(description=gettext_lazy("Publish the selected %(verbose_name_plural)s"), permissions=["change"])
    def publish_selected(self, request: HttpRequest, queryset: Any) -> None:
        number = queryset.publish()
        self.message_user(request, ngettext("%d was published.", "%d were published.", number) % number, messages.SUCCESS)
        if skipped := list(queryset.filter(status=Status.DRAFT).values_list("name", flat=True)):
            text = _("Not published, for want of a citation: %(names)s.") % {"names": ", ".join(skipped)}
            self.message_user(request, text, messages.WARNING)

    @admin.action(description=gettext_lazy("Unpublish the selected %(verbose_name_plural)s"), permissions=["change"])
    def unpublish_selected(self, request: HttpRequest, queryset: Any) -> None:
        number = queryset.unpublish()
        self.message_user(request, ngettext("%d is a draft again.", "%d are drafts again.", number) % number, messages.SUCCESS)


@admin.register(Record)
class AnyRecordAdmin(ReadOnly, NamedAdmin):
    """Records of every type, for autocompletion alone: each is edited as what it is."""

    list_display = ["named", "type", "country_name", "city", "status"]
    fields = ["type", "name", "slug", "country", "city", "status"]

    def has_module_permission(self, *_args: Any, **_kwargs: Any) -> bool:
        return False


class PermanentSlugAdmin(FixtureAdmin):
    """A slug that nothing redirects from is set once."""

    prepopulated_fields = {"slug": ["name"]}

    def get_readonly_fields(self, _request: HttpRequest, obj: Any = None) -> list[str]:
        return ["slug"] if obj else []

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {} if obj else super().get_prepopulated_fields(request, obj)


@admin.register(Source)
class SourceAdmin(PermanentSlugAdmin):
    shape = SourceShape[Edtf]

    list_display = ["title", "publisher", "language", "kind", "published_in_words", "record_count"]
    search_fields = ["title_folded", "publisher", "author", "slug"]
    list_filter = ["kind", "language"]
    ordering = ["title_key", "pk"]
    prepopulated_fields = {"slug": ["title"]}
    fieldsets = [
        (None, {"fields": ["title", "slug", "kind", "language"]}),
        (gettext_lazy("Where it comes from"), {"fields": ["publisher", "author", "published", "address"]}),
        (gettext_lazy("What a reader should know"), {"fields": ["licence", "note", "sha256"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).annotate(record_count=counted(Citation, "source", "record"))

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """By title, whatever the accents and letter case, or by whom it is from."""
        found, _duplicates = super().get_search_results(request, queryset, search_term)
        return (found | super().get_search_results(request, queryset, searchable(search_term))[0]), False

    @admin.display(description=gettext_lazy("published"), ordering="published_earliest")
    def published_in_words(self, source: Source) -> str:
        return in_words(source.published)

    @admin.display(description=gettext_lazy("records that cite it"), ordering="record_count")
    def record_count(self, source: Any) -> int:
        return source.record_count


@admin.register(Sector)
class SectorAdmin(PermanentSlugAdmin):
    shape = SectorShape

    list_display = ["name", "parent", "slug", "record_count"]
    list_select_related = ["parent"]
    search_fields = ["name", "slug"]
    ordering = ["name", "pk"]
    autocomplete_fields = ["parent"]
    fields = ["name", "slug", "parent"]
    inlines = [SectorNameInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).annotate(record_count=counted(RecordSector, "sector", "record"))

    @admin.display(description=gettext_lazy("records in it"), ordering="record_count")
    def record_count(self, sector: Any) -> int:
        return sector.record_count
