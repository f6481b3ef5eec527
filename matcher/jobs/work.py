"""The unit of work of a job, and how a job reads for long."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import current_app

from matcher import clock
from matcher.database import db, read_only
from matcher.domain.actors import SYSTEM
from matcher.domain.jobs import Job
from matcher.mailer import deliver_outbox
from matcher.services.transaction import Work


def enqueue(job: Job, *arguments: int) -> None:
    """Ask for a job of the current application; for :attr:`matcher.services.transaction.Work.enqueue`."""
    current_app.extensions["jobs"].enqueue(job, *arguments)


def job_work() -> Work:
    """Return a unit of work of the system itself; its mail is sent after the commit."""
    return Work(session=db.session(), actor=SYSTEM, now=clock.now(), dispatch=deliver_outbox, enqueue=enqueue)


@contextmanager
def reading() -> Iterator[None]:
    """Read without holding the write lock (SQLite): a long look at the database keeps nobody from writing."""
    db.session.rollback()
    token = read_only.set(True)
    try:
        yield
    finally:
        db.session.rollback()
        read_only.reset(token)
