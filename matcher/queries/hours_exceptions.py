"""Recorded exceptions above the limit of the six-hours rule, with who recorded and withdrew them."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from matcher.domain.errors import NotFoundError
from matcher.models import HoursException, User


@dataclass(frozen=True, slots=True)
class ExceptionRow:
    """A recorded exception, with who and when; ``withdrawn_at`` None while it stands."""

    id: int
    school_year: int
    allowed_minutes: int
    valid_until: date
    reason: str
    article: str
    recorded_at: datetime
    recorded_by: str
    withdrawn_at: datetime | None
    withdrawn_by: str


def exceptions_in(session: Session, professional_id: int, school_year: int) -> tuple[ExceptionRow, ...]:
    """Return the exceptions of a person in a school year, also those withdrawn, newest first."""
    e, by, withdrawn_by = HoursException, aliased(User), aliased(User)
    found = session.execute(
        select(e, by.full_name, withdrawn_by.full_name)
        .outerjoin(by, by.id == e.recorded_by_id)
        .outerjoin(withdrawn_by, withdrawn_by.id == e.withdrawn_by_id)
        .where(e.professional_id == professional_id, e.school_year == school_year)
        .order_by(e.id.desc())
    )
    return tuple(_exception(row, name, other) for row, name, other in found)


def _exception(row: HoursException, name: str | None, withdrawn_by: str | None) -> ExceptionRow:
    return ExceptionRow(
        id=row.id,
        school_year=row.school_year,
        allowed_minutes=row.allowed_minutes,
        valid_until=row.valid_until,
        reason=row.reason,
        article=row.article,
        recorded_at=row.recorded_at,
        recorded_by=name or "",
        withdrawn_at=row.withdrawn_at,
        withdrawn_by=withdrawn_by or "",
    )


def exception_of(session: Session, *, professional_id: int, exception_id: int) -> ExceptionRow:
    """Return one exception that stands. Raises NotFoundError for one of somebody else, or withdrawn."""
    row = session.get(HoursException, exception_id)
    if row is None or row.professional_id != professional_id or row.withdrawn_at is not None:
        raise NotFoundError
    return next(each for each in exceptions_in(session, professional_id, row.school_year) if each.id == row.id)
