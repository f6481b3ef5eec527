"""Joining a school: search, waiting, admission, invitations, leaving."""

import re

import pytest
from sqlalchemy import select

from matcher.domain.errors import NotFoundError, WrongStateError
from matcher.models import SchoolInvitation, SchoolMembership
from matcher.services.memberships import admit, make_admin, refuse, remove_member, request_membership
from tests import factories
from tests.integration.school.conftest import OTHER, ROC, error_of, page_text


@pytest.fixture
def newcomer(client, session):
    user = factories.UserFactory()
    session.commit()
    client.login(user)
    return user


def membership_of(session, user):
    session.expire_all()
    return session.scalars(select(SchoolMembership).where(SchoolMembership.user_id == user.id)).one_or_none()


def test_finds_a_school_with_a_typing_error(client, newcomer):
    text = page_text(client.get("/school/aansluiten?q=roc twnte"))
    assert ROC in text


def test_finds_a_school_by_town_and_says_when_there_is_none(client, newcomer):
    assert ROC in page_text(client.get("/school/aansluiten?q=hengelo"))
    assert "Geen school gevonden" in page_text(client.get("/school/aansluiten?q=qqqqzzzz"))


def test_joining_waits_for_admission(client, session, newcomer):
    url = f"/school/aansluiten/{factories.school(ROC).id}"
    assert client.get(url).status_code == 200
    answer = client.post(url, data={"job_title": "teamleider"}, follow_redirects=True)
    assert "Uw aanmelding wacht nog op toelating" in page_text(answer)
    membership = membership_of(session, newcomer)
    assert membership.job_title == "teamleider"
    assert membership.admitted_at is None
    assert not membership.is_admin


def test_joining_without_a_job_title_keeps_the_page(client, newcomer):
    answer = client.post(f"/school/aansluiten/{factories.school(ROC).id}", data={"job_title": " "})
    assert "Vul uw functie in." in error_of(answer, "job_title")


def test_joining_twice_is_refused(client, session, member):
    answer = client.post(f"/school/aansluiten/{factories.school(ROC).id}", data={"job_title": "docent"})
    assert "U hoort al bij deze school." in page_text(answer)


def test_unknown_school_is_not_found(client, newcomer):
    assert client.get("/school/aansluiten/999999").status_code == 404


def test_the_first_admitted_member_becomes_admin_and_the_second_does_not(session, work_as):
    first, second = (factories.UserFactory() for _ in range(2))
    school, platform = factories.school(ROC), factories.UserFactory(is_admin=True)
    session.commit()
    for user in (first, second):
        request_membership(work_as(factories.actor_of(user)), school_id=school.id, job_title="docent")
        admit(work_as(factories.actor_of(platform)), membership_id=membership_of(session, user).id)
    assert membership_of(session, first).is_admin
    assert not membership_of(session, second).is_admin


def test_who_may_admit(session, work_as):
    waiting = factories.school_member(ROC, admitted=False, is_admin=False)
    colleague, admin = factories.school_member(ROC, is_admin=False), factories.school_member(ROC)
    elsewhere, far = factories.school_member(OTHER), factories.coordinator("AM28")
    session.commit()
    membership = membership_of(session, waiting).id
    for stranger in (waiting, colleague, elsewhere, far):
        with pytest.raises(NotFoundError):
            admit(work_as(factories.actor_of(stranger)), membership_id=membership)
    admit(work_as(factories.actor_of(admin)), membership_id=membership)
    assert membership_of(session, waiting).admitted_by_id == admin.id


def test_the_coordinator_of_the_region_admits_and_refuses(session, work_as):
    one, two = (factories.school_member(ROC, admitted=False, is_admin=False) for _ in range(2))
    coordinator = factories.coordinator("AM05")
    session.commit()
    work = work_as(factories.actor_of(coordinator))
    admit(work, membership_id=membership_of(session, one).id)
    refuse(work, membership_id=membership_of(session, two).id)
    assert membership_of(session, one).admitted_at is not None
    assert membership_of(session, two) is None


def test_mail_tells_the_admins_and_then_the_newcomer(client, new_client, session, member, outbox):
    users = [factories.UserFactory() for _ in range(2)]
    session.commit()
    for user, verb in zip(users, ("toelaten", "weigeren"), strict=True):
        browser = new_client()
        browser.login(user)
        browser.post(f"/school/aansluiten/{factories.school(ROC).id}", data={"job_title": "docent"})
        client.post(f"/school/collegas/{membership_of(session, user).id}/{verb}")
    assert [(mail.to[0], mail.subject) for mail in outbox] == [
        (member.email, "Een collega wil zich aansluiten bij ROC van Twente"),
        (users[0].email, "U bent toegelaten tot ROC van Twente"),
        (member.email, "Een collega wil zich aansluiten bij ROC van Twente"),
        (users[1].email, "Uw aanmelding bij ROC van Twente"),
    ]


def test_an_admitted_member_cannot_be_refused(session, work_as, member):
    with pytest.raises(WrongStateError):
        refuse(work_as(factories.actor_of(member)), membership_id=membership_of(session, member).id)


def test_the_last_admin_cannot_leave_nor_be_removed(client, session, work_as, member):
    own = membership_of(session, member)
    answer = client.post(f"/school/collegas/{own.id}/verwijderen", follow_redirects=True)
    assert "altijd een beheerder nodig" in page_text(answer)
    platform = factories.UserFactory(is_admin=True)
    session.commit()
    with pytest.raises(WrongStateError):
        remove_member(work_as(factories.actor_of(platform)), membership_id=own.id)
    assert membership_of(session, member) is not None


def test_an_admin_leaves_when_there_is_another(client, session, work_as, member):
    colleague = factories.school_member(ROC, is_admin=False)
    session.commit()
    make_admin(work_as(factories.actor_of(member)), membership_id=membership_of(session, colleague).id)
    url = f"/school/collegas/{membership_of(session, member).id}/verwijderen"
    answer = client.post(url, follow_redirects=True)
    assert answer.request.path == "/school/aansluiten"
    assert membership_of(session, member) is None


def test_colleagues_page_admits_and_shows_the_name(client, session, member):
    waiting = factories.school_member(ROC, admitted=False, is_admin=False)
    session.commit()
    text = page_text(client.get("/school/collegas"))
    assert waiting.full_name in text
    assert "wacht op toelating" in text
    url = f"/school/collegas/{membership_of(session, waiting).id}/toelaten"
    assert client.post(url).status_code == 302
    assert membership_of(session, waiting).admitted_at is not None


def test_who_waits_sees_no_colleagues_and_changes_nobody(client, session, waiting):
    admin = factories.school_member(ROC)
    session.commit()
    text = page_text(client.get("/school/collegas"))
    assert admin.full_name not in text
    assert client.post(f"/school/collegas/{membership_of(session, admin).id}/verwijderen").status_code == 404
    assert client.post(f"/school/collegas/{membership_of(session, waiting).id}/toelaten").status_code == 404


def test_colleagues_of_another_school_are_not_found(client, session, member):
    stranger = factories.school_member(OTHER, admitted=False)
    session.commit()
    assert client.post(f"/school/collegas/{membership_of(session, stranger).id}/toelaten").status_code == 404


def link_in(mail):
    return re.search(r"https?://[^/]+(/school/uitnodiging/\S+)", mail.body).group(1)


def test_invitation_admits_at_once(client, new_client, session, member, outbox):
    colleague = factories.UserFactory(email="collega@example.nl")
    session.commit()
    answer = client.post(
        "/school/collegas", data={"email": "Collega@Example.nl", "as_admin": "y"}, follow_redirects=True
    )
    assert "De uitnodiging is verstuurd" in page_text(answer)
    assert outbox[0].to == ["collega@example.nl"]
    link = link_in(outbox[0])
    browser = new_client()
    assert "Log in met dit adres" in page_text(browser.get(link))
    browser.login(colleague)
    assert "Neem de uitnodiging aan" in page_text(browser.get(link))
    browser.post(link)
    found = membership_of(session, colleague)
    assert found.admitted_at is not None
    assert found.is_admin
    assert browser.get(link).status_code == 410


def test_an_invitation_is_for_its_own_address(client, new_client, session, member, outbox):
    other = factories.UserFactory()
    session.commit()
    client.post("/school/collegas", data={"email": "collega@example.nl"})
    link = link_in(outbox[0])
    browser = new_client()
    browser.login(other)
    assert "Deze uitnodiging is voor collega@example.nl" in page_text(browser.get(link))
    assert browser.post(link).status_code == 404
    assert membership_of(session, other) is None


def test_a_broken_link_is_gone(client, member):
    assert client.get("/school/uitnodiging/onzin").status_code == 410
    assert client.post("/school/uitnodiging/onzin").status_code == 410


def test_who_is_invited_and_joins_by_search_is_admitted(client, session, newcomer):
    session.add(
        SchoolInvitation(school_id=factories.school(ROC).id, email=newcomer.email, invited_at=factories.LONG_AGO)
    )
    session.commit()
    assert "U bent uitgenodigd door ROC van Twente" in page_text(client.get("/school/aansluiten"))
    client.post(f"/school/aansluiten/{factories.school(ROC).id}", data={"job_title": "docent"})
    assert membership_of(session, newcomer).admitted_at is not None


def test_a_listed_invitation_is_accepted_with_one_button(client, session, newcomer):
    invitation = SchoolInvitation(
        school_id=factories.school(ROC).id, email=newcomer.email, invited_at=factories.LONG_AGO
    )
    session.add(invitation)
    session.commit()
    client.post(f"/school/uitnodigingen/{invitation.id}")
    assert membership_of(session, newcomer).admitted_at is not None


@pytest.mark.parametrize(("email", "message"), [("", "Vul een e-mailadres in."), ("geen adres", "zoals naam@")])
def test_bad_addresses(client, member, email, message):
    assert message in error_of(client.post("/school/collegas", data={"email": email}), "email")


def test_inviting_a_member_is_refused(client, member):
    answer = client.post("/school/collegas", data={"email": member.email})
    assert "hoort al bij uw school" in error_of(answer, "email")


def test_an_invitation_can_be_sent_again_and_withdrawn(client, session, member, outbox):
    for _ in range(2):
        client.post("/school/collegas", data={"email": "collega@example.nl"})
    assert len(outbox) == 2
    invitation = session.scalars(select(SchoolInvitation)).one()
    client.post(f"/school/collegas/uitnodigingen/{invitation.id}/intrekken")
    session.expire_all()
    assert session.scalars(select(SchoolInvitation)).all() == []
    assert client.get(link_in(outbox[0])).status_code == 410


def test_switching_between_own_schools(client, session, member):
    session.add(
        SchoolMembership(
            user_id=member.id,
            school_id=factories.school(OTHER).id,
            requested_at=factories.LONG_AGO,
            admitted_at=factories.LONG_AGO,
        )
    )
    session.commit()
    for name in (OTHER, ROC):
        client.post("/school/wissel", data={"school_id": factories.school(name).id})
        assert f"Wat er nu speelt bij {name}." in page_text(client.get("/school"))


def test_a_foreign_school_cannot_be_chosen(client, session, member):
    assert client.post("/school/wissel", data={"school_id": factories.school(OTHER).id}).status_code == 404


def test_pages_are_for_members_of_a_school(client, newcomer):
    for url in ("/school", "/school/vragen", "/school/voorstellen", "/school/inzet", "/school/collegas"):
        assert client.get(url).status_code == 403


def test_every_page_opens_while_waiting(client, waiting):
    for url in ("/school", "/school/vragen", "/school/voorstellen", "/school/inzet", "/school/locaties"):
        assert "wacht nog op toelating" in page_text(client.get(url))
