"""Properties of hours on dates that hold for every plan."""

from datetime import timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.domain.choices import QualificationKind, RoleKind, Sector
from matcher.domain.school_year import school_year_of, school_years_between
from matcher.rules.counted_hours import counted_minutes, ground_spans, with_real
from matcher.rules.grounds import Holding, legal_ground
from matcher.rules.school_weeks import monday_of
from matcher.rules.teaching_plan import (
    by_monday,
    by_school_year,
    lesson_weeks,
    minutes_by_year,
    minutes_on_dates,
    total_minutes,
    until,
    weeks_held,
)
from tests.property.rules.strategies import days, plans, total_plans, weekly_plans

roles = st.sampled_from(RoleKind)
all_sectors = st.sampled_from(Sector)
holdings = st.lists(
    st.builds(
        Holding,
        st.sampled_from(QualificationKind),
        st.none() | all_sectors,
        st.none() | days,
        st.none() | days,
    ),
    max_size=3,
)


@settings(deadline=None)
@given(plans)
def test_the_minutes_on_dates_are_the_plan(plan):
    minutes_on = minutes_on_dates(plan)
    assert sum(minutes_on.values()) == total_minutes(plan)
    assert all(minutes > 0 for minutes in minutes_on.values())
    assert list(minutes_on) == sorted(minutes_on)
    assert all(plan.starts_on <= day <= plan.ends_on for day in minutes_on)


@settings(deadline=None)
@given(plans)
def test_every_part_is_that_of_its_dates(plan):
    minutes_on = minutes_on_dates(plan)
    years = school_years_between(plan.starts_on, plan.ends_on)
    parts = {y: sum(m for day, m in minutes_on.items() if school_year_of(day) == y) for y in years}
    assert minutes_by_year(plan) == {y: minutes for y, minutes in parts.items() if minutes}
    weeks = by_monday(minutes_on)
    assert sum(weeks.values()) == sum(parts.values())
    assert all(week == monday_of(week) for week in weeks)


@settings(deadline=None)
@given(weekly_plans())
def test_every_lesson_week_gets_the_same(plan):
    weeks = by_monday(minutes_on_dates(plan))
    assert 0 <= lesson_weeks(plan) <= weeks_held(plan.starts_on, plan.ends_on)
    assert max(weeks.values(), default=0) - min(weeks.values(), default=0) <= 1
    if plan.weeks is None:
        assert set(weeks.values()) <= {plan.minutes}


@settings(deadline=None)
@given(plans, st.integers(0, 400))
def test_a_plan_cut_off_is_a_plan_of_less(plan, days_kept):
    last_day = min(plan.ends_on, plan.starts_on + timedelta(days=days_kept))
    cut = until(plan, last_day)
    assert cut.ends_on == last_day
    assert total_minutes(cut) <= total_minutes(plan)
    assert all(day <= last_day for day in minutes_on_dates(cut))


@settings(deadline=None)
@given(total_plans(), st.integers(0, 400))
def test_a_total_cut_off_keeps_what_was_taught(plan, days_kept):
    last_day = plan.starts_on + timedelta(days=days_kept)
    taught = sum(minutes for day, minutes in minutes_on_dates(plan).items() if day <= last_day)
    assert total_minutes(until(plan, last_day)) == taught


@settings(deadline=None)
@given(plans, all_sectors, roles, holdings)
def test_what_counts_is_a_part_of_what_is_planned(plan, sector, role, held):
    minutes_on = minutes_on_dates(plan)
    counted = counted_minutes(minutes_on, sector, role, held)
    assert counted.items() <= minutes_on.items()
    assert counted == counted_minutes(minutes_on, sector, role, held[::-1])
    by_year = by_school_year(minutes_on)
    assert all(minutes <= by_year[year] for year, minutes in by_school_year(counted).items())
    if sector is Sector.HBO:
        assert counted == {}


@settings(deadline=None)
@given(plans, all_sectors, roles, holdings, days)
def test_the_spans_of_a_period_say_the_ground_of_each_day(plan, sector, role, held, day):
    spans = ground_spans(sector, role, held, plan.starts_on, plan.ends_on)
    assert (spans[0].starts_on, spans[-1].ends_on) == (plan.starts_on, plan.ends_on)
    for before, after in pairwise(spans):
        assert before.ends_on + timedelta(days=1) == after.starts_on
        assert before.ground is not after.ground
    for span in spans:
        for edge in (span.starts_on, span.ends_on, min(max(day, span.starts_on), span.ends_on)):
            assert legal_ground(sector, role, held, edge) is span.ground


@settings(deadline=None)
@given(plans, st.dictionaries(days.map(lambda day: day.replace(day=1)), st.integers(0, 6000), max_size=4))
def test_a_confirmed_month_has_its_real_total(plan, real):
    minutes_on = minutes_on_dates(plan)
    found = with_real(minutes_on, real)
    for month, minutes in real.items():
        assert sum(m for day, m in found.items() if day.replace(day=1) == month) == minutes
    others = {day: m for day, m in minutes_on.items() if day.replace(day=1) not in real}
    assert others.items() <= found.items()
    assert sum(found.values()) == sum(others.values()) + sum(real.values())
