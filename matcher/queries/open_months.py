"""Months that are over while the school has not confirmed what was taught in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from matcher.domain.states import PlacementState
from matcher.models import Placement, PlacementMonth
from matcher.queries.placement_months import month_after, planned_by_month
from matcher.queries.plans import plan_of_placement

# What nobody confirmed for half a year stays as it was planned; nobody is asked for it any more.
DAYS_BACK = 183


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
    last, first = today - timedelta(days=over_for), today - timedelta(days=DAYS_BACK)
    found = session.execute(
        select(Placement, PlacementMonth.month)
        .outerjoin(PlacementMonth, PlacementMonth.placement_id == Placement.id)
        .where(*conditions, Placement.state != PlacementState.CANCELLED)
        .where(Placement.starts_on < last, Placement.ends_on >= first)
        .order_by(Placement.id)
    )
    for _, rows in groupby(found, key=lambda row: row[0].id):
        known = tuple(rows)
        confirmed = {month for _, month in known}
        yield from (row for row in _months(known[0][0], first, last) if row.month not in confirmed)


def _months(placement: Placement, first: date, last: date) -> Iterator[OpenMonth]:
    for month, minutes in planned_by_month(plan_of_placement(placement)).items():
        if minutes and month >= first and month_after(month) <= last:
            yield OpenMonth(placement, month, month_after(month), minutes)
