"""Who covers for whom on a day. A cover counts on its first and last day too, and is never handed on."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select

from matcher.models import CoordinatorCover, User


def counts_on(day: date) -> ColumnElement[bool]:
    """Return the condition on CoordinatorCover that it counts on a Dutch day."""
    return and_(CoordinatorCover.starts_on <= day, CoordinatorCover.ends_on >= day)


def covered_by(user_id: int, day: date) -> Select[int]:
    """Return the ids of those somebody covers for on a day; an account that is switched off hands on nothing."""
    return (
        select(CoordinatorCover.absent_id)
        .join(User, User.id == CoordinatorCover.absent_id)
        .where(CoordinatorCover.cover_id == user_id, counts_on(day), User.deactivated_at.is_(None))
    )


def covers_of(absent: Select[Any], day: date) -> Select[int]:
    """Return the ids of those who cover for one of these on a day."""
    return select(CoordinatorCover.cover_id).where(CoordinatorCover.absent_id.in_(absent), counts_on(day))
