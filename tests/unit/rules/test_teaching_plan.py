"""Hours on dates: WVO 2020 7.19 and WEB 4.2.1 lid 6 count klokuren "op jaarbasis"."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from matcher.domain.choices import HolidayRegion, PlanKind
from matcher.rules.teaching_plan import (
    Plan,
    by_monday,
    by_school_year,
    lesson_weeks,
    minutes_by_year,
    minutes_on_dates,
    total_minutes,
    until,
    weeks_held,
)

NOORD = HolidayRegion.NOORD
MONDAY, TUESDAY, FRIDAY, SATURDAY = 0, 1, 4, 5


def weekly(starts_on, ends_on, minutes=360, **more):
    return Plan(PlanKind.WEEKLY, starts_on, ends_on, NOORD, minutes, **more)


def total(starts_on, ends_on, minutes):
    return Plan(PlanKind.TOTAL, starts_on, ends_on, NOORD, minutes)


def on_days(starts_on, ends_on, *days):
    return Plan(PlanKind.DAYS, starts_on, ends_on, NOORD, days=days)


AUTUMN = weekly(date(2025, 11, 3), date(2026, 1, 30))


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "weeks"),
    [
        (date(2026, 9, 7), date(2026, 9, 13), 1),  # Monday to Sunday
        (date(2026, 9, 11), date(2026, 9, 14), 2),  # Friday to Monday
        (date(2026, 9, 7), date(2026, 9, 7), 1),
        (date(2026, 8, 1), date(2027, 7, 31), 53),
    ],
)
def test_a_period_holds_the_calendar_weeks_it_touches(starts_on, ends_on, weeks):
    assert weeks_held(starts_on, ends_on) == weeks


def test_a_weekly_plan_has_the_school_weeks_of_its_period():
    assert lesson_weeks(AUTUMN) == 11
    assert total_minutes(AUTUMN) == 66 * 60
    minutes_on = minutes_on_dates(AUTUMN)
    assert list(minutes_on)[:6] == [date(2025, 11, day) for day in (3, 4, 5, 6, 7, 10)]
    assert set(minutes_on.values()) == {72}
    assert not [day for day in minutes_on if date(2025, 12, 20) <= day <= date(2026, 1, 4)]


def test_op_jaarbasis_a_block_of_ten_weeks_of_twelve_hours_is_half_a_year():
    block = weekly(date(2026, 8, 24), date(2026, 11, 8), 720)
    assert minutes_by_year(block) == {2026: 120 * 60}


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "weeks"),
    [
        (date(2025, 11, 7), date(2025, 11, 10), 2),  # Friday to Monday: both weeks whole
        (date(2025, 11, 8), date(2025, 11, 9), 0),  # a weekend
        (date(2025, 12, 20), date(2026, 1, 4), 0),  # Christmas
        (date(2025, 12, 19), date(2026, 1, 5), 2),
        (date(2026, 7, 4), date(2026, 8, 16), 0),  # summer
        (date(2026, 7, 3), date(2026, 8, 17), 2),
    ],
)
def test_a_week_counts_whole_when_it_has_a_school_day(starts_on, ends_on, weeks):
    plan = weekly(starts_on, ends_on)
    assert lesson_weeks(plan) == weeks
    assert sum(minutes_on_dates(plan).values()) == weeks * 360


def test_a_period_over_two_school_years_is_split_by_date():
    plan = weekly(date(2026, 6, 22), date(2026, 8, 28), 100)
    assert minutes_by_year(plan) == {2025: 200, 2026: 200}


def test_a_weekday_that_is_known_gets_the_lessons():
    plan = weekly(date(2025, 11, 3), date(2025, 11, 16), 90, weekdays=frozenset({TUESDAY}))
    assert minutes_on_dates(plan) == {date(2025, 11, 4): 90, date(2025, 11, 11): 90}


def test_a_public_holiday_takes_the_only_lesson_of_its_week():
    period = date(2026, 5, 18), date(2026, 6, 5)
    # 25 May 2026 is tweede pinksterdag.
    mondays = weekly(*period, weekdays=frozenset({MONDAY}))
    assert lesson_weeks(mondays) == 2
    assert list(minutes_on_dates(mondays)) == [date(2026, 5, 18), date(2026, 6, 1)]
    # With another day in the week, the week goes on.
    both = weekly(*period, weekdays=frozenset({MONDAY, TUESDAY}))
    assert lesson_weeks(both) == 3
    assert minutes_on_dates(both)[date(2026, 5, 26)] == 360
    # Which day is not known: nothing is lost.
    assert lesson_weeks(weekly(*period)) == 3


def test_no_lesson_day_at_all_is_no_hours():
    only = date(2026, 5, 25)
    plan = weekly(only, only, weekdays=frozenset({MONDAY}))
    assert (lesson_weeks(plan), minutes_on_dates(plan), minutes_by_year(plan)) == (0, {}, {})


def test_a_saturday_that_is_named_counts_in_school_weeks():
    plan = weekly(date(2025, 10, 6), date(2025, 11, 2), weekdays=frozenset({SATURDAY}))
    # The week of 20 October is the autumn holiday.
    assert list(minutes_on_dates(plan)) == [date(2025, 10, 11), date(2025, 10, 18), date(2025, 11, 1)]
    both = replace(plan, weekdays=frozenset({FRIDAY, SATURDAY}))
    assert list(minutes_on_dates(both))[:2] == [date(2025, 10, 10), date(2025, 10, 11)]


def test_fewer_weeks_than_the_calendar_are_spread_evenly():
    plan = weekly(date(2025, 11, 3), date(2025, 11, 30), 60, weeks=2, weekdays=frozenset({MONDAY}))
    assert lesson_weeks(plan) == 2
    assert minutes_on_dates(plan) == {date(2025, 11, day): 30 for day in (3, 10, 17, 24)}


def test_as_many_weeks_as_the_calendar_stay_out_of_the_holidays():
    assert minutes_on_dates(replace(AUTUMN, weeks=11)) == minutes_on_dates(AUTUMN)


def test_more_weeks_than_the_calendar_go_into_the_holidays():
    plan = weekly(date(2025, 12, 15), date(2026, 1, 11), 60, weeks=4, weekdays=frozenset({MONDAY}))
    days = [date(2025, 12, 15), date(2025, 12, 22), date(2025, 12, 29), date(2026, 1, 5)]
    assert minutes_on_dates(plan) == dict.fromkeys(days, 60)
    # Without the weekday in a week at the edge, the days there are.
    edge = weekly(date(2025, 12, 20), date(2025, 12, 23), 60, weeks=2, weekdays=frozenset({MONDAY}))
    assert minutes_on_dates(edge) == {date(2025, 12, 20): 30, date(2025, 12, 21): 30, date(2025, 12, 22): 60}
    # On a Saturday, when that is the day.
    saturdays = weekly(date(2025, 12, 22), date(2025, 12, 28), 60, weeks=1, weekdays=frozenset({SATURDAY}))
    assert minutes_on_dates(saturdays) == {date(2025, 12, 27): 60}


def test_a_total_is_spread_over_the_school_days_without_public_holidays():
    plan = total(date(2026, 5, 11), date(2026, 5, 17), 100)
    # Thursday is Hemelvaartsdag.
    assert minutes_on_dates(plan) == {date(2026, 5, day): 25 for day in (11, 12, 13, 15)}
    assert lesson_weeks(plan) == 1


def test_a_total_in_a_holiday_falls_on_the_days_there_are():
    # A Saturday to a Tuesday: Monday to Friday, as long as there is such a day.
    found = minutes_on_dates(total(date(2026, 7, 25), date(2026, 8, 4), 70))
    days = [date(2026, 7, day) for day in (27, 28, 29, 30, 31)] + [date(2026, 8, 3), date(2026, 8, 4)]
    assert found == dict.fromkeys(days, 10)
    saturday = date(2026, 7, 25)
    assert minutes_on_dates(total(saturday, saturday, 70)) == {saturday: 70}


def test_what_rounding_takes_goes_to_a_later_day():
    plan = total(date(2025, 11, 3), date(2025, 11, 5), 4)
    assert minutes_on_dates(plan) == {date(2025, 11, 3): 1, date(2025, 11, 4): 1, date(2025, 11, 5): 2}
    # A part of a minute stays on the last day.
    assert list(minutes_on_dates(replace(plan, minutes=Fraction(9, 2))).values()) == [1, 1, Fraction(5, 2)]
    # Days without a minute are left out.
    assert minutes_on_dates(replace(plan, minutes=1)) == {date(2025, 11, 5): 1}


@pytest.mark.parametrize(
    ("lesson", "per_week", "weeks", "minutes"),
    [(45, Fraction(5, 2), 11, Fraction(2475, 2)), (50, Fraction("1.37"), 11, Fraction("753.5")), (60, 6, 11, 3960)],
)
def test_a_part_of_a_minute_is_not_lost(lesson, per_week, weeks, minutes):
    plan = replace(AUTUMN, minutes=per_week * lesson)
    assert sum(minutes_on_dates(plan).values()) == per_week * lesson * weeks == minutes
    # On record it is rounded, halves up.
    assert total_minutes(plan) == int(minutes + Fraction(1, 2))


def test_single_days_are_what_they_are():
    first, second, last = date(2026, 7, 30), date(2026, 7, 31), date(2026, 8, 1)
    plan = on_days(first, last, (last, 90), (first, 60), (second, 0))
    assert minutes_on_dates(plan) == {first: 60, last: 90}
    assert list(minutes_on_dates(plan)) == [first, last]
    assert (total_minutes(plan), lesson_weeks(plan)) == (150, 1)
    assert minutes_by_year(plan) == {2025: 60, 2026: 90}


def test_a_leap_day_is_a_day_like_any_other():
    leap = date(2024, 2, 29)
    assert minutes_on_dates(total(leap, leap, 60)) == {leap: 60}
    assert minutes_by_year(weekly(leap, date(2024, 3, 1), weekdays=frozenset({3}))) == {2023: 360}


def test_minutes_on_dates_by_year_and_by_week():
    minutes_on = {date(2026, 7, 31): 10, date(2026, 8, 1): 20, date(2026, 8, 3): 30}
    assert by_school_year(minutes_on) == {2025: 10, 2026: 50}
    assert by_monday(minutes_on) == {date(2026, 7, 27): 30, date(2026, 8, 3): 30}


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (weekly(date(2026, 9, 8), date(2026, 9, 7)), "ends before it starts"),
        (weekly(date(2026, 9, 7), date(2026, 9, 20), -1), "negative"),
        (on_days(date(2026, 9, 7), date(2026, 9, 20), (date(2026, 9, 7), -1)), "negative"),
        (weekly(date(2026, 9, 7), date(2026, 9, 20), weeks=-1), "holds 0 to 2"),
        (weekly(date(2026, 9, 7), date(2026, 9, 20), weeks=3), "holds 0 to 2"),
        (on_days(date(2026, 9, 7), date(2026, 9, 8), (date(2026, 9, 7), 1), (date(2026, 9, 7), 2)), "named twice"),
        (on_days(date(2026, 9, 7), date(2026, 9, 8), (date(2026, 9, 6), 1)), "outside the period"),
        (on_days(date(2026, 9, 7), date(2026, 9, 8), (date(2026, 9, 9), 1)), "outside the period"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(plan, said):
    with pytest.raises(ValueError, match=said):
        minutes_on_dates(plan)


def test_a_plan_that_is_cut_off_keeps_what_was_taught():
    kept = until(AUTUMN, date(2025, 11, 14))
    assert (kept.ends_on, total_minutes(kept)) == (date(2025, 11, 14), 720)
    # Weeks that were given go down in proportion: 10 in 11 weeks, so 2 in 2.
    given = until(replace(AUTUMN, weeks=10), date(2025, 11, 14))
    assert (given.weeks, total_minutes(given)) == (2, 720)
    assert until(replace(AUTUMN, weeks=1), date(2025, 11, 14)).weeks == 1
    part = until(replace(AUTUMN, kind=PlanKind.TOTAL, minutes=5500), date(2025, 11, 14))
    assert total_minutes(part) == 1000
    days = on_days(date(2025, 11, 3), date(2025, 11, 30), (date(2025, 11, 14), 60), (date(2025, 11, 15), 60))
    assert until(days, date(2025, 11, 14)).days == ((date(2025, 11, 14), 60),)


def test_a_plan_cut_off_before_its_first_lesson_has_none():
    cut = until(weekly(date(2025, 12, 22), date(2026, 1, 30), weeks=3), date(2026, 1, 2))
    assert (cut.weeks, total_minutes(cut), minutes_on_dates(cut)) == (0, 0, {})
    # And may be cut off once more.
    assert until(cut, date(2025, 12, 23)).weeks == 0


@pytest.mark.parametrize("more", [0, 1, 100])
def test_a_plan_is_never_made_longer(more):
    assert until(AUTUMN, AUTUMN.ends_on + timedelta(days=more)) is AUTUMN
