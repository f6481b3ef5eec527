"""Declarative base, naming convention and column types shared by all models."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any

from sqlalchemy import DateTime, Dialect, Enum, Integer, MetaData
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator

from matcher.domain.bitsets import pack, unpack

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Base of every model. Constraint names follow one convention so that errors can name them."""

    metadata = MetaData(naming_convention=NAMING)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, always aware and in UTC; SQLite loses the zone, this puts it back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive moments: they are a mistake everywhere."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return the moment in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class ChoiceSet(TypeDecorator[frozenset[Any]]):
    """A set of enum members stored as an integer with the bit positions of ``domain.bitsets``."""

    impl = Integer
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Pack members; integers pass so that SQL can compare masks."""
        return value if value is None or isinstance(value, int) else pack(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> frozenset[Any]:  # noqa: ARG002
        """Unpack the mask."""
        return unpack(self.kind, value or 0)


def choice(kind: type[StrEnum]) -> Enum:
    """Return the column type of one choice: VARCHAR with the readable value, checked in Python."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=False,
        validate_strings=True,
        length=40,
        values_callable=lambda members: [m.value for m in members],
    )


Id = Annotated[int, mapped_column(primary_key=True)]
