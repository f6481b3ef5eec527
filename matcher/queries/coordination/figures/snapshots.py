"""What is remembered of a day, and what was remembered: the trend of a figure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matcher.domain.choices import Sector
from matcher.models import FigureSnapshot
from matcher.queries.coordination.figures import wishes
from matcher.queries.coordination.figures.narrow import how_many, people_ids
from matcher.queries.coordination.figures.overview import groups, headlines
from matcher.queries.coordination.figures.place import EVERYTHING, Place, places_of, regions_in
from matcher.queries.coordination.figures.supply import coverage_by_area
from matcher.queries.coordination.figures.together import Spot, Together
from matcher.queries.coordination.scope import View

NATION = "NL"
# The headline, and open needs for which there never was a proposal.
FIGURES = ("open_needs", "active_people", "running", "placed", "minutes", "unproposed")
# A need, a placement and its hours lie in one region; a person or a proposal may lie in several.
ADDITIVE = frozenset({"open_needs", "placed", "minutes", "unproposed"})
BY_SECTOR = ("open_needs", "active_people", "placed", "minutes")
# A day without a snapshot (the worker stood still) is stood in for by one of the days before.
NEAR = timedelta(days=6)

Values = dict[tuple[str, str], float]


def figures_of_day(session: Session, view: View) -> Values:
    """Return (area, figure) -> value of this moment, for the nation, landsdelen, regions and programmes.

    ``view`` is national.
    """
    places = (EVERYTHING, *(place for places in places_of(view).values() for place in places))
    areas = Together(tuple(Spot(view, place) for place in places), view)
    heads, covered = headlines(session, areas), coverage_by_area(session, areas)
    found: Values = {}
    for number, place in enumerate(places):
        values = heads[number] | {"unproposed": covered[number]["never"]}
        found |= {(place.code or NATION, figure): values[figure] for figure in FIGURES}
    return found | _by_sector(session, view)


def _by_sector(session: Session, view: View) -> Values:
    rows = groups(session, view, EVERYTHING)["sector"]
    found: Values = {}
    for sector in Sector:
        row = rows.get(sector.value, {"needs": 0, "placements": 0, "minutes": 0})
        people = how_many(session, people_ids(view, {**wishes.active_people(), "sector": frozenset({sector.value})}))
        values = (row["needs"], people, row["placements"], row["minutes"])
        found |= {(NATION, f"{name}:{sector.value}"): value for name, value in zip(BY_SECTOR, values, strict=True)}
    return found


def areas_behind(view: View, place: Place, figure: str) -> tuple[str, ...]:
    """Return the areas of the snapshots that together are this place; empty when no sum of snapshots is.

    A scope of several regions has no snapshot of its own: what lies in one region each can be added.
    """
    codes = tuple(f"R:{region.code}" for region in regions_in(view, place))
    if place.kind == "R" or len(codes) == 1:
        return codes
    if view.scope.national:
        return (place.code or NATION,)
    return codes if figure in ADDITIVE and place.kind != "P" else ()


def line(session: Session, areas: Iterable[str], figure: str, begin: date, end: date) -> dict[date, float]:
    """Return day -> value, of every day with a snapshot of all the areas, in order."""
    return _lines(session, areas, (figure,), begin, end)[figure]


def _lines(
    session: Session, areas: Iterable[str], figures: Collection[str], begin: date, end: date
) -> dict[str, dict[date, float]]:
    """Return figure -> :func:`line`, in one statement."""
    wanted, s = list(areas), FigureSnapshot
    rows = (
        select(s.figure, s.day, func.sum(s.value))
        .where(s.area.in_(wanted), s.figure.in_(figures), s.day.between(begin, end))
        .group_by(s.figure, s.day)
        .having(func.count() == len(wanted))
        .order_by(s.day)
    )
    found: dict[str, dict[date, float]] = {figure: {} for figure in figures}
    for figure, day, value in session.execute(rows) if wanted else ():
        found[figure][day] = value
    return found


def values_before(session: Session, view: View, place: Place, day: date) -> Mapping[str, float | None]:
    """Return figure -> what it was on a day, or on the last day with a snapshot in the week before; None: unknown."""
    by_areas: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for figure in FIGURES:
        by_areas[areas_behind(view, place, figure)].append(figure)
    found: dict[str, float | None] = {}
    for areas, figures in by_areas.items():
        lines = _lines(session, areas, figures, day - NEAR, day)
        found |= {figure: days[max(days)] if days else None for figure, days in lines.items()}
    return found
