"""Who stands above the limit without a recorded exception."""

from dataclasses import replace
from datetime import date

import pytest

from matcher.domain.choices import Sector
from matcher.domain.law import LimitBasis, LimitScope
from matcher.rules.excess import Excess, excess
from matcher.rules.hours_exceptions import HoursException
from matcher.rules.limits import ARTICLE_MBO, LIMITS, scoped
from matcher.rules.six_hours import Engagement
from tests.unit.rules.examples import LIMIT, YEAR, engagement, klokuren

GIVEN = HoursException(YEAR, klokuren(300), date(2027, 6, 30), "Vervanging bij ziekte.", "WEB artikel 4.2.1")
WEEK, NEXT_WEEK = date(2026, 9, 7), date(2026, 9, 14)
PER_WEEK = tuple(replace(row, basis=LimitBasis.WEEKLY_MAXIMUM) for row in LIMITS)


def by_week(hours):
    return Engagement(
        1, Sector.MBO, 7, {YEAR: 1}, under_rule=True, minutes_by_week={w: klokuren(h) for w, h in hours.items()}
    )


@pytest.mark.parametrize(("hours", "above"), [(240, False), (240.1, True)])
def test_the_limit_itself_is_no_excess(hours, above):
    assert bool(excess([engagement(hours)])) is above


def test_what_is_above_says_how_much():
    (found,) = excess(iter([engagement(200), engagement(50, placement_id=2, board_id=8)]))
    assert found == Excess(YEAR, None, klokuren(250), LIMIT, ARTICLE_MBO)
    assert found.message == (
        "Er staat nu 250 van ten hoogste 240 klokuren in schooljaar 2026-2027 (WEB artikel 4.2.1 lid 6)."
    )


@pytest.mark.parametrize(("hours", "above"), [(300, []), (301, [klokuren(300)])])
def test_an_exception_raises_the_limit_of_its_school_year(hours, above):
    assert [row.allowed for row in excess([engagement(hours)], iter([GIVEN]))] == above
    assert excess([engagement(hours)], [replace(GIVEN, school_year=YEAR + 1)])


def test_an_exception_for_less_than_the_limit_takes_nothing_away():
    assert excess([engagement(240)], [replace(GIVEN, allowed_minutes=60)]) == ()


def test_each_sector_that_is_worked_in_is_looked_at():
    rows = [engagement(200), engagement(50, placement_id=2, sector=Sector.VMBO)]
    assert len(excess(rows)) == 2


@pytest.mark.parametrize(
    "row",
    [
        engagement(300, under_rule=False),
        engagement(300, sector=Sector.HBO),
        engagement(0),
    ],
)
def test_what_does_not_count_is_no_excess(row):
    assert excess([row]) == ()


def test_a_limit_per_board_is_looked_at_per_board():
    rows = [engagement(200, board_id=7), engagement(241, placement_id=2, board_id=8)]
    found = excess(rows, limits=scoped(LIMITS, LimitScope.BOARD))
    assert [(row.board_id, row.used) for row in found] == [(8, klokuren(241))]


def test_a_maximum_per_week_is_looked_at_per_week():
    rows = [by_week({WEEK: 6, NEXT_WEEK: 6.1, date(2025, 9, 8): 9})]
    found = excess(rows, limits=PER_WEEK)
    assert [(row.period, row.allowed) for row in found] == [(NEXT_WEEK, klokuren(6))]
    assert excess(rows, [GIVEN], limits=PER_WEEK) == ()
