"""Recorded exceptions: per school year, up to so much, until a day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from matcher.domain.choices import LegalGround, Sector
from matcher.domain.law import LimitBasis
from matcher.rules.hours_exceptions import ExceptionNote, HoursException, Request, covering
from matcher.rules.limits import LIMITS
from matcher.rules.six_hours import DecisionReason, Engagement, decide
from tests.unit.rules.examples import YEAR, engagement, klokuren

LAST_LESSON = date(2027, 6, 30)
GIVEN = HoursException(YEAR, klokuren(300), LAST_LESSON, "Vervanging bij ziekte.", "WEB artikel 4.2.1")
WEEK = date(2026, 9, 7)


def ask(hours, used=200, exceptions=(GIVEN,), last_day=LAST_LESSON, **changes):
    facts = {
        "sector": Sector.MBO,
        "ground": LegalGround.ZESURENREGELING,
        "request": Request({YEAR: klokuren(hours)}, last_day=last_day),
        "engagements": [engagement(used)],
        "exceptions": exceptions,
    }
    return decide(**(facts | changes))


@pytest.mark.parametrize(
    ("hours", "reason"),
    [
        (40, DecisionReason.WITHIN_LIMIT),
        (41, DecisionReason.EXCEPTION),
        (100, DecisionReason.EXCEPTION),
        (100.1, DecisionReason.ABOVE_LIMIT),
    ],
)
def test_an_exception_allows_so_much_in_all(hours, reason):
    assert ask(hours).reason is reason


def test_the_exception_is_named_with_its_bounds():
    assert ask(100).message.endswith(
        "Er is een uitzondering vastgelegd: tot 300 klokuren, tot en met 30-06-2027. "
        "Reden: Vervanging bij ziekte (WEB artikel 4.2.1)."
    )


@pytest.mark.parametrize(("days", "allowed"), [(-1, True), (0, True), (1, False)])
def test_an_exception_runs_until_the_last_lesson(days, allowed):
    assert ask(50, last_day=LAST_LESSON + timedelta(days=days)).allowed is allowed


def test_without_a_last_day_no_exception_helps():
    assert ask(50, last_day=None).allowed is False


def test_an_exception_is_of_one_school_year():
    other = replace(GIVEN, school_year=YEAR + 1)
    assert ask(50, exceptions=[other]).allowed is False
    assert ask(50, exceptions=[other, GIVEN]).allowed is True


def test_every_school_year_that_is_too_full_needs_one():
    request = Request({YEAR: klokuren(250), YEAR + 1: klokuren(250)}, last_day=LAST_LESSON)
    assert ask(0, 0, request=request).allowed is False
    both = [GIVEN, replace(GIVEN, school_year=YEAR + 1)]
    assert ask(0, 0, request=request, exceptions=iter(both)).allowed is True


def test_a_school_year_that_is_just_full_needs_none():
    request = Request({YEAR: klokuren(250), YEAR + 1: klokuren(240)}, last_day=LAST_LESSON)
    assert ask(0, 0, request=request).allowed is True


def test_two_exceptions_do_not_add_up():
    assert ask(150, exceptions=[GIVEN, GIVEN]).allowed is False
    assert ask(150, exceptions=[GIVEN, replace(GIVEN, allowed_minutes=klokuren(350))]).allowed is True


def test_a_note_with_the_placement_goes_further_than_the_record():
    note = ExceptionNote("Afspraak", "WEB artikel 4.2.1")
    decision = ask(150, note=note)
    assert decision.allowed is True
    assert decision.message.endswith(note.text)


def test_an_exception_lifts_a_maximum_per_week_of_its_school_year():
    per_week = tuple(replace(row, basis=LimitBasis.WEEKLY_MAXIMUM) for row in LIMITS)
    rows = [Engagement(1, Sector.MBO, 7, {}, under_rule=True, minutes_by_week={WEEK: 300})]
    request = Request({YEAR: 600}, {WEEK: 600}, WEEK)
    facts = {"request": request, "engagements": rows, "limits": per_week}
    assert ask(0, **facts).reason is DecisionReason.EXCEPTION
    assert ask(0, **facts, exceptions=[replace(GIVEN, school_year=YEAR + 1)]).allowed is False


def test_nothing_is_covered_when_nothing_is_too_full():
    assert covering([GIVEN], [], Request({YEAR: 60}, last_day=LAST_LESSON)) is None


@pytest.mark.parametrize(
    ("reason", "article", "complete"), [("Ziekte", "WEB", True), (" ", "WEB", False), ("Ziekte", "", False)]
)
def test_a_note_is_complete_with_a_reason_and_an_article(reason, article, complete):
    assert ExceptionNote(reason, article).complete is complete


def test_a_request_knows_its_minutes_per_year_and_per_week():
    request = Request({YEAR: 90}, {WEEK: 60})
    assert [request.minutes_in(p) for p in (YEAR, YEAR + 1, WEEK, WEEK + timedelta(weeks=1))] == [90, 0, 60, 0]
    assert Request({YEAR: 90}).minutes_in(WEEK) == 0
