"""An import of people or needs from a file, with what became of every row."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Date, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from matcher.domain.desk import ConsentWay, ImportKind, ImportMode, ImportState, RowOutcome
from matcher.models.base import Base, Id, UtcDateTime, choice


class ImportBatch(Base):
    """One file. ``columns``: its head; ``mapping``: field -> number of the column.

    ``school_id``: whose needs; ``region_code``: which desk the people come to. ``claimed_at``: a worker is at it.
    ``looked_at``: somebody saw what went wrong, so that it is no task any more.
    """

    __tablename__ = "import_batch"
    __table_args__ = (Index("ix_import_batch_state", "state"),)

    id: Mapped[Id]
    kind: Mapped[ImportKind] = mapped_column(choice(ImportKind))
    state: Mapped[ImportState] = mapped_column(choice(ImportState), default=ImportState.MAPPING)
    mode: Mapped[ImportMode | None] = mapped_column(choice(ImportMode))
    file_name: Mapped[str] = mapped_column(String(200))
    columns: Mapped[list[str]] = mapped_column(JSON, default=list)
    mapping: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    school_id: Mapped[int | None] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), index=True)
    region_code: Mapped[str | None] = mapped_column(ForeignKey("region.code"))
    consent_way: Mapped[ConsentWay | None] = mapped_column(choice(ConsentWay))
    consent_on: Mapped[date | None] = mapped_column(Date)
    consent_note: Mapped[str] = mapped_column(String(500), default="")
    rows_total: Mapped[int] = mapped_column(Integer, default=0)
    rows_done: Mapped[int] = mapped_column(Integer, default=0)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    claimed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    looked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    error: Mapped[str] = mapped_column(String(500), default="")


class ImportRow(Base):
    """One row of the file: its cells as text, what is wrong with it (field -> message), what it made.

    ``made_as``: a digest of what was made, to see later whether somebody changed it.
    """

    __tablename__ = "import_row"
    __table_args__ = (UniqueConstraint("batch_id", "number"),)

    id: Mapped[Id]
    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(Integer)
    cells: Mapped[list[str]] = mapped_column(JSON, default=list)
    outcome: Mapped[RowOutcome | None] = mapped_column(choice(RowOutcome))
    errors: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    professional_id: Mapped[int | None] = mapped_column(ForeignKey("professional.id", ondelete="SET NULL"), index=True)
    need_id: Mapped[int | None] = mapped_column(ForeignKey("need.id", ondelete="SET NULL"), index=True)
    made_as: Mapped[str] = mapped_column(String(64), default="")
