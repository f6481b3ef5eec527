"""Properties of WVO 2020 7.19 and WEB 4.2.1 lid 6 that hold for every person."""

from dataclasses import replace
from datetime import date

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from matcher.domain.choices import LegalGround, Sector
from matcher.domain.law import LimitScope
from matcher.rules.limits import limit_for_year
from matcher.rules.six_hours import (
    DecisionReason,
    Engagement,
    ExceptionNote,
    Request,
    check_row_allows,
    decide,
    decide_readings,
    remaining_minutes,
    standing,
    used_minutes,
)
from matcher.rules.snapshot import minutes_left_by_year
from matcher.rules.teaching_plan import lesson_weeks, minutes_by_year
from tests.property.rules.strategies import YEARS, engagements, requests, sectors, weekly_plans, years

RULE = LegalGround.ZESURENREGELING
NOTE = ExceptionNote("Vervanging", "WEB artikel 4.2.1")


def ask(sector, requested, rows, teaching_weeks=None, **more):
    request = Request(requested, teaching_weeks=teaching_weeks)
    return decide(sector=sector, ground=RULE, request=request, engagements=rows, **more)


@given(engagements(), years, sectors)
def test_used_and_remaining_make_the_limit(rows, year, sector):
    used = used_minutes(rows, year)
    limit = limit_for_year(sector, year).yearly_minutes
    left = remaining_minutes(rows, year, sector)
    assert left >= 0
    assert used + left == max(limit, used)


@given(engagements(), years, st.randoms(use_true_random=False), requests, sectors)
def test_the_order_of_engagements_does_not_matter(rows, year, random, requested, sector):
    mixed = list(rows)
    random.shuffle(mixed)
    assert standing(mixed, year) == standing(rows, year)
    assert ask(sector, requested, mixed) == ask(sector, requested, rows)


@given(engagements(), requests, sectors)
def test_the_decision_agrees_with_what_is_left(rows, requested, sector):
    fits = all(minutes <= remaining_minutes(rows, year, sector) for year, minutes in requested.items())
    decision = ask(sector, requested, rows, board_id=1)
    assert decision.allowed is fits
    assert decision.total_after == decision.used + decision.requested
    assert sum(decision.per_board.values()) == decision.total_after
    assert decision.remaining == remaining_minutes(rows, decision.school_year, sector)
    assert ask(sector, requested, rows, note=NOTE).allowed is True


@given(engagements(), requests, sectors)
def test_no_other_school_year_is_tighter(rows, requested, sector):
    decision = ask(sector, requested, rows)
    margin = decision.remaining - decision.requested
    assert all(margin <= remaining_minutes(rows, y, sector) - minutes for y, minutes in requested.items())


@given(engagements(), requests, sectors, years, st.integers(0, 5000))
def test_asking_less_never_turns_yes_into_no(rows, requested, sector, year, less):
    assume(year in requested)
    smaller = requested | {year: max(0, requested[year] - less)}
    assert ask(sector, smaller, rows).allowed or not ask(sector, requested, rows).allowed


@given(engagements(), requests, sectors, years, st.integers(0, 5000))
def test_more_work_elsewhere_never_turns_no_into_yes(rows, requested, sector, year, minutes):
    more = [*rows, Engagement(99, Sector.MBO, 1, {year: minutes}, under_rule=True)]
    assert ask(sector, requested, rows).allowed or not ask(sector, requested, more).allowed


@given(engagements(), years, sectors)
def test_leaving_out_the_own_record_is_as_if_it_were_not_there(rows, year, sector):
    for own in rows:
        others = [row for row in rows if row is not own]
        assert used_minutes(rows, year, exclude=own.placement_id) == used_minutes(others, year)
        kept = ask(sector, {year: 600}, rows, exclude_placement_id=own.placement_id)
        assert kept == ask(sector, {year: 600}, others)


@given(engagements(), requests, sectors)
def test_what_is_outside_the_rule_changes_nothing_but_counts_for_nothing(rows, requested, sector):
    outside = [replace(row, under_rule=False) for row in rows]
    assert ask(sector, requested, outside) == ask(sector, requested, [])


@given(engagements(), requests, sectors)
def test_the_database_check_never_refuses_what_the_decision_allows(rows, requested, sector):
    decision = ask(sector, requested, rows)
    if decision.reason is DecisionReason.WITHIN_LIMIT:
        for year, minutes in requested.items():
            limit = limit_for_year(sector, year).yearly_minutes
            assert check_row_allows(minutes, limit)


@settings(deadline=None)
@given(weekly_plans(), engagements(), sectors)
def test_the_hint_fits(plan, rows, sector):
    asked = minutes_by_year(plan)
    assume(asked)
    most = ask(sector, asked, rows, teaching_weeks=lesson_weeks(plan)).max_minutes_per_week
    fitting = minutes_by_year(replace(plan, minutes=most))
    assert not fitting or ask(sector, fitting, rows).allowed


@given(engagements(), requests, sectors)
def test_the_most_that_fits_in_one_year_is_allowed_and_a_minute_more_is_not(rows, requested, sector):
    year = min(requested)
    most = ask(sector, {year: max(1, requested[year])}, rows).max_minutes
    assert ask(sector, {year: most}, rows).allowed
    assert not ask(sector, {year: most + 1}, rows).allowed


@given(engagements(), requests, sectors, st.integers(1, 4))
def test_the_reading_per_board_is_never_stricter_than_per_person(rows, requested, sector, board):
    found = decide_readings(sector=sector, ground=RULE, request=Request(requested), engagements=rows, board_id=board)
    assert found[LimitScope.BOARD].allowed or not found[LimitScope.PERSON].allowed


@given(engagements())
def test_the_columns_of_the_engine_say_the_same(rows):
    left = minutes_left_by_year(rows, YEARS, date(2025, 9, 1))
    assert left == tuple(standing(rows, year).remaining for year in YEARS)
