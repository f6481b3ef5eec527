"""Private addresses of calendars."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from matcher.models.base import Base, Id, UtcDateTime


class CalendarFeed(Base):
    """A secret address with the appointments of a person, or of a school for one of its members.

    Who has ``key`` reads the calendar; a new key ends the old address. Without ``school_id``: one's own appointments.
    """

    __tablename__ = "calendar_feed"
    __table_args__ = (
        Index(
            "uq_calendar_feed_own",
            "user_id",
            unique=True,
            sqlite_where=text("school_id IS NULL"),
            postgresql_where=text("school_id IS NULL"),
        ),
        Index("uq_calendar_feed_user_id_school_id", "user_id", "school_id", unique=True),
    )

    id: Mapped[Id]
    key: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    school_id: Mapped[int | None] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
