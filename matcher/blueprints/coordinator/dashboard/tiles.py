"""The map: any figure by region, with what stands behind it in the table."""

from typing import Any

from flask import request
from flask_babel import gettext as _

from matcher.blueprints.coordinator.dashboard.charts import Cell, Chart, klokuren, number
from matcher.blueprints.coordinator.dashboard.links import Links
from matcher.domain.klokuren import MINUTES_PER_KLOKUUR
from matcher.domain.states import ProposalState
from matcher.queries.coordination.baseline import REGION_SHARES
from matcher.queries.coordination.facets_answers import HOW, IN_TIME
from matcher.queries.coordination.figures.overview import Figures
from matcher.queries.coordination.figures.regional import COUNTS, MAP_FIGURES, SIDE_OF
from matcher.queries.coordination.scope import RegionRow

# Figures that are a number of rows, or a sum over them.
ROWS = frozenset(COUNTS) - {"tekort"}


def figure() -> str:
    """Return which figure the map shows."""
    asked = request.args.get("cijfer", "")
    return asked if asked in MAP_FIGURES else MAP_FIGURES[0]


def names() -> dict[str, str]:
    """Return the figures of the map with their words."""
    return {
        "mensen": _("Actieve mensen"),
        "vragen": _("Open onderwijsvragen"),
        "voorstellen": _("Lopende voorstellen"),
        "kennismakingen": _("Kennismakingen"),
        "inzet": _("Inzet"),
        "klokuren": _("Klokuren"),
        "zonder-voorstel": _("Open vragen zonder voorstel"),
        "tekort": _("Mensen min gevraagde plekken"),
        "antwoord-school": _("School antwoordt op tijd (%%)"),
        "antwoord-professional": _("Professional antwoordt op tijd (%%)"),
        "afwijzing": _("Voorstellen met een nee (%%)"),
        "dagen": _("Mediaan dagen tot plaatsing"),
    }


def charts(found: Figures, links: Links, every: tuple[RegionRow, ...]) -> list[Chart]:
    """Return the map. ``every``: all regions of the country."""
    name = figure()
    regions: dict[str, dict[str, Any]] = found["regions"]
    shown = [region for region in every if region.code in regions]
    return [
        Chart(
            name="kaart",
            title=names()[name],
            head=[_("Regio"), *_heads(name), _("Aandeel 2020 (%%)")],
            rows=[
                (Cell(region.name), *_cells(name, regions[region.code], links, region.code), _share(region.code))
                for region in shown
            ],
            draw="map",
            data=[_tile(name, region, regions.get(region.code), links) for region in every],
            note=_("Grijze tegels zonder getal liggen buiten het gekozen gebied.") if len(shown) < len(every) else "",
        )
    ]


def _share(code: str) -> Cell:
    share = REGION_SHARES.get(code)
    return Cell(_("onbekend") if share is None else round(100 * share))


def _heads(name: str) -> list[str]:
    if name in SIDE_OF:
        return [_("Deel op tijd (%%)"), _("Op tijd"), _("Gevraagd")]
    if name == "afwijzing":
        return [_("Deel (%%)"), _("Nee gezegd"), _("Begonnen")]
    if name == "tekort":
        return [_("Verschil"), _("Mensen"), _("Plekken")]
    return [names()[name], _("Keer geplaatst")] if name == "dagen" else [names()[name]]


def _cells(name: str, row: dict[str, Any], links: Links, code: str) -> tuple[Cell, ...]:
    value, (part, whole) = row["value"], row["parts"]
    shown = Cell("-" if value is None else value)
    if name in SIDE_OF:
        side = SIDE_OF[name]
        of = links.answered(code, *(f"{side}-{how}" for how in HOW))
        return shown, number(part, links.answered(code, f"{side}-{IN_TIME}")), number(whole, of)
    if name == "afwijzing":
        no = links.proposals(code, staat=ProposalState.DECLINED.value)
        return shown, number(part, no), number(whole, links.proposals(code))
    if name == "tekort":
        return shown, number(part, links.people(code)), Cell(whole, links.needs(code) if whole else "", "plekken")
    if name == "dagen":
        return shown, number(part, behind(name, links, code))
    if name == "klokuren":
        return (klokuren(value, links.placements(code)),)
    return (number(value, behind(name, links, code)),)


def behind(name: str, links: Links, code: str) -> str:
    """Return the rows behind a tile."""
    urls = {
        "mensen": links.people(code),
        "vragen": links.needs(code),
        "voorstellen": links.running(code),
        "kennismakingen": links.proposals(code, bereikt=ProposalState.INTRODUCED.value),
        "inzet": links.placements(code),
        "klokuren": links.placements(code),
        "zonder-voorstel": links.needs(code, voorstel="geen"),
        "dagen": links.proposals(code, bereikt=ProposalState.PLACED.value),
    }
    return urls[name]


def _tile(name: str, region: RegionRow, row: dict[str, Any] | None, links: Links) -> dict[str, Any]:
    tile: dict[str, Any] = {
        "code": region.code,
        "name": region.name,
        "column": region.column,
        "row": region.row,
        "outside": row is None,
        "value": None,
        "url": "",
    }
    if row is not None and row["value"] is not None:
        value = row["value"]
        tile["value"] = round(value / MINUTES_PER_KLOKUUR) if name == "klokuren" else value
        # A share, a difference or a median is no number of rows: the table beside the map has what it is made of.
        tile["url"] = behind(name, links, region.code) if value and name in ROWS else ""
    return tile
