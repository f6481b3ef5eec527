"""Figures of a large area that were worked out ahead; a small area is counted when it is asked for."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matcher.domain.actors import Scope
from matcher.models import (
    CoordinatorAssignment,
    EngineChange,
    FigureCache,
    Professional,
    Proposal,
    ProposalEvent,
    Region,
)
from matcher.queries.coordination.figures.overview import Figures
from matcher.queries.coordination.figures.pages import PAGES
from matcher.queries.coordination.figures.place import EVERYTHING, Place, places_of, regions_in
from matcher.queries.coordination.scope import View

# An area with more people and proposals than this is large.
LIVE_UP_TO = 15_000
STAMP = "_stamp"


@dataclass(frozen=True, slots=True)
class Shown:
    """The figures of a page. ``at``: when they were worked out, None: now. ``large``: they are to be kept."""

    figures: Figures
    at: datetime | None
    large: bool


def shown(session: Session, view: View, place: Place, page: str) -> Shown:
    """Return what is kept of a large area, else what is counted now."""
    if not is_large(session, view, place):
        return Shown(PAGES[page](session, view, place), None, large=False)
    kept = session.get(FigureCache, key_of(view, place, page))
    if kept is not None:
        return Shown(kept.figures, kept.at, large=True)
    return Shown(PAGES[page](session, view, place), None, large=True)


def is_large(session: Session, view: View, place: Place) -> bool:
    """Return whether an area holds too much to count it for every reader: by the share of the regions it has."""
    newest = select(func.coalesce(select(func.max(Proposal.id)).scalar_subquery(), 0)).add_columns(
        func.coalesce(select(func.max(Professional.id)).scalar_subquery(), 0),
        select(func.count()).select_from(Region).scalar_subquery(),
    )
    proposals, people, regions = session.execute(newest).one()
    return bool((proposals + people) * len(regions_in(view, place)) > LIVE_UP_TO * max(regions, 1))


def key_of(view: View, place: Place, page: str) -> str:
    """Return the name of a set of figures: who may see it, of which area and school year, and the page."""
    return f"{scope_key(view.scope)}|{place.code}|{view.year}|{page}"


def scope_key(scope: Scope) -> str:
    """Return a short name of a scope."""
    if scope.national:
        return "NL"
    return hashlib.sha256(",".join(sorted(scope.regions)).encode()).hexdigest()[:24]


def stamp(session: Session, view: View) -> list[Any]:
    """Return a value that changes when people, needs, proposals or placements do, and with the day; cheap."""
    newest = session.execute(
        select(
            select(func.max(ProposalEvent.id)).scalar_subquery(), select(func.max(EngineChange.id)).scalar_subquery()
        )
    )
    return [*newest.one(), view.today.isoformat()]


def stamp_of(session: Session, key: str) -> list[Any] | None:
    """Return the stamp with which a page was kept; None when it is not kept."""
    found = session.get(FigureCache, key)
    return None if found is None else found.figures.get(STAMP)


def scopes(session: Session) -> Iterator[Scope]:
    """Yield every scope that a coordinator has, each once."""
    of_landsdeel: dict[str, set[str]] = {}
    for code, landsdeel in session.execute(select(Region.code, Region.landsdeel_code)):
        of_landsdeel.setdefault(landsdeel, set()).add(code)
    held: dict[int, set[str]] = {}
    national = False
    for row in session.scalars(select(CoordinatorAssignment)):
        national = national or row.national
        mine = {row.region_code} if row.region_code else of_landsdeel.get(row.landsdeel_code or "", set())
        held.setdefault(row.user_id, set()).update(mine)
    if national:
        yield Scope(national=True)
    yield from {Scope(regions=frozenset(regions)) for regions in held.values() if regions}


def large_places(session: Session, view: View) -> Iterator[Place]:
    """Yield the large areas a coordinator may choose: everything first."""
    candidates = (EVERYTHING, *(place for places in places_of(view).values() for place in places))
    return (place for place in candidates if is_large(session, view, place))
