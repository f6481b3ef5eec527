"""The filters beside a list, in words, with how many rows each choice gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from matcher.blueprints.coordinator import figure_words, labels, query_string
from matcher.queries.coordination.listing import Wish
from matcher.queries.coordination.scope import View

# From this many regions on, a list to choose one from is easier than boxes to tick.
MANY_REGIONS = 7
# Filters with one choice at a time.
SELECTS = frozenset({"schooljaar", "bereikt", "reden", "deze_maand", "landsdeel", "programma", "door", "inzet_in"})
# Filters whose rows are not counted for every value. Those that are not offered come from a figure of the dashboard and
# show what was chosen, so that it can be undone.
OFFERED = frozenset({"domein", "dekking"})
UNCOUNTED = OFFERED | {"voorstel", "antwoord", "week", "bevestigde_maand"}
# Filter -> where the view keeps its areas.
AREAS = {"landsdeel": "landsdelen", "programma": "programmes", "inzet_in": "programmes"}


@dataclass(frozen=True, slots=True)
class Filters:
    """What every filter panel needs. ``kind``: which states the list has (``person``, ``need`` and so on)."""

    kind: str
    seen: View
    wish: Wish
    counts: Mapping[str, Mapping[str, int | None]]
    total: int

    def rows(self, *names: str, search: str) -> list[dict[str, Any]]:
        """Return the rows of the filter panel; a filter without any row to find is left out."""
        found = [self._row(name) for name in names]
        text = {"name": "q", "label": search, "kind": "text", "value": self.wish.search}
        return [text, *(row for row in found if row)]

    def _row(self, name: str) -> dict[str, Any] | None:
        if name == "uren_in":
            return _years(self.seen, _("Klokuren in schooljaar"))
        if name in UNCOUNTED:
            return self._uncounted(name)
        counts = self.counts.get(name, {})
        if name in {"regio", "landsdeel"} and len(counts) <= 1:
            return None
        chosen = self.wish.values(name)
        options = [
            {"value": value, "label": self._word(name, value), "count": count, "checked": value in chosen}
            for value, count in counts.items()
            if count is None or count or value in chosen
        ]
        if not options or _idle(options, self.total):
            return None
        return _filter(name, options, len(counts))

    def _uncounted(self, name: str) -> dict[str, Any] | None:
        chosen = self.wish.values(name)
        words = figure_words.words(name, chosen)
        options = [
            {"value": value, "label": text, "count": None, "checked": value in chosen} for value, text in words.items()
        ]
        return _filter(name, options, len(options)) if name in OFFERED or options else None

    def _word(self, name: str, value: str) -> str:
        area = area_word(self.seen, name, value)
        return labels.option(self.kind, name, value) if area is None else area


def area_word(seen: View, name: str, value: str) -> str | None:
    """Return the name of a region, landsdeel or programme; None for another filter. Raises KeyError for no area."""
    if name == "regio":
        return {region.code: region.name for region in seen.regions}[value]
    if name in AREAS:
        return str({area.value: area.name for area in getattr(seen.areas, AREAS[name])}[value])
    return None


def _idle(options: list[dict[str, Any]], total: int) -> bool:
    """Return whether choosing would change nothing: one value, which every row has."""
    return len(options) == 1 and options[0]["count"] == total and not options[0]["checked"]


def _filter(name: str, options: list[dict[str, Any]], size: int) -> dict[str, Any]:
    if name not in SELECTS | UNCOUNTED and not (name == "regio" and size >= MANY_REGIONS):
        return {"name": name, "label": labels.filter_label(name), "kind": "checkbox", "options": options}
    nothing = not any(option["checked"] for option in options)
    every = {"value": "", "label": labels.everything(name), "count": None, "checked": nothing}
    return {"name": name, "label": labels.filter_label(name), "kind": "select", "options": [every, *options]}


def _years(seen: View, text: str) -> dict[str, Any]:
    """Return the choice of the school year hours are shown of; it leaves out no rows."""
    options = [
        {"value": str(year), "label": labels.year(year), "count": None, "checked": year == seen.year}
        for year in query_string.years()
    ]
    return {"name": "schooljaar", "label": text, "kind": "select", "options": options}


def region_choice(seen: View) -> list[dict[str, Any]]:
    """Return the options of a choice of one region; empty for a coordinator of a single one."""
    if len(seen.regions) <= 1:
        return []
    chosen = query_string.region_code(seen)
    every = {"value": "", "label": labels.everything("regio"), "checked": chosen is None}
    return [every, *({"value": r.code, "label": r.name, "checked": r.code == chosen} for r in seen.regions)]
