"""Months that are over while the school has not confirmed what was taught in them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, or_, select
from sqlalchemy.orm import Session, aliased

from matcher.domain.states import PlacementState
from matcher.models import Placement, PlacementMonth
from matcher.queries.placement_months import month_after, planned_by_month
from matcher.queries.plans import plan_of_placement

# What nobody confirmed for half a year stays as it was planned; nobody is asked for it any more.
DAYS_BACK = 183
_P = Placement
_OF_THE_PLAN = (
    *(_P.id, _P.plan_kind, _P.starts_on, _P.ends_on, _P.holiday_region),
    *(_P.minutes_per_week, _P.total_minutes, _P.teaching_weeks, _P.weekdays, _P.days),
)


@dataclass(frozen=True, slots=True)
class OpenMonth:
    """A month of a placement; ``over_on``: the first day after it."""

    placement: Placement
    month: date
    over_on: date
    planned_minutes: int


def open_months(
    session: Session, *conditions: ColumnElement[bool], today: date, over_for: int = 0
) -> Iterator[OpenMonth]:
    """Yield every month with lessons that is over for so many days, and that nobody confirmed; oldest first."""
    first, last = _period(today, over_for)
    these = (*conditions, *_candidates(first, last))
    confirmed = _confirmed(session, these)
    for placement in session.scalars(select(Placement).where(*these).order_by(Placement.id)):
        yield from (row for row in _months(placement, first, last) if (placement.id, row.month) not in confirmed)


def with_open_months(
    session: Session, *conditions: ColumnElement[bool], today: date, over_for: int = 0
) -> frozenset[int]:
    """Return the ids of the placements that have such a month; reads nothing of them but their plan."""
    first, last = _period(today, over_for)
    these = (*conditions, *_candidates(first, last))
    confirmed = _confirmed(session, these)
    return frozenset(
        row.id
        for row in session.execute(select(*_OF_THE_PLAN).where(*these))
        if any((row.id, found.month) not in confirmed for found in _months(row, first, last))
    )


def _period(today: date, over_for: int) -> tuple[date, date]:
    return today - timedelta(days=DAYS_BACK), today - timedelta(days=over_for)


def _candidates(first: date, last: date) -> tuple[ColumnElement[bool], ...]:
    return (
        Placement.state != PlacementState.CANCELLED,
        Placement.starts_on < last,
        Placement.ends_on >= first,
        _not_all_confirmed(first, last),
    )


def _confirmed(session: Session, these: Iterable[ColumnElement[bool]]) -> set[tuple[int, date]]:
    joined = select(PlacementMonth.placement_id, PlacementMonth.month).join(Placement)
    return {(row.placement_id, row.month) for row in session.execute(joined.where(*these))}


def _not_all_confirmed(first: date, last: date) -> ColumnElement[bool]:
    """Return which placements have a month in between that nobody confirmed: the plan of others need not be read."""
    months, month = [], first if first.day == 1 else month_after(first.replace(day=1))
    while month_after(month) <= last:
        months.append(month)
        month = month_after(month)
    return or_(false(), *(_unconfirmed(each) for each in months))


def _unconfirmed(month: date) -> ColumnElement[bool]:
    row = aliased(PlacementMonth)
    known = exists().where(row.placement_id == Placement.id, row.month == month)
    return and_(Placement.starts_on < month_after(month), Placement.ends_on >= month, ~known)


def _months(placement: Any, first: date, last: date) -> Iterator[OpenMonth]:
    for month, minutes in planned_by_month(plan_of_placement(placement)).items():
        if minutes and month >= first and month_after(month) <= last:
            yield OpenMonth(placement, month, month_after(month), minutes)
