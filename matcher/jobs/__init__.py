"""Work in the background: services ask for a job by name, workers do it, on one machine or on many.

The queue only rings the bell. What has to be done, and how far it is, stands in the database, so a lost or doubled
message changes nothing: every job looks first whether its work is still to be done.
"""

from flask import Flask

from matcher.jobs.runner import Jobs
from matcher.jobs.tasks import TABLE
from matcher.jobs.work import enqueue

__all__ = ["enqueue", "init_app"]


def init_app(app: Flask) -> None:
    """Give the application its jobs; the queue itself is opened when it is first used."""
    app.extensions["jobs"] = Jobs(app, TABLE)
