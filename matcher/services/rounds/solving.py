"""One part of a round: taken, solved apart from the database, handed in."""

from dataclasses import dataclass
from time import perf_counter

from sqlalchemy import func, select

from matcher.domain.jobs import Job
from matcher.domain.rounds import PartState, RoundOptions, RoundState
from matcher.models import RoundPart
from matcher.services.rounds.claims import MOST_ATTEMPTS, Claimed, claim_part, lock_round
from matcher.services.rounds.planning import move
from matcher.services.rounds.solver import result_to_bytes, solve
from matcher.services.transaction import Work, transactional


@dataclass(frozen=True, slots=True)
class Solved:
    """What a worker hands in: the result as it is kept, its value, proven bound, whether proven best, seconds."""

    result: bytes
    pairs: int
    objective: float
    bound: float
    optimal: bool
    seconds: float


@transactional
def take_part(work: Work, *, part_id: int) -> Claimed | None:
    """Claim a part. One that broke every worker that took it fails, and its round with it."""
    claimed = claim_part(work.session, part_id, now=work.now)
    if claimed is None or claimed.attempt <= MOST_ATTEMPTS:
        return claimed
    part = work.session.get_one(RoundPart, part_id)
    part.state = PartState.FAILED
    part.error = part.error or "no worker finished it"
    _fail(work, part)
    return None


def _fail(work: Work, part: RoundPart) -> None:
    found = lock_round(work.session, part.round_id)
    if found is not None and found.state is RoundState.SOLVING:
        move(found, RoundState.FAILED)
        found.error, found.finished_at = f"part {part.number}: {part.error}", work.now


def solved(payload: bytes, options: RoundOptions) -> Solved:
    """Solve a part; no database, no clock but the time it took."""
    began = perf_counter()
    found = solve(payload, options)
    return Solved(
        result=result_to_bytes(found),
        pairs=int(found.chosen.size),
        objective=float(found.objective),
        bound=float(found.bound),
        optimal=found.optimal,
        seconds=perf_counter() - began,
    )


@transactional
def hand_in(work: Work, *, claimed: Claimed, result: Solved) -> bool:
    """Keep the result of a part; False when it is no longer asked. Whoever hands in the last part asks for the merge.

    All hand-ins of a round wait for each other at the lock of the round, so exactly one of them is the last.
    """
    found = lock_round(work.session, claimed.round_id)
    part = work.session.get(RoundPart, claimed.part_id, populate_existing=True)
    stopped = found is None or found.state is not RoundState.SOLVING
    if stopped or part is None or part.state is not PartState.WAITING or part.attempts != claimed.attempt:
        return False
    part.state, part.claimed_at, part.error = PartState.SOLVED, None, ""
    part.result, part.objective, part.bound = result.result, result.objective, result.bound
    part.optimal, part.seconds = result.optimal, result.seconds
    work.session.flush()
    if found is not None and not _open_parts(work, claimed.round_id):
        move(found, RoundState.MERGING)
        work.after_commit(lambda: work.enqueue(Job.MERGE_ROUND, claimed.round_id))
    return True


def _open_parts(work: Work, round_id: int) -> int:
    waiting = RoundPart.state == PartState.WAITING
    return work.session.scalar(select(func.count()).where(RoundPart.round_id == round_id, waiting)) or 0


@transactional
def give_back(work: Work, *, claimed: Claimed, error: str) -> bool:
    """Give a claim back after an error, for another attempt; False when somebody else has the part by now."""
    part = work.session.get(RoundPart, claimed.part_id, with_for_update=True, populate_existing=True)
    if part is None or part.state is not PartState.WAITING or part.attempts != claimed.attempt:
        return False
    part.claimed_at, part.error = None, error[:500]
    return True
