"""The school holidays per region: the dates of OCW, and what always holds of them."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from matcher.domain.choices import HolidayRegion
from matcher.domain.school_year import school_year_of
from matcher.rules.school_holidays import (
    HOLIDAYS,
    KNOWN_FROM,
    KNOWN_TO,
    SOURCE,
    SchoolHoliday,
    holiday_on,
    is_school_day,
)

NOORD, MIDDEN, ZUID = HolidayRegion
ORDER = ["herfstvakantie", "kerstvakantie", "voorjaarsvakantie", "meivakantie", "zomervakantie"]
LENGTHS = dict(zip(ORDER, (9, 16, 9, 9, 44), strict=True))
SPREAD = {"herfstvakantie", "voorjaarsvakantie"}
ONE_WEEK = timedelta(weeks=1)
# A summer holiday belongs to the school year it closes, though part of it is after 1 August.
YEARS = range(2019, 2030)


def of_year(region, year):
    return [
        row
        for row in HOLIDAYS
        if row.region is region and school_year_of(row.starts_on) == year and row.starts_on >= KNOWN_FROM
    ]


def starts(year, name):
    return [row.starts_on for region in HolidayRegion for row in of_year(region, year) if row.name == name]


@pytest.mark.parametrize(
    ("region", "name", "first", "last"),
    [
        (NOORD, "zomervakantie", date(2019, 7, 13), date(2019, 8, 25)),
        (MIDDEN, "zomervakantie", date(2019, 7, 20), date(2019, 9, 1)),
        (ZUID, "herfstvakantie", date(2019, 10, 12), date(2019, 10, 20)),
        (ZUID, "zomervakantie", date(2021, 7, 24), date(2021, 9, 5)),
        (MIDDEN, "kerstvakantie", date(2021, 12, 25), date(2022, 1, 9)),
        (NOORD, "voorjaarsvakantie", date(2023, 2, 25), date(2023, 3, 5)),
        (ZUID, "voorjaarsvakantie", date(2024, 2, 10), date(2024, 2, 18)),
        (NOORD, "herfstvakantie", date(2024, 10, 26), date(2024, 11, 3)),
        (MIDDEN, "zomervakantie", date(2026, 7, 18), date(2026, 8, 30)),
        (NOORD, "herfstvakantie", date(2026, 10, 10), date(2026, 10, 18)),
        (ZUID, "herfstvakantie", date(2027, 10, 23), date(2027, 10, 31)),
        (ZUID, "meivakantie", date(2028, 4, 29), date(2028, 5, 7)),
        (NOORD, "zomervakantie", date(2029, 7, 21), date(2029, 9, 2)),
        (MIDDEN, "voorjaarsvakantie", date(2030, 2, 23), date(2030, 3, 3)),
    ],
)
def test_dates_as_published_by_ocw(region, name, first, last):
    expected = SchoolHoliday(region, name, first, last)
    assert holiday_on(region, first) == holiday_on(region, last) == expected
    assert holiday_on(region, first - timedelta(days=1)) is None
    assert holiday_on(region, last + timedelta(days=1)) is None


@pytest.mark.parametrize("region", HolidayRegion)
@pytest.mark.parametrize("year", YEARS)
def test_every_school_year_has_its_five_holidays_in_order(region, year):
    rows = of_year(region, year)
    assert [row.name for row in rows] == ORDER
    assert all(a.ends_on < b.starts_on for a, b in pairwise(rows))


@pytest.mark.parametrize("row", HOLIDAYS, ids=str)
def test_a_holiday_is_from_saturday_to_sunday_and_as_long_as_it_should_be(row):
    assert (row.starts_on.weekday(), row.ends_on.weekday()) == (5, 6)
    assert (row.ends_on - row.starts_on).days + 1 == LENGTHS[row.name]


@pytest.mark.parametrize("year", YEARS)
def test_the_regions_spread_as_the_regeling_wants(year):
    for name in ("kerstvakantie", "meivakantie"):
        assert len(set(starts(year, name))) == 1
    for name in SPREAD:
        noord, midden, zuid = starts(year, name)
        assert abs(noord - zuid) == ONE_WEEK
        assert midden in (noord, zuid)
    first, second, third = sorted(starts(year, "zomervakantie"))
    assert second - first == third - second == ONE_WEEK


@pytest.mark.parametrize("year", YEARS)
def test_the_christmas_holiday_holds_christmas_and_new_year(year):
    for day in (date(year, 12, 25), date(year + 1, 1, 1)):
        assert holiday_on(MIDDEN, day).name == "kerstvakantie"


def test_no_holiday_is_known_outside_the_table():
    assert date(2019, 8, 1) == KNOWN_FROM
    assert date(2030, 9, 1) == KNOWN_TO == max(row.ends_on for row in HOLIDAYS)
    assert holiday_on(NOORD, KNOWN_FROM).name == holiday_on(NOORD, KNOWN_TO).name == "zomervakantie"
    assert holiday_on(NOORD, KNOWN_TO + timedelta(days=120)) is None
    assert "rijksoverheid.nl/onderwerpen/schoolvakanties" in SOURCE


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 10, 17), True),  # Friday before the herfstvakantie
        (date(2025, 10, 20), False),
        (date(2025, 10, 26), False),
        (date(2025, 10, 27), True),
        (date(2025, 11, 1), False),  # Saturday
        (date(2026, 5, 14), True),  # Hemelvaartsdag: a public holiday, not a school holiday
    ],
)
def test_a_school_day_is_a_weekday_outside_the_holidays(day, expected):
    assert is_school_day(NOORD, day) is expected


def test_november_to_january_has_eleven_weeks_with_a_school_day():
    days = [date(2025, 11, 3) + timedelta(days=n) for n in range((date(2026, 1, 30) - date(2025, 11, 3)).days + 1)]
    assert len({day.isocalendar()[:2] for day in days if is_school_day(NOORD, day)}) == 11
