"""The decision under WVO 2020 7.19 and WEB 4.2.1 lid 6."""

from dataclasses import replace
from datetime import date

import pytest

from matcher.domain.choices import LegalGround, Sector
from matcher.domain.law import LimitBasis, LimitScope
from matcher.rules.limits import LIMITS
from matcher.rules.six_hours import (
    DecisionReason,
    Engagement,
    ExceptionNote,
    Request,
    check_row_allows,
    decide,
    decide_readings,
)
from tests.unit.rules.examples import LIMIT, YEAR, engagement, klokuren

NOTE = ExceptionNote("Vervanging bij ziekte.", "WEB artikel 4.2.1")
PER_WEEK = tuple(replace(row, basis=LimitBasis.WEEKLY_MAXIMUM) for row in LIMITS)
WEEK, NEXT_WEEK = date(2026, 9, 7), date(2026, 9, 14)


def ask(hours, used=0, *, requested=None, by_week=None, teaching_weeks=None, **changes):
    facts = {
        "sector": Sector.MBO,
        "ground": LegalGround.ZESURENREGELING,
        "request": Request(
            {YEAR: klokuren(hours)} if requested is None else requested, by_week, teaching_weeks=teaching_weeks
        ),
        "engagements": [engagement(used)],
    }
    return decide(**(facts | changes))


def ask_by_week(by_week, used=(), **changes):
    """Ask klokuren by week under a maximum per week, next to ``used`` klokuren by week."""
    there_is = {week: klokuren(hours) for week, hours in dict(used).items()}
    rows = [Engagement(1, Sector.MBO, 7, {}, under_rule=True, minutes_by_week=there_is)]
    minutes = {week: klokuren(hours) for week, hours in by_week.items()}
    facts = {"requested": {YEAR: sum(minutes.values())}, "engagements": rows, "limits": PER_WEEK}
    return ask(0, by_week=minutes, **(facts | changes))


@pytest.mark.parametrize(
    ("used", "asked", "allowed"),
    [(0, 240, True), (0, 240.1, False), (120, 120, True), (228, 12, True), (228, 12.1, False), (240, 1, False)],
)
@pytest.mark.parametrize("sector", [Sector.VMBO, Sector.MBO])
def test_wvo_7_19_and_web_4_2_1_lid_6_at_most_240_klokuren_in_total(sector, used, asked, allowed):
    decision = ask(asked, used, sector=sector)
    assert decision.allowed is allowed
    assert decision.reason is (DecisionReason.WITHIN_LIMIT if allowed else DecisionReason.ABOVE_LIMIT)


def test_op_jaarbasis_a_block_of_ten_weeks_of_twelve_hours_is_legal():
    assert ask(120, teaching_weeks=10).allowed is True


def test_above_the_limit_says_the_numbers_the_article_and_what_still_fits():
    decision = ask(24, 228, board_id=8, teaching_weeks=24)
    assert decision.message == (
        "Dit wordt 252 van ten hoogste 240 klokuren in schooljaar 2026-2027 (WEB artikel 4.2.1 lid 6). "
        "Er zijn nog 12 klokuren over: ten hoogste 0,5 klokuur per week in deze periode."
    )
    assert decision.article == "WEB artikel 4.2.1 lid 6"
    assert (decision.school_year, decision.limit) == (YEAR, LIMIT)
    assert (decision.used, decision.requested, decision.remaining) == (klokuren(228), klokuren(24), klokuren(12))
    assert decision.total_after == klokuren(252)
    assert decision.share == pytest.approx(1.05)
    assert decision.near_limit is True
    assert decision.per_board == {7: klokuren(228), 8: klokuren(24)}
    assert decision.max_minutes_per_week == 30


@pytest.mark.parametrize(
    ("used", "asked", "weeks", "said"),
    [
        (228, 24, None, "Er zijn nog 12 klokuren over."),
        (239, 24, 24, "Er is nog 1 klokuur over: ten hoogste 0,03 klokuur per week in deze periode."),
        (240, 24, 24, "Er zijn geen klokuren meer over."),
        (239.9, 24, 24, "Er is nog 0,1 klokuur over."),
    ],
)
def test_the_hint_when_it_is_above_the_limit(used, asked, weeks, said):
    assert ask(asked, used, teaching_weeks=weeks).message.endswith(f"(WEB artikel 4.2.1 lid 6). {said}")


@pytest.mark.parametrize(
    ("used", "asked", "said"),
    [
        (0, 120, "Daarna blijven 120 klokuren over."),
        (0, 192, "Daarna blijven 48 klokuren over. Let op: de grens is dichtbij."),
        (0, 239, "Daarna blijft 1 klokuur over. Let op: de grens is dichtbij."),
        (120, 120, "Daarna zijn alle klokuren gebruikt. Let op: de grens is dichtbij."),
    ],
)
def test_within_the_limit_says_what_stays(used, asked, said):
    decision = ask(asked, used)
    assert decision.message.endswith(f"(WEB artikel 4.2.1 lid 6). {said}")
    assert decision.near_limit is ("Let op" in said)


def test_a_gastles_counts_and_is_marked():
    decision = ask(10, engagements=[engagement(3, guest_lesson=True), engagement(5, placement_id=2)])
    assert decision.used == klokuren(8)
    assert decision.guest_minutes == klokuren(3)
    assert decision.message.endswith("Daarna blijven 222 klokuren over. Gastlessen tellen mee: nu 3 klokuren.")


@pytest.mark.parametrize(
    ("sector", "ground", "said"),
    [
        (Sector.MBO, LegalGround.BEVOEGD, "bevoegd"),
        (Sector.VMBO, LegalGround.IN_OPLEIDING, "in opleiding"),
        (Sector.MBO, LegalGround.INSTRUCTEUR, "instructeur"),
        (Sector.HBO, LegalGround.HBO, "In het hbo geldt geen wettelijke grens"),
    ],
)
def test_outside_the_rule_everything_fits(sector, ground, said):
    decision = ask(400, 200, sector=sector, ground=ground)
    assert decision.allowed is True
    assert decision.reason is DecisionReason.NOT_APPLICABLE
    assert said in decision.message
    assert (decision.limit, decision.remaining, decision.share) == (None, None, 0.0)
    assert decision.used == decision.total_after == klokuren(200)
    assert decision.per_board == {7: klokuren(200)}


def test_a_time_without_a_limit_is_outside_the_rule():
    decision = ask(400, limits=())
    assert decision.reason is DecisionReason.NOT_APPLICABLE
    assert decision.message == "In deze periode geldt geen wettelijke grens aan de uren."


def test_every_school_year_is_held_against_its_own_limit():
    decision = ask(
        0, requested={YEAR: klokuren(30), YEAR + 1: klokuren(30)}, engagements=[engagement(220, year=YEAR + 1)]
    )
    assert decision.allowed is False
    assert decision.school_year == YEAR + 1
    assert "schooljaar 2027-2028" in decision.message


def test_the_tightest_school_year_is_shown():
    decision = ask(0, requested={YEAR: klokuren(30), YEAR + 1: klokuren(250)}, engagements=[])
    assert (decision.school_year, decision.requested) == (YEAR + 1, klokuren(250))


def test_outside_the_rule_the_first_school_year_is_shown():
    decision = ask(0, requested={YEAR + 1: 60, YEAR: 30}, ground=LegalGround.BEVOEGD)
    assert (decision.school_year, decision.requested) == (YEAR, 30)


def test_with_equal_room_the_first_school_year_is_shown():
    assert ask(0, requested={YEAR + 1: 60, YEAR: 60}, engagements=[]).school_year == YEAR


def test_an_earlier_school_year_had_four_hours():
    assert ask(0, requested={2019: klokuren(161)}, engagements=[]).allowed is False


def test_the_placement_being_edited_does_not_count_twice():
    assert ask(200, 200).allowed is False
    assert ask(200, 200, exclude_placement_id=1).allowed is True
    assert ask(200, 200, exclude_placement_id=1, ground=LegalGround.BEVOEGD).used == 0


def test_a_recorded_exception_allows_more():
    decision = ask(24, 228, note=NOTE)
    assert decision.allowed is True
    assert decision.reason is DecisionReason.EXCEPTION
    assert decision.message.endswith(
        "Dit mag alleen door de vastgelegde uitzondering: Vervanging bij ziekte (WEB artikel 4.2.1)."
    )


@pytest.mark.parametrize("note", [ExceptionNote("", "WEB"), ExceptionNote("Ziekte", " "), None])
def test_an_exception_needs_a_reason_and_an_article(note):
    assert ask(24, 228, note=note).reason is DecisionReason.ABOVE_LIMIT


def test_an_exception_is_not_used_when_the_request_fits():
    assert ask(12, 228, note=NOTE).reason is DecisionReason.WITHIN_LIMIT


def test_nothing_asked_fits_even_after_an_exception():
    decision = ask(0, 250, teaching_weeks=4)
    assert decision.allowed is True
    assert decision.max_minutes_per_week is None


def test_a_limit_per_board_counts_that_board_only():
    table = tuple(replace(row, scope=LimitScope.BOARD) for row in LIMITS)
    rows = [engagement(200, board_id=7)]
    assert ask(100, engagements=rows, board_id=8, limits=table).allowed is True
    assert ask(100, engagements=rows, board_id=7, limits=table).allowed is False
    assert ask(100, engagements=rows, board_id=8, limits=table).per_board == {7: klokuren(200), 8: klokuren(100)}


def test_the_hint_over_two_school_years_keeps_a_minute_of_room():
    requested = {YEAR: klokuren(300), YEAR + 1: klokuren(100)}
    decision = ask(0, requested=requested, engagements=[], teaching_weeks=40)
    # 240 of the 300 klokuren fit: 8 of the 10 klokuren per week, a minute less for the rounding.
    assert decision.max_minutes_per_week == 479


def test_the_room_is_one_minute():
    decision = ask(0, requested={YEAR: 3, YEAR + 1: 1}, engagements=[engagement(240 - 2 / 60)], teaching_weeks=1)
    assert decision.max_minutes_per_week == 2


@pytest.mark.parametrize("requested", [{}, {YEAR: -1}])
def test_a_request_names_a_school_year_and_no_negative_minutes(requested):
    with pytest.raises(ValueError, match="at least one school year"):
        ask(0, requested=requested)


@pytest.mark.parametrize(("minutes", "stands"), [(0, True), (LIMIT, True), (LIMIT + 1, False)])
def test_the_expression_of_the_database_check(minutes, stands):
    assert check_row_allows(minutes, LIMIT) is stands


def test_the_most_that_fits_is_told_in_all():
    assert ask(24, 228).max_minutes == klokuren(12)
    assert ask(0, 228).max_minutes == klokuren(12)
    assert ask(24, 250).max_minutes == 0
    assert ask(24, ground=LegalGround.BEVOEGD).max_minutes is None


def test_adr_0002_both_readings_are_given():
    rows = [engagement(200, board_id=7)]
    found = decide_readings(
        sector=Sector.MBO,
        ground=LegalGround.ZESURENREGELING,
        request=Request({YEAR: klokuren(100)}),
        engagements=rows,
        board_id=8,
    )
    assert {scope: row.allowed for scope, row in found.items()} == {LimitScope.PERSON: False, LimitScope.BOARD: True}
    assert [found[scope].used for scope in LimitScope] == [klokuren(200), 0]


@pytest.mark.parametrize(
    ("asked", "used", "allowed"),
    [
        ({WEEK: 6}, {}, True),
        ({WEEK: 6.1}, {}, False),
        ({WEEK: 4, NEXT_WEEK: 4}, {WEEK: 2}, True),
        ({WEEK: 4, NEXT_WEEK: 4}, {NEXT_WEEK: 2.1}, False),
        ({NEXT_WEEK: 6}, {WEEK: 6}, True),
    ],
)
def test_a_maximum_per_week_holds_in_every_week(asked, used, allowed):
    assert ask_by_week(asked, used).allowed is allowed


def test_a_maximum_per_week_names_the_tightest_week():
    decision = ask_by_week({WEEK: 5, NEXT_WEEK: 4}, {NEXT_WEEK: 3}, teaching_weeks=2)
    assert decision.message == (
        "Dit wordt 7 van ten hoogste 6 klokuren in de week van 14-09-2026 (WEB artikel 4.2.1 lid 6). "
        "Er zijn nog 3 klokuren over: ten hoogste 3,35 klokuren per week in deze periode."
    )
    assert (decision.school_year, decision.limit, decision.requested) == (YEAR, klokuren(6), klokuren(4))


def test_a_maximum_per_week_looks_at_a_week_that_begins_in_the_school_year_before():
    # 1 August 2026 is a Saturday: its week began in July, in school year 2025-2026.
    decision = ask_by_week({date(2026, 7, 27): 7})
    assert decision.allowed is False
    assert decision.school_year == 2025


@pytest.mark.parametrize(("by_week", "hours", "allowed"), [(None, 240, True), (None, 240.1, False), ({}, 240.1, False)])
def test_a_maximum_per_week_without_weeks_is_held_against_the_year(by_week, hours, allowed):
    assert ask(hours, by_week=by_week, limits=PER_WEEK).allowed is allowed


def test_a_year_without_a_limit_leaves_the_other_year_limited():
    table = tuple(replace(row, valid_to=date(2027, 7, 31)) for row in LIMITS)
    decision = ask(0, requested={YEAR + 1: klokuren(500)}, limits=table)
    assert decision.reason is DecisionReason.NOT_APPLICABLE
    both = ask(0, requested={YEAR: 0, YEAR + 1: klokuren(500)}, limits=table)
    assert (both.allowed, both.max_minutes) == (True, klokuren(500))


def test_weeks_where_no_limit_is_measured_by_the_week_do_not_matter():
    assert ask(0, requested={YEAR: 60}, by_week={WEEK: klokuren(12)}).reason is DecisionReason.WITHIN_LIMIT
