"""What is remembered of a day, and what was remembered: the trend of a figure."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matcher.domain.choices import Sector
from matcher.models import FigureSnapshot, Need, Proposal, Region
from matcher.queries.coordination.figures import regional, wishes
from matcher.queries.coordination.figures.narrow import how_many, people_ids, proposal_ids
from matcher.queries.coordination.figures.overview import groups, headline
from matcher.queries.coordination.figures.place import EVERYTHING, Place, regions_in
from matcher.queries.coordination.scope import View, people_by_region

NATION = "NL"
# Figure -> its name on the map; the first five are the headline.
FIGURES: dict[str, str] = {
    "open_needs": "vragen",
    "active_people": "mensen",
    "running": "voorstellen",
    "placed": "inzet",
    "minutes": "klokuren",
    "unproposed": "zonder-voorstel",
}
# A need, a placement and its hours lie in one region; a person or a proposal may lie in several.
ADDITIVE = frozenset({"open_needs", "placed", "minutes", "unproposed"})
BY_SECTOR = ("open_needs", "active_people", "placed", "minutes")
# A day without a snapshot (the worker stood still) is stood in for by one of the days before.
NEAR = timedelta(days=6)

Values = dict[tuple[str, str], float]


def figures_of_day(session: Session, view: View) -> Values:
    """Return (area, figure) -> value of this moment, for the nation, landsdelen, regions and programmes.

    ``view`` is national. Regions and landsdelen are counted in grouped statements; programmes, which have periods, and
    the nation each in those of the headline.
    """
    found: Values = {}
    for code, landsdeel in _landsdelen(session).items():
        for figure in FIGURES:
            found[f"R:{code}", figure] = 0
            found[f"L:{landsdeel}", figure] = 0
    for figure, name in FIGURES.items():
        _by_region(session, view, figure, name, found)
    found |= {(f"L:{code}", "active_people"): n for code, n in _people_by_landsdeel(session, view).items()}
    found |= {(f"L:{code}", "running"): n for code, n in _running_by_landsdeel(session, view).items()}
    for area, place in [(NATION, EVERYTHING), *((f"P:{a.value}", Place("P", a.value)) for a in view.areas.programmes)]:
        found |= {(area, figure): value for figure, value in headline(session, view, place).items()}
        found[area, "unproposed"] = sum(regional.count(session, view, place, "zonder-voorstel", ()).values())
    return found | _by_sector(session, view)


def _landsdelen(session: Session) -> dict[str, str]:
    return dict(session.execute(select(Region.code, Region.landsdeel_code)).all())


def _by_region(session: Session, view: View, figure: str, name: str, found: Values) -> None:
    codes = [region.code for region in view.regions]
    landsdelen = _landsdelen(session)
    for code, value in regional.count(session, view, EVERYTHING, name, codes).items():
        found[f"R:{code}", figure] = value
        if figure in ADDITIVE:
            found[f"L:{landsdelen[code]}", figure] += value


def _people_by_landsdeel(session: Session, view: View) -> dict[str, int]:
    seen = people_by_region()
    people = func.count(seen.c.professional_id.distinct())
    rows = select(Region.landsdeel_code, people).join(seen, seen.c.region_code == Region.code)
    rows = rows.where(seen.c.professional_id.in_(people_ids(view, wishes.active_people())))
    return dict(session.execute(rows.group_by(Region.landsdeel_code)).all())


def _running_by_landsdeel(session: Session, view: View) -> dict[str, int]:
    """Return what the filter "landsdeel" of the list of proposals gives: by the region of the need."""
    rows = select(Region.landsdeel_code, func.count()).join(Need, Need.region_code == Region.code)
    rows = rows.join(Proposal, Proposal.need_id == Need.id).where(Proposal.id.in_(proposal_ids(view, wishes.running())))
    return dict(session.execute(rows.group_by(Region.landsdeel_code)).all())


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
    wanted = list(areas)
    s = FigureSnapshot
    rows = (
        select(s.day, func.sum(s.value))
        .where(s.area.in_(wanted), s.figure == figure, s.day.between(begin, end))
        .group_by(s.day)
        .having(func.count() == len(wanted))
        .order_by(s.day)
    )
    return dict(session.execute(rows).all()) if wanted else {}


def values_before(session: Session, view: View, place: Place, day: date) -> Mapping[str, float | None]:
    """Return figure -> what it was on a day, or on the last day with a snapshot in the week before; None: unknown."""
    found: dict[str, float | None] = {}
    for figure in FIGURES:
        days: dict[Any, float] = line(session, areas_behind(view, place, figure), figure, day - NEAR, day)
        found[figure] = days[max(days)] if days else None
    return found
