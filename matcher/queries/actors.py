"""Who somebody is: roles by membership, assignment and cover, as one frozen :class:`Actor`."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from matcher import clock
from matcher.domain.actors import NOBODY, Actor, Scope
from matcher.models import CoordinatorAssignment, Professional, Region, SchoolMembership, User
from matcher.queries.covers import covered_by


def load_actor(session: Session, *, user_id: int, on: date | None = None) -> Actor:
    """Return the actor for a user; :data:`NOBODY` when the account is gone or switched off.

    ``on``: the Dutch day on which covers count; None: today.
    """
    user = session.get(User, user_id)
    if user is None or user.deactivated_at is not None:
        return NOBODY
    memberships = session.scalars(select(SchoolMembership).where(SchoolMembership.user_id == user_id)).all()
    admitted = [m for m in memberships if m.admitted_at is not None]
    scope, changes = scopes_held(session, user_id, on or clock.today())
    return Actor(
        user_id=user_id,
        professional_id=session.scalar(select(Professional.id).where(Professional.user_id == user_id)),
        school_ids=frozenset(m.school_id for m in admitted),
        pending_school_ids=frozenset(m.school_id for m in memberships if m.admitted_at is None),
        school_admin_ids=frozenset(m.school_id for m in admitted if m.is_admin),
        scope=scope,
        changes=changes,
        admin=user.is_admin,
    )


def scopes_held(session: Session, user_id: int, on: date) -> tuple[Scope, Scope | None]:
    """Return what somebody sees, and where they may change something when that is less.

    Own assignments and those of whom they cover for on the day; somebody covered hands on own assignments only.
    """
    a = CoordinatorAssignment
    held = or_(a.user_id == user_id, a.user_id.in_(covered_by(user_id, on)))
    rows = session.execute(select(a.national, a.landsdeel_code, a.region_code, a.read_only).where(held)).all()
    regions = _regions_by_landsdeel(session, {row.landsdeel_code for row in rows if row.landsdeel_code})
    seen = _scope(rows, regions)
    changes = _scope([row for row in rows if not row.read_only], regions)
    return seen, None if changes == seen else changes


def _regions_by_landsdeel(session: Session, landsdelen: set[str]) -> dict[str, set[str]]:
    """Return landsdeel -> codes of its regions; no statement when none is asked."""
    found: dict[str, set[str]] = {code: set() for code in landsdelen}
    if landsdelen:
        asked = select(Region.landsdeel_code, Region.code).where(Region.landsdeel_code.in_(landsdelen))
        for landsdeel, code in session.execute(asked):
            found[landsdeel].add(code)
    return found


def _scope(rows: Iterable[Any], regions: dict[str, set[str]]) -> Scope:
    found: set[str] = set()
    for row in rows:
        if row.national:
            return Scope(national=True)
        found |= {row.region_code} if row.region_code else regions[row.landsdeel_code]
    return Scope(regions=frozenset(found))
