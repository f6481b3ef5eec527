"""The digest of the day: one mail, once, with nothing its reader may not read at that moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from sqlalchemy import delete, func, select

from matcher import clock
from matcher.cli.mail import mail as mail_commands
from matcher.cli.work import silent_work
from matcher.database import db
from matcher.domain.jobs import Job
from matcher.domain.notifications import MailMode, NoticeKind
from matcher.domain.states import Party
from matcher.jobs.schedule import hourly
from matcher.jobs.tasks import PERIODIC, TASKS
from matcher.models import (
    CoordinatorAssignment,
    ExcludedSchool,
    Notification,
    NotificationPreference,
    OutboxMessage,
    SchoolMembership,
)
from matcher.services import digests
from matcher.services.digests import last_digest_moment, send_digest
from matcher.services.notices_read import mark_read
from matcher.services.transaction import Work
from tests import factories
from tests.factories import actor_of
from tests.integration.notifications.scenes import morning, told

KINDS = (NoticeKind.PROPOSAL_NEW, NoticeKind.PROPOSAL_INTRODUCED, NoticeKind.ANSWER_REMINDER)


def wants_digest(session, *users, kinds=KINDS):
    for user in users:
        session.add_all(NotificationPreference(user_id=user.id, kind=kind, mode=MailMode.DIGEST) for kind in kinds)
    session.flush()


def run(session):
    session.commit()
    return TASKS[Job.SEND_DIGESTS]()


def left(session):
    """Return how many rows wait for a digest."""
    session.expire_all()
    return session.scalar(
        select(func.count()).where(Notification.mode == MailMode.DIGEST, Notification.digested_at.is_(None))
    )


def body_to(outbox, user):
    found = [mail for mail in outbox if mail.to == [user.email]]
    assert len(found) <= 1
    return found[0].body if found else ""


def test_each_gets_one_mail_with_the_own_lines(session, alfa, beta, outbox, frozen):
    wants_digest(session, alfa.member, alfa.person, beta.member)
    for kind in KINDS:
        told(alfa.member, alfa, kind=kind)
    told(alfa.person, alfa, party=Party.PROFESSIONAL)
    told(beta.member, beta)
    assert outbox == []
    morning(frozen)
    assert run(session) == "3 digests"
    text = body_to(outbox, alfa.member)
    assert "Nieuw voorstel: Alfavraag" in text
    assert "Maak kennis: Alfavraag" in text
    assert f"/school/voorstellen/{alfa.proposal.id}" in text
    assert f"/professional/voorstellen/{alfa.proposal.id}" in body_to(outbox, alfa.person)
    assert "Alfa" not in body_to(outbox, beta.member)
    assert left(session) == 0


def test_running_again_sends_nothing(session, alfa, outbox, frozen):
    wants_digest(session, alfa.member)
    told(alfa.member, alfa)
    morning(frozen)
    assert [run(session) for _ in range(3)] == ["1 digests", "0 digests", "0 digests"]
    assert len(outbox) == 1


def test_nothing_of_another_region_or_school_is_named(session, alfa, beta, outbox, frozen):
    """Whatever was told by mistake: the moment of the digest decides."""
    everybody = {Party.PROFESSIONAL: "person", Party.SCHOOL: "member", Party.COORDINATOR: "coordinator"}
    users = [getattr(place, name) for place in (alfa, beta) for name in everybody.values()]
    wants_digest(session, *users)
    for own in (alfa, beta):
        for place in (alfa, beta):
            for party, name in everybody.items():
                told(getattr(own, name), place, party=party)
    morning(frozen)
    assert run(session) == "6 digests"
    for place, other in ((alfa, beta), (beta, alfa)):
        for name in everybody.values():
            mail = next(mail for mail in outbox if mail.to == [getattr(place, name).email])
            for part in (mail.body, mail.alternatives[0][0]):
                assert f"{place.tag}vraag" in part
                assert f"{other.tag}vraag" not in part
                assert other.school not in part
                assert f"/voorstellen/{other.proposal.id}" not in part


def test_a_member_who_left_one_of_two_schools(session, alfa, beta, outbox, frozen):
    session.add(
        SchoolMembership(
            user_id=alfa.member.id,
            school_id=beta.school_id,
            requested_at=factories.LONG_AGO,
            admitted_at=factories.LONG_AGO,
        )
    )
    wants_digest(session, alfa.member)
    told(alfa.member, alfa)
    told(alfa.member, beta)
    session.execute(
        delete(SchoolMembership).where(
            SchoolMembership.school_id == alfa.school_id, SchoolMembership.user_id == alfa.member.id
        )
    )
    morning(frozen)
    assert run(session) == "1 digests"
    assert "Betavraag" in body_to(outbox, alfa.member)
    assert "Alfa" not in outbox[0].body.replace(alfa.member.full_name, "")
    assert left(session) == 0


def test_a_coordinator_who_lost_a_region(session, alfa, beta, outbox, frozen):
    session.add(CoordinatorAssignment(user_id=alfa.coordinator.id, region_code=beta.region, national=False))
    session.flush()
    for place in (alfa, beta):
        # Late answers go to coordinators in the digest unless they chose otherwise.
        told(alfa.coordinator, place, party=Party.COORDINATOR, kind=NoticeKind.ANSWER_OVERDUE)
    session.execute(delete(CoordinatorAssignment).where(CoordinatorAssignment.region_code == alfa.region))
    morning(frozen)
    assert run(session) == "1 digests"
    assert "Antwoord over tijd: Betavraag, Summa College" in outbox[0].body
    assert "Alfavraag" not in outbox[0].body
    assert alfa.school not in outbox[0].body


def test_a_person_who_keeps_the_school_away_meanwhile(session, alfa, outbox, frozen):
    wants_digest(session, alfa.member)
    told(alfa.member, alfa)
    session.add(ExcludedSchool(professional_id=alfa.professional_id, school_id=alfa.school_id))
    morning(frozen)
    assert run(session) == "0 digests"
    assert outbox == []
    assert left(session) == 0


def test_what_was_read_is_not_told_again(session, alfa, outbox, frozen):
    wants_digest(session, alfa.member)
    told(alfa.member, alfa)
    row = session.scalar(select(Notification))
    mark_read(Work(session=session(), actor=actor_of(alfa.member), now=clock.now()), notification_id=row.id)
    morning(frozen)
    assert run(session) == "0 digests"
    assert left(session) == 0


def test_thirty_lines_at_most_and_how_many_more(session, alfa, outbox, frozen):
    wants_digest(session, alfa.member)
    for number in range(34):
        told(alfa.member, alfa, key=f"{number}", need_title=f"Vraag nummer {number:02}")
    morning(frozen)
    run(session)
    assert outbox[0].body.count("Nieuw voorstel: Vraag nummer") == 30
    assert "Vraag nummer 33" in outbox[0].body
    assert "En nog 4." in outbox[0].body


@pytest.mark.parametrize("why", ["off", "switched off", "comes back"])
def test_who_gets_none(session, alfa, outbox, frozen, why):
    wants_digest(session, alfa.member)
    told(alfa.member, alfa)
    if why == "off":
        session.add(NotificationPreference(user_id=alfa.member.id, kind=NoticeKind.DIGEST, mode=MailMode.OFF))
    if why == "switched off":
        alfa.member.deactivated_at = clock.now()
    if why == "comes back":
        alfa.member.undeliverable_since = clock.now()
    morning(frozen)
    assert run(session) == "0 digests"
    # An address may work again; then the digest is made up for.
    assert left(session) == (1 if why == "comes back" else 0)
    if why == "comes back":
        alfa.member.undeliverable_since = None
        assert run(session) == "1 digests"


def test_it_is_for_what_was_told_before_half_past_seven(session, alfa, outbox, frozen):
    wants_digest(session, alfa.member)
    morning(frozen)
    told(alfa.member, alfa)
    assert run(session) == "0 digests"
    morning(frozen)
    assert run(session) == "1 digests"


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-09-14T05:29", "2026-09-11T05:30"),  # Monday, a minute early: Friday's
        ("2026-09-14T05:30", "2026-09-14T05:30"),  # summer time
        ("2026-09-19T12:00", "2026-09-18T05:30"),  # Saturday
        ("2026-09-20T23:00", "2026-09-18T05:30"),  # Monday already in Amsterdam, but early
        ("2026-12-01T06:29", "2026-11-30T06:30"),  # winter time
        ("2026-12-01T06:30", "2026-12-01T06:30"),
    ],
)
def test_it_is_due_on_working_days_in_dutch_time(now, due):
    moment = last_digest_moment(datetime.fromisoformat(now).replace(tzinfo=UTC))
    assert moment == datetime.fromisoformat(due).replace(tzinfo=UTC)


def test_the_worker_looks_every_hour_so_that_a_missed_run_is_made_up_for():
    assert PERIODIC[Job.SEND_DIGESTS] == hourly(30)


def test_a_worker_that_is_killed_leaves_all_as_it_was(session, alfa, frozen, monkeypatch, outbox):
    wants_digest(session, alfa.member)
    told(alfa.member, alfa)
    morning(frozen)
    with monkeypatch.context() as patch:
        patch.setattr(digests, "enqueue", lambda *_a, **_k: (_ for _ in ()).throw(KeyboardInterrupt))
        session.commit()
        with pytest.raises(KeyboardInterrupt):
            send_digest(silent_work(), user_id=alfa.member.id)
    assert left(session) == 1
    assert session.scalars(select(OutboxMessage)).all() == []
    assert run(session) == "1 digests"


def test_two_workers_send_one(app, session, alfa, frozen):
    wants_digest(session, alfa.member)
    for number in range(5):
        told(alfa.member, alfa, key=str(number))
    morning(frozen)
    user_id, barrier = alfa.member.id, Barrier(3)
    session.commit()
    session.remove()

    def work(_number):
        with app.app_context():
            barrier.wait()
            try:
                return send_digest(silent_work(), user_id=user_id)
            finally:
                db.session.remove()

    with ThreadPoolExecutor(3) as pool:
        assert sorted(pool.map(work, range(3))) == [False, False, True]
    rows = session.scalars(select(OutboxMessage)).all()
    assert len(rows) == 1
    assert len(rows[0].context["lines"]) == 5
    assert left(session) == 0


def test_by_hand(app, session, alfa, outbox, frozen):
    wants_digest(session, alfa.member)
    told(alfa.member, alfa)
    morning(frozen)
    session.commit()
    result = app.test_cli_runner().invoke(mail_commands, ["digests"])
    assert result.output == "1 digests\n"


def test_a_digest_names_nobody(session, alfa, outbox, frozen):
    wants_digest(session, alfa.member, alfa.person)
    told(alfa.member, alfa)
    told(alfa.person, alfa, party=Party.PROFESSIONAL)
    morning(frozen)
    run(session)
    for user, other in ((alfa.member, alfa.person), (alfa.person, alfa.member)):
        assert other.full_name not in body_to(outbox, user)
        assert other.email not in body_to(outbox, user)


def test_an_address_that_came_back_a_moment_ago_is_spared(session, alfa, frozen):
    wants_digest(session, alfa.member)
    told(alfa.member, alfa)
    morning(frozen)
    alfa.member.undeliverable_since = clock.now()
    assert send_digest(silent_work(), user_id=alfa.member.id) is False
    assert left(session) == 1
