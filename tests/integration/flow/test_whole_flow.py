"""The main job through the services: suggestion, review, both yes, agreement, placement."""

from dataclasses import replace
from datetime import date, time
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from matcher.clock import today
from matcher.domain.choices import ContractForm, LegalGround, RoleKind
from matcher.domain.errors import InvalidInputError, NotFoundError, RuleRefusedError, WrongStateError
from matcher.domain.placing import PlaceCommand
from matcher.domain.states import NeedState, Party, ProposalState
from matcher.domain.trials import LocalMoment
from matcher.models import ExcludedSchool, Need, OutboxMessage, Placement, Proposal, ProposalEvent, TrialOption, User
from matcher.queries.matches import candidates_of, needs_for
from matcher.queries.proposal_page import proposal_page
from matcher.queries.verdicts import decision_of_placement
from matcher.services.need_states import close_need
from matcher.services.placements import place
from matcher.services.proposals import (
    accept,
    agree,
    approve,
    decline,
    invite,
    offer_trial,
    plan_trial,
    show_interest,
    take_up,
)
from matcher.services.suggestions import suggest_all
from tests.factories import (
    NeedFactory,
    ProfessionalFactory,
    ProposalFactory,
    actor_of,
    coordinator,
    school_member,
)

COMMAND = PlaceCommand(
    starts_on=date(2026, 9, 21),
    ends_on=date(2027, 1, 29),
    minutes_per_week=240,
    teaching_weeks=18,
    role_kind=RoleKind.GASTDOCENT,
    contract_form=ContractForm.EIGEN_AANSTELLING,
    responsible_teacher="Meester Verzonnen",
    subject_parts="PLC-programmeren",
    vog_issued_on=date(2026, 9, 1),
    vog_seen_on=date(2026, 9, 10),
)


@pytest.fixture
def scene(session, work_as):
    """A professional, a need, and works for each of the three parties."""

    person, need = ProfessionalFactory(), NeedFactory()
    users = session.get(User, person.user_id), school_member(), coordinator("AM05"), coordinator("AM28")
    professional, school, own, other = (work_as(actor_of(user)) for user in users)
    session.commit()
    return SimpleNamespace(
        person=person, need=need, professional=professional, school=school, coordinator=own, stranger=other
    )


def the_proposal(session):
    return session.scalars(select(Proposal)).one()


def agreed(session, scene, **changes):
    return ProposalFactory(
        professional_id=scene.person.id, need_id=scene.need.id, state=ProposalState.AGREED, **changes
    )


def test_from_suggestion_to_placement(session, scene, work_as):
    assert suggest_all(work_as()) == 1
    proposal = the_proposal(session)
    take_up(scene.coordinator, proposal_id=proposal.id)
    approve(scene.coordinator, proposal_id=proposal.id)
    assert accept(scene.professional, proposal_id=proposal.id, party=Party.PROFESSIONAL) is ProposalState.PROPOSED
    assert accept(scene.school, proposal_id=proposal.id, party=Party.SCHOOL) is ProposalState.INTRODUCED
    moment = LocalMoment(date(2026, 9, 18), time(10, 0))
    offer_trial(scene.school, proposal_id=proposal.id, party=Party.SCHOOL, moments=[moment], minutes=60)
    option_id = session.scalars(select(TrialOption.id)).one()
    plan_trial(scene.professional, proposal_id=proposal.id, party=Party.PROFESSIONAL, option_id=option_id)
    agree(scene.school, proposal_id=proposal.id, party=Party.SCHOOL)
    assert agree(scene.professional, proposal_id=proposal.id, party=Party.PROFESSIONAL) is ProposalState.AGREED
    placement = session.get(Placement, place(scene.school, proposal_id=proposal.id, command=COMMAND))
    assert placement.legal_ground is LegalGround.ZESURENREGELING
    assert decision_of_placement(session, placement.id)["total_after"] == 72 * 60
    assert session.get(Need, scene.need.id).state is NeedState.FILLED
    steps = session.scalars(select(ProposalEvent.to_state).order_by(ProposalEvent.id)).all()
    assert steps == [
        *["suggested", "in_review", "proposed", "proposed", "introduced", "trial", "trial", "trial", "agreed", "placed"]
    ]
    kinds = set(session.scalars(select(OutboxMessage.kind)))
    assert {
        "proposal_new",
        "proposal_introduced",
        "trial_offered",
        "trial_planned",
        "proposal_agreed",
        "placement_made",
    } <= kinds


def test_suggesting_again_suggests_nothing_new(session, scene, work_as):
    assert suggest_all(work_as()) == 1
    assert suggest_all(work_as()) == 0


def test_names_are_revealed_at_the_introduction_only(session, scene):
    proposal = ProposalFactory(professional_id=scene.person.id, need_id=scene.need.id, state=ProposalState.PROPOSED)
    session.commit()
    before = proposal_page(
        session, proposal_id=proposal.id, party=Party.SCHOOL, actor=scene.school.actor, today=today()
    )
    assert before.row.person_name is None
    assert before.person_contact is None
    accept(scene.professional, proposal_id=proposal.id, party=Party.PROFESSIONAL)
    accept(scene.school, proposal_id=proposal.id, party=Party.SCHOOL)
    after = proposal_page(session, proposal_id=proposal.id, party=Party.SCHOOL, actor=scene.school.actor, today=today())
    assert after.row.person_name.startswith("Fenna Voorbeeld")
    assert after.person_contact.email.endswith("@example.nl")


def test_an_invitation_and_interest_ask_the_other_side(session, scene):
    invite(scene.school, need_id=scene.need.id, professional_id=scene.person.id, message="Kom kijken")
    assert the_proposal(session).school_answer == "interested"
    with pytest.raises(WrongStateError):
        show_interest(scene.professional, need_id=scene.need.id)


def test_interest_takes_over_a_suggestion(session, scene, work_as):
    suggest_all(work_as())
    show_interest(scene.professional, need_id=scene.need.id)
    proposal = the_proposal(session)
    assert proposal.state is ProposalState.PROPOSED
    assert proposal.started_by is Party.PROFESSIONAL


def test_a_refused_pair_is_never_offered_again(session, scene):
    invite(scene.school, need_id=scene.need.id, professional_id=scene.person.id)
    decline(scene.professional, proposal_id=the_proposal(session).id, party=Party.PROFESSIONAL, reason="no_time")
    assert needs_for(session, professional_id=scene.person.id, today=today()) == ()
    assert candidates_of(session, need_id=scene.need.id, today=today()).rows == ()


def test_an_excluded_school_neither_sees_nor_counts_the_person(session, scene):
    session.add(ExcludedSchool(professional_id=scene.person.id, school_id=scene.need.school_id))
    session.commit()
    found = candidates_of(session, need_id=scene.need.id, today=today())
    assert found.rows == ()
    assert sum(found.left_out.values()) == 0
    with pytest.raises(NotFoundError):
        invite(scene.school, need_id=scene.need.id, professional_id=scene.person.id)


def test_a_change_is_in_the_ranking_at_once(session, scene):
    assert len(candidates_of(session, need_id=scene.need.id, today=today()).rows) == 1
    ProfessionalFactory()
    session.commit()
    assert len(candidates_of(session, need_id=scene.need.id, today=today()).rows) == 2


def test_another_regions_coordinator_gets_not_found(session, scene):
    proposal = ProposalFactory(professional_id=scene.person.id, need_id=scene.need.id)
    session.commit()
    with pytest.raises(NotFoundError):
        approve(scene.stranger, proposal_id=proposal.id)
    with pytest.raises(NotFoundError):
        proposal_page(
            session, proposal_id=proposal.id, party=Party.COORDINATOR, actor=scene.stranger.actor, today=today()
        )


def test_above_the_limit_is_refused_with_numbers_and_article(session, scene):
    proposal = agreed(session, scene)
    session.commit()
    too_much = replace(COMMAND, minutes_per_week=15 * 60)
    with pytest.raises(RuleRefusedError) as refused:
        place(scene.school, proposal_id=proposal.id, command=too_much)
    assert "270 van ten hoogste 240 klokuren" in refused.value.message
    assert "4.2.1" in refused.value.article
    assert session.scalars(select(Placement)).all() == []
    assert the_proposal(session).state is ProposalState.AGREED


def test_a_placement_under_the_rule_needs_a_responsible_teacher(session, scene):
    proposal = agreed(session, scene)
    session.commit()
    without = replace(COMMAND, responsible_teacher=" ")
    with pytest.raises(InvalidInputError) as refused:
        place(scene.school, proposal_id=proposal.id, command=without)
    assert set(refused.value.fields) == {"responsible_teacher"}


def test_who_has_not_answered_is_told_when_the_need_is_filled(session, scene):
    other = ProposalFactory(need_id=scene.need.id, state=ProposalState.PROPOSED)
    proposal = agreed(session, scene)
    session.commit()
    place(scene.school, proposal_id=proposal.id, command=COMMAND)
    assert session.get(Proposal, other.id).state is ProposalState.WITHDRAWN
    assert "proposal_ended" in set(session.scalars(select(OutboxMessage.kind)))


def test_a_need_with_people_who_are_talking_cannot_be_closed(session, scene):
    ProposalFactory(professional_id=scene.person.id, need_id=scene.need.id, state=ProposalState.INTRODUCED)
    session.commit()
    with pytest.raises(WrongStateError, match="kennismakingen"):
        close_need(scene.school, need_id=scene.need.id)


def test_closing_a_need_withdraws_what_was_not_answered(session, scene):
    proposal = ProposalFactory(professional_id=scene.person.id, need_id=scene.need.id, state=ProposalState.PROPOSED)
    session.commit()
    close_need(scene.school, need_id=scene.need.id)
    assert session.get(Proposal, proposal.id).state is ProposalState.WITHDRAWN
    assert session.get(Need, scene.need.id).state is NeedState.CLOSED
