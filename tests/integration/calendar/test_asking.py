"""What the daily jobs ask: the hours of the month that is over, and at the end how it went; each once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from matcher.domain.jobs import Job
from matcher.domain.notifications import NoticeKind
from matcher.domain.states import Party
from matcher.domain.trials import Again, FeedbackKind
from matcher.models import Feedback, Notification, OutboxMessage
from matcher.services.placements import cancel, claim_month, confirm_month, end_early
from tests.integration.school.conftest import page_text

OCTOBER = date(2026, 10, 1)


@pytest.fixture
def run(app, session, frozen):
    """A function that does a job on a day, twice; returns kind and user of what was told on that day."""

    def on(day, job=Job.ASK_HOURS):
        session.commit()
        frozen.move_to(f"{day}T09:00:00+00:00")
        for _ in range(2):
            app.extensions["jobs"].run(job)
        session.expire_all()
        at = datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC)
        rows = session.scalars(select(Notification).where(Notification.created_at >= at).order_by(Notification.id))
        return [(row.kind, row.user_id, row.context.get("month")) for row in rows]

    return on


def confirm(scene, month=OCTOBER, day=5):
    now = datetime(2026, 11, day, 9, tzinfo=UTC)
    confirm_month(scene.work("member", now), placement_id=scene.placement_id, month=month, minutes=480)


def enter(scene, day, month=OCTOBER):
    now = datetime(2026, 11, day, 9, tzinfo=UTC)
    claim_month(scene.work("professional", now), placement_id=scene.placement_id, month=month, minutes=480)


def test_the_professional_is_asked_twice_then_the_school_is_reminded(scene, run):
    confirm(scene, date(2026, 9, 1), 1)
    asked = (NoticeKind.HOURS_ASKED, scene.person_id, "2026-10-01")
    assert run("2026-10-31") == []
    assert run("2026-11-01") == [asked]
    assert run("2026-11-05") == []
    assert run("2026-11-08") == [asked]
    assert run("2026-11-14") == []
    assert run("2026-11-15") == [(NoticeKind.HOURS_TO_CONFIRM, scene.member_id, "2026-10-01")]
    assert run("2026-11-25") == []
    # The next month begins anew.
    assert run("2026-12-01") == [(NoticeKind.HOURS_ASKED, scene.person_id, "2026-11-01")]


def test_days_that_were_missed_give_the_newest_step_only(scene, run):
    confirm(scene, date(2026, 9, 1), 1)
    assert run("2026-11-12") == [(NoticeKind.HOURS_ASKED, scene.person_id, "2026-10-01")]


def test_who_entered_is_not_asked_and_the_school_is_reminded_a_week_later(session, scene, run):
    confirm(scene, date(2026, 9, 1), 1)
    enter(scene, 3)
    assert run("2026-11-09") == []
    assert run("2026-11-10") == [(NoticeKind.HOURS_TO_CONFIRM, scene.member_id, "2026-10-01")]
    mail = session.scalars(select(OutboxMessage).order_by(OutboxMessage.id.desc())).first()
    assert mail.context["entered"] == 480


def test_a_confirmed_month_is_asked_of_nobody(scene, run):
    confirm(scene, date(2026, 9, 1), 1)
    confirm(scene)
    assert run("2026-11-20") == []


def test_long_afterwards_nobody_is_asked_any_more(scene, run):
    told = run("2027-01-20")
    assert {month for _, _, month in told} == {"2026-12-01"}


def test_a_cancelled_placement_is_asked_of_nobody(scene, run):
    cancel(scene.work("member"), placement_id=scene.placement_id, reason="Gaat niet door")
    assert run("2026-11-01") == []
    assert run("2027-05-10", Job.ASK_PLACEMENT_FEEDBACK) == []


def test_after_three_weeks_it_is_a_task_with_as_many_rows(client, session, scene, frozen):
    confirm(scene, date(2026, 9, 1), 1)
    for day, there in (("2026-11-21", False), ("2026-11-22", True)):
        session.commit()
        frozen.move_to(f"{day}T09:00:00+00:00")
        client.post("/uitloggen")
        client.login(scene.user("desk"))
        home = page_text(client.get("/coordinator/"))
        assert ("Klokuren van een maand niet bevestigd" in home) is there
    listed = page_text(client.get("/coordinator/inzet?maand=onbevestigd"))
    assert scene.user("professional").full_name in listed
    confirm(scene, day=22)
    session.commit()
    assert "Klokuren van een maand niet bevestigd" not in page_text(client.get("/coordinator/"))
    assert scene.user("professional").full_name not in page_text(client.get("/coordinator/inzet?maand=onbevestigd"))


def both(scene):
    return [(NoticeKind.PLACEMENT_FEEDBACK_ASKED, key, None) for key in (scene.person_id, scene.member_id)]


def test_after_the_last_day_both_are_asked_once_how_it_went(scene, run):
    assert run("2027-04-30", Job.ASK_PLACEMENT_FEEDBACK) == []
    assert run("2027-05-01", Job.ASK_PLACEMENT_FEEDBACK) == both(scene)
    assert run("2027-05-02", Job.ASK_PLACEMENT_FEEDBACK) == []


def test_an_early_end_is_asked_about_too(scene, run):
    now = datetime(2026, 11, 10, 9, tzinfo=UTC)
    end_early(scene.work("member", now), placement_id=scene.placement_id, last_day=date(2026, 11, 13), reason="Rooster")
    assert run("2026-11-14", Job.ASK_PLACEMENT_FEEDBACK) == both(scene)


def test_who_told_already_is_not_asked_and_nobody_is_long_after(session, scene, run):
    session.add(
        Feedback(
            proposal_id=scene.placement.proposal_id,
            kind=FeedbackKind.PLACEMENT,
            party=Party.SCHOOL,
            again=Again.YES,
            given_at=datetime(2027, 4, 20, tzinfo=UTC),
        )
    )
    assert run("2027-05-01", Job.ASK_PLACEMENT_FEEDBACK) == both(scene)[:1]
    assert run(str(date(2027, 4, 30) + timedelta(days=31)), Job.ASK_PLACEMENT_FEEDBACK) == []
