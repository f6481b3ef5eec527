"""What coordinators entered for others, and which double profiles they put together."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Date, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from matcher.domain.desk import ConsentWay
from matcher.models.base import Base, Id, UtcDateTime, choice


class EntryOnBehalf(Base):
    """A person or a need entered for somebody else, with how and when they said yes.

    ``invited_email``: who was asked to take it over; ``reminded_at``: once more by itself; ``taken_over_at``: when they
    did.
    """

    __tablename__ = "entry_on_behalf"
    __table_args__ = (CheckConstraint("(professional_id IS NULL) <> (need_id IS NULL)", name="one_subject"),)

    id: Mapped[Id]
    professional_id: Mapped[int | None] = mapped_column(ForeignKey("professional.id", ondelete="CASCADE"), unique=True)
    need_id: Mapped[int | None] = mapped_column(ForeignKey("need.id", ondelete="CASCADE"), unique=True)
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    consent_way: Mapped[ConsentWay] = mapped_column(choice(ConsentWay))
    consent_on: Mapped[date] = mapped_column(Date)
    consent_note: Mapped[str] = mapped_column(String(500), default="")
    invited_email: Mapped[str] = mapped_column(String(254), default="")
    invited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reminded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    taken_over_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ProfileMerge(Base):
    """Two profiles of one person put together. ``merged_id`` is the number of the one that is gone.

    ``moved``: table -> how many of its rows went along.
    """

    __tablename__ = "profile_merge"

    id: Mapped[Id]
    kept_id: Mapped[int] = mapped_column(ForeignKey("professional.id", ondelete="CASCADE"), index=True)
    merged_id: Mapped[int] = mapped_column(Integer)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    moved: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
