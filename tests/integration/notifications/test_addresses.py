"""Addresses that mail comes back from: marked, spared, shown to who can help, and cleared when they work."""

import pytest
from sqlalchemy import func, select

from matcher import clock
from matcher.cli.mail import mail as mail_commands
from matcher.cli.work import silent_work
from matcher.domain.actors import Scope
from matcher.domain.errors import NotFoundError
from matcher.models import CoordinatorAssignment, Notification, OutboxMessage, Professional, SchoolMembership, User
from matcher.queries.coordination.addresses import address_list
from matcher.queries.coordination.listing import Wish
from matcher.queries.coordination.scope import view_of
from matcher.queries.coordination.tasks import TaskKind, home_of
from matcher.services import account_settings, accounts, sign_in
from matcher.services.outbox import enqueue_for_user
from matcher.services.undeliverable import mark_bounced, mark_undeliverable, vouch_for_address
from tests import factories
from tests.factories import PASSWORD, UserFactory, actor_of
from tests.integration.notifications.scenes import told


def mark(session, *users):
    for user in users:
        mark_undeliverable(session, user_id=user.id, reason="550 mailbox\nbestaat niet", now=clock.now())
    session.commit()


def marked(session, user):
    session.expire_all()
    return session.get(User, user.id).undeliverable_since is not None


def test_a_mark_keeps_the_first_moment_and_the_last_reason(session, frozen):
    user = UserFactory()
    mark(session, user)
    first = user.undeliverable_since
    frozen.shift(3600)
    mark_undeliverable(session, user_id=user.id, reason="x" * 900, now=clock.now())
    assert user.undeliverable_since == first
    assert user.undeliverable_reason == "x" * 500
    mark_undeliverable(session, user_id=999_999, reason="weg", now=clock.now())


def test_nothing_is_written_into_the_void_but_mail_of_the_account(session, alfa):
    mark(session, alfa.member)
    assert told(alfa.member, alfa)
    work = silent_work()
    for kind in ("school_member_admitted", "qualification_ending", "employer_answered"):
        enqueue_for_user(work, alfa.member, kind=kind)
    session.flush()
    assert session.scalars(select(OutboxMessage)).all() == []
    # It stands in the list all the same.
    assert session.scalar(select(func.count(Notification.id))) == 1
    sign_in.ask_new_password(work, email=alfa.member.email)
    account_settings.ask_email_change(_work_of(alfa.member), email="anders@example.nl", current_password=PASSWORD)
    kinds = set(session.scalars(select(OutboxMessage.kind)))
    assert kinds == {"account_reset", "account_email_change", "account_email_notice"}


def _work_of(user):
    work = silent_work()
    return type(work)(session=work.session, actor=actor_of(user), now=clock.now())


def test_proving_the_address_clears_the_mark(session):
    for prove in (_confirm, _change, _reset):
        user = UserFactory()
        mark(session, user)
        prove(session, user)
        assert not marked(session, user)
        assert user.undeliverable_reason == ""


def _confirm(session, user):
    user.email_verified_at = None
    accounts.confirm_email(silent_work(), user_id=user.id, key=user.session_key)


def _change(session, user):
    new = f"nieuw{user.id}@example.nl"
    account_settings.apply_email_change(silent_work(), user_id=user.id, key=user.session_key, email=new)


def _reset(session, user):
    sign_in.reset_password(silent_work(), user_id=user.id, key=user.session_key, password="een andere lange zin")


def test_signing_in_does_not_clear_it_and_every_page_says_so(session, client, alfa):
    mark(session, alfa.member)
    client.login(alfa.member)
    assert marked(session, alfa.member)
    for path in ("/school/", "/meldingen", "/account"):
        page = client.get(path).get_data(as_text=True)
        assert "Onze mail aan u komt niet aan" in page
        assert "/account/e-mailadres" in page
    assert "komt niet aan" not in client.get("/account/e-mailadres").get_data(as_text=True)


def test_the_person_can_say_that_it_works(session, client, alfa):
    mark(session, alfa.member)
    client.login(alfa.member)
    assert "Mijn adres werkt weer" in client.get("/account").get_data(as_text=True)
    page = client.post("/account/adres-werkt", follow_redirects=True).get_data(as_text=True)
    assert "Wij sturen u weer mail" in page
    assert "Onze mail aan u komt niet aan" not in page
    assert not marked(session, alfa.member)
    assert told(alfa.member, alfa)
    session.flush()
    assert session.scalar(select(func.count(OutboxMessage.id))) == 1


@pytest.mark.parametrize("address", ["{}", " {} ", "upper"])
def test_a_script_reports_a_bounce(app, session, address):
    user = UserFactory(email="terug@example.nl")
    session.commit()
    given = "Terug@Example.NL" if address == "upper" else address.format(user.email)
    result = app.test_cli_runner().invoke(mail_commands, ["bounced", given, "--reason", "550 geen mailbox"])
    assert result.exit_code == 0, result.output
    session.expire_all()
    assert session.get(User, user.id).undeliverable_reason == "550 geen mailbox"


def test_a_bounce_of_nobody_is_an_error(app, session):
    result = app.test_cli_runner().invoke(mail_commands, ["bounced", "niemand@example.nl"])
    assert result.exit_code == 1
    assert "Geen account" in result.output
    assert mark_bounced(silent_work(), address="", reason="") is False


def view(session, user):
    return view_of(session, scope=actor_of(user).scope, today=clock.today())


def names(session, user):
    return {row.name for row in address_list(session, view=view(session, user), wish=Wish()).page.rows}


def count_of_task(session, user, region=None):
    tasks = home_of(session, view=view(session, user), region_code=region).tasks
    return next((task.count for task in tasks if task.kind is TaskKind.UNDELIVERABLE), 0)


def test_a_coordinator_sees_people_and_members_of_the_own_regions(session, alfa, beta):
    stranger = UserFactory()
    mark(session, alfa.person, alfa.member, beta.person, beta.member, stranger)
    assert names(session, alfa.coordinator) == {alfa.person.full_name, alfa.member.full_name}
    assert count_of_task(session, alfa.coordinator) == 2
    nation = factories.coordinator(national=True)
    assert count_of_task(session, nation) == 4
    assert count_of_task(session, nation, "AM28") == 2


def test_who_waits_for_admission_left_or_is_switched_off_is_no_task(session, alfa):
    mark(session, alfa.person, alfa.member)
    membership = session.scalar(select(SchoolMembership).where(SchoolMembership.user_id == alfa.member.id))
    membership.admitted_at = None
    alfa.person.deactivated_at = clock.now()
    session.flush()
    assert count_of_task(session, alfa.coordinator) == 0


def test_only_the_own_side_of_somebody_is_told(session, alfa, beta):
    """A professional of one region who works for a school in another: each coordinator sees the own half."""
    session.add(
        SchoolMembership(
            user_id=alfa.person.id,
            school_id=beta.school_id,
            requested_at=factories.LONG_AGO,
            admitted_at=factories.LONG_AGO,
        )
    )
    mark(session, alfa.person)
    own = address_list(session, view=view(session, alfa.coordinator), wish=Wish()).page.rows[0]
    other = address_list(session, view=view(session, beta.coordinator), wish=Wish()).page.rows[0]
    assert (own.professional_id, own.schools) == (alfa.professional_id, "")
    assert (other.professional_id, other.schools) == (None, beta.school)


def test_the_page_tells_how_to_reach_somebody_and_the_button_clears(session, alfa, browse):
    alfa.person.phone = "06 00000001"
    mark(session, alfa.person)
    client = browse(alfa.coordinator)
    home = client.get("/coordinator/").get_data(as_text=True)
    assert "Adressen die niet werken" in home
    page = client.get("/coordinator/adressen").get_data(as_text=True)
    for text in (alfa.person.full_name, alfa.person.email, "06 00000001", "550 mailbox bestaat niet", "14 september"):
        assert text in page
    assert f"/coordinator/mensen/{alfa.professional_id}" in page
    assert "06 00000001" in client.get("/coordinator/adressen.csv").get_data(as_text=True)
    answer = client.post(f"/coordinator/adressen/{alfa.person.id}/in-orde", follow_redirects=True)
    assert "Het adres is in orde" in answer.get_data(as_text=True)
    assert "Alle mail komt aan" in answer.get_data(as_text=True)
    assert not marked(session, alfa.person)


def test_another_region_cannot_be_vouched_for(session, alfa, beta, browse):
    mark(session, beta.person, beta.member)
    client = browse(alfa.coordinator)
    for user in (beta.person, beta.member):
        assert client.post(f"/coordinator/adressen/{user.id}/in-orde").status_code == 404
        assert marked(session, user)
    assert client.post("/coordinator/adressen/999999/in-orde").status_code == 404
    assert client.post(f"/beheer/adressen/{beta.person.id}/in-orde").status_code == 403


@pytest.mark.parametrize("who", ["person", "member"])
def test_the_service_refuses_others(session, alfa, beta, work_as, who):
    mark(session, beta.person)
    with pytest.raises(NotFoundError):
        vouch_for_address(work_as(actor_of(getattr(alfa, who))), user_id=beta.person.id)
    assert marked(session, beta.person)


def test_an_admin_sees_everybody(session, browse, alfa):
    admin, plain = UserFactory(is_admin=True), factories.coordinator("AM05")
    mark(session, alfa.person, plain)
    client = browse(admin)
    page = client.get("/beheer/adressen").get_data(as_text=True)
    assert alfa.person.full_name in page
    assert plain.full_name in page
    assert plain.full_name not in client.get("/beheer/adressen?q=alfa").get_data(as_text=True)
    client.post(f"/beheer/adressen/{plain.id}/in-orde")
    assert not marked(session, plain)


def test_a_region_that_is_taken_away_takes_the_task_with_it(session, alfa):
    mark(session, alfa.person)
    session.delete(
        session.scalar(select(CoordinatorAssignment).where(CoordinatorAssignment.user_id == alfa.coordinator.id))
    )
    session.flush()
    assert actor_of(alfa.coordinator).scope == Scope()
    assert session.get(Professional, alfa.professional_id) is not None
