"""The measure of the six-hours rule: the rows of the table, or the law as it came with the program."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matcher.domain.choices import Sector
from matcher.domain.errors import NotFoundError
from matcher.domain.states import PlacementState
from matcher.models import HoursMeasure, Placement, PlacementYear, User
from matcher.rules.limits import LIMITS, Limit, limit_on


def measures(session: Session) -> tuple[Limit, ...]:
    """Return the dated limits by sector, the oldest first; those of the law when the table is empty."""
    m = HoursMeasure
    rows = session.scalars(select(m).order_by(m.sector, m.valid_from.is_not(None), m.valid_from)).all()
    return tuple(map(as_limit, rows)) or LIMITS


def measures_on(session: Session, day: date) -> tuple[Limit, ...]:
    """Return the limit of each sector that has one on ``day``."""
    limits = measures(session)
    return tuple(found for sector in Sector if (found := limit_on(sector, day, limits)))


def as_limit(row: HoursMeasure) -> Limit:
    """Return a row as the value the rules ask."""
    return Limit(
        sector=row.sector,
        hours_per_week=row.hours_per_week,
        weeks=row.weeks,
        scope=row.scope,
        basis=row.basis,
        article=row.article,
        source=row.source,
        url_name=row.url_name,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure and where it came from. ``id`` None: the law itself, not in the table. ``made_by``: a name or empty.

    ``holds``: on the day asked; ``ahead``: comes into force after it.
    """

    id: int | None
    limit: Limit
    holds: bool
    ahead: bool
    reason: str = ""
    made_by: str = ""
    made_at: datetime | None = None


def measure_rows(session: Session, today: date) -> tuple[MeasureRow, ...]:
    """Return all measures, vmbo before mbo, the newest first."""
    statement = select(HoursMeasure, User.full_name).outerjoin(User, User.id == HoursMeasure.created_by_id)
    rows = [_row(row, name, today) for row, name in session.execute(statement)]
    found = rows or [MeasureRow(None, limit, limit.valid_on(today), ahead=False) for limit in LIMITS]
    newest_first = sorted(found, key=lambda row: row.limit.valid_from or date.min, reverse=True)
    return tuple(sorted(newest_first, key=lambda row: list(Sector).index(row.limit.sector)))


def measure_row(session: Session, *, measure_id: int, today: date) -> MeasureRow:
    """Return one measure. Raises NotFoundError unless it is still ahead: only then can it be removed."""
    found = next((row for row in measure_rows(session, today) if row.id == measure_id and row.ahead), None)
    if found is None:
        raise NotFoundError
    return found


def _row(row: HoursMeasure, name: str | None, today: date) -> MeasureRow:
    limit = as_limit(row)
    ahead = limit.valid_from is not None and limit.valid_from > today
    return MeasureRow(row.id, limit, limit.valid_on(today), ahead, row.reason, name or "", row.created_at)


def placements_from(session: Session, *, school_year: int, sectors: Iterable[Sector]) -> int:
    """Return how many placements in these sectors have hours that count in that school year or a later one."""
    statement = (
        select(func.count(PlacementYear.placement_id.distinct()))
        .join(Placement, Placement.id == PlacementYear.placement_id)
        .where(
            PlacementYear.school_year >= school_year,
            PlacementYear.counted_minutes > 0,
            Placement.state != PlacementState.CANCELLED,
            Placement.sector.in_(list(sectors)),
        )
    )
    return session.scalar(statement) or 0
