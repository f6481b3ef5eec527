"""A partly filled round as plain arrays, and the kernels that add and drop one edge. Nothing else changes a state.

Because edges only come in through ``fits``, whatever is built on these kernels is feasible.
"""

from typing import NamedTuple

import numpy as np

from matcher.matching.assignment.day_parts import fit_together
from matcher.matching.assignment.instance import RoundInstance
from matcher.matching.columns import Floats, Ints
from matcher.matching.compiled import kernel


class Fixed(NamedTuple):
    """What stays as it is. ``by_person`` and ``by_need`` list edges per row (``*_ptr``), the best score first."""

    person: Ints
    need: Ints
    score: Floats
    loads: Ints
    capacities: Ints
    demands: Ints
    person_ptr: Ints
    by_person: Ints
    need_ptr: Ints
    by_need: Ints
    visit: Ints
    visit_cost: float
    offered: Ints
    asked: Ints
    parts_needed: Ints
    starts: Ints
    ends: Ints
    clash_ptr: Ints
    clash_with: Ints


class State(NamedTuple):
    """What is chosen: flags (e,), used capacities (n, d), people per need (m,), edges per visit number."""

    chosen: Ints
    used: Ints
    filled: Ints
    visits: Ints


def fixed_of(instance: RoundInstance) -> Fixed:
    """Return the arrays the kernels read."""
    n, m, parts = instance.people, instance.needs, instance.day_parts
    clash = np.unique(np.concatenate([instance.conflicts, instance.conflicts[:, ::-1]]), axis=0)
    return Fixed(
        person=instance.person,
        need=instance.need,
        score=instance.score,
        loads=instance.loads,
        capacities=instance.capacities,
        demands=instance.demands,
        person_ptr=_pointers(instance.person, n),
        by_person=np.lexsort((-instance.score, instance.person)),
        need_ptr=_pointers(np.sort(instance.need), m),
        by_need=np.lexsort((-instance.score, instance.need)),
        visit=instance.visit,
        visit_cost=float(instance.visit_cost),
        offered=parts.people.astype(np.int64),
        asked=parts.needs.astype(np.int64),
        parts_needed=parts.parts_needed,
        starts=parts.starts_on,
        ends=parts.ends_on,
        clash_ptr=_pointers(clash[:, 0], m),
        clash_with=np.ascontiguousarray(clash[:, 1]),
    )


def _pointers(owners: Ints, count: int) -> Ints:
    return np.searchsorted(owners, np.arange(count + 1)).astype(np.int64)


def empty_state(instance: RoundInstance) -> State:
    """Return the state in which nothing is chosen."""
    return State(
        chosen=np.zeros(instance.edges, dtype=np.int64),
        used=np.zeros_like(instance.capacities),
        filled=np.zeros(instance.needs, dtype=np.int64),
        visits=np.zeros(int(instance.visit.max(initial=-1)) + 1, dtype=np.int64),
    )


@kernel
def together(fixed: Fixed, state: State, edge: int) -> bool:
    """Return whether the edge's need goes together with the needs the person has now."""
    person, need = fixed.person[edge], fixed.need[edge]
    rows = np.empty(fixed.person_ptr[person + 1] - fixed.person_ptr[person] + 1, dtype=np.int64)
    rows[0] = need
    count = 1
    for other in fixed.by_person[fixed.person_ptr[person] : fixed.person_ptr[person + 1]]:
        if state.chosen[other]:
            rows[count] = fixed.need[other]
            count += 1
    rows = rows[:count]
    for clash in fixed.clash_with[fixed.clash_ptr[need] : fixed.clash_ptr[need + 1]]:
        for other in rows[1:]:
            if other == clash:
                return False
    masks = fixed.offered[person] & fixed.asked[rows]
    return fit_together(masks, fixed.parts_needed[rows], fixed.starts[rows], fixed.ends[rows])


@kernel
def fits(fixed: Fixed, state: State, edge: int) -> bool:
    """Return whether the edge can be added."""
    person, need = fixed.person[edge], fixed.need[edge]
    if state.chosen[edge] or state.filled[need] >= fixed.demands[need]:
        return False
    for kind in range(fixed.capacities.shape[1]):
        if state.used[person, kind] + fixed.loads[edge, kind] > fixed.capacities[person, kind]:
            return False
    limited = fixed.parts_needed[need] > 0 or fixed.clash_ptr[need + 1] > fixed.clash_ptr[need]
    return not limited or together(fixed, state, edge)


@kernel
def add(fixed: Fixed, state: State, edge: int) -> float:
    """Choose the edge; return what the value gains."""
    person, visit = fixed.person[edge], fixed.visit[edge]
    state.chosen[edge] = 1
    state.filled[fixed.need[edge]] += 1
    state.visits[visit] += 1
    for kind in range(fixed.capacities.shape[1]):
        state.used[person, kind] += fixed.loads[edge, kind]
    return float(fixed.score[edge]) - (fixed.visit_cost if state.visits[visit] == 1 else 0.0)


@kernel
def drop(fixed: Fixed, state: State, edge: int) -> float:
    """Leave the edge out again; return what the value loses."""
    person, visit = fixed.person[edge], fixed.visit[edge]
    state.chosen[edge] = 0
    state.filled[fixed.need[edge]] -= 1
    state.visits[visit] -= 1
    for kind in range(fixed.capacities.shape[1]):
        state.used[person, kind] -= fixed.loads[edge, kind]
    return float(fixed.score[edge]) - (fixed.visit_cost if state.visits[visit] == 0 else 0.0)


@kernel
def worth(fixed: Fixed, state: State, edge: int) -> float:
    """Return what the value would gain by adding the edge."""
    return float(fixed.score[edge]) - (0.0 if state.visits[fixed.visit[edge]] else fixed.visit_cost)


@kernel
def fill(fixed: Fixed, state: State, order: Ints) -> float:
    """Add what fits and gains, in the given order of edges; return the total gain."""
    gain = 0.0
    for edge in order:
        if fits(fixed, state, edge) and worth(fixed, state, edge) > 0:
            gain += add(fixed, state, edge)
    return gain


def chosen_of(state: State) -> Ints:
    """Return the chosen edges, ascending."""
    return np.flatnonzero(state.chosen)


def copy_of(state: State) -> State:
    """Return the same state in arrays of its own."""
    return State(*(column.copy() for column in state))


def filled(instance: RoundInstance, fixed: Fixed, urge: Floats) -> State:
    """Return the greedy choice in order of ``urge`` (e,), ties by score, then by row."""
    state = empty_state(instance)
    fill(fixed, state, np.lexsort((np.arange(instance.edges), -instance.score, -urge)))
    return state
