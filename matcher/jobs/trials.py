"""The hourly look at trial lessons, by day. Running twice tells nobody twice."""

from matcher import clock
from matcher.database import db
from matcher.domain.actors import SYSTEM
from matcher.mailer import deliver_outbox
from matcher.services.transaction import Work
from matcher.services.trial_reminders import remind_trials


def remind_of_trials() -> str:
    """Remind both sides of lessons that come, and ask how those of yesterday went."""
    work = Work(session=db.session(), actor=SYSTEM, now=clock.now(), dispatch=deliver_outbox)
    return f"{remind_trials(work)} told"
