"""Looking back: when, by whom, how long it can be changed, who reads it."""

from datetime import date

import pytest
from sqlalchemy import select

from matcher.domain.errors import InvalidInputError, NotFoundError, WrongStateError
from matcher.domain.states import Party, PlacementState, ProposalState
from matcher.domain.trials import Again, FeedbackKind
from matcher.models import Feedback, Need, Placement, Proposal
from matcher.queries.feedback import feedback_of
from matcher.services.feedback import give_feedback
from matcher.services.proposals import record_trial
from tests.integration.coordinator.world import placement_of
from tests.integration.trial.conftest import COORDINATOR, PRO, SCHOOL


def give(scene, who="pro", party=PRO, kind=FeedbackKind.TRIAL, again=Again.YES, **values):
    give_feedback(scene.work(who), proposal_id=scene.proposal_id, party=party, kind=kind, again=again, **values)


def seen_by(session, scene, party):
    return [(row.party, row.text) for row in feedback_of(session, proposal_id=scene.proposal_id, party=party)]


@pytest.fixture
def held(scene, planned, frozen):
    """A trial lesson that was given on 1 October; it is the day after."""
    planned()
    frozen.move_to("2026-10-02T09:00:00+00:00")
    record_trial(scene.work("contact"), proposal_id=scene.proposal_id, party=SCHOOL, attended=True)


@pytest.fixture
def placed(session, scene):
    """A placement until the end of January."""
    proposal, need = session.get(Proposal, scene.proposal_id), session.get(Need, scene.need_id)
    proposal.state = ProposalState.PLACED
    dates = {"starts_on": date(2026, 9, 21), "ends_on": date(2027, 1, 29)}
    row = placement_of(session, proposal, need, minutes=600, vog=None, **dates)
    session.commit()
    return row.id


def test_once_per_side_and_shared_or_not(session, scene, held):
    give(scene, text=" Leuk. ")
    give(scene, "contact", SCHOOL, again=Again.MAYBE, text="Tempo lag hoog.", shared=False)
    assert seen_by(session, scene, PRO) == [(PRO, "Leuk.")]
    assert seen_by(session, scene, SCHOOL) == seen_by(session, scene, COORDINATOR)
    assert seen_by(session, scene, COORDINATOR) == [(PRO, "Leuk."), (SCHOOL, "Tempo lag hoog.")]


def test_a_colleague_changes_what_the_school_said_for_two_weeks(session, scene, held, frozen):
    give(scene, "contact", SCHOOL, text="Goed.")
    frozen.move_to("2026-10-16T20:00:00+00:00")
    give(scene, "colleague", SCHOOL, again=Again.NO, text="Toch niet.")
    row = session.scalars(select(Feedback)).one()
    assert (row.again, row.text, row.author_id) == (Again.NO, "Toch niet.", scene.users["colleague"].id)
    frozen.move_to("2026-10-17T09:00:00+00:00")
    with pytest.raises(WrongStateError, match="niet meer veranderen"):
        give(scene, "contact", SCHOOL)


def test_not_before_the_lesson_was_given(scene, planned, frozen):
    with pytest.raises(WrongStateError, match="proefles gegeven"):
        give(scene)
    planned()
    frozen.move_to("2026-10-02T09:00:00+00:00")
    record_trial(scene.work("contact"), proposal_id=scene.proposal_id, party=SCHOOL, attended=False)
    with pytest.raises(WrongStateError):
        give(scene)


def test_a_placement_in_its_last_two_weeks_or_over(session, scene, placed, frozen):
    kind = FeedbackKind.PLACEMENT
    frozen.move_to("2027-01-14T09:00:00+00:00")
    with pytest.raises(WrongStateError, match="twee weken"):
        give(scene, kind=kind)
    frozen.move_to("2027-01-15T09:00:00+00:00")
    give(scene, kind=kind)
    frozen.move_to("2027-03-01T09:00:00+00:00")
    give(scene, "contact", SCHOOL, kind=kind)
    assert len(session.scalars(select(Feedback)).all()) == 2


def test_a_cancelled_placement_is_not_looked_back_on(session, scene, placed, frozen):
    session.get(Placement, placed).state = PlacementState.CANCELLED
    session.commit()
    frozen.move_to("2027-03-01T09:00:00+00:00")
    with pytest.raises(WrongStateError):
        give(scene, kind=FeedbackKind.PLACEMENT)


def test_too_long_a_text_is_refused(scene, held):
    with pytest.raises(InvalidInputError) as refused:
        give(scene, text="a" * 2001)
    assert set(refused.value.fields) == {"text"}
    give(scene, text="a" * 2000)


@pytest.mark.parametrize(
    ("who", "party"),
    [
        ("foreign_school", SCHOOL),
        ("foreign_pro", PRO),
        ("pro", SCHOOL),
        ("coordinator", Party.COORDINATOR),
    ],
)
def test_strangers_find_nothing(session, scene, held, who, party):
    with pytest.raises(NotFoundError):
        give(scene, who, party)
    assert session.scalars(select(Feedback)).all() == []
