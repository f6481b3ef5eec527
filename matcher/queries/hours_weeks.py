"""Hours of one person by week of the school year, with the school holidays, and when 80 % and 100 % are reached."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from matcher.domain.choices import HolidayRegion
from matcher.domain.school_year import bounds
from matcher.rules.hours_used import NEAR_LIMIT_PERCENT
from matcher.rules.school_holidays import holiday_on
from matcher.rules.school_weeks import gives_lessons, monday_of
from matcher.rules.teaching_plan import by_monday

PERCENTS = (NEAR_LIMIT_PERCENT, 100)


@dataclass(frozen=True, slots=True)
class WeekHours:
    """A week by its Monday: minutes that count, of which ``given`` in confirmed months; ``holiday``: "" or its name."""

    monday: date
    minutes: int
    given: int
    holiday: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A share of the limit in minutes, and the day on which it is reached by plan; None when it is not."""

    percent: int
    minutes: int
    reached_on: date | None


def weeks_of(
    school_year: int, region: HolidayRegion, counted: Mapping[date, int], given: Mapping[date, int]
) -> tuple[WeekHours, ...]:
    """Return every week of the school year in order; ``counted`` and ``given``: date -> minutes."""
    first, last = bounds(school_year)
    minutes, real = by_monday(counted), by_monday(given)
    found, monday = [], monday_of(first)
    while monday <= last:
        found.append(WeekHours(monday, minutes.get(monday, 0), real.get(monday, 0), _holiday(region, monday)))
        monday += timedelta(weeks=1)
    return tuple(found)


def _holiday(region: HolidayRegion, monday: date) -> str:
    """Return the name of a week without a school day; outside the official table only that it is a holiday."""
    days = [monday + timedelta(days=n) for n in range(5)]
    if any(gives_lessons(region, day) for day in days):
        return ""
    known = holiday_on(region, monday)
    return known.name if known else "vakantie"


def marks_of(counted: Mapping[date, int], limit: int) -> tuple[Mark, ...]:
    """Return 80 % and 100 % of the limit; ``counted``: date -> minutes, in order."""
    return tuple(Mark(each, limit * each // 100, _reached(counted, limit * each)) for each in PERCENTS)


def _reached(counted: Mapping[date, int], hundredths: int) -> date | None:
    total = 0
    for day, minutes in counted.items():
        total += minutes
        if total * 100 >= hundredths:
            return day
    return None


def region_of(regions: Iterable[HolidayRegion]) -> HolidayRegion:
    """Return the holiday region of most placements, the first of equals; midden without any."""
    counts = Counter(regions).most_common(1)
    return counts[0][0] if counts else HolidayRegion.MIDDEN
