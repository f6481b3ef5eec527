"""Outgoing mail as an admin sees it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Row, and_, func, not_, or_, select
from sqlalchemy.orm import Session

from matcher.domain.errors import NotFoundError
from matcher.models import OutboxMessage
from matcher.models.outbox import MAX_ATTEMPTS
from matcher.queries.paging import Page, contains, fetch_page


class MessageState(StrEnum):
    """Where a message stands."""

    SENT = "sent"
    WAITING = "waiting"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One message. ``subject`` and ``body``: as it was sent, without personal links; empty before."""

    id: int
    kind: str
    recipient: str
    created_at: datetime
    sent_at: datetime | None
    attempts: int
    error: str
    state: MessageState
    subject: str
    body: str


_OVER = or_(OutboxMessage.attempts >= MAX_ATTEMPTS, OutboxMessage.undeliverable)
STATES: dict[MessageState, ColumnElement[bool]] = {
    MessageState.SENT: OutboxMessage.sent_at.is_not(None),
    MessageState.WAITING: and_(OutboxMessage.sent_at.is_(None), not_(_OVER)),
    MessageState.FAILED: and_(OutboxMessage.sent_at.is_(None), _OVER),
}


def _state(message: OutboxMessage) -> MessageState:
    if message.sent_at is not None:
        return MessageState.SENT
    over = message.undeliverable or message.attempts >= MAX_ATTEMPTS
    return MessageState.FAILED if over else MessageState.WAITING


def _row(found: Row[OutboxMessage]) -> MessageRow:
    message: OutboxMessage = found[0]
    return MessageRow(
        id=message.id,
        kind=message.kind,
        recipient=message.recipient,
        created_at=message.created_at,
        sent_at=message.sent_at,
        attempts=message.attempts,
        error=message.error,
        state=_state(message),
        subject=message.subject,
        body=message.body,
    )


def list_messages(
    session: Session, *, search: str = "", states: frozenset[MessageState] = frozenset(), kind: str = "", page: int = 1
) -> Page[MessageRow]:
    """Return one page of messages, newest first; ``search`` is part of the recipient's address."""
    statement = select(OutboxMessage).order_by(OutboxMessage.id.desc())
    if search.strip():
        statement = statement.where(OutboxMessage.recipient.ilike(contains(search), escape="\\"))
    if states:
        statement = statement.where(or_(*(STATES[state] for state in states)))
    if kind:
        statement = statement.where(OutboxMessage.kind == kind)
    return fetch_page(session, statement, _row, number=page)


def message_page(session: Session, *, message_id: int) -> MessageRow:
    """Return one message. Raises NotFoundError."""
    found = session.execute(select(OutboxMessage).where(OutboxMessage.id == message_id)).one_or_none()
    if found is None:
        raise NotFoundError
    return _row(found)


def message_kinds(session: Session) -> tuple[str, ...]:
    """Return the kinds there are messages of, in order of the alphabet."""
    return tuple(session.scalars(select(OutboxMessage.kind).distinct().order_by(OutboxMessage.kind)))


def count_messages(session: Session, state: MessageState) -> int:
    """Return how many messages are in a state."""
    return session.scalar(select(func.count()).select_from(OutboxMessage).where(STATES[state])) or 0
