"""What changed since a process built its matching snapshot."""

from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.functions import GenericFunction

from matcher.models.base import Base, Id


class ChangeKind(StrEnum):
    """What a row of the feed is about. ``subject_id`` is the id of it, or nothing for EVERYTHING.

    SCHOOL_ANSWERS: how a school answers, which counts for all its needs. PRUNED: ``subject_id`` is the number below
    which rows were deleted.
    """

    PROFESSIONAL = "professional"
    NEED = "need"
    PLACEMENT = "placement"
    CAMPUS = "campus"
    SCHOOL = "school"
    SCHOOL_ANSWERS = "school_answers"
    CONCEPT = "concept"
    EVERYTHING = "everything"
    PRUNED = "pruned"


class current_transaction(GenericFunction[int]):  # noqa: N801 (the name of a function in SQL)
    """The number of the transaction that writes; 0 on SQLite, which has one writer at a time."""

    type = BigInteger()
    inherit_cache = True


@compiles(current_transaction)
def _none(_element: Any, _compiler: Any, **_options: Any) -> str:
    return "0"


@compiles(current_transaction, "postgresql")
def _postgresql(_element: Any, _compiler: Any, **_options: Any) -> str:
    # 64 bits, so it never wraps; there is no direct cast from xid8 to bigint.
    return "CAST(CAST(pg_current_xact_id() AS TEXT) AS BIGINT)"


class EngineChange(Base):
    """One changed profile or need, written in the same transaction as the change.

    Rows are only added, so writers never wait for each other. ``id`` orders them on SQLite, where it is never used
    again; on PostgreSQL a lower id may commit later, so readers go by ``transaction_id`` (``queries/change_feed.py``).
    """

    __tablename__ = "engine_change"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 (SQLAlchemy's own attribute)

    id: Mapped[Id]
    transaction_id: Mapped[int] = mapped_column(BigInteger, default=current_transaction(), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[int] = mapped_column(BigInteger)
