"""Months of a placement: planned, what the professional entered, and real once the school confirmed them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.models import PlacementMonth, PlacementMonthClaim, User
from matcher.rules.teaching_plan import Plan, minutes_on_dates

DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The real minutes of a month, confirmed by whom ("" for somebody who left) and when."""

    minutes: int
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Claimed:
    """The minutes the professional entered for a month, when, and with which note."""

    minutes: int
    at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month (its first day) of a placement. ``opens_on``: the day from which it can be entered and confirmed."""

    month: date
    opens_on: date
    planned_minutes: int
    real: Confirmed | None
    claim: Claimed | None = None

    @property
    def differs(self) -> bool:
        """True when what is known of the month is not one and the same number."""
        return len({self.planned_minutes, *(row.minutes for row in (self.claim, self.real) if row)}) > 1


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


def claimed_months(session: Session, placement_ids: Iterable[int]) -> dict[int, dict[date, Claimed]]:
    """Return placement -> month -> what the professional entered; empty for a placement without."""
    found: dict[int, dict[date, Claimed]] = defaultdict(dict)
    claims = select(PlacementMonthClaim).where(PlacementMonthClaim.placement_id.in_(list(placement_ids)))
    for row in session.scalars(claims.order_by(PlacementMonthClaim.month)):
        found[row.placement_id][row.month] = Claimed(row.minutes, row.entered_at, row.note)
    return found


@lru_cache(maxsize=8192)
def planned_by_month(plan: Plan) -> Mapping[date, int]:
    """Return month -> planned minutes, of every month of the plan, in order."""
    planned = dict.fromkeys(_months_between(plan.starts_on, plan.ends_on), 0)
    for day, minutes in minutes_on_dates(plan).items():
        planned[day.replace(day=1)] += minutes
    return MappingProxyType(planned)


def months_of(
    plan: Plan, confirmed: Mapping[date, Confirmed], claimed: Mapping[date, Claimed] = MappingProxyType({})
) -> tuple[MonthRow, ...]:
    """Return every month of the plan, and those entered or confirmed before it was cut short, in order."""
    planned = planned_by_month(plan)
    return tuple(
        MonthRow(month, max(month, plan.starts_on), planned.get(month, 0), confirmed.get(month), claimed.get(month))
        for month in sorted(planned.keys() | confirmed.keys() | claimed.keys())
    )


def month_after(month: date) -> date:
    """Return the first day of the month after this one."""
    return month.replace(year=month.year + month.month // DECEMBER, month=month.month % DECEMBER + 1)


def _months_between(first: date, last: date) -> Iterable[date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = month_after(month)
