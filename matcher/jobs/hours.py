"""The nightly check of the hours. Running twice finds the same and writes it once."""

from matcher import clock
from matcher.database import db
from matcher.domain.actors import SYSTEM
from matcher.services.hours import checking
from matcher.services.transaction import Work


def check_hours() -> str:
    """Check everybody with placements."""
    found = checking.check_hours(Work(session=db.session(), actor=SYSTEM, now=clock.now()))
    return f"{found.people} people, {found.open} open, {found.new} new, {found.solved} solved"
