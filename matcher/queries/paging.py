"""One page of a list."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

PAGE_SIZE = 25
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Rows of page ``number`` (from 1) out of ``pages``; ``total`` rows in all. Fits the pagination component."""

    rows: tuple[Row, ...]
    number: int
    pages: int
    total: int


def fetch_page(
    session: Session,
    statement: Select[*tuple[Any, ...]],
    make: Callable[[Any], Row],
    *,
    number: int,
    size: int = PAGE_SIZE,
) -> Page[Row]:
    """Run ``statement`` for one page and ``make`` each row; a number out of range gives the nearest page."""
    total = session.scalar(select(func.count()).select_from(statement.order_by(None).subquery())) or 0
    pages = max(1, -(-total // size))
    number = min(max(1, number), pages)
    found = session.execute(statement.limit(size).offset((number - 1) * size)).all()
    return Page(rows=tuple(make(row) for row in found), number=number, pages=pages, total=total)


def contains(text: str) -> str:
    """Return a LIKE pattern for "contains", its own wildcards made harmless; the escape character is a backslash."""
    safe = text.strip().lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{safe}%"
