"""The daily questions about placements. Running twice tells nobody twice."""

from matcher import clock
from matcher.database import db
from matcher.domain.actors import SYSTEM
from matcher.mailer import deliver_outbox
from matcher.services.placements import asking
from matcher.services.transaction import Work


def _work() -> Work:
    return Work(session=db.session(), actor=SYSTEM, now=clock.now(), dispatch=deliver_outbox)


def ask_hours() -> str:
    """Ask for the hours of the month that is over."""
    return f"{asking.ask_hours(_work())} told"


def ask_feedback() -> str:
    """Ask how placements that have ended went."""
    return f"{asking.ask_feedback(_work())} told"
