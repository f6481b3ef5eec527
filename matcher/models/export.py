"""Exports: who took which rows out, when, and the file of one made in the background."""

from datetime import date, datetime

from sqlalchemy import JSON, Date, ForeignKey, Index, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from matcher.domain.desk import DeskList, ExportFormat, ExportState
from matcher.models.base import Base, Id, UtcDateTime, choice


class Export(Base):
    """One export: the log of every one, and for a large one its progress and its file.

    ``query``: the filters as a query string; ``rows_total`` and ``rows_done`` are counts of rows. ``regions``: of which
    the file holds rows, None for the nation. ``attempts``: claims so far. ``content`` is kept until ``expires_at``; the
    line of the log stays.
    """

    __tablename__ = "export"
    __table_args__ = (Index("ix_export_state", "state"),)

    id: Mapped[Id]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    desk_list: Mapped[DeskList] = mapped_column(choice(DeskList))
    format: Mapped[ExportFormat] = mapped_column(choice(ExportFormat))
    query: Mapped[str] = mapped_column(Text, default="")
    # The day the filters are read on: "too late" means too late on this day.
    today: Mapped[date] = mapped_column(Date)
    state: Mapped[ExportState] = mapped_column(choice(ExportState))
    regions: Mapped[list[str] | None] = mapped_column(JSON)
    rows_total: Mapped[int] = mapped_column(Integer, default=0)
    rows_done: Mapped[int] = mapped_column(Integer, default=0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    claimed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    error: Mapped[str] = mapped_column(String(500), default="")
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
