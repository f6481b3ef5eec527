"""The present, in one place so that tests can freeze it."""

from datetime import UTC, date, datetime
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
