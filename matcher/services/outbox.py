"""Mail to send: a row in the same transaction as its cause, sent after the commit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from matcher.models import OutboxMessage, User
from matcher.models.outbox import MAX_ATTEMPTS
from matcher.services.transaction import Work

LONGEST_ERROR = 500
# How the kinds begin that confirm an address, reset a password and tell of changes of the account.
OF_THE_ACCOUNT = "account_"
# Longer than any mail server is waited for: a sender that took a message so long ago has died.
STALE_CLAIM = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A text file that goes along with a mail."""

    name: str
    type: str
    text: str


def enqueue(
    work: Work,
    *,
    kind: str,
    recipient: str,
    user_id: int | None = None,
    attachments: Iterable[Attachment] = (),
    **context: Any,
) -> OutboxMessage:
    """Write a message of a kind (``templates/mail/<kind>``) with plain JSON values as context."""
    message = OutboxMessage(
        kind=kind,
        recipient=recipient,
        user_id=user_id,
        context=context,
        created_at=work.now,
        attachments=[[each.name, each.type, each.text] for each in attachments],
    )
    work.session.add(message)
    work.after_commit(work.dispatch)
    return message


def enqueue_for_user(work: Work, user: User, *, kind: str, **context: Any) -> None:
    """Write a message to a user; an account that is switched off gets none.

    While mail to the address comes back only that of the account itself is tried: it may be what proves the address.
    """
    if user.deactivated_at is None and (user.undeliverable_since is None or kind.startswith(OF_THE_ACCOUNT)):
        enqueue(work, kind=kind, recipient=user.email, user_id=user.id, name=user.full_name, **context)


def claim_next(session: Session, *, after: int, now: datetime) -> OutboxMessage | None:
    """Take the first waiting message with an id above ``after``; once committed, no other sender takes it."""
    unclaimed = or_(OutboxMessage.claimed_at.is_(None), OutboxMessage.claimed_at < now - STALE_CLAIM)
    message = session.scalar(
        select(OutboxMessage)
        .where(OutboxMessage.id > after, OutboxMessage.sent_at.is_(None), unclaimed)
        .where(OutboxMessage.attempts < MAX_ATTEMPTS)
        .order_by(OutboxMessage.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    if message is not None:
        message.claimed_at, message.attempts = now, message.attempts + 1
    return message


def note_outcome(session: Session, *, message_id: int, now: datetime, error: str) -> None:
    """Write how sending went: sent, or an error after which the next call tries again."""
    outcome = {"claimed_at": None, "error": error[:LONGEST_ERROR], "sent_at": None if error else now}
    session.execute(update(OutboxMessage).where(OutboxMessage.id == message_id).values(outcome))
