"""One way to filter, count, sort, page and export: a list, its filter counts and every figure share the conditions."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, and_, func, or_, true
from sqlalchemy.orm import Session

from matcher.queries.paging import PAGE_SIZE, Page, contains, fetch_page

Row = TypeVar("Row")
# Rows fetched together when all of them go into a file.
STREAMED = 500
Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True, eq=False)
class Facet:
    """A filter with a closed set of values: its name in the URL, and the condition of each value."""

    name: str
    options: Mapping[str, Condition]


@dataclass(frozen=True, slots=True)
class Wish:
    """What the URL asks. ``chosen``: facet -> values; unknown facets and values filter nothing."""

    chosen: Mapping[str, Collection[str]] = field(default_factory=dict)
    search: str = ""
    sort: str = ""
    page: int = 1

    def values(self, name: str) -> frozenset[str]:
        """Return the chosen values of one facet."""
        return frozenset(self.chosen.get(name, ()))


@dataclass(frozen=True, slots=True, eq=False)
class Source(Generic[Row]):
    """A list: the select with its scope, what can be filtered, searched and sorted, and how a row is made.

    ``sorts``: name -> expressions, in rising order. ``tie`` makes the order of equal rows fixed.
    """

    statement: Select[*tuple[Any, ...]]
    facets: tuple[Facet, ...]
    searched: tuple[Any, ...]
    sorts: Mapping[str, Sequence[Any]]
    default_sort: str
    tie: Any
    make: Callable[[Any], Row]


@dataclass(frozen=True, slots=True)
class Listing(Generic[Row]):
    """A page of a list. ``counts``: facet -> value -> how many rows there would be; ``sort``: the sort in force."""

    page: Page[Row]
    counts: Mapping[str, Mapping[str, int]]
    sort: str


def of_enum(column: Any, members: Iterable[StrEnum]) -> dict[str, Condition]:
    """Return an option per member of an enum."""
    return {member.value: column == member for member in members}


def conditions(source: Source[Row], wish: Wish, *, without: str = "") -> list[Condition]:
    """Return what the wish asks of a row, leaving out one facet."""
    found = [_either(facet, wish) for facet in source.facets if facet.name != without]
    return [condition for condition in (*found, _found_by(source, wish.search)) if condition is not None]


def _either(facet: Facet, wish: Wish) -> Condition | None:
    chosen = [facet.options[value] for value in sorted(wish.values(facet.name)) if value in facet.options]
    return or_(*chosen) if chosen else None


def _found_by(source: Source[Row], text: str) -> Condition | None:
    if not text.strip():
        return None
    pattern = contains(text)
    return or_(*(func.lower(column).like(pattern, escape="\\") for column in source.searched))


def listing(session: Session, source: Source[Row], wish: Wish, *, size: int = PAGE_SIZE) -> Listing[Row]:
    """Return one page with the counts of the filters: three statements, whatever the number of rows."""
    page = fetch_page(session, _sorted(source, wish), source.make, number=wish.page, size=size)
    return Listing(page=page, counts=facet_counts(session, source, wish), sort=sort_of(source, wish))


def all_rows(session: Session, source: Source[Row], wish: Wish, *, limit: int | None = None) -> tuple[Row, ...]:
    """Return every row of the wish in its order, for an export, or the first ``limit`` of them."""
    return tuple(source.make(row) for row in session.execute(_sorted(source, wish).limit(limit)))


def streamed_rows(session: Session, source: Source[Row], wish: Wish) -> Iterator[Row]:
    """Yield every row of the wish in its order, a few hundred in memory at a time; the session must stay open."""
    found = session.execute(_sorted(source, wish), execution_options={"yield_per": STREAMED})
    return (source.make(row) for row in found)


def ids_in_order(session: Session, source: Source[Row], wish: Wish) -> list[int]:
    """Return the ids of every row of the wish in its order; ``tie`` of the source must be the id."""
    return list(session.scalars(_sorted(source, wish).with_only_columns(source.tie, maintain_column_froms=True)))


def sort_of(source: Source[Row], wish: Wish) -> str:
    """Return the sort in force: ``name`` or ``-name``."""
    return wish.sort if wish.sort.removeprefix("-") in source.sorts else source.default_sort


def _sorted(source: Source[Row], wish: Wish) -> Select[*tuple[Any, ...]]:
    sort = sort_of(source, wish)
    down = sort.startswith("-")
    expressions = [each.desc() if down else each.asc() for each in source.sorts[sort.removeprefix("-")]]
    # Nothing known goes last in both directions, on every database.
    unknown = [each.is_(None) for each in source.sorts[sort.removeprefix("-")]]
    order = [part for pair in zip(unknown, expressions, strict=True) for part in pair]
    return source.statement.where(*conditions(source, wish)).order_by(*order, source.tie)


def total(session: Session, source: Source[Row], wish: Wish, *, measure: Any = None) -> int:
    """Return how many rows the wish gives, or the sum of ``measure`` over them."""
    what = func.count() if measure is None else func.coalesce(func.sum(measure), 0)
    asked = source.statement.with_only_columns(what, maintain_column_froms=True).order_by(None)
    return int(session.scalar(asked.where(*conditions(source, wish))) or 0)


def facet_counts(
    session: Session,
    source: Source[Row],
    wish: Wish,
    *,
    names: Collection[str] | None = None,
    measure: Any = None,
) -> dict[str, dict[str, int]]:
    """Return facet -> value -> rows (or the sum of ``measure``) if that value were chosen, in one statement.

    A facet's own choice is left out of its counts, so that they say what choosing another value would give.
    """
    facets = [facet for facet in source.facets if names is None or facet.name in names]
    keys = [(facet.name, value) for facet in facets for value in facet.options]
    if not keys:
        return {}
    cells = [_cell(source, wish, facet, value, measure) for facet in facets for value in facet.options]
    asked = source.statement.with_only_columns(
        *(cell.label(f"n{number}") for number, cell in enumerate(cells)), maintain_column_froms=True
    )
    found = session.execute(asked.order_by(None)).one()
    counts: dict[str, dict[str, int]] = {facet.name: {} for facet in facets}
    for (name, value), number in zip(keys, found, strict=True):
        counts[name][value] = int(number)
    return counts


def _cell(source: Source[Row], wish: Wish, facet: Facet, value: str, measure: Any) -> Any:
    condition = and_(true(), *conditions(source, wish, without=facet.name), facet.options[value])
    if measure is None:
        return func.count().filter(condition)
    return func.coalesce(func.sum(measure).filter(condition), 0)
