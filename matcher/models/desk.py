"""What coordinators keep at their desk: tasks held, views saved, notes, transfers and bulk actions."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, CheckConstraint, Date, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from matcher.domain.desk import BulkAction, DeskList
from matcher.models.base import Base, Id, UtcDateTime, choice


class TaskHold(Base):
    """One task that somebody took or put off: ``kind`` is a TaskKind, ``subject_id`` the id of its row.

    Shared by all who see the task. ``snoozed_until``: the first day it counts again.
    """

    __tablename__ = "task_hold"
    __table_args__ = (UniqueConstraint("kind", "subject_id"),)

    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(String(30))
    subject_id: Mapped[int] = mapped_column(Integer)
    assigned_to_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    snoozed_until: Mapped[date | None] = mapped_column(Date)
    note: Mapped[str] = mapped_column(String(500), default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class SavedView(Base):
    """A list with its filters, search and sort under a name. ``query``: the query string without the page."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("user_id", "desk_list", "name"),)

    id: Mapped[Id]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    desk_list: Mapped[DeskList] = mapped_column(choice(DeskList))
    name: Mapped[str] = mapped_column(String(60))
    query: Mapped[str] = mapped_column(String(1000), default="")
    # Colleagues see it too; what it shows them is what lies in their own regions.
    shared: Mapped[bool] = mapped_column(Boolean, default=False)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class DeskNote(Base):
    """A note of a coordinator about one person, need, school or placement; only coordinators and admins read it."""

    __tablename__ = "desk_note"
    __table_args__ = (
        CheckConstraint(
            "(CASE WHEN professional_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN need_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN school_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN placement_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="one_subject",
        ),
    )

    id: Mapped[Id]
    professional_id: Mapped[int | None] = mapped_column(ForeignKey("professional.id", ondelete="CASCADE"), index=True)
    need_id: Mapped[int | None] = mapped_column(ForeignKey("need.id", ondelete="CASCADE"), index=True)
    school_id: Mapped[int | None] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), index=True)
    placement_id: Mapped[int | None] = mapped_column(ForeignKey("placement.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Transfer(Base):
    """A person or a need handed from one region to another, with a message for the coordinators there."""

    __tablename__ = "transfer"
    __table_args__ = (CheckConstraint("(professional_id IS NULL) <> (need_id IS NULL)", name="one_subject"),)

    id: Mapped[Id]
    professional_id: Mapped[int | None] = mapped_column(ForeignKey("professional.id", ondelete="CASCADE"), index=True)
    need_id: Mapped[int | None] = mapped_column(ForeignKey("need.id", ondelete="CASCADE"), index=True)
    from_region: Mapped[str | None] = mapped_column(ForeignKey("region.code"))
    to_region: Mapped[str] = mapped_column(ForeignKey("region.code"), index=True)
    message: Mapped[str] = mapped_column(String(1000), default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class BulkRun(Base):
    """One thing done with several rows, once per ``key`` (made with the page that asks to confirm).

    ``report``: [{id, label, done, why}], one entry per row asked; ``done`` is None until the row had its turn. No label
    holds the name of a person: names are looked up when the report is read.
    """

    __tablename__ = "bulk_run"
    __table_args__ = (Index("ix_bulk_run_by_id_at", "by_id", "at"),)

    id: Mapped[Id]
    key: Mapped[str] = mapped_column(String(40), unique=True)
    action: Mapped[BulkAction] = mapped_column(choice(BulkAction))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    report: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
