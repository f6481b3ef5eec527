"""Mail to send: a row in the same transaction as its cause, sent after the commit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session

from matcher.models import OutboxMessage, User
from matcher.models.outbox import MAX_ATTEMPTS
from matcher.services.transaction import Work
from matcher.services.undeliverable import mark_undeliverable

LONGEST_ERROR, LONGEST_SUBJECT = 500, 255
# How the kinds begin that confirm an address, reset a password and tell of changes of the account.
OF_THE_ACCOUNT = "account_"
# After each failure but the last: a mail server may be away for a night.
RETRY_AFTER = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=8))


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


def claim_next(session: Session, *, after: int, now: datetime, patience: timedelta) -> OutboxMessage | None:
    """Take the first waiting message with an id above ``after``; once committed, no other sender takes it.

    A sender that took a message longer ago than ``patience`` has died; that was no attempt of the message.
    """
    o = OutboxMessage
    waits = and_(o.claimed_at.is_(None), o.attempts < MAX_ATTEMPTS, or_(o.retry_at.is_(None), o.retry_at <= now))
    message = session.scalar(
        select(o)
        .where(o.id > after, o.sent_at.is_(None), o.undeliverable.is_(False), or_(waits, o.claimed_at < now - patience))
        .order_by(o.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    if message is not None:
        message.attempts += message.claimed_at is None
        message.claimed_at = now
    return message


def note_sent(session: Session, *, message_id: int, now: datetime, subject: str, body: str) -> None:
    """Write that a message went out, and what it said without the personal links."""
    kept = {"subject": subject[:LONGEST_SUBJECT], "body": body}
    _note(session, message_id, sent_at=now, error="", retry_at=None, **kept)


def note_failure(session: Session, *, message_id: int, now: datetime, error: str) -> None:
    """Write what went wrong, and when it is tried again."""
    message = session.get_one(OutboxMessage, message_id, populate_existing=True)
    pause = RETRY_AFTER[min(max(message.attempts, 1), len(RETRY_AFTER)) - 1]
    _note(session, message_id, error=error[:LONGEST_ERROR], retry_at=now + pause)


def note_refusal(session: Session, *, message_id: int, now: datetime, reason: str) -> None:
    """Write that the address refused a message for good: nothing more is sent to it until its user says so."""
    reason = reason[:LONGEST_ERROR]
    _note(session, message_id, undeliverable=True, error=reason, retry_at=None)
    message = session.get_one(OutboxMessage, message_id, populate_existing=True)
    user = session.get(User, message.user_id) if message.user_id else None
    # Mail to an old or a future address says nothing about the present one.
    if user is not None and user.email == message.recipient.lower():
        mark_undeliverable(session, user_id=user.id, reason=reason, now=now)


def _note(session: Session, message_id: int, **outcome: Any) -> None:
    session.execute(update(OutboxMessage).where(OutboxMessage.id == message_id).values(claimed_at=None, **outcome))
