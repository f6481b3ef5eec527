"""All against all: the best people of every need and the best needs of every person, in one pass over the country."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock
from typing import cast

import numpy as np

from matcher.matching.columns import Floats, Ints, Problem, Smalls
from matcher.matching.index import Index, Lists, Points, index_of
from matcher.matching.kernels.best import NOBODY, all_best_first, merge
from matcher.matching.kernels.gather import people_in_order
from matcher.matching.kernels.geometry import OUTSIDE
from matcher.matching.kernels.ground import Ground, lists_by_concept, needs_in_rows
from matcher.matching.kernels.scores import LEVELS, Shares, spots_of, weights_of
from matcher.matching.kernels.sweep import Heaps, Room, sweep
from matcher.matching.kernels.zones import around, widest
from matcher.matching.lists import lists_of
from matcher.matching.scoring import shares_of
from matcher.matching.weights import DEFAULT, Weights

# People are handed out to the workers in so many parts, so that none has to wait long for another.
PARTS = 64


@dataclass(frozen=True, slots=True)
class Edges:
    """Pairs, sorted by person and need row: (k,) each, no pair twice."""

    people: Ints
    needs: Ints
    totals: Floats


@dataclass(frozen=True, slots=True)
class Rankings:
    """The best of every row: rows of the other side best first, ties by id, ``-1`` where there are no more.

    ``people_of_need`` and ``people_totals`` are (m, top people), ``needs_of_person`` and ``needs_totals`` (n, top
    needs). ``pairs_in_reach`` counts the pairs whose place lies in a search area or that both accept online, whatever
    else stands in the way.
    """

    people_of_need: Smalls
    people_totals: Floats
    needs_of_person: Smalls
    needs_totals: Floats
    pairs_in_reach: int

    def edges(self) -> Edges:
        """Return every pair that is in one of the lists."""
        need, slot = np.nonzero(self.people_of_need != NOBODY)
        person, place = np.nonzero(self.needs_of_person != NOBODY)
        size = max(self.people_of_need.shape[0], 1)
        keys = np.concatenate(
            [self.people_of_need[need, slot].astype(np.int64) * size + need,
             person * size + self.needs_of_person[person, place]]
        )  # fmt: skip
        totals = np.concatenate([self.people_totals[need, slot], self.needs_totals[person, place]])
        keys, first = np.unique(keys, return_index=True)
        return Edges(keys // size, keys % size, totals[first])


@dataclass(frozen=True, slots=True)
class _Work:
    """What every worker reads and, row by row, writes."""

    problem: Problem
    index: Index
    ground: Ground
    shares: Shares
    of_person: Heaps
    top_people: int


def rank_all(
    problem: Problem, top_people: int = 20, top_needs: int = 20, weights: Weights = DEFAULT, threads: int = 2
) -> Rankings:
    """Return the ``top_people`` best people of each need and the ``top_needs`` best needs of each person.

    The same pairs and scores as ``ranking.rank_people`` and ``rank_needs``, whatever the number of ``threads``. Raises
    ``ValueError`` when a number is below 1.
    """
    if min(top_people, top_needs, threads) < 1:
        raise ValueError("top_people, top_needs and threads must be at least 1")
    index, shares, n = index_of(problem), shares_of(weights), problem.people.ids.size
    of_person = _heaps(n, top_needs)
    work = _Work(problem, index, _ground(problem, index, shares), shares, of_person, top_people)
    parts = _Parts(_by_zone(problem, index))
    with ThreadPoolExecutor(threads) as pool:
        done = list(pool.map(lambda _: _worker(work, parts), range(threads)))
    heaps = done[0][0]
    for more, _ in done[1:]:
        merge(*heaps, *more)
    all_best_first(*heaps)
    return Rankings(heaps.rows, heaps.totals, of_person.rows, of_person.totals, sum(pairs for _, pairs in done))


class _Parts:
    """Hands out parts of the people, to whichever worker asks."""

    def __init__(self, order: Smalls) -> None:
        self._parts = iter(np.array_split(order, PARTS))
        self._lock = Lock()

    def __iter__(self) -> Iterator[Smalls]:
        return self

    def __next__(self) -> Smalls:
        with self._lock:
            return next(self._parts)


def _worker(work: _Work, parts: _Parts) -> tuple[Heaps, int]:
    problem, m, top = work.problem, work.problem.needs.ids.size, work.top_people
    heaps = _heaps(m, top)
    room = _room(problem, work.index.need_points.total)
    pairs = 0
    for part in parts:
        people, zones = people_in_order(problem.people, work.index.area_points.number, part)
        pairs += sweep(
            people, problem.needs, work.ground, part, zones, problem.max_open_proposals,
            work.shares, heaps, work.of_person, room,
        )  # fmt: skip
    return heaps, pairs


def _by_zone(problem: Problem, index: Index) -> Smalls:
    """Return the rows of people sorted by the zone of their first area; those without one first."""
    ptr, number = problem.people.areas_ptr, index.area_points.number
    zone = np.full(problem.people.ids.size, -1, np.int32)
    placed = ptr[:-1] < ptr[1:]
    zone[placed] = number[ptr[:-1][placed]]
    return np.argsort(zone, kind="stable").astype(np.int32)


def _heaps(count: int, top: int) -> Heaps:
    return Heaps(np.zeros((count, top)), np.full((count, top), NOBODY, np.int32), np.zeros(count, np.int32))


def _room(problem: Problem, places: int) -> Room:
    concepts, needs, asked = problem.concept_ids.size, problem.needs.ids.size, problem.needs.asked_concept.size
    return Room(
        best=np.zeros(concepts * LEVELS),
        known=np.zeros(concepts, np.bool_),
        touched=np.empty(concepts, np.int32),
        reach=np.full(2 * places, OUTSIDE),
        visited=np.empty(places, np.int32),
        seen=np.full(needs, NOBODY, np.int32),
        found=np.empty(asked + 2 * needs, np.int32),
        scores=np.empty(needs),
    )


def _ground(problem: Problem, index: Index, shares: Shares) -> Ground:
    needs, places, zones = problem.needs, index.need_points, index.area_points
    radius = widest(zones.number, problem.people.areas_radius_km, zones.total)
    near = around(*_degrees(zones), radius, *_degrees(places))
    number = np.where(needs.online, places.total + places.number, places.number)
    by_concept = lists_by_concept(needs, number, problem.concept_ids.size)
    # Without a required skill: no skills at all, or a nice one in front.
    first = needs.asked_ptr[:-1]
    asks = first < needs.asked_ptr[1:]
    asks[asks] = needs.asked_required[first[asks]]
    free = np.flatnonzero(~asks)
    remote = free[needs.online[free]]
    place = np.concatenate([places.number[free], np.full(remote.size, places.total, np.int32)])
    open_lists = lists_of(place, places.total + 1, np.concatenate([free, remote]).astype(np.int32))
    return Ground(
        needs_in_rows(needs, number),
        *near,
        np.bincount(places.number[~needs.online], minlength=places.total).astype(np.int32),
        np.bincount(places.number[needs.online], minlength=places.total).astype(np.int32),
        *by_concept,
        *cast("tuple[Smalls, Smalls]", open_lists),
        _asked_only(index.serves, needs.asked_concept),
        spots_of(needs),
        weights_of(needs, index.idf, shares),
    )


def _asked_only(serves: Lists, asked: Smalls) -> Lists:
    """Return the lists of what concepts count for with only the concepts that are asked."""
    wanted = np.zeros(serves.ptr.size - 1, dtype=np.bool_)
    wanted[asked] = True
    kept = wanted[serves.concept]
    before = np.concatenate([[0], np.cumsum(kept)])
    return Lists(before[serves.ptr].astype(np.int32), serves.concept[kept], serves.close[kept])


def _degrees(points: Points) -> tuple[Floats, Floats]:
    known = slice(points.total)
    return points.lat[known].view(np.float64), points.lon[known].view(np.float64)
