"""Reminders of trial lessons: a week and a day before, once per moment, by the Dutch calendar; the question after."""

from datetime import date, time

import pytest
from sqlalchemy import select

from matcher.domain.jobs import Job
from matcher.domain.states import ProposalState
from matcher.domain.trials import Again, FeedbackKind
from matcher.jobs.schedule import by_day
from matcher.jobs.tasks import PERIODIC, TASKS
from matcher.mailer import deliver_outbox
from matcher.models import Notification, Proposal, ProposalEvent
from matcher.services.feedback import give_feedback
from matcher.services.proposals import agree, plan_trial, record_trial
from matcher.services.trial_reminders import remind_trials
from tests.integration.trial.conftest import PRO, SCHOOL


@pytest.fixture
def hour(session, work_as, frozen):
    """Let the job run at a moment; returns the kinds that were told anew, one per reader."""

    def run(moment=None):
        if moment:
            frozen.move_to(moment)
        before = set(session.scalars(select(Notification.id)))
        remind_trials(work_as())
        rows = session.execute(select(Notification.id, Notification.kind).order_by(Notification.id))
        return [kind.value for found, kind in rows if found not in before]

    return run


REMINDED = ["trial_reminder"] * 2
ASKED = ["trial_feedback_asked"] * 2


def test_a_week_and_a_day_before_and_the_day_after(hour, planned):
    planned(date(2026, 10, 1), time(10, 0))
    assert hour("2026-09-23T12:00:00+00:00") == []
    assert hour("2026-09-24T07:25:00+00:00") == REMINDED
    assert hour("2026-09-24T08:25:00+00:00") == []
    assert hour("2026-09-29T12:00:00+00:00") == []
    assert hour("2026-09-30T07:25:00+00:00") == REMINDED
    assert hour("2026-10-01T07:25:00+00:00") == []
    assert hour("2026-10-01T12:25:00+00:00") == []
    assert hour("2026-10-02T07:25:00+00:00") == ASKED
    assert hour("2026-10-03T07:25:00+00:00") == []


def test_across_the_end_of_summer_time(hour, planned):
    """The clock goes back on 25 October 2026; the lesson on the 26th begins at ten on the clock all the same."""
    planned(date(2026, 10, 26), time(0, 30))
    # Half past eleven in the evening in the Netherlands: 24 October, two days before.
    assert hour("2026-10-24T21:30:00+00:00") == []
    assert hour("2026-10-24T22:30:00+00:00") == REMINDED
    # The lesson began at 23.30 UTC on the 25th, which is the 26th in the Netherlands: that day nothing is asked.
    assert hour("2026-10-26T22:30:00+00:00") == []
    assert hour("2026-10-26T23:30:00+00:00") == ASKED


def test_a_week_before_across_the_end_of_summer_time(hour, planned):
    planned(date(2026, 10, 27), time(10, 0))
    assert hour("2026-10-19T21:59:00+00:00") == []
    assert hour("2026-10-19T22:01:00+00:00") == REMINDED


def test_no_reminder_that_would_come_right_after_the_planning(hour, planned):
    planned(date(2026, 9, 18), time(10, 0))
    assert hour("2026-09-14T12:00:00+00:00") == []
    assert hour("2026-09-17T09:00:00+00:00") == REMINDED


def test_planned_for_tomorrow_reminds_nobody(hour, planned):
    planned(date(2026, 9, 15), time(10, 0))
    assert hour() == []
    assert hour("2026-09-15T07:25:00+00:00") == []


def test_a_job_that_stood_still_reminds_later(hour, planned):
    planned(date(2026, 10, 1), time(10, 0))
    assert hour("2026-09-27T09:00:00+00:00") == REMINDED
    assert hour("2026-10-01T07:25:00+00:00") == REMINDED
    assert hour("2026-10-04T09:00:00+00:00") == ASKED


def test_a_moved_lesson_is_reminded_anew(hour, scene, planned, offered):
    planned(date(2026, 10, 1), time(10, 0))
    assert hour("2026-09-24T08:00:00+00:00") == REMINDED
    option = offered("pro", PRO, moments=((date(2026, 10, 6), time(10, 0)),))[0]
    assert hour("2026-09-30T08:00:00+00:00") == []
    plan_trial(scene.work("contact"), proposal_id=scene.proposal_id, party=SCHOOL, option_id=option)
    assert hour("2026-10-05T08:00:00+00:00") == REMINDED


def test_what_ended_or_did_not_take_place_is_left_alone(hour, session, scene, planned):
    planned(date(2026, 10, 1), time(10, 0))
    hour("2026-10-01T09:00:00+00:00")
    record_trial(scene.work("contact"), proposal_id=scene.proposal_id, party=SCHOOL, attended=False)
    assert hour("2026-10-02T09:00:00+00:00") == []


def test_a_withdrawn_proposal_reminds_nobody(hour, session, scene, planned):
    planned(date(2026, 10, 1), time(10, 0))
    session.get(Proposal, scene.proposal_id).state = ProposalState.WITHDRAWN
    session.commit()
    assert hour("2026-09-30T09:00:00+00:00") == []


def test_who_agreed_early_is_still_reminded(hour, session, scene, planned):
    planned(date(2026, 10, 1), time(10, 0))
    for who, party in (("pro", PRO), ("contact", SCHOOL)):
        agree(scene.work(who), proposal_id=scene.proposal_id, party=party)
    assert hour("2026-09-30T09:00:00+00:00") == REMINDED
    assert len(session.scalars(select(ProposalEvent)).all()) == 4


def test_who_looked_back_is_not_asked(hour, scene, planned):
    planned(date(2026, 10, 1), time(10, 0))
    hour("2026-10-01T11:00:00+00:00")
    record_trial(scene.work("pro"), proposal_id=scene.proposal_id, party=PRO, attended=True)
    kind = FeedbackKind.TRIAL
    give_feedback(scene.work("pro"), proposal_id=scene.proposal_id, party=PRO, kind=kind, again=Again.YES)
    assert hour("2026-10-02T08:00:00+00:00") == ["trial_feedback_asked"]


def test_the_mails_say_when_and_nothing_of_the_other(app, hour, scene, planned, outbox):
    planned(date(2026, 10, 1), time(10, 0))
    hour("2026-09-30T08:00:00+00:00")
    hour("2026-10-02T08:00:00+00:00")
    deliver_outbox()
    bodies = [mail.body for mail in outbox]
    assert sum("donderdag 1 oktober 2026, 10.00-11.00 uur" in body for body in bodies) == 6
    assert any(f"/voorstellen/{scene.proposal_id}/proefles/afloop" in body for body in bodies)
    assert any(f"/voorstellen/{scene.proposal_id}/proefles/kiezen" in body for body in bodies)
    for user, own in ((scene.users["pro"], "contact"), (scene.users["contact"], "pro")):
        mine = [mail.body for mail in outbox if mail.to == [scene.users[own].email]]
        assert user.full_name not in " ".join(mine)
        assert "Lokaal B12" not in " ".join(mine)


def test_the_job_runs_by_itself_in_the_daytime():
    assert Job.REMIND_TRIALS in TASKS
    assert PERIODIC[Job.REMIND_TRIALS] == by_day(25)
