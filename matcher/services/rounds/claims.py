"""Who works on what: a claim is a moment, given back or forgotten when it is too old.

A worker that dies leaves its claim behind; after :func:`lease` somebody else takes the work again. The number of claims
is the receipt: a result is taken only from who claimed last.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from matcher.domain.rounds import PartState, RoundOptions, RoundState, RoundWeights
from matcher.matching.weights import DEFAULT, Weights
from matcher.models import MatchingRound, RoundPart

MOST_ATTEMPTS = 4
# Beyond the time a solver may take: reading, writing, a machine that is busy.
GRACE = timedelta(minutes=2)
LONGEST_STEP = timedelta(minutes=10)


def options_of(found: MatchingRound) -> RoundOptions:
    """Return the options a round is solved with."""
    return RoundOptions(**found.options)


def weights_of(found: MatchingRound) -> Weights:
    """Return the weights a round is scored with: those of the engine, with what the round wants otherwise."""
    wanted = RoundWeights(**found.weights)
    return replace(DEFAULT, skills=wanted.skills, travel=wanted.travel, hours=wanted.hours)


def lease(options: RoundOptions) -> timedelta:
    """Return after how long the claim on a part is void."""
    return timedelta(seconds=2 * options.seconds) + GRACE


@dataclass(frozen=True, slots=True)
class Claimed:
    """A part somebody works on now."""

    part_id: int
    round_id: int
    attempt: int
    options: RoundOptions
    payload: bytes


def claim_part(session: Session, part_id: int, *, now: datetime) -> Claimed | None:
    """Take a part; None when it is done, somebody else works on it, or the round has stopped. The caller commits."""
    found = session.execute(
        select(RoundPart, MatchingRound)
        .join(MatchingRound, MatchingRound.id == RoundPart.round_id)
        .where(RoundPart.id == part_id, RoundPart.state == PartState.WAITING, MatchingRound.state == RoundState.SOLVING)
        .with_for_update(of=RoundPart, skip_locked=True)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        return None
    part, matching_round = found
    options = options_of(matching_round)
    if part.claimed_at is not None and part.claimed_at > now - lease(options):
        return None
    part.claimed_at, part.attempts = now, part.attempts + 1
    return Claimed(part.id, part.round_id, part.attempts, options, part.payload)


def claim_round(session: Session, round_id: int, *, state: RoundState, now: datetime) -> MatchingRound | None:
    """Take a round to make its parts (PLANNED) or put them together (MERGING). The caller commits.

    None when it has gone on since, or somebody is at it.
    """
    found = session.scalar(
        select(MatchingRound)
        .where(MatchingRound.id == round_id, MatchingRound.state == state)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    if found is None or (found.claimed_at is not None and found.claimed_at > now - LONGEST_STEP):
        return None
    found.claimed_at, found.attempts = now, found.attempts + 1
    return found


def lock_round(session: Session, round_id: int) -> MatchingRound | None:
    """Lock a round until the end of the transaction, as it is now."""
    return session.get(MatchingRound, round_id, with_for_update=True, populate_existing=True)


def unclaimed(session: Session, round_id: int) -> list[int]:
    """Return the waiting parts of a round that nobody claimed, the first numbers first."""
    rows = select(RoundPart.id).where(RoundPart.round_id == round_id, _free()).order_by(RoundPart.number)
    return list(session.scalars(rows))


def _free() -> ColumnElement[bool]:
    return and_(RoundPart.state == PartState.WAITING, RoundPart.claimed_at.is_(None))


def stale_parts(session: Session, *, now: datetime) -> list[int]:
    """Return the waiting parts of running rounds that nobody works on (any more)."""
    rows = session.execute(
        select(RoundPart.id, RoundPart.claimed_at, MatchingRound)
        .join(MatchingRound, MatchingRound.id == RoundPart.round_id)
        .where(MatchingRound.state == RoundState.SOLVING, RoundPart.state == PartState.WAITING)
        .order_by(RoundPart.id)
    )
    return [part for part, since, its in rows if since is None or since <= now - lease(options_of(its))]


def stale_rounds(session: Session, *, now: datetime) -> dict[int, RoundState]:
    """Return the rounds whose next step is nobody's: to prepare, to merge, or half applied."""
    state, since = MatchingRound.state, MatchingRound.claimed_at
    free = or_(since.is_(None), since <= now - LONGEST_STEP)
    waiting = and_(state.in_({RoundState.PLANNED, RoundState.MERGING}), free)
    rows = session.execute(
        select(MatchingRound.id, state).where(or_(waiting, state == RoundState.APPLYING)).order_by(MatchingRound.id)
    )
    return dict(rows.all())
