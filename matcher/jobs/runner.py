"""How a job runs: in a context of the application, with a session of its own, and one line in the log."""

import logging
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property
from time import perf_counter
from typing import Any

from flask import Flask
from huey import Huey, crontab

from matcher import clock
from matcher.config import Settings
from matcher.database import db
from matcher.domain.jobs import Job
from matcher.jobs.locking import held
from matcher.jobs.queue import make_queue
from matcher.jobs.schedule import EVERY_MINUTE, Row, When
from matcher.jobs.work import job_work
from matcher.services.job_runs import due_jobs, note_run

logger = logging.getLogger("matcher.jobs")
# A job that broke (database away) is tried again by its worker; a periodic one is still due a minute later.
RETRIES, RETRY_DELAY = 2, 10
# What comes of a job that must be done alone while somebody does it.
BUSY = "somebody else does it"


class Jobs:
    """The jobs of one application, as the rows of a table say."""

    def __init__(self, app: Flask, table: Iterable[Row]) -> None:
        self._app, self._rows = app, {row.job: row for row in table}
        self._times: dict[Job, When] = {row.job: row.when for row in self._rows.values() if row.when is not None}

    @cached_property
    def queue(self) -> Huey:
        """The queue with all jobs registered."""
        settings: Settings = self._app.extensions["settings"]
        queue = make_queue(settings.jobs_url)
        queue.periodic_task(crontab(minute="*"), name="tick")(self.tick)
        self._wrappers = {
            job: queue.task(name=job.value, retries=RETRIES, retry_delay=RETRY_DELAY)(self._runs(job))
            for job in self._rows
        }
        self._when_due = {job: queue.task(name=f"due_{job.value}")(self._runs_when_due(job)) for job in self._times}
        return queue

    def enqueue(self, job: Job, *arguments: int) -> None:
        """Ask for a job. In immediate mode it is done on return, and what it raises is raised as TaskException.

        A queue that cannot be reached is no reason to fail: what is to be done stands in the database, and a periodic
        job finds it there.
        """
        if self.queue.immediate:
            self._wrappers[job](*arguments)()
            return
        try:
            self._wrappers[job](*arguments)
        except Exception:
            logger.exception("job=%s could not be asked for", job.value)

    def begin(self) -> None:
        """Ask for every job that runs each minute: what the last worker left lying is done at once."""
        for job, when in self._times.items():
            if when == EVERY_MINUTE:
                self.enqueue(job)

    def tick(self) -> None:
        """Ask for the periodic jobs that are due; every minute, by any worker."""
        for job in self._due():
            self._when_due[job]()

    def run(self, job: Job, *arguments: int) -> object:
        """Do a job here and now, unless it must be done alone and somebody does."""
        with self._app.app_context(), self._place(job) as mine:
            return _logged(self._rows[job], arguments) if mine else BUSY

    def run_when_due(self, job: Job) -> object:
        """Do a periodic job if it is still due, and remember that it came to its end."""
        with self._app.app_context(), self._place(job) as mine:
            if not mine:
                return BUSY
            if job not in self._due():
                return "not due"
            began = clock.now()
            outcome = _logged(self._rows[job], ())
            note_run(job_work(), job=job.value, began_at=began)
            db.session.remove()
            return outcome

    def _place(self, job: Job) -> AbstractContextManager[bool]:
        return held(job.value) if self._rows[job].alone else nullcontext(enter_result=True)

    def _due(self) -> list[Job]:
        with self._app.app_context():
            work = job_work()
            found = due_jobs(work, times={job.value: when.last(work.now) for job, when in self._times.items()})
            db.session.remove()
            return [Job(job) for job in found]

    def _runs(self, job: Job) -> Callable[..., Any]:
        return lambda *arguments: self.run(job, *arguments)

    def _runs_when_due(self, job: Job) -> Callable[..., Any]:
        return lambda: self.run_when_due(job)


def _logged(row: Row, arguments: tuple[int, ...]) -> object:
    """Do the job; its session ends with it, whatever happened."""
    began, outcome = perf_counter(), "failed"
    try:
        outcome = str(row.does(*arguments))
    finally:
        db.session.remove()
        ids = ",".join(str(each) for each in arguments)
        logger.info("job=%s ids=%s seconds=%.2f outcome=%s", row.job.value, ids, perf_counter() - began, outcome)
    return outcome
