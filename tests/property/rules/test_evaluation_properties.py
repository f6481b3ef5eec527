"""Properties of a whole case, as ``flask rules evaluate`` answers it."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.domain.choices import HolidayRegion, PlanKind, QualificationKind, RoleKind, Sector
from matcher.domain.law import LimitScope
from matcher.rules.evaluation import Case, Work, evaluate
from matcher.rules.grounds import Holding
from matcher.rules.teaching_plan import Plan

days = st.dates(date(2019, 1, 1), date(2027, 12, 31))
amounts = st.integers(0, 30_000).map(lambda hundredths: Fraction(hundredths * 60, 100))
limited = st.sampled_from((Sector.VMBO, Sector.MBO))


@st.composite
def plans(draw):
    starts_on = draw(days)
    ends_on = date.fromordinal(starts_on.toordinal() + draw(st.integers(0, 500)))
    region = draw(st.sampled_from(HolidayRegion))
    if draw(st.booleans()):
        return Plan(PlanKind.TOTAL, starts_on, ends_on, region, draw(amounts))
    lessons = Fraction(draw(st.integers(0, 2400)), 100)
    return Plan(PlanKind.WEEKLY, starts_on, ends_on, region, lessons * draw(st.sampled_from((45, 50, 60))))


def works(sectors):
    return st.builds(Work, st.none() | st.integers(1, 3), sectors, st.sampled_from(RoleKind), plans())


holdings = st.lists(
    st.builds(
        Holding,
        st.sampled_from((QualificationKind.PDG, QualificationKind.IN_OPLEIDING, QualificationKind.PDD_INSTRUCTEUR)),
        st.sampled_from(Sector),
        st.none() | days,
        st.none() | days,
    ),
    max_size=2,
)
cases = st.builds(
    Case, works(limited), st.lists(works(st.sampled_from(Sector)), max_size=4).map(tuple), holdings.map(tuple)
)


@settings(deadline=None, max_examples=50)
@given(cases)
def test_used_wish_and_remaining_make_the_limit(case):
    found = evaluate(case)
    for row in found.years:
        assert row.limit is None or row.used + row.wish + row.remaining == row.limit
    if found.max_total is not None:
        fits = all(row.remaining >= 0 for row in found.years if row.wish)
        assert found.allowed is fits


@settings(deadline=None, max_examples=50)
@given(cases)
def test_the_largest_wish_is_allowed_and_a_hundredth_more_is_not(case):
    most = evaluate(case).max_total
    if most is None:
        return
    total = replace(case.wish.plan, kind=PlanKind.TOTAL)
    wish = replace(case.wish, plan=total)
    most = evaluate(replace(case, wish=wish)).max_total
    for minutes, allowed in ((most, True), (most + Fraction(3, 5), False)):
        asked = replace(case, wish=replace(wish, plan=replace(total, minutes=minutes)))
        assert evaluate(asked).allowed is allowed


@settings(deadline=None, max_examples=50)
@given(cases)
def test_the_reading_per_board_is_never_stricter_than_per_person(case):
    readings = evaluate(case).readings
    assert readings[LimitScope.BOARD] or not readings[LimitScope.PERSON]


@settings(deadline=None, max_examples=50)
@given(cases, st.randoms(use_true_random=False))
def test_the_order_of_placements_and_proofs_does_not_matter(case, random):
    placements, held = list(case.placements), list(case.holdings)
    random.shuffle(placements)
    random.shuffle(held)
    assert evaluate(replace(case, placements=tuple(placements), holdings=tuple(held))) == evaluate(case)


@settings(deadline=None, max_examples=50)
@given(cases, works(st.sampled_from(Sector)))
def test_one_placement_more_never_makes_room(case, work):
    assert evaluate(case).allowed or not evaluate(replace(case, placements=(*case.placements, work))).allowed
