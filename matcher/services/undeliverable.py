"""Addresses that mail comes back from: marked, so that nothing is written into the void, and cleared when they work."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.domain.errors import NotFoundError
from matcher.models import User
from matcher.queries.coordination.addresses import may_vouch
from matcher.services.transaction import Work, transactional

LONGEST_REASON = 500


def mark_undeliverable(session: Session, *, user_id: int, reason: str, now: datetime) -> None:
    """Mark the address of an account; the first moment and the last reason are kept. One that is gone is left."""
    user = session.get(User, user_id)
    if user is None:
        return
    user.undeliverable_since = user.undeliverable_since or now
    user.undeliverable_reason = " ".join(reason.split())[:LONGEST_REASON]
    session.flush()


@transactional
def mark_bounced(work: Work, *, address: str, reason: str) -> bool:
    """Mark the account of an address that a bounce came from; False when no account has it."""
    user_id = work.session.scalar(select(User.id).where(User.email == address.strip().lower()))
    if user_id is None:
        return False
    mark_undeliverable(work.session, user_id=user_id, reason=reason, now=work.now)
    return True


@transactional
def vouch_for_address(work: Work, *, user_id: int) -> None:
    """Say that the address of an account works: mail goes out again. For the person, an admin, or a coordinator.

    Raises :class:`NotFoundError` for an account outside the scope.
    """
    user = work.session.get(User, user_id)
    if user is None or not may_vouch(work.session, work.actor, user_id=user_id):
        raise NotFoundError
    address_works(user)
    work.session.flush()


def address_works(user: User) -> None:
    """Clear the mark, in whatever transaction proved the address."""
    user.undeliverable_since, user.undeliverable_reason = None, ""
