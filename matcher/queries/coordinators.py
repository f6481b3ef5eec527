"""Who coordinates a region, and is told of what happens there."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from matcher.domain.actors import Actor, Scope
from matcher.models import CoordinatorAssignment, CoordinatorCover, Region, User
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
