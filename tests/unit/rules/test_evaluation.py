"""One case held against the law as a whole."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from matcher.domain.choices import HolidayRegion, LegalGround, PlanKind, QualificationKind, RoleKind, Sector
from matcher.domain.law import LimitScope
from matcher.rules.evaluation import Case, Work, evaluate
from matcher.rules.grounds import Holding
from matcher.rules.teaching_plan import Plan

G, Q, R, S = LegalGround, QualificationKind, RoleKind, Sector
FIRST, LAST = date(2025, 11, 3), date(2026, 1, 30)
NOORD = HolidayRegion.NOORD
PLAN = Plan(PlanKind.WEEKLY, FIRST, LAST, NOORD, 360)
YEAR_PLAN = Plan(PlanKind.TOTAL, date(2025, 9, 1), date(2026, 7, 3), NOORD)
WISH = Work(2, S.MBO, R.GASTDOCENT, PLAN)


def placement(hours, board_id=1, **more):
    facts = {"sector": S.MBO, "role_kind": R.GASTDOCENT, "plan": replace(YEAR_PLAN, minutes=Fraction(str(hours)) * 60)}
    return Work(board_id, **(facts | more))


def ask(*placements, wish=WISH, **more):
    return evaluate(Case(wish, placements, **more))


def test_wvo_7_19_and_web_4_2_1_lid_6_hours_add_up_over_boards():
    found = ask(placement(120))
    assert (found.allowed, found.ground, found.article) == (True, G.ZESURENREGELING, "WEB artikel 4.2.1 lid 6")
    (year,) = found.years
    assert (year.school_year, year.limit, year.used, year.wish, year.remaining) == (2025, 14400, 7200, 3960, 3240)
    assert found.max_total == 7200


def test_adr_0002_the_reading_per_board_stands_beside_it():
    found = ask(placement(200))
    assert found.allowed is False
    assert found.readings == {LimitScope.PERSON: False, LimitScope.BOARD: True}
    assert found.message.startswith("Dit wordt 266 van ten hoogste 240 klokuren in schooljaar 2025-2026")
    assert ask(placement(200, board_id=2)).readings[LimitScope.BOARD] is False
    # A wish whose board is not known: all boards, the safe side.
    assert ask(placement(200), wish=replace(WISH, board_id=None)).readings[LimitScope.BOARD] is False


def test_only_what_counts_is_used():
    held = [Holding(Q.PDG, S.MBO)]
    rows = [placement(100), placement(30, sector=S.VMBO), placement(500, sector=S.HBO)]
    assert ask(*rows).years[0].used == 130 * 60
    assert ask(*rows, holdings=held, wish=replace(WISH, sector=S.VMBO)).years[0].used == 30 * 60


@pytest.mark.parametrize(
    ("starts", "ground", "wish"),
    [
        (date(2025, 8, 1), G.BEVOEGD, 3960),
        (FIRST, G.BEVOEGD, 3960),
        (date(2025, 11, 4), G.ZESURENREGELING, 72),
        (date(2026, 1, 30), G.ZESURENREGELING, 3960 - 72),
        (date(2026, 1, 31), G.ZESURENREGELING, 3960),
    ],
)
def test_who_becomes_qualified_on_the_way_begins_under_the_rule(starts, ground, wish):
    found = ask(holdings=(Holding(Q.PDG, S.MBO, starts),))
    assert (found.ground, found.years[0].wish) == (ground, wish)
    assert (found.max_total is None) is (ground is G.BEVOEGD)


def test_who_stops_being_in_opleiding_ends_under_the_rule():
    found = ask(holdings=(Holding(Q.IN_OPLEIDING, S.MBO, None, date(2026, 1, 29)),))
    assert (found.ground, found.years[0].wish) == (G.ZESURENREGELING, 72)
    assert ask(holdings=(Holding(Q.IN_OPLEIDING, S.MBO, None, LAST),)).ground is G.IN_OPLEIDING


def test_qualified_before_the_first_lesson_is_qualified_for_all():
    # The wish begins in the summer holiday, the PDG is from before the first lesson.
    wish = replace(WISH, plan=replace(PLAN, starts_on=date(2025, 8, 1)))
    found = ask(wish=wish, holdings=(Holding(Q.PDG, S.MBO, date(2025, 8, 20)),))
    assert found.ground is G.BEVOEGD
    assert found.years[0].wish > 3960


def test_outside_the_rule_nothing_is_limited():
    found = ask(placement(300), wish=replace(WISH, sector=S.HBO))
    assert (found.allowed, found.ground, found.article, found.max_total) == (True, G.HBO, "", None)
    (year,) = found.years
    assert (year.limit, year.remaining, year.weeks, year.used, year.wish) == (None, None, 0, 18000, 3960)


def test_a_gastles_counts_and_is_marked():
    assert ask(wish=replace(WISH, role_kind=R.GASTLES)).guest_lesson is True
    held = (Holding(Q.PDG, S.MBO),)
    assert ask(wish=replace(WISH, role_kind=R.GASTLES), holdings=held).guest_lesson is False


def test_each_school_year_is_held_against_its_own_limit():
    plan = Plan(PlanKind.WEEKLY, date(2019, 9, 2), date(2021, 6, 25), NOORD, 270)
    found = ask(wish=replace(WISH, plan=plan))
    assert [(row.school_year, row.limit) for row in found.years] == [(2019, 160 * 60), (2020, 240 * 60)]
    assert found.allowed is False
    assert "schooljaar 2019-2020" in found.message


def test_a_part_of_a_minute_counts():
    just, more = (replace(WISH, plan=replace(YEAR_PLAN, minutes=m)) for m in (Fraction("7200.3"), Fraction("7200.4")))
    assert ask(placement("119.995"), wish=just).allowed is True
    assert ask(placement("119.995"), wish=more).allowed is False
    assert ask(placement("119.995"), wish=more).max_total == 7200
    # Ten times 80,4 minutes is 804 minutes, not 800.
    assert ask(*[placement("1.34") for _ in range(10)]).years[0].used == 804


def test_a_wish_in_the_summer_holiday_has_no_lesson_weeks():
    wish = replace(WISH, plan=replace(PLAN, starts_on=date(2026, 7, 6), ends_on=date(2026, 7, 31)))
    found = ask(placement(100), wish=wish)
    assert (found.allowed, found.ground, found.years[0].wish) == (True, G.ZESURENREGELING, 0)
    assert found.max_total == 140 * 60


def test_above_the_limit_nothing_more_is_allowed_but_nothing_is():
    found = ask(placement(250), wish=replace(WISH, plan=replace(PLAN, minutes=0)))
    assert (found.allowed, found.max_total, found.years[0].remaining) == (True, 0, -600)


def test_a_wish_over_two_school_years_has_room_in_both():
    plan = Plan(PlanKind.TOTAL, date(2026, 7, 3), date(2026, 10, 9), NOORD, 60)
    found = ask(wish=replace(WISH, plan=plan))
    # 1 of 41 school days is in 2025-2026, so the limit of 2026-2027 is the tightest.
    at_most = replace(plan, minutes=found.max_total)
    assert [row.remaining >= 0 for row in ask(wish=replace(WISH, plan=at_most)).years] == [True, True]
    assert found.max_total > 240 * 60
    above = replace(plan, minutes=found.max_total + Fraction(3, 5))
    assert ask(wish=replace(WISH, plan=above)).allowed is False


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({}, ()),
        ({"vog_issued_on": None}, ("vog",)),
        ({"vog_issued_on": date(2025, 5, 2)}, ("vog",)),
        ({"vog_issued_on": date(2025, 5, 3)}, ()),
        ({"vog_issued_on": date(2025, 11, 4)}, ("vog",)),
        ({"responsible_teacher": False}, ("responsible_teacher",)),
        ({"subject_parts": False}, ("subject_parts",)),
        ({"wish": replace(WISH, board_id=None)}, ("board",)),
        ({"wish": replace(WISH, sector=S.HBO), "vog_issued_on": None, "subject_parts": False}, ()),
        ({"holdings": (Holding(Q.PDG, S.MBO),), "subject_parts": False, "responsible_teacher": False}, ()),
        ({"holdings": (Holding(Q.PDG, S.MBO),), "vog_issued_on": None}, ("vog",)),
    ],
)
def test_what_the_placement_still_lacks(changes, missing):
    complete = {"wish": WISH, "vog_issued_on": date(2025, 8, 20), "responsible_teacher": True, "subject_parts": True}
    assert evaluate(Case(**(complete | changes))).missing == missing
