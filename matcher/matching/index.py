"""What the engine derives from a problem: rarity of concepts, lists of related ones, areas and needs by point."""

from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from scipy.sparse import csr_array

from matcher.matching.columns import Floats, Ints, Problem, Smalls
from matcher.matching.kernels.geometry import FREE, intern_points

# A hash table is made anew when it is fuller than this share.
FULLEST = 0.5
_SMALLEST_TABLE = 1 << 10


class Lists(NamedTuple):
    """Concepts in lists by concept, the concept itself first in each: ``ptr`` (c + 1,), ``concept``, ``close``."""

    ptr: Smalls
    concept: Smalls
    close: Floats


class Points(NamedTuple):
    """Places that occur in columns of coordinates: ``number`` per element, and the ``total`` places in a hash table.

    ``lat`` and ``lon`` are the bits of the coordinates by number, with room for more.
    """

    number: Smalls
    lat: Ints
    lon: Ints
    total: int
    table: Smalls


class Index(NamedTuple):
    """Derived once per problem, carried over by ``updates``, and read by the compiled loops.

    ``near``: by asked concept what counts for it. ``serves``: by held concept what it counts for. ``holders`` and
    ``idf`` are (c,). ``area_points`` and ``need_points`` number the different places of search areas and needs.
    """

    near: Lists
    serves: Lists
    holders: Ints
    idf: Floats
    area_points: Points
    need_points: Points


_KEPT: WeakKeyDictionary[Problem, Index] = WeakKeyDictionary()


def index_of(problem: Problem) -> Index:
    """Return the index of the problem; built at the first call, kept as long as the problem lives."""
    found = _KEPT.get(problem)
    if found is None:
        found = _KEPT[problem] = _build(problem)
    return found


def keep(problem: Problem, index: Index) -> None:
    """Lay the index of a problem beside it."""
    _KEPT[problem] = index


def kept(problem: Problem) -> Index | None:
    """Return the index of the problem if it is there already."""
    return _KEPT.get(problem)


def _build(problem: Problem) -> Index:
    people, needs = problem.people, problem.needs
    holders = np.bincount(people.skills_concept, minlength=problem.concept_ids.size)
    return Index(
        *_related(problem.related),
        holders,
        rarity(holders, people.ids.size),
        points_of(people.areas_lat, people.areas_lon),
        points_of(needs.lat, needs.lon),
    )


def rarity(holders: Ints, people: int) -> Floats:
    """Rarity of each concept among people: ``ln((1 + n) / (1 + holders)) + 1``, always above zero."""
    return np.asarray(np.log((1 + people) / (1 + holders)) + 1)


def _related(related: csr_array) -> tuple[Lists, Lists]:
    flat = related.tocoo()
    kept = (flat.row != flat.col) & (flat.data != 0)
    asked, held, close = flat.row[kept], flat.col[kept], flat.data[kept].astype(np.float64)
    return _lists(asked, held, close, related.shape[0]), _lists(held, asked, close, related.shape[0])


def _lists(rows: Ints, others: Ints, close: Floats, count: int) -> Lists:
    """Return by row the row itself, then the others ascending."""
    order = np.lexsort((others, rows))
    ptr = np.searchsorted(rows[order], np.arange(count + 1)) + np.arange(count + 1)
    concept, closeness = np.empty(rows.size + count, np.int32), np.ones(rows.size + count)
    rest = np.ones(concept.size, dtype=np.bool_)
    rest[ptr[:-1]] = False
    concept[ptr[:-1]] = np.arange(count)
    concept[rest], closeness[rest] = others[order], close[order]
    return Lists(ptr.astype(np.int32), concept, closeness)


def points_of(lat: Floats, lon: Floats) -> Points:
    """Return the different places among k coordinates in degrees."""
    size = _SMALLEST_TABLE
    while size * FULLEST < lat.size:
        size *= 2
    room = int(size * FULLEST)
    places = np.empty(room, np.int64), np.empty(room, np.int64)
    table = np.full(size, FREE, np.int32)
    number, count = intern_points(_bits(lat), _bits(lon), *places, 0, table)
    return _snug(Points(number, *places, int(count), table))


def _snug(points: Points) -> Points:
    """Return the points with a table that has room for as many again, not for as many as there are coordinates."""
    size = _SMALLEST_TABLE
    while size * FULLEST < 2 * points.total:
        size *= 2
    room = int(size * FULLEST)
    places = np.empty(room, np.int64), np.empty(room, np.int64)
    table = np.full(size, FREE, np.int32)
    known = slice(points.total)
    intern_points(points.lat[known].copy(), points.lon[known].copy(), *places, 0, table)
    return Points(points.number, *places, points.total, table)


def added_points(points: Points, lat: Floats, lon: Floats) -> Points | None:
    """Return ``points`` with the numbers of other k coordinates, new places added; None when there is no room."""
    if points.total + lat.size > points.lat.size:
        return None
    copies = points.lat.copy(), points.lon.copy()
    table = points.table.copy()
    number, count = intern_points(_bits(lat), _bits(lon), *copies, points.total, table)
    return Points(number, *copies, int(count), table)


def _bits(degrees: Floats) -> Ints:
    return np.ascontiguousarray(degrees).view(np.int64)
