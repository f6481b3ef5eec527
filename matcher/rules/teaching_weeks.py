"""From a period and hours per week to minutes per school year.

The law names a yearly average and no number of weeks (WVO 2020 art. 7.19; WEB art. 4.2.1 lid 6). Practice counts 40
teaching weeks in a school year (Brainport: 240 hours = 6 x 40; domain.md section 2, ADR 0002).
"""

from datetime import date

from matcher.domain.school_year import bounds, school_years_between

WEEKS_PER_SCHOOL_YEAR = 40
DAYS_PER_YEAR = 365
DAYS_PER_WEEK = 7


def days_in(starts_on: date, ends_on: date) -> int:
    """Return the number of days of the period, both ends included. Raises ValueError for reversed dates."""
    if ends_on < starts_on:
        raise ValueError("The period ends before it starts")
    return (ends_on - starts_on).days + 1


def weeks_held(starts_on: date, ends_on: date) -> int:
    """Return how many calendar weeks (Monday to Sunday) the period touches: the most weeks one can teach in it."""
    days = days_in(starts_on, ends_on)
    return -(-(days + starts_on.weekday()) // DAYS_PER_WEEK)


def default_teaching_weeks(starts_on: date, ends_on: date) -> int:
    """Return an estimate of the teaching weeks in the period, at least 1; a full school year gives 40.

    An estimate: it spreads the holidays evenly, because regions and schools plan them differently. A block without a
    holiday has more teaching weeks than this, so people can correct the number, up to :func:`weeks_held`.
    Source: 40 teaching weeks per school year (Brainport, domain.md section 2).
    """
    days = days_in(starts_on, ends_on)
    rounded = (2 * days * WEEKS_PER_SCHOOL_YEAR + DAYS_PER_YEAR) // (2 * DAYS_PER_YEAR)
    return max(1, rounded)


def planned_minutes(starts_on: date, ends_on: date, minutes_per_week: int, teaching_weeks: int) -> dict[int, int]:
    """Return minutes per school year the period touches; the sum is exactly ``minutes_per_week * teaching_weeks``.

    The total is split by the days in each school year; each part is less than one minute from its exact share.
    Law: "op jaarbasis" (WVO 2020 art. 7.19; WEB art. 4.2.1 lid 6), so every school year is held against its own limit.
    Raises ValueError for reversed dates, negative minutes, no week, or more weeks than the period holds.
    """
    days = days_in(starts_on, ends_on)
    _check_amounts(minutes_per_week, teaching_weeks, weeks_held(starts_on, ends_on))
    total = minutes_per_week * teaching_weeks
    split: dict[int, int] = {}
    given = 0
    for year in school_years_between(starts_on, ends_on):
        # Cumulative shares: what rounding takes from one school year goes to the next, so nothing is lost.
        upto = total * days_in(starts_on, min(ends_on, bounds(year)[1])) // days
        split[year] = upto - given
        given = upto
    return split


def _check_amounts(minutes_per_week: int, teaching_weeks: int, most_weeks: int) -> None:
    if minutes_per_week < 0:
        raise ValueError("Minutes per week cannot be negative")
    if not 1 <= teaching_weeks <= most_weeks:
        raise ValueError(f"The period holds 1 to {most_weeks} teaching weeks")
