"""Days to answer, and the days on which silence is followed up."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain.choices import HolidayRegion
from matcher.domain.deadlines import STAGES, ChaseStage
from matcher.rules.answer_times import after_days, answer_by_after, chase_dates, latest_postponement, stage_after
from matcher.rules.school_holidays import holiday_on

NOORD = HolidayRegion.NOORD


def test_stages_of_ten_days_outside_the_holidays():
    found = chase_dates(date(2026, 9, 14), 10, NOORD)
    assert found.answer_by == date(2026, 9, 24)
    assert found.stages == {
        ChaseStage.REMIND: date(2026, 9, 19),
        ChaseStage.ESCALATE: date(2026, 9, 22),
        ChaseStage.TASK: date(2026, 9, 25),
        ChaseStage.CLOSE: date(2026, 9, 29),
    }


def test_days_in_a_school_holiday_do_not_count():
    # Herfstvakantie noord: Saturday 10 to Sunday 18 October 2026.
    assert after_days(date(2026, 10, 8), 1, NOORD) == date(2026, 10, 9)
    assert after_days(date(2026, 10, 8), 2, NOORD) == date(2026, 10, 19)
    assert after_days(date(2026, 10, 8), 2, HolidayRegion.ZUID) == date(2026, 10, 10)


def test_a_wait_that_begins_in_the_summer_starts_after_it():
    assert after_days(date(2027, 7, 12), 1, NOORD) == date(2027, 8, 23)


def test_an_answer_takes_a_day_at_least():
    with pytest.raises(ValueError, match="a day at least"):
        chase_dates(date(2026, 9, 14), 0, NOORD)


@given(st.dates(date(2025, 8, 1), date(2029, 7, 1)), st.integers(1, 60), st.sampled_from(HolidayRegion))
def test_stages_follow_each_other_and_never_fall_in_a_holiday(since, days, region):
    found = chase_dates(since, days, region)
    dates = [found.stages[stage] for stage in STAGES]
    assert dates == sorted(dates)
    assert since < found.answer_by < found.stages[ChaseStage.TASK] <= found.stages[ChaseStage.CLOSE]
    assert all(holiday_on(region, day) is None for day in (*dates, found.answer_by))
    counted = [n for n in range((found.answer_by - since).days) if not holiday_on(region, since + timedelta(n + 1))]
    assert len(counted) == days


@given(st.dates(date(2026, 8, 1), date(2028, 6, 1)), st.integers(2, 60), st.sampled_from(HolidayRegion))
def test_a_stage_on_its_day_is_followed_on_the_planned_day(since, days, region):
    planned = chase_dates(since, days, region).stages
    for stage, following in pairwise(STAGES):
        assert stage_after(stage, done_on=planned[stage], days=days, region=region) == (following, planned[following])
    assert stage_after(ChaseStage.CLOSE, done_on=planned[ChaseStage.CLOSE], days=days, region=region) is None


def test_a_stage_done_late_keeps_the_distance_to_the_next():
    late = date(2026, 11, 2)
    assert stage_after(ChaseStage.REMIND, done_on=late, days=10, region=NOORD) == (
        ChaseStage.ESCALATE,
        date(2026, 11, 5),
    )
    assert answer_by_after(ChaseStage.REMIND, done_on=late, days=10, region=NOORD) == date(2026, 11, 7)
    assert answer_by_after(ChaseStage.TASK, done_on=late, days=10, region=NOORD) == late


@pytest.mark.parametrize(
    ("starts", "ends", "latest"),
    [
        (None, None, date(2026, 11, 13)),
        (date(2027, 2, 1), date(2027, 6, 1), date(2026, 11, 13)),
        (date(2026, 10, 1), date(2027, 6, 1), date(2026, 10, 1)),
        (date(2026, 9, 1), date(2026, 10, 20), date(2026, 10, 20)),
        (date(2026, 9, 1), date(2026, 9, 10), date(2026, 9, 10)),
    ],
)
def test_last_day_to_which_an_answer_can_be_put_off(starts, ends, latest):
    assert latest_postponement(date(2026, 9, 14), starts, ends) == latest
