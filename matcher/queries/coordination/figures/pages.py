"""The pages of the dashboard by name, each with what counts its figures."""

from collections.abc import Callable
from functools import partial

from sqlalchemy.orm import Session

from matcher.queries.coordination.figures.answers import answers
from matcher.queries.coordination.figures.hours import hours
from matcher.queries.coordination.figures.overview import Figures, overview
from matcher.queries.coordination.figures.place import Place
from matcher.queries.coordination.figures.regional import MAP_FIGURES, tiles
from matcher.queries.coordination.figures.supply import supply
from matcher.queries.coordination.scope import View

Counts = Callable[[Session, View, Place], Figures]
MAP = "kaart-"
PAGES: dict[str, Counts] = {
    "overzicht": overview,
    "vraag-en-aanbod": supply,
    "uren": hours,
    "antwoorden": answers,
    **{f"{MAP}{name}": partial(tiles, figure=name) for name in MAP_FIGURES},
}


def is_map(page: str) -> bool:
    """Return whether a page is one of the maps, of which there are many: one for every figure."""
    return page.startswith(MAP)
