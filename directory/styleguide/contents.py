"""What stands in the style guide, and in which files each part of it lives."""

from dataclasses import dataclass, field

COLOURS = (
    *("paper", "surface", "shade", "ink", "ink-soft", "rule", "rule-strong", "control"),
    *("accent", "accent-strong", "accent-soft", "on-accent", "visited", "focus"),
    *("danger", "danger-soft", "caution", "caution-soft"),
)
SIZES = ("xs", "s", "m", "l", "xl", "2xl")
SPACES = ("2xs", "xs", "s", "m", "l", "xl", "2xl")


@dataclass(frozen=True)
class File:
    """A path in two parts, between which a line may break."""

    folder: str
    name: str


@dataclass(frozen=True)
class Specimen:
    """A part of the look: `css` are the sheets in static/css/components/ (another folder is named), `templates` those in templates/."""

    name: str
    title: str
    css: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        """No component has an id that starts so."""
        return f"show-{self.name.replace('_', '-')}"

    @property
    def files(self) -> list[File]:
        sheets = (name if "/" in name else f"components/{name}" for name in self.css)
        paths = [*(f"templates/{name}.html" for name in self.templates), *(f"static/css/{name.removeprefix('/')}.css" for name in sheets)]
        return [File(*path.rpartition("/")[::2]) for path in paths]


@dataclass(frozen=True)
class Theme:
    """Specimens that one template shows: templates/styleguide/<name>.html."""

    name: str
    title: str
    specimens: list[Specimen] = field(default_factory=list)

    @property
    def template(self) -> str:
        return f"styleguide/{self.name}.html"

    @property
    def by_name(self) -> dict[str, Specimen]:
        return {specimen.name: specimen for specimen in self.specimens}


def _of(*names: str) -> tuple[str, ...]:
    return tuple(f"components/{name}" for name in names)


THEMES = [
    Theme(
        "tokens",
        "Tokens",
        [
            Specimen("colours", "Colours", ("/tokens",)),
            Specimen("type", "Type", ("/tokens", "/base")),
            Specimen("spaces", "Spaces", ("/tokens",)),
        ],
    ),
    Theme(
        "text",
        "Text and small parts",
        [
            Specimen("links", "Links and text", ("/base", "/utilities", "prose")),
            Specimen("badges", "Badges", ("badge",)),
            Specimen("meters", "Meters and bars", ("meter",), _of("bar")),
            Specimen("markers", "Source markers", ("source-marker",), _of("marker", "markers")),
            Specimen("notes", "Notes", ("note",)),
            Specimen(
                "frame",
                "Around every page",
                ("/layout", "site-header", "site-nav", "site-search", "languages", "site-footer"),
                ("partials/header", "partials/footer"),
            ),
        ],
    ),
    Theme(
        "forms",
        "Forms and filters",
        [
            Specimen("buttons", "Buttons", ("button",)),
            Specimen("fields", "Text fields", ("field",), _of("text_field")),
            Specimen("facets", "Facets", ("filter", "field"), _of("facet")),
            Specimen("filters", "The form of a list", ("filter",), ("partials/filter_form",)),
            Specimen("suggestions", "Suggestions", ("site-search",), ("directory/suggestions",)),
        ],
    ),
    Theme(
        "lists",
        "Lists",
        [
            Specimen("chips", "Chips", ("chip",), _of("chips")),
            Specimen("histogram", "Histogram", ("histogram",), _of("histogram", "histogram_bar")),
            Specimen("certainty", "Certain and possible", (), _of("certainty", "certain_or_possible")),
            Specimen("jumps", "Jumps", ("jumps",), ("partials/jumps",)),
            Specimen(
                "results",
                "Rows of results",
                ("result",),
                (
                    *_of("result", "result_parties", "place"),
                    *("parks/park_result", "parks/institution_result", "agreements/agreement_result", "agreements/event_result"),
                    "directory/source_result",
                ),
            ),
            Specimen("hits", "What search finds", ("result",), _of("hit", "place", "when")),
            Specimen("pagination", "Pages", ("pagination",), ("partials/pagination",)),
            Specimen("downloads", "Downloads", ("downloads",), _of("downloads")),
            Specimen("errors", "Wrong values", ("error-summary",), _of("error_summary")),
            Specimen("no_results", "No results", ("note",), _of("no_results")),
            Specimen("counts", "Counts", ("counts",), _of("counts")),
            Specimen("index", "Index", ("index-list",), _of("country_index")),
            Specimen("tree", "Tree of sectors", ("tree",), _of("sector_link", "linked_names")),
        ],
    ),
    Theme(
        "records",
        "Parts of a record",
        [
            Specimen(
                "facts",
                "Facts",
                ("facts", "rival"),
                _of("fact", "city_fact", "countries_fact", "common_facts", "rivals", "markers"),
            ),
            Specimen("figures", "Figures", ("table", "rival"), _of("figures", "rivals")),
            Specimen("parties", "Parties", ("parties",), _of("parties")),
            Specimen("sources", "Sources", ("sources",), _of("sources")),
            Specimen("groups", "Groups", ("group",), _of("group", "group_item", "when")),
            Specimen("cite", "How to cite", ("cite",), _of("cite")),
            Specimen("foot", "Foot of a record", ("record-foot",), ("partials/record",)),
        ],
    ),
    Theme(
        "tables",
        "Tables",
        [
            Specimen("plain_table", "Plain", ("table", "meter"), _of("bar")),
            Specimen("stacked_table", "Stacked on a phone", ("table",)),
            Specimen("compared_table", "Compared, in a box that scrolls", ("table",), ("directory/compare_row",)),
        ],
    ),
    Theme(
        "pictures",
        "Pictures",
        [
            Specimen("map", "Map of a country", ("map",), _of("map", "map_legend")),
            Specimen(
                "network",
                "Network",
                ("network",),
                _of("network", "network_picture", "network_node", "network_edge", "network_mark", "network_legend"),
            ),
            Specimen("neighbourhood", "Partners of one record", ("network", "index-list"), _of("neighbourhood")),
            Specimen("timeline", "Timeline", ("timeline",), ("directory/timeline_picture", "directory/timeline_count")),
        ],
    ),
    Theme(
        "top",
        "Top of a page",
        [
            Specimen("breadcrumb", "Breadcrumb", ("breadcrumb",), _of("breadcrumb")),
            Specimen("title", "Title block", ("title-block", "badge"), _of("title_block", "place_linked", "when")),
        ],
    ),
]
