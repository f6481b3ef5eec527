"""The nightly count of answers. Running twice counts the same."""

from matcher import clock
from matcher.database import db
from matcher.domain.actors import SYSTEM
from matcher.services.answer_records import recount_all
from matcher.services.transaction import Work


def count_answers() -> str:
    """Count how everybody answers, with who became late since."""
    return f"{recount_all(Work(session=db.session(), actor=SYSTEM, now=clock.now()))} records changed"
