"""When it is asked whether a need or profile still holds."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from matcher.domain.choices import HolidayRegion
from matcher.domain.freshness import DAYS_OF, Freshness
from matcher.rules.freshness import freshness_dates, step_due
from matcher.rules.school_holidays import holiday_on

CONFIRMED = date(2026, 9, 1)


def test_days_in_school_holidays_do_not_count():
    dates = freshness_dates(CONFIRMED, HolidayRegion.MIDDEN)
    assert list(DAYS_OF.values()) == [45, 60, 75]
    assert dates[Freshness.REMIND] == date(2026, 10, 16)
    # The autumn holiday of the middle of the country, 17 to 25 October, lies between.
    assert dates[Freshness.REMIND_AGAIN] == date(2026, 10, 31) + timedelta(days=9)


@pytest.mark.parametrize("region", HolidayRegion)
@pytest.mark.parametrize("weeks", range(0, 52, 3))
def test_steps_come_in_order_and_never_in_a_holiday(region, weeks):
    dates = list(freshness_dates(CONFIRMED + timedelta(weeks=weeks), region).values())
    assert dates == sorted(dates)
    assert [day for day in dates if holiday_on(region, day)] == []
    assert all(after - before >= timedelta(days=15) for before, after in pairwise(dates))


@pytest.mark.parametrize(
    ("day", "step"),
    [
        (date(2026, 10, 15), None),
        (date(2026, 10, 20), Freshness.REMIND),
        (date(2026, 11, 9), Freshness.REMIND_AGAIN),
        (date(2027, 3, 1), Freshness.PAUSE),
    ],
)
def test_the_last_step_whose_day_has_come(day, step):
    assert step_due(freshness_dates(CONFIRMED, HolidayRegion.MIDDEN), day) is step
