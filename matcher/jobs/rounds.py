"""The jobs of a matching round. Each reads, computes without a transaction, and writes; each may run twice or break."""

from collections.abc import Iterator
from contextlib import contextmanager

from matcher import clock
from matcher.database import db
from matcher.domain.jobs import Job
from matcher.domain.rounds import RoundState
from matcher.jobs.work import job_work, reading
from matcher.queries.engine import current_engine
from matcher.queries.rounds.input import RoundInput, round_input
from matcher.services import rounds
from matcher.services.rounds.preparing import Order

NEXT_JOB = {
    RoundState.PLANNED: Job.PREPARE_ROUND,
    RoundState.MERGING: Job.MERGE_ROUND,
    RoundState.APPLYING: Job.APPLY_ROUND,
}


@contextmanager
def _given_back(round_id: int) -> Iterator[None]:
    """Free the claim on a round when the step breaks, for another attempt."""
    try:
        yield
    except BaseException as error:
        rounds.put_back_round(job_work(), round_id=round_id, error=f"{type(error).__name__}: {error}")
        raise


def prepare_round(round_id: int) -> str:
    """Make the parts of a planned round."""
    order = rounds.take_round(job_work(), round_id=round_id)
    if order is None:
        return "nothing to do"
    with _given_back(round_id):
        snapshot, given = _look(order)
    return f"{rounds.store_parts(job_work(), round_id=round_id, snapshot=snapshot, given=given)} parts"


def _look(order: Order) -> tuple[str, RoundInput]:
    with reading():
        session = db.session()
        today = clock.today()
        engine = current_engine(session, today=today)
        given = round_input(
            session, engine, scope=order.scope, options=order.options, today=today, weights=order.weights
        )
        return f"{engine.today} {engine.mark.next}", given


def solve_round_part(part_id: int) -> str:
    """Solve one part and hand the result in; after an error the part is free for another attempt."""
    claimed = rounds.take_part(job_work(), part_id=part_id)
    if claimed is None:
        return "nothing to do"
    try:
        result = rounds.solved(claimed.payload, claimed.options)
    except BaseException as error:
        rounds.give_back(job_work(), claimed=claimed, error=f"{type(error).__name__}: {error}")
        raise
    kept = rounds.hand_in(job_work(), claimed=claimed, result=result)
    return f"{result.pairs} pairs, gap {result.bound - result.objective:.4f}" if kept else "no longer asked"


def merge_round(round_id: int) -> str:
    """Put the solved parts together."""
    pile = rounds.take_merge(job_work(), round_id=round_id)
    if pile is None:
        return "nothing to do"
    with _given_back(round_id):
        outcome = rounds.merged(pile)
    return "merged" if rounds.store_merged(job_work(), round_id=round_id, outcome=outcome) else "no longer asked"


def apply_round(round_id: int) -> str:
    """Write the suggestions of a round that is being applied."""
    return f"{rounds.write_suggestions(job_work(), round_id=round_id)} suggestions"


def replay_round(round_id: int) -> str:
    """Solve a round once more from what was stored with it, and write down whether the pairs are the same."""
    stored = rounds.take_replay(job_work(), round_id=round_id)
    if stored is None:
        return "nothing to do"
    try:
        pairs, seconds = rounds.replayed(stored)
    except BaseException:
        rounds.put_back_replay(job_work(), round_id=round_id)
        raise
    outcome = rounds.store_replay(job_work(), round_id=round_id, pairs=pairs, seconds=seconds)
    if outcome is None:
        return "no longer asked"
    return "the same pairs" if outcome.same else f"{outcome.new} pairs new, {outcome.missing} missing"


def resume_rounds() -> str:
    """Ask again for everything that nobody works on: what a killed worker or a lost message left lying."""
    work = job_work()
    parts = rounds.stale_parts(work.session, now=work.now)
    steps = rounds.stale_rounds(work.session, now=work.now)
    replays = rounds.stale_replays(work.session, now=work.now)
    work.session.rollback()
    for part in parts:
        work.enqueue(Job.SOLVE_ROUND_PART, part)
    for round_id, state in steps.items():
        work.enqueue(NEXT_JOB[state], round_id)
    for round_id in replays:
        work.enqueue(Job.REPLAY_ROUND, round_id)
    return f"{len(parts)} parts, {len(steps)} rounds, {len(replays)} replays"


def work_off(round_id: int) -> bool:
    """Do here whatever the round has to do next that nobody does; False when there is nothing for this process."""
    work = job_work()
    step = rounds.stale_rounds(work.session, now=work.now).get(round_id)
    parts = rounds.unclaimed(work.session, round_id)
    work.session.rollback()
    if step is not None:
        STEPS[step](round_id)
    elif parts:
        solve_round_part(parts[0])
    return step is not None or bool(parts)


STEPS = {RoundState.PLANNED: prepare_round, RoundState.MERGING: merge_round, RoundState.APPLYING: apply_round}
