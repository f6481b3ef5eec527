"""Addresses that mail does not reach."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from matcher.models import User


def mark_undeliverable(session: Session, *, user_id: int, reason: str, now: datetime) -> None:
    """Write that mail to this user came back; the first time and its reason stay."""
    session.execute(
        update(User)
        .where(User.id == user_id, User.undeliverable_since.is_(None))
        .values(undeliverable_since=now, undeliverable_reason=reason)
    )
