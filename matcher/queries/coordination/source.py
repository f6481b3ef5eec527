"""What a list is made of: its select, filters, search and sorts; a page, a count and a file read the same source."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, func, or_

from matcher.queries.paging import contains

Row = TypeVar("Row")
Condition = ColumnElement[bool]
Reads = Callable[[str], Iterable[str]]


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """A quick way to count a filter: rows grouped by ``key``, and the options a value of it stands for.

    ``reads`` gets the value as text, "" for NULL. What it says must be what the conditions of the options say.
    """

    key: Any
    reads: Reads
    sign: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class Facet:
    """A filter with a closed set of values: its name in the URL, and the condition of each value.

    With ``tallies`` the values are counted from groups, added up by their signs; without, condition by condition.
    ``counted`` False: its rows are not counted for every value (too dear, or too many values to choose from); its
    values are offered without a number.
    """

    name: str
    options: Mapping[str, Condition]
    tallies: tuple[Tally, ...] = ()
    counted: bool = True


class Late(Mapping[str, Condition]):
    """Options of a filter whose conditions are dear to make: each is made when it is chosen, once."""

    def __init__(self, makers: Mapping[str, Callable[[], Condition]]) -> None:
        self._makers = makers
        self._made: dict[str, Condition] = {}

    def __getitem__(self, value: str) -> Condition:
        if value not in self._made:
            self._made[value] = self._makers[value]()
        return self._made[value]

    def __contains__(self, value: object) -> bool:
        return value in self._makers

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


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

    ``sorts``: name -> expressions, in rising order. ``tie`` makes the order of equal rows fixed. ``searched``: columns.
    ``found_by``: a quicker way to search than those, from a LIKE pattern in lower case. ``detail``: the same select for
    the rows with these ids, of which the first column is a record with an id; without it ``statement`` is paged.
    ``keyed``: joins what only the keys of tallies need. ``few``: the scope is a small part of all rows.
    """

    statement: Select[*tuple[Any, ...]]
    facets: tuple[Facet, ...]
    searched: tuple[Any, ...]
    sorts: Mapping[str, Sequence[Any]]
    default_sort: str
    tie: Any
    make: Callable[[Any], Row]
    found_by: Callable[[str], Condition] | None = None
    detail: Callable[[Sequence[int]], Select[*tuple[Any, ...]]] | None = None
    keyed: Callable[[Select[*tuple[Any, ...]]], Select[*tuple[Any, ...]]] = lambda statement: statement
    few: bool = False


def by_value(name: str, column: Any, members: Iterable[StrEnum]) -> Facet:
    """Return the filter on a column that holds a member of an enum."""
    return Facet(name, of_enum(column, members), (Tally(column, lambda value: (value,)),))


def of_enum(column: Any, members: Iterable[StrEnum]) -> dict[str, Condition]:
    """Return an option per member of an enum."""
    return {member.value: column == member for member in members}


def conditions(source: Source[Row], wish: Wish, *, without: str = "") -> list[Condition]:
    """Return what the wish asks of a row, leaving out one facet."""
    found = [_either(facet, wish) for facet in source.facets if facet.name != without]
    return [condition for condition in (*found, _found_by(source, wish.search)) if condition is not None]


def is_chosen(facet: Facet, wish: Wish) -> bool:
    """Return whether the wish filters on the facet."""
    return any(value in facet.options for value in wish.values(facet.name))


def _either(facet: Facet, wish: Wish) -> Condition | None:
    chosen = [facet.options[value] for value in sorted(wish.values(facet.name)) if value in facet.options]
    return or_(*chosen) if chosen else None


def _found_by(source: Source[Row], text: str) -> Condition | None:
    if not text.strip():
        return None
    pattern = contains(text)
    return source.found_by(pattern) if source.found_by else any_like(source.searched, pattern)


def any_like(columns: Iterable[Any], pattern: str) -> Condition:
    """Return the condition that one of the columns fits a pattern of :func:`matcher.queries.paging.contains`."""
    return or_(*(func.lower(column).like(pattern, escape="\\") for column in columns))
