"""Workers that die, come late, break, or do the same at the same moment: nothing is lost and nothing is done twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import func, select

from matcher import clock
from matcher.database import db
from matcher.domain.jobs import Job
from matcher.domain.rounds import PairOutcome, PartState, RoundOptions, RoundState
from matcher.models import Proposal, RoundLeftOver, RoundPair, RoundPart
from matcher.services import rounds
from matcher.services.rounds.claims import LONGEST_STEP, MOST_ATTEMPTS, lease

LATER = lease(RoundOptions()) + timedelta(seconds=1)


@pytest.fixture
def solving(crowd, planned, held, app, small_parts):
    """A round of which the parts wait, and their ids."""
    round_id = planned()
    job, arguments = held.pop(0)
    assert job is Job.PREPARE_ROUND
    app.extensions["jobs"].run(job, *arguments)
    parts = [arguments[0] for job, arguments in held]
    assert len(parts) > 1
    held.clear()
    return round_id, parts


def run(app, job, *ids):
    return app.extensions["jobs"].run(job, *ids)


def test_a_part_of_a_killed_worker_is_taken_over(app, session, solving, work_as, frozen, held, fresh):
    round_id, parts = solving
    dead = rounds.take_part(work_as(), part_id=parts[0])
    assert run(app, Job.SOLVE_ROUND_PART, parts[0]) == "nothing to do"
    frozen.shift(LATER)
    run(app, Job.RESUME_ROUNDS)
    assert [ids for job, ids in held if job is Job.SOLVE_ROUND_PART] == [(part,) for part in parts]
    held.run()
    assert fresh(round_id).state is RoundState.SOLVED
    assert session.scalar(select(func.count(RoundPair.id))) == 4
    # The dead one was only slow: nobody wants its result any more.
    assert not rounds.hand_in(work_as(), claimed=dead, result=rounds.solved(dead.payload, dead.options))


def test_a_late_result_does_not_replace_the_claim_of_another(session, solving, work_as, frozen):
    _, parts = solving
    slow = rounds.take_part(work_as(), part_id=parts[0])
    frozen.shift(LATER)
    quick = rounds.take_part(work_as(), part_id=parts[0])
    result = rounds.solved(slow.payload, slow.options)
    assert not rounds.hand_in(work_as(), claimed=slow, result=result)
    assert not rounds.give_back(work_as(), claimed=slow, error="too late")
    assert rounds.hand_in(work_as(), claimed=quick, result=result)
    assert not rounds.hand_in(work_as(), claimed=quick, result=result)


@pytest.mark.parametrize("state", [RoundState.PLANNED, RoundState.MERGING])
def test_a_step_of_a_killed_worker_is_taken_over(app, crowd, planned, held, work_as, frozen, fresh, state):
    round_id = planned()
    while fresh(round_id).state is not state:
        job, ids = held.pop(0)
        run(app, job, *ids)
    held.clear()
    taken = rounds.take_round if state is RoundState.PLANNED else rounds.take_merge
    assert taken(work_as(), round_id=round_id) is not None
    assert taken(work_as(), round_id=round_id) is None
    run(app, Job.RESUME_ROUNDS)
    assert held == []
    frozen.shift(LONGEST_STEP)
    run(app, Job.RESUME_ROUNDS)
    assert len(held) == 1
    held.run()
    assert fresh(round_id).state is RoundState.SOLVED


def test_a_part_that_breaks_every_worker_ends_the_round(app, session, solving, monkeypatch, fresh):
    round_id, parts = solving

    def broken(*_):
        raise MemoryError("too large")

    monkeypatch.setattr("matcher.services.rounds.solving.solve", broken)
    for _ in range(MOST_ATTEMPTS):
        with pytest.raises(MemoryError):
            run(app, Job.SOLVE_ROUND_PART, parts[0])
        assert fresh(round_id).state is RoundState.SOLVING
    assert run(app, Job.SOLVE_ROUND_PART, parts[0]) == "nothing to do"
    found = fresh(round_id)
    assert found.state is RoundState.FAILED
    assert "too large" in found.error
    assert run(app, Job.SOLVE_ROUND_PART, parts[1]) == "nothing to do"
    assert session.get(RoundPart, parts[0]).state is PartState.FAILED


@pytest.mark.parametrize("step", ["current_engine", "matcher.services.rounds.merging.merge"])
def test_a_step_that_breaks_is_free_for_another_attempt(app, crowd, planned, held, monkeypatch, fresh, step):
    round_id = planned()

    def broken(*_, **__):
        raise MemoryError("too large")

    with monkeypatch.context() as patched:
        patched.setattr(step if "." in step else f"matcher.jobs.rounds.{step}", broken)
        with pytest.raises(MemoryError):
            held.run()
    assert "too large" in fresh(round_id).error
    run(app, Job.RESUME_ROUNDS)
    held.run()
    assert (fresh(round_id).state, fresh(round_id).error) == (RoundState.SOLVED, "")


def test_a_cancelled_round_stops(app, session, solving, work_as, held, fresh):
    round_id, parts = solving
    busy = rounds.take_part(work_as(), part_id=parts[0])
    rounds.cancel_round(work_as(), round_id=round_id)
    assert not rounds.hand_in(work_as(), claimed=busy, result=rounds.solved(busy.payload, busy.options))
    assert run(app, Job.SOLVE_ROUND_PART, parts[1]) == "nothing to do"
    assert run(app, Job.MERGE_ROUND, round_id) == "nothing to do"
    run(app, Job.RESUME_ROUNDS)
    assert held == []
    assert fresh(round_id).state is RoundState.CANCELLED
    assert session.scalar(select(func.count(RoundPair.id))) == 0


def at_once(app, jobs):
    """Do the jobs at the same moment, each in a thread of its own."""
    db.session.remove()
    barrier = Barrier(len(jobs))

    def work(job_and_ids):
        barrier.wait()
        return run(app, *job_and_ids)

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(work, jobs))


@pytest.mark.parametrize("attempt", range(3))
def test_workers_at_once_solve_each_part_once_and_merge_once(app, session, solving, held, fresh, attempt):
    round_id, parts = solving
    outcomes = at_once(app, [(Job.SOLVE_ROUND_PART, part) for part in parts for _ in range(2)])
    assert sum("pairs" in outcome for outcome in outcomes) == len(parts)
    assert held == [(Job.MERGE_ROUND, (round_id,))]
    merges = at_once(app, [(Job.MERGE_ROUND, round_id)] * 3)
    assert sorted(merges) == ["merged", "nothing to do", "nothing to do"]
    assert fresh(round_id).state is RoundState.SOLVED
    assert session.scalar(select(func.count(RoundPair.id))) == 4
    assert session.scalar(select(func.count(RoundLeftOver.id))) == 2


def test_a_round_is_prepared_once(app, session, crowd, planned, held):
    round_id = planned()
    outcomes = at_once(app, [(Job.PREPARE_ROUND, round_id)] * 3)
    assert sorted(outcomes) == ["1 parts", "nothing to do", "nothing to do"]
    assert session.scalar(select(func.count(RoundPart.id))) == 1


def test_a_round_is_applied_once_by_workers_at_once(app, session, crowd, planned, held, work_as, fresh):
    round_id = planned()
    held.run()
    rounds.apply_round(work_as(), round_id=round_id)
    outcomes = at_once(app, [(Job.APPLY_ROUND, round_id)] * 3)
    assert sum(int(outcome.split()[0]) for outcome in outcomes) == 4
    assert fresh(round_id).state is RoundState.APPLIED
    assert clock.now() >= fresh(round_id).applied_at


@pytest.mark.parametrize("attempt", range(2))
def test_two_rounds_applied_at_once_never_suggest_the_same_pair_twice(
    app, session, crowd, planned, held, work_as, fresh, attempt
):
    both = [planned(), planned()]
    held.run()
    columns = select(RoundPair.professional_id, RoundPair.need_id)
    pairs = [set(session.execute(columns.where(RoundPair.round_id == each))) for each in both]
    assert pairs[0] == pairs[1]
    session.rollback()
    for each in both:
        rounds.apply_round(work_as(), round_id=each)
    at_once(app, [(Job.APPLY_ROUND, each) for each in both for _ in range(2)])
    assert [fresh(each).state for each in both] == [RoundState.APPLIED] * 2
    proposals = session.execute(select(Proposal.professional_id, Proposal.need_id)).all()
    assert len(proposals) == 4
    assert set(proposals) == pairs[0]
    outcomes = session.scalars(select(RoundPair.outcome)).all()
    assert outcomes.count(PairOutcome.SUGGESTED) == outcomes.count(PairOutcome.KNOWN_PAIR) == 4
