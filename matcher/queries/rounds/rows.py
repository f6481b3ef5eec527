"""Matching rounds as a coordinator sees them: only those of which all regions are the own ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select, true
from sqlalchemy.orm import Session, aliased

from matcher.domain.actors import Scope
from matcher.domain.errors import NotFoundError
from matcher.domain.rounds import RUNNING_ROUNDS, PairOutcome, PartState, RoundState
from matcher.models import (
    Campus,
    MatchingRound,
    Need,
    Professional,
    Region,
    RoundLeftOver,
    RoundPair,
    RoundPart,
    RoundRegion,
    School,
    User,
)
from matcher.queries.paging import Page, fetch_page
from matcher.queries.rounds.reasons import reason_words


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One line of the list. ``regions``: names, empty for a national round; ``figures``: what the round reported."""

    id: int
    state: RoundState
    national: bool
    regions: tuple[str, ...]
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
    snapshot: str
    options: Mapping[str, Any]
    figures: Mapping[str, Any]
    error: str

    @property
    def running(self) -> bool:
        """Whether workers have something to do for it."""
        return self.state in RUNNING_ROUNDS


@dataclass(frozen=True, slots=True)
class Progress:
    """How many parts are solved, and how many workers are at one now."""

    parts: int
    solved: int
    busy: int


@dataclass(frozen=True, slots=True)
class PairRow:
    """A chosen pair, the best first; ``outcome`` once the round is applied."""

    rank: int
    professional_id: int
    person: str
    job_title: str
    need_id: int
    need: str
    school: str
    town: str
    minutes_per_week: int
    total: float
    outcome: PairOutcome | None
    proposal_id: int | None


@dataclass(frozen=True, slots=True)
class OpenNeed:
    """A need with places left, why, and how many people each reason keeps out (words -> people)."""

    need_id: int
    need: str
    school: str
    town: str
    places: int
    code: str
    reason: str
    counts: tuple[tuple[str, int], ...]


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


def round_list(session: Session, *, scope: Scope, page: int) -> Page[RoundRow]:
    """Return one page of the rounds, the newest first."""
    found = fetch_page(session, _rows(scope).order_by(MatchingRound.id.desc()), tuple, number=page)
    names = _region_names(session, [row[0].id for row in found.rows])
    rows = tuple(_row(row, names.get(row[0].id, ())) for row in found.rows)
    return Page(rows=rows, number=found.number, pages=found.pages, total=found.total)


def round_of(session: Session, *, scope: Scope, round_id: int) -> RoundRow:
    """Return one round. Raises NotFoundError when a region of it is somebody else's."""
    found = session.execute(_rows(scope).where(MatchingRound.id == round_id)).one_or_none()
    if found is None:
        raise NotFoundError
    return _row(found, _region_names(session, [round_id]).get(round_id, ()))


def _region_names(session: Session, rounds: list[int]) -> dict[int, tuple[str, ...]]:
    rows = session.execute(
        select(RoundRegion.round_id, Region.name)
        .join(Region, Region.code == RoundRegion.region_code)
        .where(RoundRegion.round_id.in_(rounds))
        .order_by(Region.name)
    )
    names: dict[int, tuple[str, ...]] = {}
    for round_id, name in rows:
        names[round_id] = (*names.get(round_id, ()), name)
    return names


def _row(found: Any, regions: tuple[str, ...]) -> RoundRow:
    its, name = found
    same = ("id", "state", "national", "created_at", "finished_at", "applied_at", "people", "needs", "edges")
    more = ("objective", "bound", "weights_version", "snapshot", "options", "figures", "error")
    return RoundRow(
        **{column: getattr(its, column) for column in (*same, *more)}, regions=regions, created_by=name or ""
    )


def progress_of(session: Session, *, round_id: int) -> Progress:
    """Return how far the parts of a round are."""
    part = RoundPart
    busy = func.count().filter(part.state == PartState.WAITING, part.claimed_at.is_not(None))
    solved = func.count().filter(part.state == PartState.SOLVED)
    return Progress(*session.execute(select(func.count(), solved, busy).where(part.round_id == round_id)).one())


def pair_page(session: Session, *, round_id: int, page: int) -> Page[PairRow]:
    """Return one page of the chosen pairs. The caller has checked who asks."""
    need, person = aliased(Need), aliased(Professional)
    statement = (
        select(RoundPair, User.full_name, person.job_title, need.title, School.name, Campus.town, need.minutes_per_week)
        .join(person, person.id == RoundPair.professional_id)
        .outerjoin(User, User.id == person.user_id)
        .join(need, need.id == RoundPair.need_id)
        .join(School, School.id == need.school_id)
        .outerjoin(Campus, Campus.id == need.campus_id)
        .where(RoundPair.round_id == round_id)
        .order_by(RoundPair.rank)
    )
    return fetch_page(session, statement, _pair, number=page)


def _pair(found: Any) -> PairRow:
    pair, name, job_title, title, school, town, minutes = found
    return PairRow(
        rank=pair.rank,
        professional_id=pair.professional_id,
        person=name or "Vertrokken professional",
        job_title=job_title,
        need_id=pair.need_id,
        need=title,
        school=school,
        town=town or "",
        minutes_per_week=minutes,
        total=pair.total,
        outcome=pair.outcome,
        proposal_id=pair.proposal_id,
    )


def open_need_page(session: Session, *, round_id: int, page: int) -> Page[OpenNeed]:
    """Return one page of the needs a round left open, most places first. The caller has checked who asks."""
    statement = (
        select(RoundLeftOver, Need.title, School.name, Campus.town)
        .join(Need, Need.id == RoundLeftOver.need_id)
        .join(School, School.id == Need.school_id)
        .outerjoin(Campus, Campus.id == Need.campus_id)
        .where(RoundLeftOver.round_id == round_id)
        .order_by(RoundLeftOver.places.desc(), RoundLeftOver.need_id)
    )
    return fetch_page(session, statement, _open_need, number=page)


def _open_need(found: Any) -> OpenNeed:
    row, title, school, town = found
    ordered = sorted(row.counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return OpenNeed(
        need_id=row.need_id,
        need=title,
        school=school,
        town=town or "",
        places=row.places,
        code=row.reason,
        reason=reason_words(row.reason),
        counts=tuple((reason_words(code), people) for code, people in ordered),
    )


def open_reasons(session: Session, *, round_id: int) -> dict[str, int]:
    """Return reason (in words) -> how many needs it left open, the most first."""
    rows = session.execute(
        select(RoundLeftOver.reason, func.count())
        .where(RoundLeftOver.round_id == round_id, RoundLeftOver.need_id.is_not(None))
        .group_by(RoundLeftOver.reason)
        .order_by(func.count().desc(), RoundLeftOver.reason)
    )
    return {reason_words(code): count for code, count in rows}


def outcomes_of(session: Session, *, round_id: int) -> dict[PairOutcome, int]:
    """Return what applying did with the pairs: outcome -> how many; empty before."""
    rows = session.execute(
        select(RoundPair.outcome, func.count())
        .where(RoundPair.round_id == round_id, RoundPair.outcome.is_not(None))
        .group_by(RoundPair.outcome)
    )
    found = {outcome: count for outcome, count in rows if outcome is not None}
    return {outcome: found[outcome] for outcome in PairOutcome if outcome in found}
