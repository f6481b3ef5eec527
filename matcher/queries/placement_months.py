"""Months of a placement: planned, and real once the school confirmed them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.models import PlacementMonth, User
from matcher.rules.teaching_plan import Plan, minutes_on_dates

DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The real minutes of a month, confirmed by whom ("" for somebody who left) and when."""

    minutes: int
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month (its first day) of a placement. ``opens_on``: the day from which it can be confirmed."""

    month: date
    opens_on: date
    planned_minutes: int
    real: Confirmed | None


def confirmed_months(session: Session, placement_ids: Iterable[int]) -> dict[int, dict[date, Confirmed]]:
    """Return placement -> month -> what was confirmed; empty for a placement without."""
    found: dict[int, dict[date, Confirmed]] = defaultdict(dict)
    rows = session.execute(
        select(PlacementMonth, User.full_name)
        .outerjoin(User, User.id == PlacementMonth.confirmed_by_id)
        .where(PlacementMonth.placement_id.in_(list(placement_ids)))
        .order_by(PlacementMonth.month)
    )
    for row, name in rows:
        found[row.placement_id][row.month] = Confirmed(row.real_minutes, row.confirmed_at, name or "")
    return found


def months_of(plan: Plan, confirmed: Mapping[date, Confirmed]) -> tuple[MonthRow, ...]:
    """Return every month of the plan, and those confirmed before it was cut short, in order."""
    planned = dict.fromkeys(_months_between(plan.starts_on, plan.ends_on), 0)
    for day, minutes in minutes_on_dates(plan).items():
        planned[day.replace(day=1)] += minutes
    return tuple(
        MonthRow(month, max(month, plan.starts_on), planned.get(month, 0), confirmed.get(month))
        for month in sorted(planned.keys() | confirmed.keys())
    )


def _months_between(first: date, last: date) -> Iterable[date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = month.replace(year=month.year + month.month // DECEMBER, month=month.month % DECEMBER + 1)
