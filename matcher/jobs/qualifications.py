"""The daily look at proofs of qualification. Running twice tells nobody twice."""

from matcher import clock
from matcher.database import db
from matcher.domain.actors import SYSTEM
from matcher.mailer import deliver_outbox
from matcher.services.qualification_proofs import remind_ending
from matcher.services.transaction import Work


def remind_of_ending() -> str:
    """Tell everybody whose time in opleiding ends soon."""
    work = Work(session=db.session(), actor=SYSTEM, now=clock.now(), dispatch=deliver_outbox)
    return f"{remind_ending(work)} reminded"
