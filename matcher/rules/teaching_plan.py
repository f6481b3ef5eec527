"""The hours of a placement on dates: a weekly plan, single days, or a total over a period.

The law counts "klokuren" (WEB art. 4.2.1 lid 6) "op jaarbasis" (idem; WVO 2020 art. 7.19), so hours fall in a school
year by the date on which they are taught. All amounts are whole minutes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from itertools import chain
from types import MappingProxyType
from typing import cast

from matcher.domain.choices import HolidayRegion, PlanKind
from matcher.domain.school_year import school_year_of
from matcher.rules.public_holidays import is_public_holiday
from matcher.rules.school_holidays import SATURDAY
from matcher.rules.school_weeks import by_week, gives_lessons, monday_of, school_days

DAYS_PER_WEEK = 7


@dataclass(frozen=True, slots=True)
class Plan:
    """How the hours of a placement are planned between two dates, both included.

    ``minutes``: per week (WEEKLY) or in all (TOTAL). ``weeks``: lesson weeks of a WEEKLY plan; None takes the school
    weeks of the period. ``weekdays``: 0 is Monday; empty when not known. ``days``: (date, minutes) of DAYS.
    ``minutes`` is whole, except in a case that is only asked about (:mod:`matcher.rules.evaluation`).
    """

    kind: PlanKind
    starts_on: date
    ends_on: date
    region: HolidayRegion = HolidayRegion.MIDDEN
    minutes: int | Fraction = 0
    weeks: int | None = None
    weekdays: frozenset[int] = frozenset()
    days: tuple[tuple[date, int], ...] = ()


def weeks_held(starts_on: date, ends_on: date) -> int:
    """Return how many calendar weeks (Monday to Sunday) the period touches: the most weeks one can teach in it."""
    _check_period(starts_on, ends_on)
    return (monday_of(ends_on) - monday_of(starts_on)).days // DAYS_PER_WEEK + 1


def lesson_weeks(plan: Plan) -> int:
    """Return the lesson weeks of a plan: those given, else the weeks in which it has a day to teach."""
    if plan.kind is PlanKind.WEEKLY and plan.weeks is not None:
        return plan.weeks
    if plan.kind is PlanKind.DAYS:
        return len({monday_of(day) for day, _ in plan.days})
    return len(_weeks(plan))


def total_minutes(plan: Plan) -> int:
    """Return the minutes of the whole plan, rounded to the minute (halves up)."""
    return int(_total(plan) + Fraction(1, 2))


def minutes_on_dates(plan: Plan) -> dict[date, int]:
    """Return date -> minutes, in order; the sum is exactly the whole plan, a fraction of a minute is on its last day.

    A weekly plan gives every lesson week the same, on its weekdays, or spread over the school days of the week when
    these are not known. A lesson that falls on a public holiday is not given. A total is spread over the school days
    without public holidays; where there is none, over Monday to Friday.
    Raises ValueError for reversed dates, negative minutes, days outside the period, or more weeks than it holds.
    """
    _check(plan)
    if plan.kind is PlanKind.DAYS:
        return {day: minutes for day, minutes in sorted(plan.days) if minutes}
    weeks = _weeks(plan)
    if plan.kind is PlanKind.WEEKLY and plan.weeks is not None and plan.weeks > len(weeks):
        weeks = _calendar_weeks(plan)
    if plan.kind is PlanKind.TOTAL:
        weeks = [[day] for day in chain(*weeks)] or _single_days(plan)
    return _spread(_total(plan), weeks)


@lru_cache(maxsize=8192)
def minutes_by_year(plan: Plan) -> Mapping[int, int]:
    """Return school year -> minutes of the plan, for every school year in which it has a lesson."""
    return MappingProxyType(by_school_year(minutes_on_dates(plan)))


def by_school_year(minutes_on: Mapping[date, int]) -> dict[int, int]:
    """Return school year (the year it begins in) -> minutes, of minutes on dates."""
    found: dict[int, int] = {}
    for day, minutes in minutes_on.items():
        year = school_year_of(day)
        found[year] = found.get(year, 0) + minutes
    return found


def by_monday(minutes_on: Mapping[date, int]) -> dict[date, int]:
    """Return Monday of the week -> minutes, of minutes on dates."""
    found: dict[date, int] = {}
    for day, minutes in minutes_on.items():
        week = monday_of(day)
        found[week] = found.get(week, 0) + minutes
    return found


def until(plan: Plan, last_day: date) -> Plan:
    """Return the plan cut off after ``last_day``; weeks that were given go down in proportion."""
    if last_day >= plan.ends_on:
        return plan
    kept = sum(minutes for day, minutes in minutes_on_dates(plan).items() if day <= last_day)
    if plan.kind is PlanKind.DAYS:
        return replace(plan, ends_on=last_day, days=tuple(row for row in plan.days if row[0] <= last_day))
    if plan.kind is PlanKind.TOTAL:
        return replace(plan, ends_on=last_day, minutes=kept)
    weeks = plan.weeks and (max(1, round(kept / plan.minutes)) if kept else 0)
    return replace(plan, ends_on=last_day, weeks=weeks)


def _total(plan: Plan) -> int | Fraction:
    if plan.kind is PlanKind.DAYS:
        return sum(minutes for _, minutes in plan.days)
    return plan.minutes * lesson_weeks(plan) if plan.kind is PlanKind.WEEKLY else plan.minutes


def _check_period(starts_on: date, ends_on: date) -> None:
    if ends_on < starts_on:
        raise ValueError("The period ends before it starts")


def _check(plan: Plan) -> None:
    most = weeks_held(plan.starts_on, plan.ends_on)
    if plan.minutes < 0 or any(minutes < 0 for _, minutes in plan.days):
        raise ValueError("Minutes cannot be negative")
    if plan.weeks is not None and not 0 <= plan.weeks <= most:
        raise ValueError(f"The period holds 0 to {most} teaching weeks")
    days = {day for day, _ in plan.days}
    if len(days) < len(plan.days):
        raise ValueError("A day is named twice")
    if any(not plan.starts_on <= day <= plan.ends_on for day in days):
        raise ValueError("A day lies outside the period")


def _weeks(plan: Plan) -> list[list[date]]:
    """Return the days on which can be taught, by week."""
    days = school_days(plan.region, plan.starts_on, plan.ends_on)
    if plan.kind is PlanKind.WEEKLY and not plan.weekdays:
        # Which day is not known, so no public holiday can take it away.
        return by_week(days)
    wanted = plan.weekdays or frozenset(range(DAYS_PER_WEEK))
    days = sorted([*days, *_weekend_days(plan)])
    return by_week(day for day in days if day.weekday() in wanted and not is_public_holiday(day))


def _weekend_days(plan: Plan) -> list[date]:
    """Return the Saturdays and Sundays the plan names, in school weeks."""
    if not any(weekday >= SATURDAY for weekday in plan.weekdays):
        return []
    weekend = (day for day in _all_days(plan) if day.weekday() >= SATURDAY)
    return [day for day in weekend if gives_lessons(plan.region, monday_of(day))]


def _calendar_weeks(plan: Plan) -> list[list[date]]:
    """Return the days of every calendar week of the period: the weekdays to teach on, else any day there is."""
    wanted = plan.weekdays or frozenset(range(SATURDAY))
    return [[day for day in week if day.weekday() in wanted] or week for week in by_week(_all_days(plan))]


def _single_days(plan: Plan) -> list[list[date]]:
    """Return the days of a period without a school day: Monday to Friday, else any day there is."""
    days = _all_days(plan)
    return [[day] for day in days if day.weekday() < SATURDAY] or [[day] for day in days]


def _all_days(plan: Plan) -> list[date]:
    count = (plan.ends_on - plan.starts_on).days + 1
    return [plan.starts_on + timedelta(days=n) for n in range(count)]


def _spread(total: int | Fraction, slots: list[list[date]]) -> dict[date, int]:
    """Spread the total evenly over the slots, and each slot over its days; what rounding takes goes to the next."""
    shared = zip(slots, _parts(total, len(slots)), strict=True)
    days = [zip(slot, _parts(minutes, len(slot)), strict=True) for slot, minutes in shared]
    return {day: minutes for slot in days for day, minutes in slot if minutes}


def _parts(total: int | Fraction, count: int) -> list[int]:
    """Return even parts in whole minutes; the last has the rest, also a fraction that behaves as an int does."""
    whole = int(total)
    parts = [whole * (n + 1) // count - whole * n // count for n in range(count)]
    if whole != total:
        parts[-1] += cast("int", total - whole)
    return parts
