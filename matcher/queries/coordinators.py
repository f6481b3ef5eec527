"""Who coordinates a region."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from matcher.models import CoordinatorAssignment, Region, User


def coordinators_of(session: Session, *, region_code: str) -> Sequence[User]:
    """Return the coordinators nearest to a region: its own, else of its landsdeel, else of the nation.

    Who has left does not count, so that a region without anybody falls to the next.
    """
    row = CoordinatorAssignment
    landsdeel = select(Region.landsdeel_code).where(Region.code == region_code).scalar_subquery()
    for reach in (row.region_code == region_code, row.landsdeel_code == landsdeel, row.national.is_(True)):
        if found := _users(session, reach):
            return found
    return ()


def _users(session: Session, reach: ColumnElement[bool]) -> Sequence[User]:
    mine = select(CoordinatorAssignment.user_id).where(reach)
    active = select(User).where(User.id.in_(mine), User.deactivated_at.is_(None))
    return session.scalars(active.order_by(User.id)).all()
