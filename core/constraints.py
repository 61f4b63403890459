"""The rules of the data as database constraints, built one way everywhere."""

from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import BaseConstraint, CheckConstraint, F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact


def one_of(model: str, field: str, choices: type[models.TextChoices], *, blank: bool = False) -> CheckConstraint:
    """The column holds a value of its closed list (choices alone do not guard a table)."""
    values = [*choices.values, *([""] if blank else [])]
    return CheckConstraint(name=f"{model}_{field}_valid", condition=Q(**{f"{field}__in": values}))


def days_in_order(model: str, field: str) -> CheckConstraint:
    """The bounds of an EDTF date are both empty, or the earliest day is not after the latest."""
    earliest, latest = f"{field}_earliest", f"{field}_latest"
    undated = Q(**{f"{earliest}__isnull": True, f"{latest}__isnull": True})
    dated = Q(**{f"{earliest}__isnull": False, f"{latest}__isnull": False, f"{earliest}__lte": F(latest)})
    return CheckConstraint(name=f"{model}_{field}_in_order", condition=undated | dated)


def country_code(model: str, *, blank: bool = True) -> CheckConstraint:
    """The column holds two letters (or nothing); which pairs are countries is the library's to say."""
    two_letters = Q(Exact(Length("country"), 2))
    return CheckConstraint(name=f"{model}_country_valid", condition=two_letters | Q(country="") if blank else two_letters)


class CompositeForeignKey(BaseConstraint):
    """A foreign key over several columns, which Django's own ForeignKey cannot state.

    With (organisation, type) pointing at (id, type) of Record and a check on `type`, the database itself refuses a party that is
    neither a park nor an institution. `to_fields` need a unique constraint on `to`.
    """

    def __init__(self, *, fields: tuple[str, ...], to: str, to_fields: tuple[str, ...], name: str) -> None:
        self.fields, self.to, self.to_fields = tuple(fields), to, tuple(to_fields)
        super().__init__(name=name, violation_error_message=f"No such row: “{name}”.")

    def _sql(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> str:
        def columns(of: Any, names: tuple[str, ...]) -> str:
            return ", ".join(schema_editor.quote_name(of._meta.get_field(name).column) for name in names)

        # Today's model: SQLite rebuilds a table in a registry that holds that one model only.
        to = apps.get_model(self.to)
        return (
            f"CONSTRAINT {schema_editor.quote_name(self.name)} FOREIGN KEY ({columns(model, self.fields)}) "
            f"REFERENCES {schema_editor.quote_name(to._meta.db_table)} ({columns(to, self.to_fields)}) DEFERRABLE INITIALLY DEFERRED"
        )

    def constraint_sql(self, model: Any, schema_editor: Any) -> str:
        return self._sql(model, schema_editor)

    def create_sql(self, model: Any, schema_editor: Any) -> str:
        # SQLite cannot add it to a table: Django rebuilds the table there, with constraint_sql.
        return f"ALTER TABLE {schema_editor.quote_name(model._meta.db_table)} ADD {self._sql(model, schema_editor)}"

    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        return f"ALTER TABLE {schema_editor.quote_name(model._meta.db_table)} DROP CONSTRAINT {schema_editor.quote_name(self.name)}"

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: str = DEFAULT_DB_ALIAS) -> None:
        if exclude and set(self.fields) & set(exclude):
            return
        values = [getattr(instance, model._meta.get_field(name).attname) for name in self.fields]
        if any(value is None for value in values):
            return
        to = apps.get_model(self.to)
        if not to._default_manager.using(using).filter(**dict(zip(self.to_fields, values, strict=True))).exists():
            raise ValidationError(self.get_violation_error_message(), code="invalid")

    def deconstruct(self) -> Any:
        path = f"{self.__class__.__module__}.{self.__class__.__name__}"
        return path, (), {"fields": self.fields, "to": self.to, "to_fields": self.to_fields, "name": self.name}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CompositeForeignKey) and self.deconstruct() == other.deconstruct()

    __hash__ = BaseConstraint.__hash__
