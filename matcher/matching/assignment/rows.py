"""The round as a linear programme: sparse rows over some of the edges, what is taken already left out.

People's rows are tightened without losing a single choice of whole edges: a row that cannot bind goes, one whose loads
are alike becomes a count, and a capacity comes down to the largest sum the loads can make.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array, csr_array

from matcher.matching.assignment.instance import Flags, RoundInstance
from matcher.matching.assignment.state import State, empty_state
from matcher.matching.columns import Floats, Ints
from matcher.matching.compiled import kernel

# Above this capacity (in units of the loads' common divisor) sums are not counted out: too dear for what it brings.
MOST_SUMS = 4096


@dataclass(frozen=True, slots=True)
class Cut:
    """At most ``limit`` of these edges (rows of the instance): what every allowed choice keeps."""

    edges: tuple[int, ...]
    limit: int


@dataclass(frozen=True, slots=True)
class Rows:
    """Maximise ``gain @ x``, ``matrix @ x <= limit``, ``0 <= x <= 1``: first k edges, then the visits, if any.

    ``edges`` (k,) are rows of the instance. ``need_row`` (m,) is the row of each need, -1 where it cannot bind.
    ``network``: a flow, so that every vertex of the relaxation is whole.
    """

    edges: Ints
    gain: Floats
    matrix: csr_array
    limit: Floats
    need_row: Ints
    network: bool


@dataclass(slots=True)
class _Entries:
    """Elements collected row by row."""

    row: list[Ints]
    column: list[Ints]
    value: list[Floats]
    limit: list[Floats]
    count: int = 0

    def extend(self, owner: Ints, column: Ints, value: Floats | Ints, limit_of: Floats | Ints) -> Ints:
        """Add a row for each distinct owner, with ``limit_of[owner]``; return the owners in the order of the rows."""
        owners, row = np.unique(owner, return_inverse=True)
        self.row.append(row.astype(np.int64) + self.count)
        self.column.append(column)
        self.value.append(value.astype(np.float64))
        self.limit.append(limit_of[owners].astype(np.float64))
        self.count += owners.size
        return owners


def rows_of(instance: RoundInstance, edges: Ints, state: State | None = None, cuts: tuple[Cut, ...] = ()) -> Rows:
    """Return the rows for choosing among ``edges`` (ascending) on top of what ``state`` has chosen.

    ``cuts`` count whole; edges they name outside ``edges`` are taken as ``state`` has them.
    """
    state = empty_state(instance) if state is None else state
    entries = _Entries([], [], [], [])
    position = np.arange(edges.size)
    network = _people_rows(instance, edges, state, entries)
    need_row = _need_rows(instance, edges, state, entries)
    gain = instance.score[edges].copy()
    visits = _visit_rows(instance, edges, state, entries, gain)
    _cut_rows(edges, cuts, state, entries)
    shape = (entries.count, position.size + visits)
    matrix = coo_array((_joined(entries.value), (_joined(entries.row), _joined(entries.column))), shape=shape)
    gain = np.concatenate([gain, np.full(visits, -instance.visit_cost)])
    limit = np.concatenate([np.zeros(0), *entries.limit])
    return Rows(edges, gain, csr_array(matrix), limit, need_row, network and not visits and not cuts)


def _joined(parts: list[Floats] | list[Ints]) -> Floats | Ints:
    return np.concatenate([np.zeros(0, dtype=np.int64), *parts])


def _people_rows(instance: RoundInstance, edges: Ints, state: State, entries: _Entries) -> bool:
    """Add the rows of all kinds of capacity; return whether each edge is in one row at most, with load 1."""
    person, n = instance.person[edges], instance.people
    left = instance.capacities - state.used
    degree = np.bincount(person, minlength=n)
    count = degree.copy()  # the tightest limit on the number of a person's edges
    times = np.zeros(edges.size, dtype=np.int64)
    alike = True
    for kind in range(left.shape[1]):
        load = instance.loads[edges, kind]
        unit, limit, counts_all = _tightened(person, load, left[:, kind], degree)
        count = np.where(counts_all, np.minimum(count, limit), count)
        kept = (load > 0) & ((np.bincount(person, unit, minlength=n) > limit) & ~counts_all)[person]
        entries.extend(person[kept], np.flatnonzero(kept), unit[kept], limit)
        times += kept
        alike &= bool((unit[kept] == 1).all())
    kept = (count < degree)[person]
    entries.extend(person[kept], np.flatnonzero(kept), np.ones(int(kept.sum())), count)
    return alike and bool((times + kept <= 1).all())


def _tightened(person: Ints, load: Ints, left: Ints, degree: Ints) -> tuple[Ints, Ints, Flags]:
    """Return loads and limits in a row's own unit, and which rows count all edges of the person alike."""
    n = left.size
    some = load > 0
    smallest = np.full(n, np.iinfo(np.int64).max)
    np.minimum.at(smallest, person[some], load[some])
    largest = np.zeros(n, dtype=np.int64)
    np.maximum.at(largest, person[some], load[some])
    loaded = np.bincount(person[some], minlength=n)
    same = (loaded > 0) & (smallest == largest)
    unit = np.where(same[person], np.minimum(load, 1), load)
    limit = np.where(same, left // np.maximum(largest, 1), left)
    order = np.argsort(person, kind="stable")
    ptr = np.concatenate([[0], np.cumsum(degree)])
    limit = _reachable(load[order], ptr, limit, ~same & (loaded > 0))
    return unit, limit, same & (loaded == degree)


@kernel
def _reachable(load: Ints, ptr: Ints, limit: Ints, asked: Flags) -> Ints:
    """Return the largest sum of loads within each limit, for the rows asked."""
    best = limit.copy()
    for row in np.flatnonzero(asked):
        own = load[ptr[row] : ptr[row + 1]]
        divisor = 0
        for value in own:
            while value:
                divisor, value = value, divisor % value  # noqa: PLW2901  Euclid
        top = limit[row] // divisor
        if top <= 0 or top > MOST_SUMS or own.sum() <= limit[row]:
            best[row] = top * divisor
            continue
        sums = np.zeros(top + 1, dtype=np.bool_)
        sums[0] = True
        for value in own:
            step = value // divisor
            for total in range(top, step - 1, -1):
                sums[total] |= sums[total - step]
        best[row] = np.flatnonzero(sums)[-1] * divisor
    return best


def _need_rows(instance: RoundInstance, edges: Ints, state: State, entries: _Entries) -> Ints:
    need, left = instance.need[edges], instance.demands - state.filled
    kept = (np.bincount(need, minlength=instance.needs) > left)[need]
    first = entries.count
    owners = entries.extend(need[kept], np.flatnonzero(kept), np.ones(int(kept.sum())), left)
    need_row = np.full(instance.needs, -1, dtype=np.int64)
    need_row[owners] = first + np.arange(owners.size)
    return need_row


def _visit_rows(instance: RoundInstance, edges: Ints, state: State, entries: _Entries, gain: Floats) -> int:
    """Charge visits: with the edge itself where it is alone, else by a variable above each edge. Return how many."""
    if not instance.visit_cost:
        return 0
    visit = instance.visit[edges]
    new = state.visits[visit] == 0
    times = np.bincount(visit, minlength=state.visits.size)[visit]
    gain[new & (times == 1)] -= instance.visit_cost
    shared = np.flatnonzero(new & (times > 1))
    numbers, which = np.unique(visit[shared], return_inverse=True)
    column = np.concatenate([shared, edges.size + which])
    value = np.concatenate([np.ones(shared.size), -np.ones(shared.size)])
    entries.extend(np.tile(np.arange(shared.size), 2), column, value, np.zeros(shared.size))
    return numbers.size


def _cut_rows(edges: Ints, cuts: tuple[Cut, ...], state: State, entries: _Entries) -> None:
    for cut in cuts:
        named = np.array(cut.edges, dtype=np.int64)
        column = np.flatnonzero(np.isin(edges, named))
        outside = named[~np.isin(named, edges)]
        limit = np.array([cut.limit - state.chosen[outside].sum()])
        entries.extend(np.zeros(column.size, dtype=np.int64), column, np.ones(column.size), limit)
