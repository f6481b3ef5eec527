"""How a job runs: in a context of the application, with a session of its own, and one line in the log."""

import logging
from collections.abc import Callable, Mapping
from functools import cached_property
from time import perf_counter
from typing import Any

from flask import Flask
from huey import Huey, crontab

from matcher.config import Settings
from matcher.database import db
from matcher.domain.jobs import Job
from matcher.jobs.queue import make_queue

logger = logging.getLogger("matcher.jobs")
Task = Callable[..., object]
# A job that broke (database away) is tried again by its worker; a worker that broke is made up for by RESUME_ROUNDS.
RETRIES, RETRY_DELAY = 2, 10


class Jobs:
    """The jobs of one application. ``tasks``: what each does; ``periodic``: which run by themselves, as crontab."""

    def __init__(self, app: Flask, tasks: Mapping[Job, Task], periodic: Mapping[Job, Mapping[str, str]]) -> None:
        self._app, self._functions, self._periodic = app, tasks, periodic

    @cached_property
    def queue(self) -> Huey:
        """The queue with all jobs registered."""
        settings: Settings = self._app.extensions["settings"]
        queue = make_queue(settings.jobs_url)
        for job, when in self._periodic.items():
            queue.periodic_task(crontab(**when), name=f"periodic_{job.value}")(self._runs(job))
        self._wrappers = {
            job: queue.task(name=job.value, retries=RETRIES, retry_delay=RETRY_DELAY)(self._runs(job))
            for job in self._functions
        }
        return queue

    def enqueue(self, job: Job, *arguments: int) -> None:
        """Ask for a job. In immediate mode it is done on return, and what it raises is raised as TaskException."""
        immediate = self.queue.immediate
        result = self._wrappers[job](*arguments)
        if immediate:
            result()

    def run(self, job: Job, *arguments: int) -> object:
        """Do a job here and now."""
        return self._runs(job)(*arguments)

    def _runs(self, job: Job) -> Callable[..., Any]:
        def run(*arguments: int) -> object:
            with self._app.app_context():
                return _logged(job, self._functions[job], arguments)

        return run


def _logged(job: Job, task: Task, arguments: tuple[int, ...]) -> object:
    """Do the job; its session ends with it, whatever happened."""
    began, outcome = perf_counter(), "failed"
    try:
        outcome = str(task(*arguments))
    finally:
        db.session.remove()
        ids = ",".join(str(each) for each in arguments)
        logger.info("job=%s ids=%s seconds=%.2f outcome=%s", job.value, ids, perf_counter() - began, outcome)
    return outcome
