"""Months that are over while the school has not confirmed what was taught in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from matcher.domain.states import PlacementState
from matcher.models import Placement
from matcher.queries.placement_months import (
    Claimed,
    claimed_months,
    confirmed_months,
    month_after,
    planned_by_month,
)
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
    claim: Claimed | None


def open_months(
    session: Session, *conditions: ColumnElement[bool], today: date, over_for: int = 0
) -> Iterator[OpenMonth]:
    """Yield every month with lessons that is over for so many days, and that nobody confirmed; oldest first."""
    last, first = today - timedelta(days=over_for), today - timedelta(days=DAYS_BACK)
    found = session.scalars(
        select(Placement)
        .where(*conditions, Placement.state != PlacementState.CANCELLED)
        .where(Placement.starts_on < last, Placement.ends_on >= first)
        .order_by(Placement.id)
    ).all()
    ids = [row.id for row in found]
    confirmed, claimed = confirmed_months(session, ids), claimed_months(session, ids)
    for placement in found:
        known, entered = confirmed[placement.id], claimed[placement.id]
        for month, minutes in _months(placement, first, last):
            if minutes and month not in known:
                yield OpenMonth(placement, month, month_after(month), minutes, entered.get(month))


def _months(placement: Placement, first: date, last: date) -> Iterator[tuple[date, int]]:
    planned = planned_by_month(plan_of_placement(placement))
    return ((month, minutes) for month, minutes in planned.items() if first <= month and month_after(month) <= last)
