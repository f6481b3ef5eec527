"""The lessons and the trial lesson as a file with the mail: the ids of the feed, and no names."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select

from matcher.domain.notifications import NoticeKind
from matcher.models import OutboxMessage
from matcher.services.calendar_attachments import placement_attachments, trial_attachments
from matcher.services.placements import cancel, change, end_early
from tests.integration.calendar.conftest import BEGIN, TUESDAYS, events
from tests.integration.calendar.test_feed import address, lesson, plan_trial, read

NOVEMBER = datetime(2026, 11, 10, 9, tzinfo=UTC)


def mails(session, kind):
    return session.scalars(select(OutboxMessage).where(OutboxMessage.kind == kind).order_by(OutboxMessage.id)).all()


def file_of(mail):
    ((name, kind, text),) = mail.attachments
    assert (name, kind) == ("lessen.ics", "text/calendar; charset=utf-8; method=PUBLISH")
    return text


def test_both_sides_get_the_lessons_with_the_ids_of_the_feed(client, session, scene):
    found = mails(session, NoticeKind.PLACEMENT_MADE)
    assert {mail.user_id for mail in found} == {scene.person_id, scene.member_id}
    in_feed = events(read(client, address(scene)))
    for mail in found:
        in_mail = events(file_of(mail))
        assert set(in_mail) == set(in_feed)
        assert {int(row["sequence"]) for row in in_mail.values()} == {0}
        assert "http" not in file_of(mail)


def test_no_mail_about_a_placement_names_a_person(session, scene):
    name = scene.user("professional").full_name
    for mail in session.scalars(select(OutboxMessage)):
        texts = [text.replace("\r\n ", "") for _, _, text in mail.attachments]
        assert all(name not in text and "Meester Verzonnen" not in text for text in texts)
        assert name not in str({key: value for key, value in mail.context.items() if key != "name"})


def test_a_change_calls_off_the_days_that_are_gone(session, scene):
    fridays = replace(TUESDAYS, weekdays=frozenset({4}))
    change(scene.work("member", BEGIN + timedelta(days=1)), placement_id=scene.placement_id, command=fridays)
    found = events(file_of(mails(session, NoticeKind.PLACEMENT_CHANGED)[0]))
    states = {uid: (str(row["status"]), int(row["sequence"])) for uid, row in found.items()}
    assert states[lesson(scene, "2026-10-06")] == ("CANCELLED", 1)
    assert states[lesson(scene, "2026-10-09")] == ("CONFIRMED", 1)


def test_an_end_calls_off_what_comes_after_it(session, scene):
    end_early(
        scene.work("member", NOVEMBER), placement_id=scene.placement_id, last_day=date(2026, 12, 1), reason="Rooster"
    )
    found = events(file_of(mails(session, NoticeKind.PLACEMENT_ENDED)[0]))
    called_off = {row["dtstart"].dt.date() for row in found.values() if str(row["status"]) == "CANCELLED"}
    assert min(called_off) == date(2026, 12, 8)
    assert max(called_off) == date(2027, 4, 20)


def test_a_cancelled_placement_sends_every_lesson_as_called_off(session, scene):
    cancel(scene.work("member"), placement_id=scene.placement_id, reason="Gaat niet door")
    found = events(file_of(mails(session, NoticeKind.PLACEMENT_ENDED)[0]))
    assert {str(row["status"]) for row in found.values()} == {"CANCELLED"}


def test_the_file_of_a_trial_lesson_has_the_id_of_the_feed(client, session, scene):
    trial = plan_trial(scene, sequence=3)
    (file,) = trial_attachments(session, trial.proposal_id)
    (uid,) = events(file.text)
    assert uid in events(read(client, address(scene)))
    assert int(events(file.text)[uid]["sequence"]) == 3
    assert file.name == "proefles.ics"
    assert scene.user("professional").full_name not in file.text
    assert trial_attachments(session, 10**6) == ()
    assert placement_attachments(session, 10**6) == ()
