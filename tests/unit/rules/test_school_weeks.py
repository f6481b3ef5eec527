"""School days and school weeks per holiday region."""

from datetime import date, timedelta

import pytest

from matcher.domain.choices import HolidayRegion
from matcher.domain.school_year import bounds
from matcher.rules.school_weeks import by_week, gives_lessons, monday_of, school_days, school_weeks

NOORD, MIDDEN, ZUID = HolidayRegion


@pytest.mark.parametrize(
    ("region", "day", "lessons"),
    [
        (NOORD, date(2025, 10, 17), True),
        (NOORD, date(2025, 10, 20), False),  # autumn
        (ZUID, date(2025, 10, 20), True),  # there it was the week before
        (NOORD, date(2025, 10, 18), False),  # Saturday
        (NOORD, date(2026, 4, 27), False),  # Koningsdag, in the May holiday
        (NOORD, date(2026, 5, 14), True),  # Hemelvaartsdag is another question
        (ZUID, date(2030, 8, 19), True),  # the last school year of the table, noord is still free
        (NOORD, date(2030, 8, 30), False),
    ],
)
def test_the_days_ocw_sets(region, day, lessons):
    assert gives_lessons(region, day) is lessons


@pytest.mark.parametrize(
    ("day", "lessons"),
    [
        (date(2019, 7, 31), False),  # the day before the table, week 31
        (date(2018, 9, 3), True),
        (date(2018, 9, 8), False),  # Saturday
        (date(2018, 10, 22), False),  # week 43
        (date(2031, 12, 22), False),  # week 52
        (date(2032, 1, 2), False),  # week 1
        (date(2032, 1, 5), True),  # week 2
        # 2032 has 53 weeks: the second week of Christmas is 53, not 1.
        (date(2032, 12, 17), True),
        (date(2032, 12, 20), False),
        (date(2032, 12, 27), False),
        (date(2032, 12, 31), False),
        (date(2033, 1, 3), True),
        (date(2033, 7, 8), True),  # week 27
        (date(2033, 7, 11), False),  # week 28
        (date(2033, 8, 19), False),  # week 33
        (date(2033, 8, 22), True),  # week 34
    ],
)
def test_outside_the_table_the_usual_pattern_is_assumed(day, lessons):
    assert gives_lessons(NOORD, day) is lessons


def test_a_school_year_has_about_41_weeks():
    assert [school_weeks(MIDDEN, *bounds(year)) for year in (2018, 2025, 2032)] == [41, 41, 42]


def test_both_ends_are_in_the_period():
    assert school_days(NOORD, date(2025, 9, 5), date(2025, 9, 8)) == [date(2025, 9, 5), date(2025, 9, 8)]
    assert school_days(NOORD, date(2025, 9, 6), date(2025, 9, 7)) == []
    assert school_weeks(NOORD, date(2025, 9, 5), date(2025, 9, 8)) == 2


def test_a_period_over_two_school_years_has_the_days_of_both():
    days = school_days(NOORD, date(2026, 7, 3), date(2026, 8, 17))
    assert days == [date(2026, 7, 3), date(2026, 8, 17)]


def test_reversed_dates_have_no_days():
    assert school_days(NOORD, date(2025, 9, 8), date(2025, 9, 5)) == []


@pytest.mark.parametrize("day", [date(2026, 8, 31) + timedelta(days=n) for n in range(7)])
def test_a_week_is_known_by_its_monday(day):
    assert monday_of(day) == date(2026, 8, 31)


def test_days_in_groups_per_week():
    fri, mon, tue = date(2025, 9, 5), date(2025, 9, 8), date(2025, 9, 9)
    assert by_week([fri, mon, tue]) == [[fri], [mon, tue]]
    assert by_week([]) == []


def test_a_week_counts_whole_however_little_of_it_is_in_the_period():
    # Friday before the autumn holiday, and the Monday after it.
    assert school_weeks(NOORD, date(2025, 10, 17), date(2025, 10, 27)) == 2
    assert school_weeks(NOORD, date(2025, 10, 18), date(2025, 10, 26)) == 0
