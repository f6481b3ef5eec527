"""School days and school weeks: the weekdays of a holiday region on which schools give lessons.

For school years outside the official table of holidays the usual pattern is assumed (``ASSUMED_FREE_WEEKS``), which
gives 41 school weeks a year, as the official tables do on average. A school can deviate, so people can correct weeks.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby

from matcher.domain.choices import HolidayRegion
from matcher.domain.school_year import bounds, school_years_between
from matcher.rules.school_holidays import KNOWN_FROM, KNOWN_TO, SATURDAY, is_school_day

# ISO weeks of autumn, Christmas (the week after it is free too), spring, May and summer (six).
CHRISTMAS = 52
ASSUMED_FREE_WEEKS = frozenset({43, CHRISTMAS, 9, 18, *range(28, 34)})


def gives_lessons(region: HolidayRegion, day: date) -> bool:
    """Return whether schools in the region give lessons on ``day``; public holidays are another question."""
    if KNOWN_FROM <= day <= KNOWN_TO:
        return is_school_day(region, day)
    free = _iso_week(day) in ASSUMED_FREE_WEEKS or _iso_week(day - timedelta(weeks=1)) == CHRISTMAS
    return day.weekday() < SATURDAY and not free


def school_days(region: HolidayRegion, starts_on: date, ends_on: date) -> list[date]:
    """Return the school days of the period, both ends included, in order."""
    found: list[date] = []
    for year in school_years_between(starts_on, ends_on):
        days = _days_of_year(region, year)
        found += days[bisect_left(days, starts_on) : bisect_right(days, ends_on)]
    return found


def monday_of(day: date) -> date:
    """Return the Monday of the week of ``day``: weeks are known by it."""
    return day - timedelta(days=day.weekday())


def by_week(days: Iterable[date]) -> list[list[date]]:
    """Return ordered days in groups, one for each week that has any."""
    return [list(week) for _, week in groupby(days, key=monday_of)]


def school_weeks(region: HolidayRegion, starts_on: date, ends_on: date) -> int:
    """Return in how many weeks of the period there is a school day; a week counts whole, however much it overlaps."""
    return len(by_week(school_days(region, starts_on, ends_on)))


def _iso_week(day: date) -> int:
    return day.isocalendar().week


@lru_cache(maxsize=512)
def _days_of_year(region: HolidayRegion, school_year: int) -> tuple[date, ...]:
    first, last = bounds(school_year)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(day for day in days if gives_lessons(region, day))
