"""Who coordinates a region, and is told of what happens there."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from matcher.domain.actors import Actor
from matcher.models import CoordinatorAssignment, Region, User
from matcher.queries.covers import covers_of


def coordinators_of(session: Session, *, region_code: str, on: date) -> Sequence[User]:
    """Return the coordinators nearest to a region: its own, else of its landsdeel, else of the nation.

    Who has left or only reads does not count, so that a region without anybody falls to the next. ``on``: the Dutch
    day; who covers for one of them on that day is told too.
    """
    row = CoordinatorAssignment
    for reach in (
        row.region_code == region_code,
        row.landsdeel_code == landsdeel_of(region_code),
        row.national.is_(True),
    ):
        if found := coordinating(session, reach, on=on):
            return found
    return ()


def landsdeel_of(region_code: str) -> ColumnElement[str]:
    """Return the landsdeel of a region, to compare with."""
    return select(Region.landsdeel_code).where(Region.code == region_code).scalar_subquery()


def coordinating(session: Session, reach: ColumnElement[bool], *, on: date) -> Sequence[User]:
    """Return who acts under an assignment that fits, and who covers for them on the day, by id."""
    a = CoordinatorAssignment
    holders = (
        select(a.user_id)
        .join(User, User.id == a.user_id)
        .where(reach, a.read_only.is_(False), User.deactivated_at.is_(None))
    )
    either = or_(User.id.in_(holders), User.id.in_(covers_of(holders, on)))
    return session.scalars(select(User).where(either, User.deactivated_at.is_(None)).order_by(User.id)).all()


def leads_nation(session: Session, actor: Actor) -> bool:
    """Return whether the actor arranges who coordinates where: an admin, or a national coordinator in person.

    Covering for a national coordinator is not enough, so that nobody hands themselves more than they were lent.
    """
    a = CoordinatorAssignment
    own = select(a.id).where(a.user_id == actor.user_id, a.national, a.read_only.is_(False))
    return actor.admin or (actor.user_id is not None and session.scalar(own.limit(1)) is not None)


def may_cover(absent_id: int) -> ColumnElement[bool]:
    """Return the condition on User that they can cover for somebody: they act in the same landsdeel or the nation.

    For a national coordinator every coordinator who acts will do.
    """
    mine, a = aliased(CoordinatorAssignment), CoordinatorAssignment
    held = select(mine.id).where(mine.user_id == absent_id)
    where = (
        select(func.coalesce(mine.landsdeel_code, Region.landsdeel_code))
        .outerjoin(Region, Region.code == mine.region_code)
        .where(mine.user_id == absent_id, mine.national.is_(False))
    )
    near = or_(
        a.national,
        a.landsdeel_code.in_(where),
        a.region_code.in_(select(Region.code).where(Region.landsdeel_code.in_(where))),
        held.where(mine.national).exists(),
    )
    acts = select(a.user_id).where(a.read_only.is_(False), near)
    return and_(User.id.in_(acts), User.id != absent_id, User.deactivated_at.is_(None), held.exists())
