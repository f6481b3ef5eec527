"""How many rows a list has, and how many each value of its filters would give.

What all filters ask of a row stands in WHERE, so rows that are not asked for cost nothing. A filter with a choice is
counted apart, without its own choice: its counts say what choosing another value would give. Filters of which a column
says the value are counted by grouping; that leaves few to test row by row.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import String, case, cast, func, literal, select, tuple_, union_all
from sqlalchemy.orm import Session

from matcher.queries.coordination.source import Condition, Facet, Row, Source, Wish, conditions, is_chosen

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
        counts |= _count(session, source, asked, some, measure)[0]
    return counts


def counted(session: Session, source: Source[Row], wish: Wish) -> Counted:
    """Return the counts of the filters that are counted, the values of the others, and how many rows there are."""
    facets = [facet for facet in source.facets if facet.counted]
    counts: dict[str, Mapping[str, int | None]] = {facet.name: dict.fromkeys(facet.options) for facet in source.facets}
    whole = 0
    for some, asked in _together(source, wish, facets):
        found, rows = _count(session, source, asked, some, None, always=True)
        counts |= found
        if not any(is_chosen(facet, wish) for facet in some):
            whole = rows
    return Counted(counts, whole)


def _together(
    source: Source[Row], wish: Wish, facets: Sequence[Facet]
) -> Iterator[tuple[list[Facet], list[Condition]]]:
    """Yield facets that are counted over the same rows, with the conditions of those rows; free ones first."""
    yield [facet for facet in facets if not is_chosen(facet, wish)], conditions(source, wish)
    for facet in facets:
        if is_chosen(facet, wish):
            yield [facet], conditions(source, wish, without=facet.name)


def _count(
    session: Session,
    source: Source[Row],
    asked: list[Condition],
    facets: list[Facet],
    measure: Any,
    *,
    always: bool = False,
) -> tuple[Counts, int]:
    """Return the counts of facets over the rows asked for, and how many rows those are (0 when nobody counted)."""
    counts: Counts = {facet.name: dict.fromkeys(facet.options, 0) for facet in facets}
    _by_group(session, source, asked, [facet for facet in facets if facet.tallies], measure, counts)
    rows = _by_condition(session, source, asked, [f for f in facets if not f.tallies], measure, counts, always=always)
    return counts, rows


def _by_group(
    session: Session, source: Source[Row], asked: list[Condition], facets: list[Facet], measure: Any, counts: Counts
) -> None:
    """Add to ``counts`` what the groups say of each facet."""
    keys = {id(tally.key): tally.key for facet in facets for tally in facet.tallies if facet.options}
    if not keys:
        return
    found = dict(zip(keys, _groups(session, source, asked, list(keys.values()), measure), strict=True))
    for facet in facets:
        for tally in facet.tallies if facet.options else ():
            for value, number in found[id(tally.key)].items():
                for option in tally.reads(value):
                    if option in facet.options:
                        counts[facet.name][option] += tally.sign * number


def _groups(
    session: Session, source: Source[Row], asked: list[Condition], keys: list[Any], measure: Any
) -> list[dict[str, int]]:
    """Return value -> rows (or the sum of ``measure``) per key, in one statement."""
    columns = [cast(key, String).label(f"k{place}") for place, key in enumerate(keys)]
    weight = (literal(1) if measure is None else measure).label("weight")
    rows = _only(source.grouped if source.grouped is not None else source.statement, asked, *columns, weight)
    several = _grouping_sets if session.get_bind().dialect.name == "postgresql" else _union
    found: list[dict[str, int]] = [{} for _key in keys]
    for place, value, number in session.execute(several(rows, len(keys))):
        found[place]["" if value is None else value] = int(number)
    return found


def _grouping_sets(rows: Any, size: int) -> Any:
    """Group by each key in one pass; SQLite has no such thing."""
    inner = rows.subquery()
    keys = inner.c[:size]
    # The bit of the key that is grouped by is 0, those of the others are 1.
    which = func.grouping(*keys)
    place = case({(1 << size) - 1 - (1 << (size - 1 - n)): n for n in range(size)}, value=which)
    value = case(dict(enumerate(keys)), value=place)
    return select(place, value, func.sum(inner.c.weight)).group_by(func.grouping_sets(*(tuple_(key) for key in keys)))


def _union(rows: Any, size: int) -> Any:
    inner = rows.cte("asked")
    parts = (select(literal(n), key, func.sum(inner.c.weight)).group_by(key) for n, key in enumerate(inner.c[:size]))
    return union_all(*parts)


def _by_condition(
    session: Session,
    source: Source[Row],
    asked: list[Condition],
    facets: list[Facet],
    measure: Any,
    counts: Counts,
    *,
    always: bool,
) -> int:
    cells = [(facet.name, value, condition) for facet in facets for value, condition in facet.options.items()]
    if not cells and not always:
        return 0
    numbers = [_cell(condition, measure).label(f"n{place}") for place, (_name, _value, condition) in enumerate(cells)]
    whole, *found = session.execute(_only(source.statement, asked, func.count(), *numbers)).one()
    for (name, value, _condition), number in zip(cells, found, strict=True):
        counts[name][value] = int(number)
    return int(whole)


def _cell(condition: Condition, measure: Any) -> Any:
    if measure is None:
        return func.count().filter(condition)
    return func.coalesce(func.sum(case((condition, measure), else_=0)), 0)


def _only(statement: Any, asked: list[Condition], *columns: Any) -> Any:
    return statement.with_only_columns(*columns, maintain_column_froms=True).order_by(None).where(*asked)
