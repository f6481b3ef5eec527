"""The public holidays on which no school is open."""

import subprocess
import sys
from datetime import date

import pytest

from matcher.rules.public_holidays import is_public_holiday, public_holidays


def test_the_public_holidays_of_a_year_in_dutch():
    assert list(public_holidays(2026).items()) == [
        (date(2026, 1, 1), "Nieuwjaarsdag"),
        (date(2026, 4, 5), "eerste paasdag"),
        (date(2026, 4, 6), "tweede paasdag"),
        (date(2026, 4, 27), "Koningsdag"),
        (date(2026, 5, 14), "Hemelvaartsdag"),
        (date(2026, 5, 24), "eerste pinksterdag"),
        (date(2026, 5, 25), "tweede pinksterdag"),
        (date(2026, 12, 25), "eerste kerstdag"),
        (date(2026, 12, 26), "tweede kerstdag"),
    ]


@pytest.mark.parametrize(("year", "free"), [(2019, False), (2020, True), (2025, True), (2026, False), (2030, True)])
def test_bevrijdingsdag_counts_in_the_years_of_a_lustrum(year, free):
    assert (public_holidays(year).get(date(year, 5, 5)) == "Bevrijdingsdag") is free


@pytest.mark.parametrize(("year", "day"), [(2024, 27), (2025, 26), (2031, 26)])
def test_koningsdag_is_a_day_earlier_when_it_would_be_a_sunday(year, day):
    assert [d for d, name in public_holidays(year).items() if name == "Koningsdag"] == [date(year, 4, day)]


def test_a_day_is_a_public_holiday_or_not():
    assert is_public_holiday(date(2030, 5, 30))
    assert not is_public_holiday(date(2030, 4, 19))  # Goede Vrijdag: schools choose
    assert not is_public_holiday(date(2030, 5, 31))


def test_the_library_is_not_loaded_before_a_date_is_asked():
    code = "import sys, matcher.rules.public_holidays; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
