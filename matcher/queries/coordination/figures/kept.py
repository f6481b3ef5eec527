"""Figures of a large area that were worked out ahead; a small area is counted when it is asked for.

What is kept is named by what it is of, not by who asked: two coordinators of the same regions read the same figures,
and so does somebody national who chose that region. The map of a scope is a part of the map of the nation.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matcher.domain.actors import Scope
from matcher.models import (
    CoordinatorAssignment,
    CoordinatorCover,
    EngineChange,
    FigureCache,
    PlacementMonth,
    Professional,
    Proposal,
    ProposalEvent,
    Region,
)
from matcher.queries.actors import scopes_held
from matcher.queries.coordination.figures.overview import Figures
from matcher.queries.coordination.figures.pages import PAGES, is_map
from matcher.queries.coordination.figures.place import EVERYTHING, Place, places_of
from matcher.queries.coordination.figures.together import Spot
from matcher.queries.coordination.scope import View, view_of
from matcher.queries.covers import counts_on

# An area with more people and proposals than this is large.
LIVE_UP_TO = 1_000
NATION = "NL"
STAMP = "_stamp"


@dataclass(frozen=True, slots=True)
class Shown:
    """The figures of a page. ``at``: when they were worked out, None: now. ``large``: they are to be kept."""

    figures: Figures
    at: datetime | None
    large: bool


def shown(session: Session, view: View, place: Place, page: str) -> Shown:
    """Return what is kept of a large area, else what is counted now."""
    large = is_large(session, Spot(view, place))
    found = session.get(FigureCache, key_of(view, place, page)) if large else None
    if found is None:
        return Shown(PAGES[page](session, view, place), None, large)
    return Shown(_seen(view, found.figures) if is_map(page) else found.figures, found.at, large)


def _seen(view: View, figures: Figures) -> Figures:
    """Return the part of a map that the view sees."""
    codes = {region.code for region in view.regions}
    return {"regions": {code: value for code, value in figures["regions"].items() if code in codes}}


def is_large(session: Session, spot: Spot) -> bool:
    """Return whether an area holds too much to count it for every reader: by the share of the regions it has."""
    return len(spot.regions) * mean_size(session) > LIVE_UP_TO


def mean_size(session: Session) -> float:
    """Return how many people and proposals there are for each region, more or less."""
    proposals, people = (select(func.max(of.id)).scalar_subquery() for of in (Proposal, Professional))
    regions = select(func.count()).select_from(Region).scalar_subquery()
    row = session.execute(select(proposals, people, regions)).one()
    return ((row[0] or 0) + (row[1] or 0)) / max(row[2] or 0, 1)


def key_of(view: View, place: Place, page: str) -> str:
    """Return the name of a set of figures: of which area and school year, and the page."""
    area = NATION if is_map(page) and not place.kind else area_key(Spot(view, place))
    return named(area, view, page)


def named(area: str, view: View, page: str) -> str:
    """Return the name of the page of an area, known by its own name."""
    return f"{area}|{view.year}|{page}"


def to_count(session: Session, view: View, place: Place, page: str) -> Spot:
    """Return the area whose figures are kept for this one: for the map of a whole scope that of the nation."""
    if is_map(page) and not place.kind and not view.scope.national:
        return Spot(view_of(session, scope=Scope(national=True), today=view.today, school_year=view.school_year), place)
    return Spot(view, place)


def area_key(spot: Spot) -> str:
    """Return a short name of an area: the same for all who get the same figures of it.

    A landsdeel or programme within a scope is the part of it in those regions. Proposals lie in it by their need only,
    in a region or a whole scope by their person too, so these have names of their own.
    """
    kind, regions = spot.place.kind, spot.regions
    if spot.unbounded and kind != "P":
        return NATION
    if kind == "R" or (not kind and len(regions) == 1):
        return f"R:{next(iter(regions), '')}"
    named = NATION if spot.unbounded else _hash(regions)
    return {"": f"S:{named}", "L": f"L:{named}", "P": f"P:{spot.place.value}:{named}"}[kind]


def _hash(codes: Collection[str]) -> str:
    return hashlib.sha256(",".join(sorted(codes)).encode()).hexdigest()[:24]


def stamp(session: Session, today: date) -> list[Any]:
    """Return a value that changes when people, needs, proposals, placements or confirmed hours do, and with the day."""
    newest = (func.max(ProposalEvent.id), func.max(EngineChange.id), func.max(PlacementMonth.confirmed_at))
    *numbers, confirmed = session.execute(select(*(select(each).scalar_subquery() for each in newest))).one()
    return [*numbers, confirmed and confirmed.isoformat(), today.isoformat()]


def outdated(session: Session, keys: Collection[str], now: list[Any]) -> list[str]:
    """Return the keys of which nothing is kept, or what was kept before something changed; in their order."""
    rows = session.execute(select(FigureCache.key, FigureCache.figures[STAMP]).where(FigureCache.key.in_(keys)))
    known: dict[str, Any] = dict(rows.all())
    return [key for key in keys if known.get(key) != now]


@dataclass(frozen=True, slots=True)
class Large:
    """What is to be kept. ``nation``: the view of everything; ``spots``: key of an area -> that area."""

    nation: View
    spots: Mapping[str, Spot]

    @property
    def mapped(self) -> Mapping[str, Spot]:
        """The areas of which the maps are kept: the nation, the landsdelen and the programmes."""
        of_nation = ((key, spot) for key, spot in self.spots.items() if spot.view is self.nation)
        return {key: spot for key, spot in of_nation if spot.place.kind != "R"}


def large_areas(session: Session, today: date) -> Large:
    """Return the large areas that somebody may look at: the nation and its parts, and what coordinators see of it."""
    nation, size = view_of(session, scope=Scope(national=True), today=today), mean_size(session)
    found: dict[str, Spot] = {}
    for scope in (Scope(national=True), *scopes(session, today)):
        view = nation if scope.national else view_of(session, scope=scope, today=today)
        for place in (EVERYTHING, *(place for places in places_of(view).values() for place in places)):
            spot = Spot(view, place)
            if len(spot.regions) * size > LIVE_UP_TO:
                found.setdefault(area_key(spot), spot)
    return Large(nation, found)


def scopes(session: Session, today: date) -> Iterator[Scope]:
    """Yield every scope of some regions that a coordinator has today, covers included, each once."""
    covers = select(CoordinatorCover.cover_id).where(counts_on(today))
    users = session.scalars(select(CoordinatorAssignment.user_id).union(covers)).all()
    held = {scopes_held(session, user_id, today)[0] for user_id in users}
    yield from sorted(
        (scope for scope in held if scope.regions and not scope.national), key=lambda s: sorted(s.regions)
    )
