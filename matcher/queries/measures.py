"""The measure of the six-hours rule in force: the rows of the table, or the law as it came with the program."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.models import HoursMeasure
from matcher.rules.limits import LIMITS, Limit


def measures(session: Session) -> tuple[Limit, ...]:
    """Return the dated limits by sector, the oldest first; those of the law when the table is empty."""
    m = HoursMeasure
    rows = session.scalars(select(m).order_by(m.sector, m.valid_from.is_not(None), m.valid_from)).all()
    return tuple(map(_limit, rows)) or LIMITS


def _limit(row: HoursMeasure) -> Limit:
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
