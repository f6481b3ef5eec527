"""Supply and demand in words: a heat table of domains by region, and how far open needs are provided for."""

from typing import Any

from flask_babel import gettext as _

from matcher.blueprints.coordinator.dashboard.charts import Cell, Chart, number, percent
from matcher.blueprints.coordinator.dashboard.links import Links
from matcher.blueprints.coordinator.domain_words import domain_name
from matcher.queries.coordination.facets_skills import DOMAINS
from matcher.queries.coordination.figures.overview import Figures
from matcher.queries.coordination.scope import RegionRow

NOTHING = [0, 0, 0]
# Up to so many columns of regions beside each other; more of them are rows.
FEW = 4


def charts(found: Figures, links: Links, regions: tuple[RegionRow, ...]) -> list[Chart]:
    """Return the charts of the page."""
    return [_heat(found["cells"], links, regions), _coverage(found["coverage"], links)]


def _heat(cells: dict[str, dict[str, list[int]]], links: Links, regions: tuple[RegionRow, ...]) -> Chart:
    used = [domain for domain in DOMAINS if any(cells.get(domain, {}).get("", NOTHING))]
    places = (
        [("", _("Samen")), *((region.code, region.name) for region in regions)]
        if len(regions) > 1
        else [(region.code, region.name) for region in regions]
    )
    rows = [(code, name, domain, cells[domain].get(code, NOTHING)) for code, name in places for domain in used]
    drawn = _drawn(rows, places, len(used), links)
    words = {domain: domain_name(domain) for domain in used}
    texts = list(words.values())
    wide = len(places) > FEW
    return Chart(
        name="vraag-en-aanbod",
        title=_("Waar werven"),
        head=[_("Regio"), _("Vakgebied"), _("Mensen"), _("Vragen"), _("Plekken"), _("Mensen min plekken")],
        # The drawing is a table with links itself; these rows are for the file.
        rows=[
            (Cell(name), Cell(words[domain]), Cell(people), Cell(needs), Cell(wanted), Cell(people - wanted))
            for _code, name, domain, (people, needs, wanted) in rows
        ],
        draw="heat",
        data={
            "head": _("Regio") if wide else _("Vakgebied"),
            "columns": texts if wide else [row["label"] for row in drawn],
            "rows": drawn if wide else _turned(drawn, texts),
        },
        lead=_(
            "Mensen met een vaardigheid in het vakgebied, min de mensen die open vragen zoeken. "
            "Onder nul is er te weinig."
        ),
    )


def _drawn(rows: list[Any], places: list[tuple[str, str]], width: int, links: Links) -> list[dict[str, Any]]:
    """Return the rows of the heat table by region."""
    drawn = []
    for index, (_code, name) in enumerate(places):
        cells = [
            {
                "value": people - wanted,
                "people": people,
                "places": wanted,
                "people_url": links.people(code, domein=domain) if people else "",
                "needs_url": links.needs(code, domein=domain) if wanted else "",
            }
            for code, _name, domain, (people, _needs, wanted) in rows[index * width : (index + 1) * width]
        ]
        drawn.append({"label": name, "cells": cells})
    return drawn


def _turned(drawn: list[dict[str, Any]], texts: list[str]) -> list[dict[str, Any]]:
    """Return the domains as rows, for few regions."""
    return [{"label": text, "cells": [row["cells"][n] for row in drawn]} for n, text in enumerate(texts)]


def _coverage(found: dict[str, int], links: Links) -> Chart:
    def row(text: str, count: int, url: str) -> tuple[Cell, ...]:
        return Cell(text), number(count, url), Cell(percent(count, found["needs"]))

    return Chart(
        name="dekking",
        title=_("Hoe ver zijn open vragen"),
        head=[_("Open onderwijsvragen"), _("Aantal"), _("Deel")],
        rows=[
            row(_("alle plekken bezet of met een lopend voorstel"), found["vol"], links.needs(dekking="vol")),
            row(_("een deel van de plekken"), found["deels"], links.needs(dekking="deels")),
            row(_("geen enkele plek"), found["niet"], links.needs(dekking="niet")),
            row(_("nog nooit een voorstel"), found["never"], links.needs(voorstel="geen")),
        ],
        lead=_(
            "%(covered)s van de %(places)s plekken in open vragen zijn bezet of hebben een lopend voorstel: %(share)s.",
            covered=found["covered"],
            places=found["places"],
            share=percent(found["covered"], found["places"]),
        ),
    )
