"""What every record shares."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Shared"

    def ready(self) -> None:
        from core.revision import install_triggers  # noqa: PLC0415 -- it needs the models, which are loaded by now

        post_migrate.connect(install_triggers, sender=self)
