"""A round is solved once more from what was stored with it, to show that it can be checked: the same pairs or not."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from time import perf_counter
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, undefer

from matcher.domain.errors import WrongStateError
from matcher.domain.jobs import Job
from matcher.domain.rounds import REPLAYABLE, Replay, ReplayState, RoundOptions
from matcher.models import MatchingRound, Need, Professional, RoundPair
from matcher.services.rounds.claims import LONGEST_STEP, MOST_ATTEMPTS, lock_round, options_of
from matcher.services.rounds.payload import unpacked
from matcher.services.rounds.planning import own_round
from matcher.services.rounds.solver import merge, result_to_bytes, solve, split
from matcher.services.transaction import Work, transactional

Pairs = frozenset[tuple[int, int]]
# So many ids in one question to the database.
MOST_ASKED = 500


@dataclass(frozen=True, slots=True)
class Stored:
    """What a round was solved from, as bytes."""

    round_id: int
    instance: bytes
    report: bytes
    options: RoundOptions


@transactional
def ask_replay(work: Work, *, round_id: int) -> None:
    """Ask for a round to be solved once more; a job does it. Nothing else of the round changes.

    Raises NotFoundError for somebody else's round, WrongStateError when it was not solved or is being repeated.
    """
    found = own_round(work, round_id)
    if found.state not in REPLAYABLE or "pairs" not in found.figures:
        raise WrongStateError("Alleen een ronde die is berekend kan opnieuw worden afgespeeld.")
    if _asked(found):
        raise WrongStateError("De ronde wordt al opnieuw afgespeeld.")
    found.claimed_at, found.attempts = None, 0
    _note(found, Replay(ReplayState.ASKED, work.now.isoformat()))
    work.after_commit(lambda: work.enqueue(Job.REPLAY_ROUND, round_id))


def _asked(found: MatchingRound) -> bool:
    return bool(found.figures.get("replay", {}).get("state") == ReplayState.ASKED)


def _note(found: MatchingRound, replay: Replay) -> None:
    found.figures = {**found.figures, "replay": asdict(replay)}


@transactional
def take_replay(work: Work, *, round_id: int) -> Stored | None:
    """Claim a repetition that was asked; None when it is done, or somebody does it. Fails after several attempts."""
    found = work.session.scalar(
        select(MatchingRound)
        .where(MatchingRound.id == round_id, MatchingRound.state.in_(REPLAYABLE))
        .with_for_update(skip_locked=True)
        .options(undefer(MatchingRound.instance), undefer(MatchingRound.report))
        .execution_options(populate_existing=True)
    )
    if found is None or not _asked(found) or (found.claimed_at and found.claimed_at > work.now - LONGEST_STEP):
        return None
    found.claimed_at, found.attempts = work.now, found.attempts + 1
    if found.attempts > MOST_ATTEMPTS or found.instance is None or found.report is None:
        _note(found, Replay(ReplayState.FAILED, work.now.isoformat()))
        return None
    stored = Stored(found.id, found.instance, found.report, options_of(found))
    work.session.expire(found, ["instance", "report"])
    return stored


def replayed(stored: Stored) -> tuple[Pairs, float]:
    """Return the pairs (person, need) that come out of what was stored, and the seconds; no database."""
    began = perf_counter()
    instance = unpacked(stored.instance, stored.report).instance
    parts = tuple(part.to_bytes() for part in split(instance))
    if not parts:
        return frozenset(), perf_counter() - began
    results = tuple(result_to_bytes(solve(part, stored.options)) for part in parts)
    chosen = merge(instance, parts, results, stored.options).chosen
    people, needs = instance.person_ids[instance.person[chosen]], instance.need_ids[instance.need[chosen]]
    return frozenset(zip(people.tolist(), needs.tolist(), strict=True)), perf_counter() - began


@transactional
def store_replay(work: Work, *, round_id: int, pairs: Pairs, seconds: float) -> Replay | None:
    """Write down whether the pairs are the same; None when it is no longer asked.

    Pairs of people or needs that were removed since are gone from the round; they make no difference.
    """
    found = lock_round(work.session, round_id)
    if found is None or found.state not in REPLAYABLE or not _asked(found):
        return None
    columns = select(RoundPair.professional_id, RoundPair.need_id).where(RoundPair.round_id == round_id)
    before = {(person, need) for person, need in work.session.execute(columns)}
    new, missing = _still_there(work.session, pairs - before), len(before - pairs)
    outcome = Replay(
        state=ReplayState.DONE,
        at=work.now.isoformat(),
        same=not new and not missing,
        pairs=len(pairs),
        new=new,
        missing=missing,
        seconds=round(seconds, 2),
    )
    found.claimed_at = None
    _note(found, outcome)
    return outcome


def _still_there(session: Session, pairs: Iterable[tuple[int, int]]) -> int:
    """Return of how many pairs both the person and the need exist."""
    listed = sorted(pairs)
    people = _existing(session, Professional.id, sorted({person for person, _ in listed}))
    needs = _existing(session, Need.id, sorted({need for _, need in listed}))
    return sum(person in people and need in needs for person, need in listed)


def _existing(session: Session, column: Any, ids: list[int]) -> set[int]:
    found: set[int] = set()
    for first in range(0, len(ids), MOST_ASKED):
        found.update(session.scalars(select(column).where(column.in_(ids[first : first + MOST_ASKED]))))
    return found


@transactional
def put_back_replay(work: Work, *, round_id: int) -> None:
    """Free a repetition that broke, for another attempt."""
    found = lock_round(work.session, round_id)
    if found is not None and found.state in REPLAYABLE and _asked(found):
        found.claimed_at = None


def stale_replays(session: Session, *, now: datetime) -> list[int]:
    """Return the rounds of which a repetition was asked and nobody does it (any more)."""
    since = MatchingRound.claimed_at
    rows = select(MatchingRound.id).where(
        MatchingRound.state.in_(REPLAYABLE),
        MatchingRound.figures[("replay", "state")].as_string() == ReplayState.ASKED.value,
        or_(since.is_(None), since <= now - LONGEST_STEP),
    )
    return list(session.scalars(rows.order_by(MatchingRound.id)))
