"""The unit of work of a command: the system acts."""

from matcher import clock, jobs
from matcher.database import db
from matcher.domain.actors import SYSTEM
from matcher.mailer import deliver_outbox
from matcher.services.transaction import Work


def system_work() -> Work:
    """Return a unit of work of the system itself; its mail is sent after the commit."""
    return Work(session=db.session(), actor=SYSTEM, now=clock.now(), dispatch=deliver_outbox, enqueue=jobs.enqueue)


def silent_work() -> Work:
    """Return a unit of work whose mail stays in the outbox."""
    return Work(session=db.session(), actor=SYSTEM, now=clock.now())
