"""The pages of the dashboard by name, each with what counts its figures."""

from collections.abc import Callable, Sequence
from functools import partial

from sqlalchemy.orm import Session

from matcher.queries.coordination.figures.answers import answers_by_area
from matcher.queries.coordination.figures.hours import hours_by_area
from matcher.queries.coordination.figures.overview import Figures, overviews
from matcher.queries.coordination.figures.place import Place
from matcher.queries.coordination.figures.regional import MAP_FIGURES, tiles
from matcher.queries.coordination.figures.supply import supply_by_area
from matcher.queries.coordination.figures.together import Spot, Together, alone
from matcher.queries.coordination.scope import View

Counts = Callable[[Session, View, Place], Figures]
ByArea = Callable[[Session, Together], dict[int, Figures]]
MAP = "kaart-"
# More areas than this are counted in turns, so that no statement has more terms than SQLite takes.
AT_ONCE = 200
# Pages of which all areas are counted together: number of the area -> its figures.
BY_AREA: dict[str, ByArea] = {
    "overzicht": overviews,
    "vraag-en-aanbod": supply_by_area,
    "uren": hours_by_area,
    "antwoorden": answers_by_area,
}


def _of_one(count: ByArea) -> Counts:
    return lambda session, view, place: count(session, alone(view, place))[0]


PAGES: dict[str, Counts] = {
    **{name: _of_one(count) for name, count in BY_AREA.items()},
    **{f"{MAP}{name}": partial(tiles, figure=name) for name in MAP_FIGURES},
}


def is_map(page: str) -> bool:
    """Return whether a page is one of the maps, of which there are many: one for every figure."""
    return page.startswith(MAP)


def figures_of(session: Session, page: str, spots: Sequence[Spot], nation: View) -> list[Figures]:
    """Return the figures of a page of each area, in their order: together where that can be."""
    if page not in BY_AREA:
        return [PAGES[page](session, spot.view, spot.place) for spot in spots]
    found: list[Figures] = []
    for begin in range(0, len(spots), AT_ONCE):
        part = tuple(spots[begin : begin + AT_ONCE])
        by_area = BY_AREA[page](session, Together(part, nation))
        found += [by_area[number] for number in range(len(part))]
    return found
