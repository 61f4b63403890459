"""What the admin's pages are made of: fields that explain themselves, forms that show what a fixture file would be refused for, inlines."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db.models import QuerySet, URLField
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import countries, edtf
from core.fieldnames import field_name
from core.fields import CountryCodeField, EDTFField
from core.models import Citation, Figure, FormerSlug, Identifier, Name, OtherCountry, Record, RecordSector, RivalClaim, SectorName, Source
from core.schema import CLAIMABLE, Problem
from core.vocabulary import Indicator, RecordType


class EDTFInput(AdminTextInputWidget):
    """A date, with how it was read in words below it."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> Any:
        box = super().render(name, value, attrs, renderer)
        try:
            words = edtf.in_words((value or "").strip())
        except edtf.InvalidEDTF:
            return box
        if not words:
            return box
        reading = _("read as: %(date)s") % {"date": words}
        return format_html('{}<output class="reading" for="{}">{}</output>', box, (attrs or {}).get("id", ""), reading)


class CountrySelect(forms.Select):
    """A country, by name in the curator's language."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        # Asked for when it is shown, in the language of that moment.
        self.choices = lambda: [("", "---------"), *countries.choices()]  # type: ignore[assignment]


class SupportsField(forms.MultipleChoiceField):
    """The fields of a record that a citation supports: at least one, kept in alphabetical order."""

    widget = forms.CheckboxSelectMultiple(attrs={"class": "supports"})

    def clean(self, value: Any) -> list[str]:
        return sorted(super().clean(value))


FIELDS: Any = {EDTFField: {"widget": EDTFInput}, CountryCodeField: {"widget": CountrySelect}, URLField: {"assume_scheme": "https"}}
# Keys of a record's schema that no citation supports: the curators' own, and the figures, each supported by its indicator.
NEVER_SUPPORTED = ("slug", "status", "figures", "former_slugs", "citations")


class FixtureForm(forms.ModelForm):
    """A form whose row must also stand in a fixture file; the admin sets `problems` when it could not."""

    problems: ClassVar[Iterable[Problem]] = ()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        for path, message in self.problems:
            place = next((str(part) for part in reversed(path) if part in self.fields), None)
            self.add_error(place, message if place else f"{'.'.join(map(str, path))}: {message}")
        return cleaned

    def clean_parent(self) -> Any:
        """Nothing is a part of itself, by whatever way round. A query for each step up."""
        above = parent = self.cleaned_data["parent"]
        seen = set()
        while above is not None and above.pk not in seen:
            if above.pk == self.instance.pk:
                raise ValidationError(_("It would be a part of itself."), code="cycle")
            seen.add(above.pk)
            above = above.parent
        return parent


class RecordForm(FixtureForm):
    """A record's own fields."""

    def clean_slug(self) -> str:
        """No other record of the type has, or had, this slug."""
        slug: str = self.cleaned_data["slug"]
        record_type: RecordType = self._meta.model.TYPE
        same = {"type": record_type, "slug": slug}
        if Record.objects.filter(**same).exclude(pk=self.instance.pk).exists():
            raise ValidationError(
                _("There is already one with the slug “%(slug)s” (%(type)s)."),
                params={"slug": slug, "type": record_type.label},
                code="unique",
            )
        former = FormerSlug.objects.filter(**same).exclude(record=self.instance.pk).select_related("record").first()
        if former:
            raise ValidationError(
                _("“%(slug)s” is a former slug of %(record)s, to which its address redirects."),
                params={"slug": slug, "record": former.record},
                code="former",
            )
        return slug


class FigureForm(forms.ModelForm):
    """A figure with the sources that state it, without which it is none."""

    sources: Any = forms.ModelMultipleChoiceField(
        queryset=Source.objects.all(),
        label=gettext_lazy("sources"),
        widget=AutocompleteSelectMultiple(Figure._meta.get_field("sources"), admin.site),
        help_text=gettext_lazy("Each must be cited below for this figure."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.initial.get("value") is not None:
            self.initial["value"] = f"{self.initial['value'].normalize():f}"


class OwnedFormSet(forms.BaseInlineFormSet):
    """The rows that a record owns; `problems` are shown at the row and field that have them, or above the rows."""

    def __init__(self, *args: Any, problems: Iterable[Problem] = (), **kwargs: Any) -> None:
        self.problems = problems
        super().__init__(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        # In the order in which they are saved, and so in the order of a problem's index.
        kept = [form for form in self.forms if self._is_kept(form)]
        whole = []
        for (_key, *path), message in self.problems:
            if path and isinstance(path[0], int) and path[0] < len(kept):
                form = kept[path[0]]
                form.add_error(next((str(part) for part in path[1:] if part in form.fields), None), message)
            else:
                whole.append(message)
        if whole:
            raise ValidationError(whole)

    @staticmethod
    def _is_kept(form: Any) -> bool:
        return not form.cleaned_data.get(DELETION_FIELD_NAME) and (form.instance.pk is not None or form.has_changed())


class OwnedInline(admin.TabularInline):
    """Rows that a record owns."""

    formset = OwnedFormSet
    extra = 0
    formfield_overrides = FIELDS


class NameInline(OwnedInline):
    model = Name
    fields = ["language", "text", "kind"]


class SectorNameInline(OwnedInline):
    model = SectorName


class SectorInline(OwnedInline):
    model = RecordSector
    autocomplete_fields = ["sector"]


class FigureInline(OwnedInline):
    model = Figure
    form = FigureForm

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("sources")


class IdentifierInline(OwnedInline):
    model = Identifier


class OtherCountryInline(OwnedInline):
    model = OtherCountry


class CitationInline(OwnedInline):
    template = "admin/edit_inline/stacked.html"
    model = Citation
    fields = ["source", "locator", "supports"]
    autocomplete_fields = ["source"]

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        # Django would keep a record's first citation from being deleted; the record lets go of it before the rows are saved.
        formset.form.hand_clean_DELETE = lambda _form: None  # type: ignore[attr-defined]
        return formset

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name != "supports":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        owner: Any = self.admin_site.get_model_admin(self.parent_model)
        keys = [key for key in owner.shape.model_fields if key not in NEVER_SUPPORTED]
        figures = [(f"figures.{value}", label) for value, label in Indicator.choices]
        choices = [(_("Fields"), [(key, self._label(key)) for key in keys]), (_("Figures"), figures)]
        return SupportsField(choices=choices, label=capfirst(db_field.verbose_name), help_text=db_field.help_text)

    def _label(self, key: str) -> str:
        """What a key of the schema is called in this form."""
        if key == "coordinates":
            return _("coordinates")
        field: Any = self.parent_model._meta.get_field(key)
        return field.related_model._meta.verbose_name_plural if field.one_to_many else field.verbose_name


class RivalClaimInline(OwnedInline):
    model = RivalClaim
    fields = ["field", "value", "source", "locator", "reason"]
    autocomplete_fields = ["source"]

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name != "field":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        owner: Any = self.admin_site.get_model_admin(self.parent_model)
        fields = [(key, field_name(key)) for key in CLAIMABLE if key in owner.shape.model_fields]
        figures = [(f"figures.{value}", label) for value, label in Indicator.choices]
        return forms.ChoiceField(choices=[(_("Fields"), fields), (_("Figures"), figures)], label=capfirst(db_field.verbose_name))


class ReadOnly:
    """Rows that are shown and never edited."""

    def has_add_permission(self, *_args: Any, **_kwargs: Any) -> bool:
        return False

    def has_change_permission(self, *_args: Any, **_kwargs: Any) -> bool:
        return False

    def has_delete_permission(self, *_args: Any, **_kwargs: Any) -> bool:
        return False


class FormerSlugInline(ReadOnly, OwnedInline):
    model = FormerSlug
    fields = ["slug"]
