"""What is asked under the six-hours rule, and the recorded exceptions that allow more than its limit.

The law knows no general exception (WVO 2020 art. 7.19; WEB art. 4.2.1 lid 6). Where another article allows more, a
coordinator records it: reason, article, how much, until when; who and when are kept with it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from matcher.rules.hours_used import Standing
from matcher.rules.limits import Period
from matcher.rules.six_hours_text import exception_text, recorded_text


@dataclass(frozen=True, slots=True)
class ExceptionNote:
    """An exception a coordinator records with a placement: why more is right here, and on which article."""

    reason: str
    article: str

    @property
    def complete(self) -> bool:
        """Both are filled in; an incomplete note allows nothing."""
        return bool(self.reason.strip() and self.article.strip())

    @property
    def text(self) -> str:
        """Dutch: why more than the limit is allowed."""
        return exception_text(self.reason, self.article)


@dataclass(frozen=True, slots=True)
class HoursException:
    """A recorded exception: up to ``allowed_minutes`` in all in this school year, taught until ``valid_until``."""

    school_year: int
    allowed_minutes: int
    valid_until: date
    reason: str
    article: str

    @property
    def text(self) -> str:
        """Dutch: what is allowed, until when, and why."""
        return recorded_text(self.reason, self.article, self.allowed_minutes, self.valid_until)


@dataclass(frozen=True, slots=True)
class Request:
    """The minutes of a wish that count under the rule, by school year, and by week (Monday) where that is known.

    ``last_day``: the last day with a lesson; without it no recorded exception can help. ``teaching_weeks``: lesson
    weeks of the whole wish, for the hint per week.
    """

    by_year: Mapping[int, int]
    by_week: Mapping[date, int] | None = None
    last_day: date | None = None
    teaching_weeks: int | None = None

    def minutes_in(self, period: Period) -> int:
        """Return the minutes in a school year or in a week."""
        if isinstance(period, date):
            return (self.by_week or {}).get(period, 0)
        return self.by_year.get(period, 0)


def covering(exceptions: Sequence[HoursException], now: Sequence[Standing], request: Request) -> HoursException | None:
    """Return the exception under which the whole request may pass, the first of those needed; None when there is none.

    ``now``: where the person stands in every period of the request. Every period that is too full needs an exception
    of its school year that is in term on the last day of the request and allows that many minutes. A limit per week is
    lifted by any exception of that school year.
    """
    full = [row for row in now if request.minutes_in(row.period) > row.remaining]
    found = [next((e for e in exceptions if _covers(e, row, request)), None) for row in full]
    return found[0] if found and all(found) else None


def _covers(exception: HoursException, row: Standing, request: Request) -> bool:
    if exception.school_year != row.school_year or request.last_day is None:
        return False
    after = row.used + request.minutes_in(row.period)
    enough = isinstance(row.period, date) or after <= exception.allowed_minutes
    return enough and request.last_day <= exception.valid_until
