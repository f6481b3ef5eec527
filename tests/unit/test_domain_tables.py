"""Tables that must agree with their enums, and the transitions of a proposal: all parties x states x steps."""

from enum import Enum
from itertools import product

import pytest

from matcher.domain import choices, states
from matcher.domain.bitsets import BITS, pack, unpack
from matcher.domain.deadlines import WAIT_IN, WAIT_LABELS, AnswerTimes, Wait
from matcher.domain.labels import label
from matcher.domain.reasons import REASONS
from matcher.domain.rounds import RoundState
from matcher.domain.states import (
    BY_STEP,
    ENDED_STATES,
    NEED_TRANSITIONS,
    OPEN_STATES,
    TRANSITIONS,
    NeedState,
    Party,
    ProposalState,
    Step,
    may_step,
    steps_open_to,
)

UNLABELLED = {states.Party, states.Step}
ENUMS = [
    kind
    for module in (choices, states)
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, Enum) and kind.__module__ == module.__name__
]


@pytest.mark.parametrize("kind", [kind for kind in ENUMS if kind not in UNLABELLED], ids=lambda kind: kind.__name__)
def test_every_choice_has_a_dutch_label(kind):
    assert [member for member in kind if not label(member)] == []


@pytest.mark.parametrize(
    ("member", "text"),
    [
        (states.PlacementState.PLANNED, "gepland"),
        (RoundState.PLANNED, "wacht op een vrije plek"),
        (states.PlacementState.CANCELLED, "geannuleerd"),
        (ProposalState.SUGGESTED, "suggestie"),
        (ProposalState.DECLINED, "afgewezen"),
        (states.Answer.DECLINED, "geen interesse"),
        (choices.LegalGround.HBO, "hbo (geen urengrens)"),
        (choices.LegalGround.IN_OPLEIDING, "in opleiding (PDG of zij-instroom)"),
        (choices.RoleKind.INSTRUCTEUR, "hybride instructeur"),
    ],
)
def test_a_value_that_two_enums_share_keeps_its_own_label(member, text):
    assert label(member) == text


@pytest.mark.parametrize("kind", BITS, ids=lambda kind: kind.__name__)
def test_a_set_of_choices_survives_packing(kind):
    for member in kind:
        assert unpack(kind, pack([member])) == {member}
    assert unpack(kind, pack(kind)) == set(kind)


def test_every_step_has_one_row():
    assert len(TRANSITIONS) == len(BY_STEP) == len(Step)


# Who may do what from where, written out once more by hand: the table of product.md.
ALLOWED = {
    Party.COORDINATOR: {
        ProposalState.SUGGESTED: {Step.TAKE_UP, Step.APPROVE, Step.ADJUST, Step.REJECT, Step.DEFER},
        ProposalState.IN_REVIEW: {Step.APPROVE, Step.ADJUST, Step.REJECT, Step.DEFER},
        ProposalState.PROPOSED: {Step.WITHDRAW},
        ProposalState.INTRODUCED: {Step.WITHDRAW},
        ProposalState.TRIAL: {Step.WITHDRAW},
        ProposalState.AGREED: {Step.PLACE, Step.WITHDRAW},
    },
    Party.SCHOOL: {
        ProposalState.SUGGESTED: {Step.INVITE},
        ProposalState.IN_REVIEW: {Step.INVITE},
        ProposalState.PROPOSED: {Step.ACCEPT, Step.DECLINE, Step.POSTPONE, Step.WITHDRAW},
        ProposalState.INTRODUCED: {Step.OFFER_TRIAL, Step.AGREE, Step.WITHDRAW},
        ProposalState.TRIAL: {Step.OFFER_TRIAL, Step.PLAN_TRIAL, Step.RECORD_TRIAL, Step.AGREE, Step.WITHDRAW},
        ProposalState.AGREED: {Step.RECORD_TRIAL, Step.PLACE, Step.WITHDRAW},
        ProposalState.EXPIRED: {Step.INVITE},
    },
    Party.PROFESSIONAL: {
        ProposalState.SUGGESTED: {Step.SHOW_INTEREST},
        ProposalState.IN_REVIEW: {Step.SHOW_INTEREST},
        ProposalState.PROPOSED: {Step.ACCEPT, Step.DECLINE, Step.POSTPONE, Step.WITHDRAW},
        ProposalState.INTRODUCED: {Step.OFFER_TRIAL, Step.AGREE, Step.WITHDRAW},
        ProposalState.TRIAL: {Step.OFFER_TRIAL, Step.PLAN_TRIAL, Step.RECORD_TRIAL, Step.AGREE, Step.WITHDRAW},
        ProposalState.AGREED: {Step.RECORD_TRIAL, Step.WITHDRAW},
        ProposalState.EXPIRED: {Step.SHOW_INTEREST},
    },
    Party.SYSTEM: {state: {Step.EXPIRE} for state in OPEN_STATES},
}


@pytest.mark.parametrize(("party", "state"), list(product(Party, ProposalState)))
def test_steps_of_each_party_in_each_state(party, state):
    expected = ALLOWED[party].get(state, set())
    assert set(steps_open_to(state, party)) == expected
    assert {step for step in Step if may_step(step, state, party)} == expected


def test_an_ended_proposal_stays_ended_unless_somebody_was_silent():
    assert set(ProposalState) == OPEN_STATES | ENDED_STATES
    again = {row.step: row.sources & ENDED_STATES for row in TRANSITIONS if row.sources & ENDED_STATES}
    assert again == {step: {ProposalState.EXPIRED} for step in (Step.INVITE, Step.SHOW_INTEREST)}


def test_every_state_that_is_open_waits_for_something_with_a_name():
    assert set(WAIT_IN) == OPEN_STATES
    assert set(WAIT_IN.values()) == set(WAIT_LABELS) == set(Wait)


def test_answer_times_have_bounds():
    assert [AnswerTimes().of(wait) for wait in Wait] == [10] * len(Wait)
    with pytest.raises(ValueError, match="between 2 and 60"):
        AnswerTimes(trial=1)


def test_every_side_that_must_give_a_reason_has_a_list():
    sides = {party for row in TRANSITIONS if row.needs_reason for party in row.parties}
    assert sides == set(REASONS)
    for rows in REASONS.values():
        codes = [row.code for row in rows]
        assert len(codes) == len(set(codes))
        assert all(row.text.endswith(".") for row in rows)


def test_every_need_state_can_be_left_and_reached():
    assert set(NEED_TRANSITIONS) == set(NeedState)
    assert set().union(*NEED_TRANSITIONS.values()) == set(NeedState)
