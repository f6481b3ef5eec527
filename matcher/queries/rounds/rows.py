"""Matching rounds as a coordinator sees them: only those of which all regions are the own ones."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select, true
from sqlalchemy.orm import Session

from matcher.domain.actors import Scope
from matcher.domain.errors import NotFoundError
from matcher.domain.rounds import RUNNING_ROUNDS, PartState, Replay, ReplayState, RoundState
from matcher.models import MatchingRound, Region, RoundPart, RoundRegion, User
from matcher.queries.coordination.listing import Facet, Listing, Source, Wish, listing, of_enum

# So many rounds can be chosen from in a list to choose one from, the newest first.
MOST_CHOICES = 200


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One line of the list.

    ``label``: what was chosen, when that has a name; ``regions``: code -> name, empty for a national round;
    ``weights``: what differs from ``weights_version``; ``figures``: what the round reported.
    """

    id: int
    state: RoundState
    national: bool
    label: str
    regions: Mapping[str, str]
    created_at: datetime
    created_by: str
    finished_at: datetime | None
    applied_at: datetime | None
    people: int
    needs: int
    edges: int
    objective: float | None
    bound: float | None
    weights_version: str
    weights: Mapping[str, float]
    snapshot: str
    options: Mapping[str, Any]
    figures: Mapping[str, Any]
    error: str

    @property
    def running(self) -> bool:
        """Whether workers have something to do for it."""
        return self.state in RUNNING_ROUNDS

    @property
    def solved(self) -> bool:
        """Whether it has pairs and figures to look at (possibly none and zero)."""
        return "pairs" in self.figures

    @property
    def replay(self) -> Replay | None:
        """How far solving it once more is; None when nobody asked."""
        kept = self.figures.get("replay")
        return Replay(**{**kept, "state": ReplayState(kept["state"])}) if kept else None


@dataclass(frozen=True, slots=True)
class Progress:
    """How many parts are solved, and how many workers are at one now."""

    parts: int
    solved: int
    busy: int


_SAME = tuple(name for name in RoundRow.__slots__ if name not in {"regions", "created_by"})


def _visible(scope: Scope) -> ColumnElement[bool]:
    if scope.national:
        return true()
    foreign = exists().where(RoundRegion.round_id == MatchingRound.id, RoundRegion.region_code.not_in(scope.regions))
    return ~MatchingRound.national & ~foreign


def _rows(scope: Scope) -> Select[*tuple[Any, ...]]:
    return (
        select(MatchingRound, User.full_name)
        .outerjoin(User, User.id == MatchingRound.created_by_id)
        .where(_visible(scope))
    )


def round_list(session: Session, *, scope: Scope, wish: Wish) -> Listing[RoundRow]:
    """Return one page of the rounds, the newest first; filters ``staat`` and ``wie`` (the id of who began it)."""
    found = listing(session, _source(session, scope), wish)
    return replace(found, page=replace(found.page, rows=_with_regions(session, found.page.rows)))


def _source(session: Session, scope: Scope) -> Source[RoundRow]:
    who = {value: MatchingRound.created_by_id == int(value) for value in creators(session, scope=scope)}
    return Source(
        statement=_rows(scope),
        facets=(Facet("staat", of_enum(MatchingRound.state, RoundState)), Facet("wie", who)),
        searched=(MatchingRound.label,),
        sorts={"ronde": (MatchingRound.id,)},
        default_sort="-ronde",
        tie=MatchingRound.id,
        make=_row,
    )


def creators(session: Session, *, scope: Scope) -> dict[str, str]:
    """Return id (as text) -> name of everybody who began a round of the scope, by name."""
    rows = session.execute(
        select(User.id, User.full_name)
        .where(User.id.in_(select(MatchingRound.created_by_id).where(_visible(scope))))
        .order_by(User.full_name, User.id)
    )
    return {str(number): name for number, name in rows}


def solved_rounds(session: Session, *, scope: Scope) -> tuple[RoundRow, ...]:
    """Return the newest rounds that were solved, whatever became of them since."""
    statement = _rows(scope).where(MatchingRound.objective.is_not(None)).order_by(MatchingRound.id.desc())
    rows = tuple(_row(found) for found in session.execute(statement.limit(MOST_CHOICES)))
    return _with_regions(session, rows)


def round_of(session: Session, *, scope: Scope, round_id: int) -> RoundRow:
    """Return one round. Raises NotFoundError when a region of it is somebody else's."""
    found = session.execute(_rows(scope).where(MatchingRound.id == round_id)).one_or_none()
    if found is None:
        raise NotFoundError
    return _with_regions(session, (_row(found),))[0]


def _with_regions(session: Session, rows: tuple[RoundRow, ...]) -> tuple[RoundRow, ...]:
    found = session.execute(
        select(RoundRegion.round_id, Region.code, Region.name)
        .join(Region, Region.code == RoundRegion.region_code)
        .where(RoundRegion.round_id.in_([row.id for row in rows]))
        .order_by(Region.name)
    )
    names: dict[int, dict[str, str]] = {}
    for round_id, code, name in found:
        names.setdefault(round_id, {})[code] = name
    return tuple(replace(row, regions=names.get(row.id, {})) for row in rows)


def _row(found: Any) -> RoundRow:
    its, name = found
    return RoundRow(**{column: getattr(its, column) for column in _SAME}, regions={}, created_by=name or "")


def progress_of(session: Session, *, round_id: int) -> Progress:
    """Return how far the parts of a round are."""
    part = RoundPart
    busy = func.count().filter(part.state == PartState.WAITING, part.claimed_at.is_not(None))
    solved = func.count().filter(part.state == PartState.SOLVED)
    return Progress(*session.execute(select(func.count(), solved, busy).where(part.round_id == round_id)).one())
