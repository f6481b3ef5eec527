"""What the history of one proposal says about how each side answers, and the numbers of many."""

from datetime import UTC, datetime, timedelta

import pytest

from matcher.domain.answering import AnswerFacts
from matcher.domain.states import Party, Step
from matcher.rules.answering import Moment, Outcome, facts_of, outcome_of

PRO, SCHOOL, COORDINATOR, SYSTEM = Party.PROFESSIONAL, Party.SCHOOL, Party.COORDINATOR, Party.SYSTEM
BEGIN = datetime(2026, 9, 1, 9, tzinfo=UTC)
SILENCE = Outcome(None)


def history(*steps: tuple[Party, Step, int]) -> list[Moment]:
    return [Moment(party, step, BEGIN + timedelta(hours=hours)) for party, step, hours in steps]


APPROVED, INVITED = (COORDINATOR, Step.APPROVE, 0), (SCHOOL, Step.INVITE, 0)
INTERESTED = (PRO, Step.SHOW_INTEREST, 0)


@pytest.mark.parametrize(
    ("steps", "late", "person", "school"),
    [
        pytest.param([APPROVED, (PRO, Step.ACCEPT, 2)], False, Outcome(120), None, id="the other is still in time"),
        pytest.param([APPROVED, (PRO, Step.ACCEPT, 2)], True, Outcome(120), SILENCE, id="the other is late"),
        pytest.param([APPROVED], False, None, None, id="open and in time"),
        pytest.param([APPROVED], True, SILENCE, SILENCE, id="open and late"),
        pytest.param([APPROVED, (SYSTEM, Step.EXPIRE, 900)], False, SILENCE, SILENCE, id="expired"),
        pytest.param(
            [APPROVED, (SCHOOL, Step.ACCEPT, 1), (SYSTEM, Step.EXPIRE, 900)], False, SILENCE, Outcome(60), id="one"
        ),
        pytest.param([INVITED, (PRO, Step.DECLINE, 3)], False, Outcome(180), None, id="no is an answer"),
        pytest.param([INVITED, (PRO, Step.POSTPONE, 3)], False, Outcome(180), None, id="later is an answer"),
        pytest.param(
            [INVITED, (PRO, Step.POSTPONE, 3), (SYSTEM, Step.EXPIRE, 9)], False, Outcome(180), None, id="later, expired"
        ),
        pytest.param([INTERESTED, (SCHOOL, Step.ACCEPT, 5)], False, None, Outcome(300), id="interest asks the school"),
        pytest.param([APPROVED, (SCHOOL, Step.DECLINE, 1)], True, None, Outcome(60), id="closed by the other side"),
        pytest.param([INVITED, (SCHOOL, Step.WITHDRAW, 1)], False, None, None, id="withdrawn by who asked"),
        pytest.param([INVITED, (SYSTEM, Step.WITHDRAW, 1)], False, None, None, id="withdrawn by the system"),
        pytest.param([INVITED, (PRO, Step.WITHDRAW, 1)], False, Outcome(60), None, id="withdrawn by who was asked"),
        pytest.param([(PRO, Step.DECLINE, 0)], False, None, None, id="dismissed before anybody asked"),
        pytest.param(
            [INVITED, (SYSTEM, Step.EXPIRE, 9), (PRO, Step.SHOW_INTEREST, 10), (SCHOOL, Step.ACCEPT, 12)],
            False, SILENCE, Outcome(120), id="taken up again: it was silence all the same",
        ),
        pytest.param(
            [APPROVED, (SYSTEM, Step.EXPIRE, 9), (SCHOOL, Step.INVITE, 10), (PRO, Step.ACCEPT, 11)],
            False, Outcome(60), SILENCE, id="asked twice: the last time counts, once",
        ),
        pytest.param([], True, None, None, id="nothing happened"),
    ],
)  # fmt: skip
def test_what_came_of_a_question(steps, late, person, school):
    told = history(*steps)
    assert outcome_of(PRO, told, late=late) == person
    assert outcome_of(SCHOOL, told, late=late) == school


def test_the_numbers_of_many():
    assert facts_of([]) == AnswerFacts()
    assert facts_of([SILENCE]) == AnswerFacts(1, 0, None)
    assert facts_of([Outcome(10), SILENCE, Outcome(21), Outcome(4_000)]) == AnswerFacts(4, 3, 21)


@pytest.mark.parametrize(
    ("answered", "minutes", "days"),
    [(2, 10, 1), (2, 1_440, 1), (2, 1_441, 2), (9, 2_881, 3), (1, 10, None), (0, None, None)],
)
def test_days_are_told_from_two_answers_on(answered, minutes, days):
    assert AnswerFacts(9, answered, minutes).days == days
