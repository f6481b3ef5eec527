"""When a periodic job is due, on the clock of the Netherlands."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from matcher.clock import AMSTERDAM
from matcher.domain.jobs import Job

WEEK = 7


@dataclass(frozen=True, slots=True)
class When:
    """A minute, hours and a weekday (0 Monday); None is every one of them. ``every``: once in so many minutes."""

    minute: int | None = None
    hours: range = range(24)
    weekday: int | None = None
    every: int = 1

    def last(self, now: datetime) -> datetime:
        """Return the last moment that it was this time."""
        if self.minute is None:
            return now.astimezone(UTC).replace(minute=now.minute - now.minute % self.every, second=0, microsecond=0)
        today = now.astimezone(AMSTERDAM).date()
        moments = (
            datetime.combine(today - timedelta(days=back), time(hour, self.minute), AMSTERDAM)
            for back in range(WEEK + 1)
            for hour in reversed(self.hours)
        )
        return next(m for m in moments if m <= now and self.weekday in {None, m.weekday()}).astimezone(UTC)


EVERY_MINUTE = When()
EVERY_TEN_MINUTES = When(every=10)


def hourly(minute: int) -> When:
    """Once an hour, at this minute."""
    return When(minute)


def by_day(minute: int) -> When:
    """Once an hour, at this minute, while people are awake: for what tells somebody something."""
    return When(minute, range(7, 20))


def daily(hour: int, minute: int) -> When:
    """Once a day, at this time."""
    return When(minute, range(hour, hour + 1))


def weekly(weekday: int, hour: int, minute: int) -> When:
    """Once a week, on this day (0 Monday) at this time."""
    return When(minute, range(hour, hour + 1), weekday)


@dataclass(frozen=True, slots=True)
class Row:
    """What does a job, and for a periodic one when.

    ``alone``: no second process does it at the same moment. A job that claims what it works on may run anywhere.
    """

    job: Job
    does: Callable[..., object]
    when: When | None = None
    alone: bool = False
