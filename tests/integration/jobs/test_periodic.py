"""Periodic jobs: due at their time, done once, done again when a run did not come to its end, alone where they must."""

from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from matcher.domain.jobs import Job
from matcher.jobs.locking import held
from matcher.jobs.runner import BUSY, Jobs
from matcher.jobs.schedule import EVERY_MINUTE, Row, daily, hourly, weekly
from matcher.jobs.tasks import TABLE
from matcher.models import JobRun


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("when", "now", "last"),
    [
        (EVERY_MINUTE, "2026-09-14 09:00:31", "2026-09-14 09:00"),
        (hourly(30), "2026-09-14 09:29", "2026-09-14 08:30"),
        (hourly(30), "2026-09-14 09:30", "2026-09-14 09:30"),
        # Seven in the Netherlands is five in summer and six in winter.
        (daily(7, 0), "2026-09-14 05:00", "2026-09-14 05:00"),
        (daily(7, 0), "2026-09-14 04:59", "2026-09-13 05:00"),
        (daily(7, 0), "2026-12-01 05:59", "2026-11-30 06:00"),
        # The clock goes back in the night before 25 October.
        (daily(7, 0), "2026-10-25 05:30", "2026-10-24 05:00"),
        (weekly(0, 7, 0), "2026-09-13 12:00", "2026-09-07 05:00"),
        (weekly(0, 7, 0), "2026-09-14 04:00", "2026-09-07 05:00"),
        (weekly(0, 7, 0), "2026-09-14 06:00", "2026-09-14 05:00"),
    ],
)
def test_the_last_time_of_a_job(when, now, last):
    assert when.last(utc(now)) == utc(last)


def test_every_job_has_one_row():
    assert sorted(row.job for row in TABLE) == sorted(Job)


@pytest.fixture
def done(session, frozen):
    """What the jobs below did; the clock stands at 11:00 in the Netherlands."""
    return []


@pytest.fixture
def jobs(app, done):
    """A daily job at noon that must be alone, and one of every minute. Seen once, so that they are known."""
    rows = [
        Row(Job.CHECK_HOURS, lambda: done.append("noon"), daily(12, 0), alone=True),
        Row(Job.DELIVER_MAIL, lambda: done.append("minute"), EVERY_MINUTE),
    ]
    jobs = Jobs(app, rows)
    assert jobs.queue.immediate
    jobs.tick()
    assert done == []
    return jobs


def test_a_periodic_job_is_done_once_at_its_time(jobs, done, frozen):
    for at in ("09:00:59", "09:01:02", "09:01:40", "09:59:10", "10:00:10", "10:00:50"):
        frozen.move_to(f"2026-09-14T{at}+00:00")
        jobs.tick()
    assert done == ["minute", "minute", "noon", "minute"]


def test_a_job_missed_while_no_worker_ran_is_done_by_the_next(jobs, done, frozen):
    frozen.move_to("2026-09-16T03:00:00+00:00")
    jobs.tick()
    jobs.tick()
    assert done.count("noon") == 1


def test_a_run_that_did_not_come_to_its_end_is_still_due(jobs, done, frozen, monkeypatch):
    def killed():
        done.append("killed")
        raise SystemExit

    frozen.move_to("2026-09-14T10:00:10+00:00")
    with monkeypatch.context() as patched:
        patched.setitem(jobs._rows, Job.CHECK_HOURS, Row(Job.CHECK_HOURS, killed, daily(12, 0), alone=True))
        with pytest.raises(SystemExit):
            jobs.run_when_due(Job.CHECK_HOURS)
    frozen.move_to("2026-09-14T10:01:10+00:00")
    jobs.tick()
    assert done == ["killed", "noon", "minute"]
    assert jobs.run_when_due(Job.CHECK_HOURS) == "not due"


def test_a_job_that_is_alone_is_left_to_who_does_it(app, jobs, done, frozen, session):
    frozen.move_to("2026-09-14T10:00:10+00:00")
    with held(Job.CHECK_HOURS) as mine:
        assert mine
        assert jobs.run(Job.CHECK_HOURS) == BUSY
        assert jobs.run_when_due(Job.CHECK_HOURS) == BUSY
        jobs.tick()
    assert done == ["minute"]
    assert jobs.run_when_due(Job.CHECK_HOURS) == "None"
    assert done == ["minute", "noon"]
    began = dict(session.execute(select(JobRun.job, JobRun.began_at)).all())
    assert began == dict.fromkeys([Job.CHECK_HOURS, Job.DELIVER_MAIL], utc("2026-09-14 10:00:10"))


def test_locks_of_other_jobs_do_not_matter(session):
    with held("one") as one, held("other") as other:
        assert one
        assert other
    with held("one") as again:
        assert again


def test_a_queue_that_is_away_is_no_reason_to_fail(app, tmp_path, monkeypatch):
    jobs = Jobs(app, [Row(Job.DELIVER_MAIL, print, EVERY_MINUTE)])

    def away(*_):
        raise ConnectionError("away")

    assert jobs.queue
    jobs.queue.immediate = False
    monkeypatch.setattr(jobs.queue.storage, "enqueue", away)
    jobs.enqueue(Job.DELIVER_MAIL)


def test_all_jobs_of_the_table_do_nothing_on_an_empty_database(app, session):
    for row in TABLE:
        if row.when is not None:
            assert app.extensions["jobs"].run(row.job) != BUSY


def test_the_worker_says_what_it_does():
    from matcher.cli.worker import worker

    assert "Nothing is lost" in CliRunner().invoke(worker, ["--help"]).output
