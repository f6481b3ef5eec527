"""Who somebody is: roles by membership and assignment, as one frozen :class:`Actor`."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.domain.actors import NOBODY, Actor, Scope
from matcher.models import CoordinatorAssignment, Professional, Region, SchoolMembership, User


def _scope(session: Session, user_id: int) -> Scope:
    rows = session.scalars(select(CoordinatorAssignment).where(CoordinatorAssignment.user_id == user_id)).all()
    if any(row.national for row in rows):
        return Scope(national=True)
    regions = {row.region_code for row in rows if row.region_code}
    landsdelen = {row.landsdeel_code for row in rows if row.landsdeel_code}
    if landsdelen:
        regions |= set(session.scalars(select(Region.code).where(Region.landsdeel_code.in_(landsdelen))))
    return Scope(regions=frozenset(regions))


def load_actor(session: Session, *, user_id: int) -> Actor:
    """Return the actor for a user; :data:`NOBODY` when the account is gone or switched off."""
    user = session.get(User, user_id)
    if user is None or user.deactivated_at is not None:
        return NOBODY
    memberships = session.scalars(select(SchoolMembership).where(SchoolMembership.user_id == user_id)).all()
    admitted = [m for m in memberships if m.admitted_at is not None]
    return Actor(
        user_id=user_id,
        professional_id=session.scalar(select(Professional.id).where(Professional.user_id == user_id)),
        school_ids=frozenset(m.school_id for m in admitted),
        pending_school_ids=frozenset(m.school_id for m in memberships if m.admitted_at is None),
        school_admin_ids=frozenset(m.school_id for m in admitted if m.is_admin),
        scope=_scope(session, user_id),
        admin=user.is_admin,
    )
