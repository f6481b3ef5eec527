"""Properties of klokuren and the VOG."""

from datetime import timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from matcher.domain.choices import LessonUnit, Sector
from matcher.rules.klokuren import format_klokuren, to_minutes
from matcher.rules.vog import usable_until, vog_verdict
from tests.property.rules.strategies import days


@given(st.integers(0, 200_000))
def test_shown_klokuren_typed_again_are_the_same_minutes(minutes):
    typed = Decimal(format_klokuren(minutes).replace(",", "."))
    assert to_minutes(typed, LessonUnit.KLOKUUR) == minutes


@given(st.decimals(0, 1000, places=2), st.sampled_from(LessonUnit))
def test_more_lessons_are_never_fewer_minutes(amount, unit):
    assert to_minutes(amount, unit) <= to_minutes(amount + Decimal("0.01"), unit)


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
