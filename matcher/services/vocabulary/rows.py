"""Brings tables in step by difference: many rows per statement, past the identity map of the session."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Table, and_, bindparam, delete, insert, update
from sqlalchemy.orm import Session

from matcher.models import Base

CHUNK = 20_000
Values = Mapping[str, Any]


def table_of(model: type[Base]) -> Table:
    """Return the table behind a model."""
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101  # every model here maps one table
    return table


def add_rows(session: Session, model: type[Base], rows: Sequence[Values]) -> int:
    """Insert the rows; return how many."""
    for begin in range(0, len(rows), CHUNK):
        session.connection().execute(insert(table_of(model)), [dict(row) for row in rows[begin : begin + CHUNK]])
    return len(rows)


def remove_rows(session: Session, model: type[Base], columns: Sequence[str], keys: Collection[tuple[Any, ...]]) -> int:
    """Delete the rows with these values in ``columns``; return how many."""
    table = table_of(model)
    statement = delete(table).where(and_(*(table.c[name] == bindparam(f"old_{name}") for name in columns)))
    rows = [{f"old_{name}": value for name, value in zip(columns, key, strict=True)} for key in sorted(keys)]
    for begin in range(0, len(rows), CHUNK):
        session.connection().execute(statement, rows[begin : begin + CHUNK])
    return len(rows)


def change_rows(
    session: Session, model: type[Base], columns: Sequence[str], changed: Iterable[tuple[tuple[Any, ...], Values]]
) -> int:
    """Set values on the rows with these keys in ``columns``; every row the same names. Return how many."""
    table = table_of(model)
    rows = [
        {**{f"old_{n}": v for n, v in zip(columns, key, strict=True)}, **{f"new_{n}": v for n, v in values.items()}}
        for key, values in changed
    ]
    if not rows:
        return 0
    names = [name.removeprefix("new_") for name in rows[0] if name.startswith("new_")]
    statement = (
        update(table)
        .where(and_(*(table.c[name] == bindparam(f"old_{name}") for name in columns)))
        .values({name: bindparam(f"new_{name}") for name in names})
    )
    for begin in range(0, len(rows), CHUNK):
        session.connection().execute(statement, rows[begin : begin + CHUNK])
    return len(rows)
