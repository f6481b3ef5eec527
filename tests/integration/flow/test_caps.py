"""At most five proposals on their way per person, and five per person a need asks for."""

import pytest
from sqlalchemy import func, select

from matcher.domain.actors import Actor
from matcher.domain.caps import MOST_OPEN_PER_PERSON, OCCUPYING
from matcher.domain.errors import DomainError, InvalidInputError, WrongStateError
from matcher.domain.states import Answer, ProposalState
from matcher.models import Need, Proposal
from matcher.services.proposals import approve, invite, show_interest
from tests.factories import NeedFactory, ProfessionalFactory, ProposalFactory, actor_of, coordinator, school_member
from tests.integration.security.test_parallel import at_once, losers

S = ProposalState


def running(need, count, state=S.PROPOSED):
    return [ProposalFactory(need_id=need.id, state=state).id for _ in range(count)]


def engaged(person, count, state=S.PROPOSED):
    return [ProposalFactory(professional_id=person, state=state).id for _ in range(count)]


@pytest.fixture
def sides(session, work_as):
    """A person and a need, and works of the two sides and the coordinator."""
    person, need = ProfessionalFactory(), NeedFactory()
    member, own = school_member(), coordinator("AM05")
    session.commit()
    actors = [actor_of(member), actor_of(own)]
    session.rollback()
    return person.id, need.id, work_as(actors[0]), work_as(actors[1])


@pytest.mark.parametrize("state", sorted(OCCUPYING))
def test_the_sixth_at_a_need_is_refused_with_what_to_do(session, sides, state):
    person, need, school, own = sides
    running(session.get(Need, need), 5, state)
    waits = ProposalFactory(need_id=need, state=S.IN_REVIEW).id
    session.commit()
    with pytest.raises(WrongStateError, match=r"al 5 lopende voorstellen\. Wacht op een antwoord"):
        invite(school, need_id=need, professional_id=person)
    with pytest.raises(WrongStateError, match=r"al 5 lopende voorstellen\. Wacht tot er een klaar is"):
        approve(own, proposal_id=waits)


@pytest.mark.parametrize("state", [S.SUGGESTED, S.IN_REVIEW, S.PLACED, S.DECLINED, S.EXPIRED, S.WITHDRAWN])
def test_what_nobody_was_asked_or_has_ended_takes_no_room(session, sides, state):
    person, need, school, _own = sides
    running(session.get(Need, need), 5, state)
    session.commit()
    assert invite(school, need_id=need, professional_id=person)


def test_a_need_for_two_people_has_room_for_ten(session, sides):
    person, need, school, _own = sides
    session.get(Need, need).people_wanted = 2
    others = running(session.get(Need, need), 9)
    session.commit()
    invite(school, need_id=need, professional_id=person)
    with pytest.raises(WrongStateError, match="10 lopende"):
        invite(school, need_id=need, professional_id=ProfessionalFactory().id)
    assert len(others) == 9


def test_the_sixth_of_a_person_is_refused_with_what_to_do(session, sides, work_as):
    person, need, school, own = sides
    engaged(person, 5)
    waits = ProposalFactory(professional_id=person, need_id=NeedFactory().id).id
    session.commit()
    himself = work_as(Actor(user_id=None, professional_id=person))
    with pytest.raises(InvalidInputError, match="genoeg open voorstellen"):
        invite(school, need_id=need, professional_id=person)
    with pytest.raises(InvalidInputError, match="Beantwoord er eerst een"):
        show_interest(himself, need_id=need)
    with pytest.raises(WrongStateError, match="Deze persoon heeft al 5 lopende voorstellen"):
        approve(own, proposal_id=waits)


def test_what_was_closed_in_silence_needs_room_too(session, sides):
    person, need, school, _own = sides
    ProposalFactory(professional_id=person, need_id=need, state=S.EXPIRED, school_answer=Answer.PENDING)
    running(session.get(Need, need), 5)
    session.commit()
    with pytest.raises(WrongStateError, match="5 lopende"):
        invite(school, need_id=need, professional_id=person)


def test_two_invitations_at_once_for_the_last_place_of_a_need(app, session):
    need, people = NeedFactory(), [ProfessionalFactory().id for _ in range(3)]
    running(need, 4)
    members = [actor_of(school_member()) for _ in people]
    acts = [(a, invite, {"need_id": need.id, "professional_id": p}) for a, p in zip(members, people, strict=True)]
    need_id = need.id
    assert [type(error) for error in losers(at_once(app, session, *acts))] == [WrongStateError] * 2
    counted = select(func.count(Proposal.id)).where(Proposal.need_id == need_id, Proposal.state.in_(OCCUPYING))
    assert session.scalar(counted) == 5


def test_invitations_and_approvals_at_once_for_the_last_place_of_a_person(app, session):
    person = ProfessionalFactory()
    engaged(person.id, 4)
    needs = [NeedFactory().id for _ in range(2)]
    waits = ProposalFactory(professional_id=person.id, state=S.IN_REVIEW).id
    person_id = person.id
    acts = [(actor_of(school_member()), invite, {"need_id": n, "professional_id": person_id}) for n in needs]
    acts.append((actor_of(coordinator("AM05")), approve, {"proposal_id": waits}))
    outcomes = at_once(app, session, *acts)
    assert len(losers(outcomes)) == 2
    assert all(isinstance(error, DomainError) for error in losers(outcomes))
    counted = select(func.count(Proposal.id)).where(
        Proposal.professional_id == person_id, Proposal.state.in_(OCCUPYING)
    )
    assert session.scalar(counted) == MOST_OPEN_PER_PERSON


def test_the_pages_say_it_before_one_tries(session, new_client):
    person, need, member, own = ProfessionalFactory(), NeedFactory(), school_member(), coordinator("AM05")
    himself = session.get(type(member), person.user_id)
    waits = ProposalFactory(need_id=need.id, state=S.IN_REVIEW).id
    running(need, 5)
    need_id, person_id = need.id, person.id
    session.commit()
    school, professional, coordinating = (new_client() for _ in range(3))
    school.login(member)
    professional.login(himself)
    coordinating.login(own)
    for path in ("", "/kandidaten", f"/kandidaten/{person_id}"):
        page = school.get(f"/school/vragen/{need_id}{path}").get_data(as_text=True)
        assert "Deze vraag heeft al 5 lopende voorstellen" in page, path
        assert ">Nodig uit</button>" not in page
    assert "Ik heb interesse" not in professional.get(f"/professional/vragen/{need_id}").get_data(as_text=True)
    review = coordinating.get(f"/coordinator/voorstellen/{waits}").get_data(as_text=True)
    assert "Wacht tot er een klaar is, of wijs af." in review
    assert "Keur goed en verstuur" not in review
