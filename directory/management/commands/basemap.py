"""Make the base maps again from the shapes of countries."""

from typing import Any

from django.core.management.base import BaseCommand

from directory.map import basemap


class Command(BaseCommand):
    help = "Make static/img/world.svg and static/geo/world.json from static/geo/countries.json."

    def handle(self, *args: Any, **options: Any) -> None:
        for path, text in ((basemap.WORLD_SVG, basemap.world_svg()), (basemap.WORLD_JSON, basemap.world_json())):
            path.write_text(text, "utf-8")
            self.stdout.write(f"{path.relative_to(path.parents[2])}: {len(text.encode()):,} bytes")
