"""How many rows a list has, and how many each value of its filters would give.

What all filters ask of a row stands in WHERE, so rows that are not asked for cost nothing. A filter with a choice is
counted apart, without its own choice: its counts say what choosing another value would give. Filters of which a column
says the value are counted by grouping; that leaves few to test row by row. Few rows (a region, a search) are looked up
once and kept for all counts; of the many of a nation PostgreSQL counts the groups and the rest in two passes.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

from sqlalchemy import ColumnElement, String, case, cast, func, literal, select, tuple_, union_all
from sqlalchemy.orm import Session

from matcher.queries.coordination.source import Condition, Facet, Row, Source, Tally, Wish, conditions, is_chosen

Counts = dict[str, dict[str, int]]
# Of a filter that is not counted: its values without a number.
Shown = Mapping[str, Mapping[str, int | None]]


@dataclass(frozen=True, slots=True)
class Counted:
    """``counts``: facet -> value -> rows, None for a filter that is not counted; ``total``: rows the wish gives."""

    counts: Shown
    total: int


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
) -> Counts:
    """Return facet -> value -> rows (or the sum of ``measure``) if that value were chosen.

    A facet's own choice is left out of its counts, so that they say what choosing another value would give.
    """
    facets = [facet for facet in source.facets if (facet.counted if names is None else facet.name in names)]
    counts: Counts = {facet.name: {} for facet in facets}
    for some, asked in _together(source, wish, facets):
        counting = _Counting(session, source, asked, some, measure)
        if some:
            _count(counting, wish, always=False)
        counts |= counting.counts
    return counts


def counted(session: Session, source: Source[Row], wish: Wish) -> Counted:
    """Return the counts of the filters that are counted, the values of the others, and how many rows there are."""
    facets = [facet for facet in source.facets if facet.counted]
    counts: dict[str, Mapping[str, int | None]] = {facet.name: dict.fromkeys(facet.options) for facet in source.facets}
    whole = 0
    for some, asked in _together(source, wish, facets):
        counting = _Counting(session, source, asked, some, None)
        rows = _count(counting, wish, always=True)
        counts |= counting.counts
        if not any(is_chosen(facet, wish) for facet in some):
            whole = rows
    return Counted(counts, whole)


def _count(counting: "_Counting", wish: Wish, *, always: bool) -> int:
    """Count, looking twice only for rows that are too many to keep; SQLite keeps them anyhow."""
    many = not (counting.source.few or wish.search.strip())
    if many and counting.session.get_bind().dialect.name == "postgresql":
        return counting.of_many(always=always)
    return counting.of_few()


def _together(
    source: Source[Row], wish: Wish, facets: Sequence[Facet]
) -> Iterator[tuple[list[Facet], list[Condition]]]:
    """Yield facets that are counted over the same rows, with the conditions of those rows; free ones first."""
    yield [facet for facet in facets if not is_chosen(facet, wish)], conditions(source, wish)
    for facet in facets:
        if is_chosen(facet, wish):
            yield [facet], conditions(source, wish, without=facet.name)


@dataclass(slots=True)
class _Counting:
    """Counts facets over the same rows. ``measure``: summed instead of the rows."""

    session: Session
    source: Source[Any]
    asked: list[Condition]
    facets: list[Facet]
    measure: Any
    counts: Counts = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.counts = {facet.name: dict.fromkeys(facet.options, 0) for facet in self.facets}

    @property
    def keys(self) -> list[Any]:
        """What is grouped by, each once."""
        return list({id(t.key): t.key for facet in self.facets if facet.options for t in facet.tallies}.values())

    @property
    def cells(self) -> list[tuple[str, str, Condition]]:
        """Facet, value and condition of what is tested row by row."""
        plain = [facet for facet in self.facets if not facet.tallies]
        return [(facet.name, value, condition) for facet in plain for value, condition in facet.options.items()]

    def of_few(self) -> int:
        """Count in one statement that looks for the rows once and keeps them; return how many there are."""
        keys, cells = self.keys, self.cells
        columns = [cast(key, String).label(f"k{place}") for place, key in enumerate(keys)]
        tested = [case((cell[2], self._weight), else_=0).label(f"n{place}") for place, cell in enumerate(cells)]
        rows = self._rows(*columns, *tested, self._weight.label("weight")).cte("asked")
        grouped, cell_columns = rows.c[: len(keys)], rows.c[len(keys) : -1]
        numbers = [func.count(), *(func.coalesce(func.sum(column), 0) for column in cell_columns)]
        of_cells = select(literal(-1), _joined(numbers), literal(0)).select_from(rows)
        of_keys = (select(literal(n), key, func.sum(rows.c.weight)).group_by(key) for n, key in enumerate(grouped))
        found = self.session.execute(union_all(of_cells, *of_keys)).all()
        self._add_groups(keys, (row for row in found if row[0] >= 0))
        return self._set_cells(next(row[1] for row in found if row[0] < 0).split(","))

    def of_many(self, *, always: bool) -> int:
        """Count in two statements that keep no rows; return how many rows there are, 0 when nobody counted them."""
        if keys := self.keys:
            columns = [cast(key, String).label(f"k{place}") for place, key in enumerate(keys)]
            rows = self._rows(*columns, self._weight.label("weight"))
            self._add_groups(keys, self.session.execute(_grouping_sets(rows, len(keys))))
        cells = self.cells
        if not cells and not always:
            return 0
        numbers = [_cell(cell[2], self.measure).label(f"n{place}") for place, cell in enumerate(cells)]
        statement = _only(self.source.statement, self.asked, func.count(), *numbers)
        return self._set_cells(self.session.execute(statement).one())

    @property
    def _weight(self) -> Any:
        return literal(1) if self.measure is None else self.measure

    def _rows(self, *columns: Any) -> Any:
        return _only(self.source.keyed(self.source.statement), self.asked, *columns)

    def _add_groups(self, keys: Sequence[Any], rows: Iterable[Any]) -> None:
        """Add rows of place of the key, value and number."""
        found: list[dict[str, int]] = [{} for _key in keys]
        for place, value, number in rows:
            found[place]["" if value is None else value] = int(number)
        of_key = {id(key): groups for key, groups in zip(keys, found, strict=True)}
        for facet in self.facets:
            for tally in facet.tallies if facet.options else ():
                for value, number in of_key[id(tally.key)].items():
                    self._add(facet, tally, value, number)

    def _add(self, facet: Facet, tally: Tally, value: str, number: int) -> None:
        for option in tally.reads(value):
            if option in facet.options:
                self.counts[facet.name][option] += tally.sign * number

    def _set_cells(self, numbers: Sequence[Any]) -> int:
        whole, *found = numbers
        for (name, value, _condition), number in zip(self.cells, found, strict=True):
            self.counts[name][value] = int(number)
        return int(whole)


def _joined(numbers: Sequence[Any]) -> ColumnElement[str]:
    """Return numbers as one text, separated by commas: a row of many beside rows of three."""
    texts: list[ColumnElement[str]] = [cast(number, String) for number in numbers]
    return reduce(lambda text, number: text + "," + number, texts)


def _grouping_sets(rows: Any, size: int) -> Any:
    """Group by each key in one pass; SQLite has no such thing."""
    inner = rows.subquery()
    keys = inner.c[:size]
    # The bit of the key that is grouped by is 0, those of the others are 1.
    which = func.grouping(*keys)
    place = case({(1 << size) - 1 - (1 << (size - 1 - n)): n for n in range(size)}, value=which)
    value = case(dict(enumerate(keys)), value=place)
    return select(place, value, func.sum(inner.c.weight)).group_by(func.grouping_sets(*(tuple_(key) for key in keys)))


def _cell(condition: Condition, measure: Any) -> Any:
    if measure is None:
        return func.count().filter(condition)
    return func.coalesce(func.sum(case((condition, measure), else_=0)), 0)


def _only(statement: Any, asked: list[Condition], *columns: Any) -> Any:
    return statement.with_only_columns(*columns, maintain_column_froms=True).order_by(None).where(*asked)
