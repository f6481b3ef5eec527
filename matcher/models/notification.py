"""What somebody was told, in the list inside the application and perhaps by mail; and how somebody wants mail."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from matcher.domain.notifications import MailMode, NoticeKind
from matcher.domain.states import Party
from matcher.models.base import Base, Id, UtcDateTime, choice


class Notification(Base):
    """One thing somebody was told, once: ``key`` is unique, so that a job that runs twice tells nobody twice.

    ``party``: as whom; with the subject it says who may still read it. ``mode``: how the mail of it goes;
    ``digested_at``: when it went along in a digest; ``outbox_id``: the mail of its own.
    """

    __tablename__ = "notification"
    __table_args__ = (
        Index("ix_notification_user_id_read_at", "user_id", "read_at"),
        Index("ix_notification_mode_digested_at", "mode", "digested_at"),
        Index("ix_notification_created_at", "created_at"),
    )

    id: Mapped[Id]
    key: Mapped[str] = mapped_column(String(160), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    kind: Mapped[NoticeKind] = mapped_column(choice(NoticeKind))
    party: Mapped[Party | None] = mapped_column(choice(Party))
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id", ondelete="CASCADE"), index=True)
    need_id: Mapped[int | None] = mapped_column(ForeignKey("need.id", ondelete="CASCADE"), index=True)
    placement_id: Mapped[int | None] = mapped_column(ForeignKey("placement.id", ondelete="CASCADE"), index=True)
    professional_id: Mapped[int | None] = mapped_column(ForeignKey("professional.id", ondelete="CASCADE"), index=True)
    context: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    mode: Mapped[MailMode] = mapped_column(choice(MailMode))
    digested_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    outbox_id: Mapped[int | None] = mapped_column(ForeignKey("outbox_message.id", ondelete="SET NULL"), index=True)


class NotificationPreference(Base):
    """How somebody wants the mail of one kind."""

    __tablename__ = "notification_preference"

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[NoticeKind] = mapped_column(choice(NoticeKind), primary_key=True)
    mode: Mapped[MailMode] = mapped_column(choice(MailMode))
