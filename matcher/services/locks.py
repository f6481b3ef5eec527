"""The locks under which is decided about one person's hours and proposals, and about who stays admin."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.domain.errors import NotFoundError
from matcher.models import Professional, School, SchoolMembership, User


def lock_professional(session: Session, professional_id: int) -> Professional:
    """Lock the row of a person until the end of the transaction. Raises NotFoundError.

    PostgreSQL locks the row; a writing transaction on SQLite holds the write lock from its start (database.py).
    """
    person = session.scalar(
        select(Professional)
        .where(Professional.id == professional_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if person is None:
        raise NotFoundError
    return person


def lock_account(session: Session, user_id: int) -> User | None:
    """Lock an account and return it as it is now: a link that works once is used by one request."""
    return session.get(User, user_id, with_for_update=True, populate_existing=True)


def lock_admins(session: Session) -> set[int]:
    """Lock the accounts of all admins of the platform, in one order; return their ids."""
    rows = select(User.id).where(User.is_admin, User.deactivated_at.is_(None)).order_by(User.id).with_for_update()
    return set(session.scalars(rows))


def lock_schools_of(session: Session, user_id: int) -> None:
    """Lock the schools somebody belongs to, in one order; ``memberships`` decides under the same lock."""
    mine = select(SchoolMembership.school_id).where(SchoolMembership.user_id == user_id)
    session.scalars(select(School.id).where(School.id.in_(mine)).order_by(School.id).with_for_update()).all()
