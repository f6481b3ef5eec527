"""Who may still read a notification: only about what lies within what the reader sees today."""

from datetime import date

import pytest
from sqlalchemy import delete, select

from matcher.domain.notifications import NoticeKind
from matcher.domain.states import Party, ProposalState
from matcher.models import CoordinatorAssignment, ExcludedSchool, Notification, SchoolMembership, SearchArea
from matcher.queries.notifications import own_notices, unread_count
from matcher.services.notifying import About
from tests import factories
from tests.factories import actor_of
from tests.integration.coordinator.world import placement_of
from tests.integration.notifications.scenes import side, told


def titles(session, user):
    actor = actor_of(user)
    found = [row.context["need_title"] for row in own_notices(session, actor).rows]
    assert unread_count(session, actor) == len(found)
    return found


def placed(session, place):
    dates = {"starts_on": date(2026, 9, 7), "ends_on": date(2027, 1, 29)}
    return placement_of(session, place.proposal, place.need, minutes=600, vog=None, **dates)


def test_everybody_reads_what_is_theirs(session, alfa):
    for user, party in ((alfa.person, Party.PROFESSIONAL), (alfa.member, Party.SCHOOL)):
        told(user, alfa, party=party)
        assert titles(session, user) == ["Alfavraag"]
    told(alfa.coordinator, alfa, party=Party.COORDINATOR, kind=NoticeKind.ANSWER_OVERDUE)
    assert titles(session, alfa.coordinator) == ["Alfavraag"]


def test_nobody_reads_of_another_region_or_school_though_it_was_told(session, alfa, beta):
    told(alfa.person, beta, party=Party.PROFESSIONAL)
    told(alfa.member, beta)
    told(alfa.coordinator, beta, party=Party.COORDINATOR, kind=NoticeKind.ANSWER_OVERDUE)
    for user in (alfa.person, alfa.member, alfa.coordinator):
        assert titles(session, user) == []


def test_nobody_reads_as_a_party_they_are_not(session, alfa):
    told(alfa.person, alfa, party=Party.SCHOOL)
    told(alfa.member, alfa, party=Party.COORDINATOR)
    told(alfa.coordinator, alfa, party=Party.PROFESSIONAL)
    for user in (alfa.person, alfa.member, alfa.coordinator):
        assert titles(session, user) == []


def test_who_left_the_school_or_waits_again_reads_nothing_of_it(session, alfa):
    told(alfa.member, alfa)
    membership = session.scalar(select(SchoolMembership).where(SchoolMembership.user_id == alfa.member.id))
    membership.admitted_at = None
    session.flush()
    assert titles(session, alfa.member) == []
    session.delete(membership)
    session.flush()
    assert titles(session, alfa.member) == []


def test_who_left_one_of_two_schools_keeps_the_other(session, alfa, beta):
    session.add(
        SchoolMembership(
            user_id=alfa.member.id,
            school_id=beta.school_id,
            requested_at=factories.LONG_AGO,
            admitted_at=factories.LONG_AGO,
        )
    )
    told(alfa.member, alfa)
    told(alfa.member, beta)
    assert sorted(titles(session, alfa.member)) == ["Alfavraag", "Betavraag"]
    session.execute(delete(SchoolMembership).where(SchoolMembership.school_id == alfa.school_id))
    assert titles(session, alfa.member) == ["Betavraag"]


def test_a_coordinator_who_lost_a_region_reads_nothing_of_it(session, alfa, beta):
    session.add(CoordinatorAssignment(user_id=alfa.coordinator.id, region_code=beta.region, national=False))
    session.flush()
    for place in (alfa, beta):
        told(alfa.coordinator, place, party=Party.COORDINATOR, kind=NoticeKind.ANSWER_OVERDUE)
    assert sorted(titles(session, alfa.coordinator)) == ["Alfavraag", "Betavraag"]
    session.execute(delete(CoordinatorAssignment).where(CoordinatorAssignment.region_code == alfa.region))
    assert titles(session, alfa.coordinator) == ["Betavraag"]


def test_a_coordinator_reads_of_a_person_of_the_own_region_elsewhere_until_that_ends(session, alfa, beta):
    alfa.proposal.need_id = beta.need.id
    session.flush()
    told(alfa.coordinator, alfa, party=Party.COORDINATOR, kind=NoticeKind.ANSWER_OVERDUE)
    assert titles(session, alfa.coordinator) == ["Alfavraag"]
    session.execute(
        delete(SearchArea).where(SearchArea.professional_id == alfa.professional_id),
        execution_options={"synchronize_session": False},
    )
    assert titles(session, alfa.coordinator) == []


def test_a_national_coordinator_reads_all(session, alfa, beta):
    nation = factories.coordinator(national=True)
    for place in (alfa, beta):
        told(nation, place, party=Party.COORDINATOR, kind=NoticeKind.ANSWER_OVERDUE)
    assert len(titles(session, nation)) == 2


def test_a_person_who_keeps_the_school_away_is_not_named_to_it(session, alfa):
    told(alfa.member, alfa)
    session.add(ExcludedSchool(professional_id=alfa.professional_id, school_id=alfa.school_id))
    session.flush()
    assert titles(session, alfa.member) == []
    # What the person was told stays the person's.
    told(alfa.person, alfa, party=Party.PROFESSIONAL)
    assert titles(session, alfa.person) == ["Alfavraag"]


def test_work_that_was_placed_stays_the_schools(session, alfa):
    alfa.proposal.state = ProposalState.PLACED
    session.add(ExcludedSchool(professional_id=alfa.professional_id, school_id=alfa.school_id))
    told(alfa.member, alfa)
    assert titles(session, alfa.member) == ["Alfavraag"]


@pytest.mark.parametrize("state", [ProposalState.SUGGESTED, ProposalState.IN_REVIEW])
def test_what_the_sides_may_not_see_yet_is_not_in_their_list(session, alfa, state):
    alfa.proposal.state = state
    told(alfa.member, alfa)
    told(alfa.person, alfa, party=Party.PROFESSIONAL)
    assert titles(session, alfa.member) == titles(session, alfa.person) == []


def test_placements_needs_and_profiles_are_held_to_the_same(session, alfa, beta):
    alfa.proposal.state = beta.proposal.state = ProposalState.PLACED
    own, other = placed(session, alfa), placed(session, beta)
    for place, placement in ((alfa, own), (beta, other)):
        told(
            alfa.person,
            place,
            kind=NoticeKind.HOURS_ASKED,
            about=About(party=Party.PROFESSIONAL, placement_id=placement.id),
        )
        about = About(party=Party.SCHOOL, placement_id=placement.id)
        told(alfa.member, place, kind=NoticeKind.HOURS_TO_CONFIRM, about=about)
        told(alfa.member, place, kind=NoticeKind.NEED_STALE, about=About(party=Party.SCHOOL, need_id=place.need.id))
        about = About(party=Party.PROFESSIONAL, professional_id=place.professional_id)
        told(alfa.person, place, kind=NoticeKind.PROFILE_STALE, about=about)
        for subject in ("placement_id", "need_id", "professional_id"):
            value = {
                "placement_id": placement.id, "need_id": place.need.id, "professional_id": place.professional_id,
            }[subject]  # fmt: skip
            about = About(party=Party.COORDINATOR, **{subject: value})
            told(alfa.coordinator, place, kind=NoticeKind.MESSAGE_NEW, key=subject, about=about)
    assert titles(session, alfa.person) == ["Alfavraag"] * 2
    assert titles(session, alfa.member) == ["Alfavraag"] * 2
    assert titles(session, alfa.coordinator) == ["Alfavraag"] * 3


def test_a_need_alone_is_not_a_professionals(session, alfa):
    told(alfa.person, alfa, about=About(party=Party.PROFESSIONAL, need_id=alfa.need.id))
    told(alfa.member, alfa, about=About(party=Party.SCHOOL, professional_id=alfa.professional_id))
    told(alfa.coordinator, alfa, about=About(party=Party.COORDINATOR))
    for user in (alfa.person, alfa.member, alfa.coordinator):
        assert titles(session, user) == []


def test_a_row_about_the_account_itself_is_read_by_its_owner_alone(session, alfa, beta):
    told(alfa.person, alfa, about=About(party=Party.SYSTEM))
    assert titles(session, alfa.person) == ["Alfavraag"]
    assert titles(session, beta.person) == []
    # Under no party it may be about nobody else.
    told(alfa.person, beta, about=About(party=Party.SYSTEM, proposal_id=beta.proposal.id))
    assert titles(session, alfa.person) == ["Alfavraag"]


def test_who_is_switched_off_reads_nothing(session, alfa):
    told(alfa.member, alfa)
    alfa.member.deactivated_at = factories.LONG_AGO
    session.flush()
    assert titles(session, alfa.member) == []
    assert session.scalar(select(Notification.id)) is not None


def test_two_sides_of_one_world_do_not_mix(session):
    one, two = side("Alfa"), side("Beta")
    for user in (one.person, one.member, two.person, two.member):
        for place in (one, two):
            told(user, place, party=Party.PROFESSIONAL if user in {one.person, two.person} else Party.SCHOOL)
    assert titles(session, one.person) == titles(session, one.member) == ["Alfavraag"]
    assert titles(session, two.person) == titles(session, two.member) == ["Betavraag"]
