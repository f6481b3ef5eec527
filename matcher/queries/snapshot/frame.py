"""The axes that people and needs share, which rows to read, and fast ways to read and fill."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import BigInteger, ColumnElement, Select, SQLColumnExpression, String, cast, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from matcher.matching.columns import Ints

# Any column of people or needs.
Column = NDArray[Any]
# Room for a second number beside an id in one of 64 bits.
LOW = 1 << 32


@dataclass(frozen=True, slots=True)
class Frame:
    """Axes: concepts by id (ascending) and school years; ``today`` is the day of the snapshot."""

    today: date
    concept_ids: Ints
    school_years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """The rows whose id lies from ``first`` to ``last``, both included."""

    first: int
    last: int

    def holds(self, column: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
        """Return the condition on the column with the id."""
        return column.between(self.first, self.last)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The rows with these ids."""

    ids: tuple[int, ...]

    def holds(self, column: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
        """Return the condition on the column with the id."""
        return column.in_(self.ids)


Which = Span | Chosen


def spans(ids: Ints, size: int) -> Iterator[Span]:
    """Cut ascending ids into spans of at most ``size`` rows; one empty span when there are none."""
    if not ids.size:
        yield Span(0, 0)
    for first in range(0, ids.size, size):
        part = ids[first : first + size]
        yield Span(int(part[0]), int(part[-1]))


def chosen(ids: Iterable[int], size: int) -> Iterator[Chosen]:
    """Cut ids into parts of at most ``size``, ascending."""
    ordered = sorted(ids)
    for first in range(0, len(ordered), size):
        yield Chosen(tuple(ordered[first : first + size]))


def read_columns(session: Session, statement: Select[*tuple[Any, ...]], count: int) -> Sequence[Sequence[Any]]:
    """Return the ``count`` columns of what a statement finds, past the ORM: plain rows cost half."""
    rows = session.connection().execute(statement).all()
    return list(zip(*rows, strict=True)) or [()] * count


def read_numbers(session: Session, number: SQLColumnExpression[int], *criteria: ColumnElement[bool]) -> Ints:
    """Return a whole number of every row, ascending.

    The database hands over one text: several times faster than a Python object per row.
    """
    found = session.scalar(select(func.aggregate_strings(cast(number, String), " ")).where(*criteria))
    return np.sort(np.fromstring(found, dtype=np.int64, sep=" ")) if found else np.empty(0, dtype=np.int64)


def read_pairs(
    session: Session, high: SQLColumnExpression[int], low: SQLColumnExpression[int], *criteria: ColumnElement[bool]
) -> tuple[Ints, Ints]:
    """Return two whole numbers of every row, the second below 2**32; ascending by the first, then by the second."""
    packed = read_numbers(session, cast(high, BigInteger) * LOW + low, *criteria)
    return packed // LOW, packed % LOW


def found_in(ids: Ints, wanted: Ints) -> tuple[Ints, NDArray[np.bool_]]:
    """Return for each wanted id its place in the ascending ``ids``, and whether it is there at all."""
    places = np.searchsorted(ids, wanted)
    inside = places < ids.size
    inside[inside] = ids[places[inside]] == wanted[inside]
    return places, inside


def ordinal(day: date | None, default: int) -> int:
    """Return the day as ordinal, or ``default`` for an open end."""
    return default if day is None else day.toordinal()
