"""Mail that must go out: written in the transaction that causes it, sent after the commit."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from matcher.models.base import Base, Id, UtcDateTime

# After so many failures a message waits for an admin.
MAX_ATTEMPTS = 5


class OutboxMessage(Base):
    """A message of one kind to one address; rendered from ``templates/mail/<kind>`` with ``context``.

    ``claimed_at``: a sender took it at this moment and has not said yet how it went. ``attempts`` counts senders that
    came to an end, and the one that is busy; ``retry_at``: not again before.
    """

    __tablename__ = "outbox_message"
    __table_args__ = (Index("ix_outbox_message_sent_at", "sent_at"),)

    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(String(60))
    recipient: Mapped[str] = mapped_column(String(254))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    context: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    claimed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    retry_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    error: Mapped[str] = mapped_column(Text, default="")
    # The address refused it for good: no further attempt.
    undeliverable: Mapped[bool] = mapped_column(Boolean, default=False)
    # [name, type, text] of each file that goes along
    attachments: Mapped[list[Any]] = mapped_column(JSON, default=list)
    # what was sent, without the personal links in it
    subject: Mapped[str] = mapped_column(String(255), default="")
    body: Mapped[str] = mapped_column(Text, default="")
