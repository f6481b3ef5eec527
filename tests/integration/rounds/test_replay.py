"""A round solved once more: the same pairs, or it says so; asked once, taken over when a worker dies."""

import pytest
from sqlalchemy import delete, select

from matcher.domain.errors import NotFoundError, WrongStateError
from matcher.domain.jobs import Job
from matcher.domain.rounds import ReplayState
from matcher.models import Need, RoundPair
from matcher.services import rounds
from matcher.services.rounds.claims import LONGEST_STEP
from tests.factories import coordinator_actor


@pytest.fixture
def solved(crowd, planned, held):
    round_id = planned(seed=3)
    held.run()
    return round_id


@pytest.fixture
def ask(work_as, app):
    def run(round_id, actor=None):
        work = work_as(actor)
        object.__setattr__(work, "enqueue", app.extensions["jobs"].enqueue)
        rounds.ask_replay(work, round_id=round_id)

    return run


def replay(fresh, round_id):
    return fresh(round_id).figures["replay"]


@pytest.mark.parametrize("parts", ["one", "many"])
def test_the_same_pairs_come_out(request, crowd, planned, held, ask, fresh, session, parts):
    if parts == "many":
        request.getfixturevalue("small_parts")
    round_id = planned(seed=3)
    held.run()
    # What became of the people and needs since makes no difference.
    session.execute(Need.__table__.update().values(minutes_per_week=60))
    session.commit()
    ask(round_id)
    assert replay(fresh, round_id)["state"] == ReplayState.ASKED
    with pytest.raises(WrongStateError):
        ask(round_id)
    held.run()
    found = replay(fresh, round_id)
    assert (found["state"], found["same"], found["pairs"]) == (ReplayState.DONE, True, 4)


def test_other_pairs_are_told(session, solved, ask, held, fresh):
    session.execute(delete(RoundPair).where(RoundPair.round_id == solved, RoundPair.rank == 1))
    session.commit()
    ask(solved)
    held.run()
    found = replay(fresh, solved)
    assert (found["same"], found["new"], found["missing"]) == (False, 1, 0)


def test_who_was_removed_since_makes_no_difference(session, solved, ask, held, fresh):
    need = session.scalar(select(RoundPair.need_id).where(RoundPair.round_id == solved, RoundPair.rank == 1))
    session.delete(session.get(Need, need))
    session.commit()
    ask(solved)
    held.run()
    assert replay(fresh, solved)["same"]


def test_a_repetition_of_a_killed_worker_is_taken_over(solved, ask, held, fresh, work_as, frozen, app):
    ask(solved)
    held.clear()
    assert rounds.take_replay(work_as(), round_id=solved) is not None
    assert rounds.take_replay(work_as(), round_id=solved) is None
    app.extensions["jobs"].run(Job.RESUME_ROUNDS)
    assert held == []
    frozen.shift(LONGEST_STEP)
    app.extensions["jobs"].run(Job.RESUME_ROUNDS)
    assert held == [(Job.REPLAY_ROUND, (solved,))]
    held.run()
    assert replay(fresh, solved)["same"]


def test_only_a_round_of_ones_own_that_was_solved(crowd, planned, held, ask, work_as):
    round_id = planned()
    with pytest.raises(WrongStateError):
        ask(round_id)
    held.run()
    with pytest.raises(NotFoundError):
        ask(round_id, coordinator_actor("AM28"))
    rounds.cancel_round(work_as(), round_id=round_id)
    with pytest.raises(WrongStateError):
        ask(round_id)
