"""The present, in one place so that tests can freeze it."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def now() -> datetime:
    """Return this moment in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return the date in the Netherlands."""
    return dutch_date(now())


def dutch_date(moment: datetime) -> date:
    """Return the date in the Netherlands at a moment."""
    return moment.astimezone(AMSTERDAM).date()


def dutch_moment(day: date, at: time) -> datetime:
    """Return the moment in UTC of a time on Dutch clocks; of an hour that comes twice in autumn, the first.

    Raises ``ValueError`` for a time that the clocks skip in spring.
    """
    moment = datetime.combine(day, at, AMSTERDAM).astimezone(UTC)
    if moment.astimezone(AMSTERDAM).replace(tzinfo=None) != datetime.combine(day, at):
        raise ValueError(f"there is no {at:%H:%M} on {day}")
    return moment
