"""Private addresses of calendars: whose calendar an address gives, and whether somebody has one."""

from dataclasses import dataclass

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from matcher.models import CalendarFeed, Professional, SchoolMembership, User


@dataclass(frozen=True, slots=True)
class Feed:
    """Whose appointments an address gives: of a school, else of a professional."""

    key: str
    professional_id: int
    school_id: int | None


def _alive() -> Select[CalendarFeed, int]:
    """Return the addresses that work: of an account in use, for a school since who asked was admitted there."""
    member = and_(
        SchoolMembership.user_id == CalendarFeed.user_id, SchoolMembership.school_id == CalendarFeed.school_id
    )
    own = CalendarFeed.school_id.is_(None) & Professional.id.is_not(None)
    return (
        select(CalendarFeed, Professional.id)
        .join(User, User.id == CalendarFeed.user_id)
        .outerjoin(Professional, Professional.user_id == User.id)
        .outerjoin(SchoolMembership, member)
        .where(User.deactivated_at.is_(None))
        # Who left and came back is admitted anew: the address of before stays dead.
        .where(or_(own, SchoolMembership.admitted_at <= CalendarFeed.created_at))
    )


def feed_of_key(session: Session, key: str) -> Feed | None:
    """Return whose calendar the address gives; None for one that never was, or no longer works."""
    return _one(session, _alive().where(CalendarFeed.key == key))


def own_feed(session: Session, *, user_id: int, school_id: int | None) -> Feed | None:
    """Return the address a user has for the own appointments or for a school."""
    of_what = CalendarFeed.school_id.is_(None) if school_id is None else CalendarFeed.school_id == school_id
    return _one(session, _alive().where(CalendarFeed.user_id == user_id, of_what))


def _one(session: Session, statement: Select[CalendarFeed, int]) -> Feed | None:
    found = session.execute(statement).one_or_none()
    return Feed(found[0].key, found[1] or 0, found[0].school_id) if found else None
