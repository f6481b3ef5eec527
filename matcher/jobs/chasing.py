"""Silence is followed during the day, when somebody can still answer. Running twice tells nobody twice."""

from matcher import clock
from matcher.database import db
from matcher.domain.actors import SYSTEM
from matcher.mailer import deliver_outbox
from matcher.services.chasing import work_off
from matcher.services.transaction import Work


def chase_answers() -> str:
    """Do the next stage of every wait of which the day has come, batch after batch."""
    total = 0
    while done := work_off(Work(session=db.session(), actor=SYSTEM, now=clock.now(), dispatch=deliver_outbox)):
        total += done
    return f"{total} followed up"
