"""Which placements have a VOG that asks for something, as a condition: what ``rules.vog`` says, for all rows at once.

A test compares the two over many placements. School years and months are compared as numbers, so that both databases
reckon alike: ``date + 6 months`` is not the same day in each.
"""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, extract, func, or_

from matcher.domain.choices import ContractForm, Sector
from matcher.domain.school_year import school_year_of
from matcher.models import Placement
from matcher.rules.vog import CHECK_DAYS, MONTHS_MBO, WEEKS_VO

VOG_DAYS = 30
SECONDS_PER_WEEK = 7 * 86_400
MONTHS_PER_YEAR = 12
AUGUST, JULY = 8, 7
# The school year begins on 1 August; who looks from 30 days before, has looked for it.
FIRST_LOOK_IN_JULY = 32 - CHECK_DAYS
_P = Placement


def asks_vog(today: date) -> ColumnElement[bool]:
    """Return which VOGs ask for something, at the start or at the start of a school year.

    Not in order while the work runs or begins within 30 days; too old for the first day at any time before; of people
    from outside in vo to be looked at again within 30 days.
    """
    too_old, missing = _too_old(), or_(_P.vog_issued_on.is_(None), _P.vog_seen_on.is_(None))
    wrong = _P.vog_seen_on < _P.vog_issued_on
    soon = _P.starts_on <= today + timedelta(days=VOG_DAYS)
    not_in_order = or_(and_(soon, or_(missing, wrong)), too_old)
    return and_(_P.sector != Sector.HBO, or_(not_in_order, _look_again(today)))


def _too_old() -> ColumnElement[bool]:
    """Return whether the VOG is too old: of mbo on the day it was seen, of vo on the first day of the work."""
    issued, seen = _P.vog_issued_on, _P.vog_seen_on
    months = _month_number(seen) - _month_number(issued)
    late_in_month = and_(months == MONTHS_MBO, extract("day", seen) > extract("day", issued))
    of_mbo = and_(_P.sector == Sector.MBO, or_(months > MONTHS_MBO, late_in_month))
    age = extract("epoch", _P.starts_on) - extract("epoch", issued)
    of_vo = and_(_P.sector == Sector.VMBO, age > WEEKS_VO * SECONDS_PER_WEEK)
    return and_(seen.is_not(None), seen >= issued, or_(of_mbo, of_vo))


def _look_again(today: date) -> ColumnElement[bool]:
    """Return whether the next look is due within 30 days (WVO 2020 art. 7.3a), as ``rules.vog.next_check_on``."""
    after_start = _school_year(_P.starts_on, AUGUST, 1)
    looked_for = func.coalesce(_school_year(_P.vog_seen_on, JULY, FIRST_LOOK_IN_JULY), 0)
    due = case((looked_for > after_start, looked_for), else_=after_start) + 1
    last = school_year_of(today + timedelta(days=CHECK_DAYS))
    outside = and_(_P.sector == Sector.VMBO, _P.contract_form != ContractForm.EIGEN_AANSTELLING)
    return and_(outside, due <= _school_year(_P.ends_on, AUGUST, 1), due <= last)


def _month_number(day: Any) -> Any:
    return extract("year", day) * MONTHS_PER_YEAR + extract("month", day)


def _school_year(day: Any, month: int, first: int) -> Any:
    """Return the year in which the last period that begins in this month on this day began."""
    begun = extract("month", day) * 100 + extract("day", day) >= month * 100 + first
    return extract("year", day) - case((begun, 0), else_=1)
