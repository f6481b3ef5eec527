"""Properties of klokuren, periods and the VOG."""

from datetime import timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from matcher.domain.choices import LessonUnit, Sector
from matcher.domain.school_year import bounds, school_years_between
from matcher.rules.klokuren import format_klokuren, to_minutes
from matcher.rules.teaching_weeks import days_in, default_teaching_weeks, planned_minutes, weeks_held
from matcher.rules.vog import usable_until, vog_verdict
from tests.property.rules.strategies import days, periods

minutes_per_week = st.integers(0, 3000)


@given(st.integers(0, 200_000))
def test_shown_klokuren_typed_again_are_the_same_minutes(minutes):
    typed = Decimal(format_klokuren(minutes).replace(",", "."))
    assert to_minutes(typed, LessonUnit.KLOKUUR) == minutes


@given(st.decimals(0, 1000, places=2), st.sampled_from(LessonUnit))
def test_more_lessons_are_never_fewer_minutes(amount, unit):
    assert to_minutes(amount, unit) <= to_minutes(amount + Decimal("0.01"), unit)


@given(periods(), minutes_per_week, st.data())
def test_the_split_keeps_the_sum_and_every_school_year(period, per_week, data):
    weeks = data.draw(st.integers(1, weeks_held(*period)))
    split = planned_minutes(*period, per_week, weeks)
    assert sum(split.values()) == per_week * weeks
    assert list(split) == list(school_years_between(*period))
    assert min(split.values()) >= 0


@given(periods(), minutes_per_week)
def test_each_part_is_less_than_a_minute_from_its_share(period, per_week):
    weeks = default_teaching_weeks(*period)
    for year, minutes in planned_minutes(*period, per_week, weeks).items():
        first, last = bounds(year)
        held = days_in(max(first, period[0]), min(last, period[1]))
        assert abs(minutes * days_in(*period) - per_week * weeks * held) < days_in(*period)


@given(periods(), st.integers(0, 60))
def test_the_estimate_of_weeks_fits_the_period_and_grows_with_it(period, more):
    weeks = default_teaching_weeks(*period)
    assert 1 <= weeks <= weeks_held(*period)
    assert weeks <= default_teaching_weeks(period[0], period[1] + timedelta(days=more))


@given(days, days, st.integers(0, 800), st.integers(0, 400), st.sampled_from((Sector.VMBO, Sector.MBO)))
def test_a_newer_vog_is_never_worse(seen_on, starts_on, age, younger, sector):
    ages = (age, max(0, age - younger))
    older_ok, newer_ok = (_vog_ok(sector, seen_on - timedelta(days=days_old), seen_on, starts_on) for days_old in ages)
    assert newer_ok or not older_ok


@given(days, st.sampled_from((Sector.VMBO, Sector.MBO)))
def test_a_vog_counts_about_half_a_year(issued_on, sector):
    assert 181 <= (usable_until(sector, issued_on) - issued_on).days <= 184


def _vog_ok(sector, issued_on, seen_on, starts_on):
    return vog_verdict(sector=sector, issued_on=issued_on, seen_on=seen_on, starts_on=starts_on).ok
