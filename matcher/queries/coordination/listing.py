"""One way to filter, count, sort, page and export: a list, its filter counts and every figure share the conditions."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Any, Generic

from sqlalchemy import Column, Select
from sqlalchemy.orm import Session

from matcher.queries.coordination.counting import Shown, counted, facet_counts, total
from matcher.queries.coordination.source import (
    Condition,
    Facet,
    Late,
    Row,
    Source,
    Tally,
    Wish,
    any_like,
    by_value,
    conditions,
    of_enum,
)
from matcher.queries.paging import PAGE_SIZE, Page

__all__ = [
    "Condition",
    "Facet",
    "Late",
    "Listing",
    "Source",
    "Tally",
    "Wish",
    "all_rows",
    "any_like",
    "by_value",
    "conditions",
    "facet_counts",
    "ids_in_order",
    "listing",
    "of_enum",
    "sort_of",
    "streamed_rows",
    "total",
]
# Rows fetched together when all of them go into a file.
STREAMED = 500


@dataclass(frozen=True, slots=True)
class Listing(Generic[Row]):
    """A page of a list. ``counts``: facet -> value -> how many rows there would be (None: not counted).

    ``sort``: the sort in force.
    """

    page: Page[Row]
    counts: Shown
    sort: str


def listing(session: Session, source: Source[Row], wish: Wish, *, size: int = PAGE_SIZE) -> Listing[Row]:
    """Return one page with the counts of the filters: as many statements whatever the number of rows."""
    found = counted(session, source, wish)
    pages = max(1, -(-found.total // size))
    number = min(max(1, wish.page), pages)
    rows = _rows(session, source, _sorted(source, wish).limit(size).offset((number - 1) * size))
    page = Page(rows=rows, number=number, pages=pages, total=found.total)
    return Listing(page=page, counts=found.counts, sort=sort_of(source, wish))


def _rows(session: Session, source: Source[Row], page: Select[*tuple[Any, ...]]) -> tuple[Row, ...]:
    """Return the rows of a page: first only which they are, then all there is to know of those few."""
    if source.detail is None:
        return tuple(source.make(row) for row in session.execute(page))
    ids = _ids(session, source, page)
    known = {row[0].id: row for row in session.execute(source.detail(ids))} if ids else {}
    # One that went in between is left out.
    return tuple(source.make(known[each]) for each in ids if each in known)


def _ids(session: Session, source: Source[Row], ordered: Select[*tuple[Any, ...]]) -> list[int]:
    column = getattr(source.tie, "element", source.tie)
    return list(session.scalars(ordered.with_only_columns(column, maintain_column_froms=True)))


def all_rows(session: Session, source: Source[Row], wish: Wish, *, limit: int | None = None) -> tuple[Row, ...]:
    """Return every row of the wish in its order, or the first ``limit`` of them."""
    return tuple(source.make(row) for row in session.execute(_sorted(source, wish).limit(limit)))


def streamed_rows(session: Session, source: Source[Row], wish: Wish) -> Generator[Row, None, None]:
    """Yield every row of the wish in its order, a few hundred in memory at a time; the session must stay open.

    Who stops before the end must close it.
    """
    with session.execute(_sorted(source, wish), execution_options={"yield_per": STREAMED}) as found:
        for row in found:
            yield source.make(row)


def ids_in_order(session: Session, source: Source[Row], wish: Wish) -> list[int]:
    """Return the ids of every row of the wish in its order; ``tie`` of the source must be the id."""
    return _ids(session, source, _sorted(source, wish))


def sort_of(source: Source[Row], wish: Wish) -> str:
    """Return the sort in force: ``name`` or ``-name``."""
    return wish.sort if wish.sort.removeprefix("-") in source.sorts else source.default_sort


def _sorted(source: Source[Row], wish: Wish) -> Select[*tuple[Any, ...]]:
    sort = sort_of(source, wish)
    down = sort.startswith("-")
    expressions: Sequence[Any] = source.sorts[sort.removeprefix("-")]
    ordered = [each.desc() if down else each.asc() for each in expressions]
    # Nothing known goes last in both directions, on every database.
    unknown = [[] if _always_known(source, each) else [each.is_(None)] for each in expressions]
    order = [part for known, one in zip(unknown, ordered, strict=True) for part in (*known, one)]
    return source.statement.where(*conditions(source, wish)).order_by(*order, source.tie)


def _always_known(source: Source[Row], expression: Any) -> bool:
    """Return whether it is a column of the rows themselves that is never empty: an index gives its order."""
    column = getattr(expression, "expression", None)
    own = getattr(source.tie, "element", source.tie).expression.table
    return isinstance(column, Column) and column.table is own and not column.nullable
