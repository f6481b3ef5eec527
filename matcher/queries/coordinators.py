"""Who coordinates a region."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from matcher.domain.actors import Scope
from matcher.models import CoordinatorAssignment, CoordinatorCover, Region, User


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


@dataclass(frozen=True, slots=True)
class Colleague:
    """A coordinator and the regions in which he or she may change something today."""

    user_id: int
    name: str
    scope: Scope

    def acts_in_one_of(self, regions: Collection[str]) -> bool:
        """Return whether one of the regions is theirs; for the nation also what has no region."""
        return self.scope.national or not self.scope.regions.isdisjoint(regions)


def acting_coordinators(session: Session, *, today: date) -> tuple[Colleague, ...]:
    """Return who may change something somewhere today, by name, covers included: four statements for all of them."""
    scopes = _scopes(session)
    c = CoordinatorCover
    covers = session.execute(select(c.cover_id, c.absent_id).where(c.starts_on <= today, c.ends_on >= today)).all()
    borrowed = [(cover, scopes[absent]) for cover, absent in covers if absent in scopes]
    for cover, scope in borrowed:
        own = scopes.get(cover, Scope())
        scopes[cover] = Scope(national=own.national or scope.national, regions=own.regions | scope.regions)
    users = select(User.id, User.full_name).where(User.id.in_(list(scopes)), User.deactivated_at.is_(None))
    rows = session.execute(users.order_by(User.full_name, User.id))
    return tuple(Colleague(user_id, name, scopes[user_id]) for user_id, name in rows)


def _scopes(session: Session) -> dict[int, Scope]:
    """Return user -> the regions of the own assignments; those that only read are left out."""
    of_landsdeel: dict[str, set[str]] = defaultdict(set)
    for code, landsdeel in session.execute(select(Region.code, Region.landsdeel_code)):
        of_landsdeel[landsdeel].add(code)
    row = CoordinatorAssignment
    national, regions = set[int](), defaultdict[int, set[str]](set)
    for found in session.scalars(select(row).where(row.read_only.is_(False))):
        regions[found.user_id] |= of_landsdeel.get(found.landsdeel_code or "", set())
        regions[found.user_id] |= {found.region_code} if found.region_code else set()
        if found.national:
            national.add(found.user_id)
    return {user: Scope(national=user in national, regions=frozenset(codes)) for user, codes in regions.items()}
