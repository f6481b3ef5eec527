"""Handing a person or a need to another region: who sees it before and after, who is told, and what is refused."""

import pytest
from sqlalchemy import select

from matcher.domain.choices import NeedLevel
from matcher.domain.desk import Subject, SubjectKind
from matcher.domain.errors import InvalidInputError, NotFoundError, WrongStateError
from matcher.domain.states import NeedState, ProposalState
from matcher.models import (
    Campus,
    CoordinatorAssignment,
    DeskNote,
    Need,
    Notification,
    OutboxMessage,
    Professional,
    Proposal,
    Transfer,
    User,
)
from matcher.queries.coordination.transfers import transfers_of
from matcher.services import needs, schools
from matcher.services.account_removal import delete_account
from matcher.services.desk.transfers import transfer_need, transfer_person
from matcher.services.need_commands import NeedLocation, NeedSubject
from matcher.services.profile_state import confirm_profile
from matcher.services.schools import CampusCommand
from tests.factories import PASSWORD, NeedFactory, actor_of, coordinator, school, school_member
from tests.integration.coordinator.world import NOW

MESSAGE = "Woont straks bij jullie in de buurt, <b>graag</b> bellen."


def actor(session, user):
    found = actor_of(session.get(User, user.id))
    session.rollback()
    return found


def hand_over(client, url, **more):
    return client.post(f"{url}/draag-over", data={"region": "AM28", "message": MESSAGE, **more}, follow_redirects=True)


def test_a_person_is_handed_over_after_a_look_at_who_gets_it(session, world, browse, outbox):
    person = world.alfa.people[0]
    url, receiver = f"/coordinator/mensen/{person}", session.get(User, world.users.beta.id).full_name
    name = session.get(User, session.get(Professional, person).user_id).full_name
    session.rollback()
    ours, theirs = browse(world.users.alfa), browse(world.users.beta)
    assert theirs.get(url).status_code == 404
    shown = hand_over(ours, url).get_data(as_text=True)
    assert receiver in shown
    assert "Zuidoost-Brabant" in shown
    assert session.scalars(select(Transfer.id)).all() == []
    assert session.get(Professional, person).desk_region_code is None
    session.rollback()
    kept = hand_over(ours, url, wijzig="1").get_data(as_text=True)
    assert "&lt;b&gt;graag&lt;/b&gt;" in kept
    done = hand_over(ours, url, bevestig="1").get_data(as_text=True)
    assert "Overgedragen aan Zuidoost-Brabant" in done
    # A search area of the person still lies in the old region.
    assert "Van Twente naar Zuidoost-Brabant" in done
    assert "Overgedragen door" not in done
    page = theirs.get(url).get_data(as_text=True)
    assert "Overgedragen door" in page
    assert "&lt;b&gt;graag&lt;/b&gt;" in page
    assert name in theirs.get("/coordinator/mensen?overgedragen=ja").get_data(as_text=True)
    assert name in theirs.get("/coordinator/mensen?regio=AM28").get_data(as_text=True)
    assert theirs.post(f"{url}/notities", data={"text": "Gebeld."}).status_code == 302
    told = {mail.to[0]: mail.body for mail in outbox}
    assert set(told) == {world.users.beta.email, world.users.both.email}
    assert all(name not in body and "graag" not in body and url in body for body in told.values())
    assert "Overgedragen aan uw regio" in theirs.get("/meldingen").get_data(as_text=True)


BAD = (
    ("AM05", MESSAGE, "Deze regio heeft dit al"),
    ("", MESSAGE, "Kies een regio."),
    ("AM99", MESSAGE, "Kies een regio uit de lijst."),
    ("AM28", "kort", "minstens 10"),
    ("AM28", "x" * 1001, "korter dan 1000"),
)


def test_bad_input_is_said_beside_the_field_and_kept(session, world, browse):
    client = browse(world.users.alfa)
    paths = f"mensen/{world.alfa.people[0]}", f"onderwijsvragen/{_open_need(session, world.alfa)}"
    for path in paths:
        for region, message, text in BAD:
            for step in ({}, {"bevestig": "1"}):
                answer = hand_over(client, f"/coordinator/{path}", region=region, message=message, **step)
                page = answer.get_data(as_text=True)
                assert text in page
                assert message in page.replace("&lt;", "<").replace("&gt;", ">")
    session.rollback()
    assert session.scalars(select(Transfer.id)).all() == []


def _open_need(session, side):
    found = session.scalar(select(Need.id).where(Need.id.in_(side.needs), Need.state == NeedState.OPEN))
    session.rollback()
    return found


def test_a_need_goes_with_its_proposals_and_comes_out_of_the_old_region(session, world, browse, work_as):
    need = _open_need(session, world.alfa)
    proposal = session.scalar(select(Proposal).where(Proposal.need_id == need).limit(1))
    proposal.state, proposal.answer_by, proposal.postponed_until = ProposalState.IN_REVIEW, None, None
    number = proposal.id
    session.commit()
    ours, theirs = browse(world.users.alfa), browse(world.users.beta)
    assert theirs.get(f"/coordinator/voorstellen/{number}").status_code == 404
    done = hand_over(ours, f"/coordinator/onderwijsvragen/{need}", bevestig="1")
    assert done.request.path == "/coordinator/onderwijsvragen"
    assert ours.get(f"/coordinator/onderwijsvragen/{need}").status_code == 404
    page = theirs.get(f"/coordinator/onderwijsvragen/{need}").get_data(as_text=True)
    assert "Overgedragen door" in page
    assert "/coordinator/inzet/" not in page
    assert theirs.post(f"/coordinator/voorstellen/{number}/neem-in-behandeling").status_code == 302
    session.expire_all()
    # The colleagues get their whole time to review.
    assert session.get(Proposal, number).answer_by is not None
    session.rollback()
    with pytest.raises(NotFoundError):
        transfer_need(work_as(actor(session, world.users.alfa)), need_id=need, region_code="AM05", message=MESSAGE)
    transfer_need(work_as(actor(session, world.users.beta)), need_id=need, region_code="AM05", message=MESSAGE)
    assert ours.get(f"/coordinator/onderwijsvragen/{need}").status_code == 200
    subject = Subject(SubjectKind.NEED, need)
    rows = transfers_of(session, actor=actor(session, world.users.alfa), subject=subject)
    assert [(row.to_code, row.stands) for row in rows] == [("AM05", True), ("AM28", False)]


def test_a_transfer_of_a_need_survives_other_changes_until_the_place_changes(session, work_as):
    member, ours = school_member("ROC van Twente"), coordinator("AM05")
    coordinator("AM28")
    school_id, point = school("ROC van Twente").id, {"region_code": "AM05", "lat": 52.35, "lon": 6.66}
    places = [Campus(school_id=school_id, name=name, town="Almelo", **point) for name in ("Eerste", "Tweede")]
    session.add_all(places)
    session.flush()
    campus, number = (place.id for place in places)
    need, town = NeedFactory(campus_id=campus).id, "Almelo"
    staff, alfa = work_as(actor_of(member)), actor_of(ours)
    session.commit()
    transfer_need(work_as(alfa), need_id=need, region_code="AM28", message=MESSAGE)
    command = NeedSubject(title="Nieuw", education="x", level=NeedLevel.MBO_4, learning_goals="y")
    needs.set_subject(staff, need_id=need, command=command)
    needs.set_location(staff, need_id=need, command=NeedLocation(campus_id=campus, online=True))
    renamed = CampusCommand(name="Hoofdgebouw", address="Weg 1", place=town)
    schools.change_campus(staff, campus_id=campus, command=renamed)
    assert region_of(session, need) == "AM28"
    needs.set_location(staff, need_id=need, command=NeedLocation(campus_id=number, online=False))
    assert region_of(session, need) == "AM05"
    transfer_need(work_as(alfa), need_id=need, region_code="AM28", message=MESSAGE)
    schools.change_campus(staff, campus_id=number, command=CampusCommand("Tweede", "Weg 2", "Hengelo (Overijssel)"))
    assert region_of(session, need) == "AM05"


def region_of(session, need):
    session.expire_all()
    found = session.get(Need, need).region_code
    session.rollback()
    return found


def test_only_who_may_act_hands_over_and_the_nation_too(session, world, work_as):
    person, need = world.alfa.people[0], _open_need(session, world.alfa)
    asked = {"region_code": "AM28", "message": MESSAGE}
    with pytest.raises(NotFoundError):
        transfer_person(work_as(actor(session, world.users.beta)), professional_id=person, **asked)
    with pytest.raises(NotFoundError):
        transfer_need(work_as(actor(session, world.users.beta)), need_id=need, **asked)
    own = session.get(User, session.get(Professional, person).user_id)
    with pytest.raises(NotFoundError):
        transfer_person(work_as(actor(session, own)), professional_id=person, **asked)
    nation = actor(session, world.users.nation)
    transfer_person(work_as(nation), professional_id=person, **asked)
    transfer_need(work_as(nation), need_id=need, **asked)
    with pytest.raises(InvalidInputError) as same:
        transfer_person(work_as(nation), professional_id=person, **asked)
    assert list(same.value.fields) == ["region"]
    # The receiving region may act for the person now.
    confirm_person(session, work_as(actor(session, world.users.beta)), person)


def confirm_person(session, work, person):
    if session.get(Professional, person).state.value == "active":
        session.rollback()
        confirm_profile(work, professional_id=person)
        assert session.get(Professional, person).confirmed_on == work.today
    session.rollback()


def test_a_region_without_anybody_cannot_get_it_and_a_closed_need_stays(session, world, work_as):
    need = _open_need(session, world.alfa)
    for row in session.scalars(select(CoordinatorAssignment).where(CoordinatorAssignment.national)):
        session.delete(row)
    session.commit()
    alfa = actor(session, world.users.alfa)
    with pytest.raises(InvalidInputError, match="nog geen coördinator"):
        transfer_need(work_as(alfa), need_id=need, region_code="AM01", message=MESSAGE)
    session.get(Need, need).state = NeedState.CLOSED
    session.commit()
    with pytest.raises(WrongStateError):
        transfer_need(work_as(alfa), need_id=need, region_code="AM28", message=MESSAGE)
    assert session.scalars(select(Notification.id)).all() == [world.alfa.notification_id, world.beta.notification_id]
    assert session.scalars(select(OutboxMessage.id)).all() == []


def test_transfers_of_a_person_go_with_the_account(session, world, work_as):
    person = world.alfa.people[0]
    alfa, user = actor(session, world.users.alfa), session.get(Professional, person).user_id
    session.rollback()
    transfer_person(work_as(alfa), professional_id=person, region_code="AM28", message=MESSAGE)
    session.add(DeskNote(professional_id=person, author_id=alfa.user_id, text="x", at=NOW))
    session.commit()
    delete_account(work_as(actor(session, session.get(User, user))), current_password=PASSWORD)
    assert session.scalars(select(Transfer.id)).all() == []
    left = session.get(Professional, person)
    assert left is None or left.desk_region_code is None
