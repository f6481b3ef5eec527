"""Periods: the law asks a yearly average (WVO 2020 7.19; WEB 4.2.1 lid 6), so minutes go to school years."""

from datetime import date

import pytest

from matcher.rules.teaching_weeks import days_in, default_teaching_weeks, planned_minutes, weeks_held


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "weeks"),
    [
        (date(2026, 8, 1), date(2027, 7, 31), 40),
        (date(2027, 8, 1), date(2028, 7, 31), 40),  # a year with 29 February
        (date(2026, 8, 1), date(2028, 7, 31), 80),
        (date(2026, 8, 1), date(2027, 1, 31), 20),
        (date(2026, 9, 7), date(2026, 11, 15), 8),  # ten calendar weeks
        (date(2026, 9, 7), date(2026, 9, 7), 1),
    ],
)
def test_a_full_school_year_has_forty_teaching_weeks(starts_on, ends_on, weeks):
    assert default_teaching_weeks(starts_on, ends_on) == weeks


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "weeks"),
    [
        (date(2026, 9, 7), date(2026, 9, 13), 1),  # Monday to Sunday
        (date(2026, 9, 11), date(2026, 9, 14), 2),  # Friday to Monday
        (date(2026, 8, 1), date(2027, 7, 31), 53),
    ],
)
def test_a_period_holds_the_calendar_weeks_it_touches(starts_on, ends_on, weeks):
    assert weeks_held(starts_on, ends_on) == weeks


def test_op_jaarbasis_six_hours_in_forty_weeks_is_240_klokuren_in_one_school_year():
    assert planned_minutes(date(2026, 8, 1), date(2027, 7, 31), 360, 40) == {2026: 240 * 60}


def test_op_jaarbasis_a_block_of_ten_weeks_of_twelve_hours_is_half_a_year():
    assert planned_minutes(date(2026, 9, 7), date(2026, 11, 15), 720, 10) == {2026: 120 * 60}


def test_op_jaarbasis_minutes_are_split_over_school_years_by_days():
    # 31 days in July, 31 in August.
    assert planned_minutes(date(2026, 7, 1), date(2026, 8, 31), 101, 1) == {2025: 50, 2026: 51}


def test_a_school_year_between_keeps_its_share():
    split = planned_minutes(date(2025, 8, 1), date(2028, 7, 31), 60, 120)
    assert split == {2025: 2397, 2026: 2398, 2027: 2405}


def test_nothing_planned_is_nothing_in_every_school_year():
    assert planned_minutes(date(2026, 7, 1), date(2026, 8, 31), 0, 1) == {2025: 0, 2026: 0}


def test_reversed_dates_are_refused():
    for ask in (days_in, weeks_held, default_teaching_weeks):
        with pytest.raises(ValueError, match="ends before it starts"):
            ask(date(2026, 9, 8), date(2026, 9, 7))


@pytest.mark.parametrize(("per_week", "weeks", "said"), [(-1, 1, "negative"), (60, 0, "1 to 2"), (60, 3, "1 to 2")])
def test_amounts_that_do_not_fit_the_period_are_refused(per_week, weeks, said):
    with pytest.raises(ValueError, match=said):
        planned_minutes(date(2026, 9, 7), date(2026, 9, 20), per_week, weeks)
