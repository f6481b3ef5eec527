"""Messages between the two sides and the coordinator about one proposal, from the introduction on."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from matcher.domain.states import Party
from matcher.models.base import Base, Id, UtcDateTime, choice


class ProposalMessage(Base):
    """A message in plain text. ``author_id`` is empty for somebody who left."""

    __tablename__ = "proposal_message"

    id: Mapped[Id]
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    party: Mapped[Party] = mapped_column(choice(Party))
    body: Mapped[str] = mapped_column(Text)
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ConversationRead(Base):
    """Up to which message somebody has read a conversation."""

    __tablename__ = "conversation_read"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("proposal_message.id", ondelete="CASCADE"))
