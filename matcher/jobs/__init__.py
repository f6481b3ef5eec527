"""Work in the background: services ask for a job by name, workers do it, on one machine or on many.

The queue only rings the bell. What has to be done, and how far it is, stands in the database, so a lost or doubled
message changes nothing: every job looks first whether its work is still to be done.
"""

from flask import Flask, current_app

from matcher.domain.jobs import Job
from matcher.jobs.runner import Jobs
from matcher.jobs.tasks import PERIODIC, TASKS


def init_app(app: Flask) -> None:
    """Give the application its jobs; the queue itself is opened when it is first used."""
    app.extensions["jobs"] = Jobs(app, TASKS, PERIODIC)


def enqueue(job: Job, *arguments: int) -> None:
    """Ask for a job of the current application; for :attr:`matcher.services.transaction.Work.enqueue`."""
    jobs: Jobs = current_app.extensions["jobs"]
    jobs.enqueue(job, *arguments)
