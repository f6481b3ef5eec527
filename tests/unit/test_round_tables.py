"""Tables of matching rounds and jobs that must agree with their enums."""

from dataclasses import asdict

import pytest

from matcher.domain.actors import NOBODY, SYSTEM, Actor
from matcher.domain.jobs import Job
from matcher.domain.labels import label
from matcher.domain.permissions import may_run_round
from matcher.domain.rounds import (
    KNOWN,
    ROUND_TRANSITIONS,
    RUNNING_ROUNDS,
    PairOutcome,
    RoundOptions,
    RoundState,
    RoundWeights,
    may_become,
)
from matcher.jobs.tasks import TABLE
from matcher.matching.assignment.report import Unplaced
from matcher.matching.constraints import Obstacle
from matcher.matching.weights import DEFAULT
from matcher.models import RoundLeftOver
from matcher.queries.rounds.reasons import NOBODY as NOBODY_AT_ALL
from matcher.queries.rounds.reasons import REASONS, reason_of, reason_words
from tests.factories import coordinator_actor

ENDS = {RoundState.APPLIED, RoundState.FAILED, RoundState.CANCELLED}


def test_every_job_has_a_function_and_every_state_its_row_and_label():
    assert sorted(row.job for row in TABLE) == sorted(Job)
    assert set(ROUND_TRANSITIONS) == set(RoundState)
    assert [m for kind in (RoundState, PairOutcome) for m in kind if not label(m)] == []


def test_a_round_comes_to_an_end():
    assert {state for state, following in ROUND_TRANSITIONS.items() if not following} == ENDS
    assert set(RoundState) - ENDS - {RoundState.SOLVED} == RUNNING_ROUNDS


def test_what_is_applied_cannot_be_stopped_and_nothing_is_applied_before_it_is_solved():
    stoppable = {state for state in RoundState if may_become(state, RoundState.CANCELLED)}
    assert stoppable == {RoundState.PLANNED, RoundState.SOLVING, RoundState.MERGING, RoundState.SOLVED}
    assert [s for s in RoundState if may_become(s, RoundState.APPLYING)] == [RoundState.SOLVED]


@pytest.mark.parametrize(
    "wrong", [{"seconds": 0}, {"fairness": 1.1}, {"same_school": -1}, {"per_need": 0}, {"seed": -1}]
)
def test_options_out_of_range_are_refused(wrong):
    with pytest.raises(ValueError, match="must"):
        RoundOptions(**wrong)


@pytest.mark.parametrize(
    ("actor", "regions", "national", "may"),
    [
        (coordinator_actor("AM05"), {"AM05"}, False, True),
        (coordinator_actor("AM05"), {"AM05", "AM28"}, False, False),
        (coordinator_actor("AM05"), set(), True, False),
        (coordinator_actor(national=True), set(), True, True),
        (Actor(user_id=1, admin=True), {"AM05"}, False, True),
        (Actor(user_id=1, school_ids=frozenset({1})), set(), False, False),
        (NOBODY, set(), False, False),
        (SYSTEM, set(), True, True),
    ],
)
def test_who_may_run_a_round(actor, regions, national, may):
    assert may_run_round(actor, regions=regions, national=national) is may


def test_the_reason_is_the_test_that_came_last():
    assert reason_of({"sector": 90, "travel": 3, "legal_hours": 1}) == "legal_hours"
    assert reason_of({"no_skill": 5, KNOWN: 1}) == KNOWN
    assert reason_of({}) == NOBODY_AT_ALL


@pytest.mark.parametrize("code", [*Unplaced, KNOWN, NOBODY_AT_ALL, *(o.name.lower() for o in Obstacle)])
def test_every_reason_has_words(code):
    assert reason_words(code)


def test_reasons_fit_their_column_and_are_told_once():
    assert len(REASONS) == len(set(REASONS))
    assert max(map(len, REASONS)) <= RoundLeftOver.__table__.c.reason.type.length


def test_the_usual_weights_of_a_round_are_those_of_the_engine():
    assert asdict(RoundWeights()).items() <= asdict(DEFAULT).items()
