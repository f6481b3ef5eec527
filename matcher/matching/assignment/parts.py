"""A nation in parts: solved apart, in other processes or on other machines, and merged without conflict.

People and needs that no chain of edges connects never touch each other's choices. A component too large is cut further
along an order in which neighbours lie together (reverse Cuthill-McKee); the edges across are kept for the merge.
"""

import io
from dataclasses import dataclass, fields, replace
from typing import Any, Self

import numpy as np
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components, reverse_cuthill_mckee

from matcher.matching.assignment.dual import bound_at, lagrangian
from matcher.matching.assignment.exact import best_of
from matcher.matching.assignment.improve import improved
from matcher.matching.assignment.instance import DayParts, RoundInstance
from matcher.matching.assignment.result import Effort, RoundResult, Timer
from matcher.matching.assignment.state import chosen_of, empty_state, fill, filled, fixed_of
from matcher.matching.columns import Ints


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A round by itself, with the rows its edges, people and needs have in the whole (ascending)."""

    instance: RoundInstance
    edges: Ints
    people: Ints
    needs: Ints

    def to_bytes(self) -> bytes:
        """Return the part as plain arrays (npz)."""
        columns = {name: getattr(self, name) for name in ("edges", "people", "needs")}
        return _packed(columns | _columns(self.instance))

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Return the part that ``to_bytes`` wrote. Raises ``ValueError`` or ``KeyError`` when it is none."""
        with np.load(io.BytesIO(data), allow_pickle=False) as columns:
            own = {name: columns[name] for name in ("edges", "people", "needs")}
            return cls(instance=_instance(dict(columns)), **own)


def _columns(instance: RoundInstance) -> dict[str, Any]:
    names = [field.name for field in fields(RoundInstance) if field.name != "day_parts"]
    parts = {f"day_parts_{field.name}": getattr(instance.day_parts, field.name) for field in fields(DayParts)}
    return {f"round_{name}": getattr(instance, name) for name in names} | parts


def _instance(columns: dict[str, Any]) -> RoundInstance:
    own = {name.removeprefix("round_"): value for name, value in columns.items() if name.startswith("round_")}
    parts = {name.removeprefix("day_parts_"): columns[name] for name in columns if name.startswith("day_parts_")}
    kinds = tuple(str(kind) for kind in np.atleast_1d(own.pop("kinds")))
    cost = float(own.pop("visit_cost"))
    return RoundInstance(**own, kinds=kinds, visit_cost=cost, day_parts=DayParts(**parts))


def _packed(columns: dict[str, Any]) -> bytes:
    file = io.BytesIO()
    np.savez_compressed(file, **columns)
    return file.getvalue()


def result_to_bytes(result: RoundResult) -> bytes:
    """Return a result as plain arrays (npz), for the way back to the merge."""
    return _packed({field.name: getattr(result, field.name) for field in fields(RoundResult)})


def result_from_bytes(data: bytes) -> RoundResult:
    """Return the result that ``result_to_bytes`` wrote. Raises ``ValueError`` or ``KeyError`` when it is none."""
    with np.load(io.BytesIO(data), allow_pickle=False) as columns:
        objective, bound, greedy = (float(columns[name]) for name in ("objective", "bound", "greedy"))
        return RoundResult(columns["chosen"], objective, bound, greedy, str(columns["method"]), columns["need_price"])


def split_round(instance: RoundInstance, most_edges: int = 200_000) -> tuple[Part, ...]:
    """Return parts of about ``most_edges`` edges or less, the largest first; small components share a part.

    Every edge is in one part, save those across a cut. Need ``j`` and its people are never in two parts.
    """
    need_part, person_part = _sides(instance, most_edges)
    owner = person_part[instance.person]
    inside = owner == need_part[instance.need]
    sizes = np.bincount(owner[inside], minlength=int(need_part.max(initial=-1)) + 1)
    order = np.argsort(-sizes, kind="stable")
    return tuple(_part(instance, np.flatnonzero(inside & (owner == part))) for part in order if sizes[part])


def _sides(instance: RoundInstance, most_edges: int) -> tuple[Ints, Ints]:
    """Return the part of each need (m,) and person (n,)."""
    n, m = instance.people, instance.needs
    nodes = (instance.person, instance.need + n)
    graph = csr_array(coo_array((np.ones(instance.edges), nodes), shape=(n + m, n + m)))
    graph = csr_array(graph + graph.T)
    _, component = connected_components(graph, directed=False)
    along = np.empty(n + m, dtype=np.int64)
    along[reverse_cuthill_mckee(graph, symmetric_mode=True)] = np.arange(n + m)
    order = np.lexsort((along[n:], component[n:]))
    need_part = np.empty(m, dtype=np.int64)
    need_part[order] = _blocks(
        component[n:][order].astype(np.int64), np.bincount(instance.need, minlength=m)[order], most_edges
    )
    return need_part, _majority(instance, need_part)


def _blocks(component: Ints, edges: Ints, most: int) -> Ints:
    """Cut needs in a row into parts: between components where that fits, within one that is too large by itself."""
    part = np.zeros(component.size, dtype=np.int64)
    number, load = 0, 0
    starts = np.flatnonzero(np.diff(component, prepend=-1))
    for first, last in zip(starts, np.append(starts[1:], component.size), strict=True):
        size = int(edges[first:last].sum())
        if load and load + size > most:
            number, load = number + 1, 0
        pieces = max(-(-size // most), 1)
        within = np.minimum(np.cumsum(edges[first:last]) * pieces // (size + 1), pieces - 1)
        part[first:last] = number + within
        number += pieces - 1
        load = size if pieces == 1 and not load else load + size if pieces == 1 else most
    return part


def _majority(instance: RoundInstance, need_part: Ints) -> Ints:
    """Return for each person the part with the largest sum of scores."""
    parts = int(need_part.max(initial=-1)) + 1
    key = instance.person * max(parts, 1) + need_part[instance.need]
    keys, which = np.unique(key, return_inverse=True)
    total = np.bincount(which, instance.score)
    order = np.lexsort((keys, -total, keys // max(parts, 1)))
    owners, first = np.unique(keys[order] // max(parts, 1), return_index=True)
    person_part = np.full(instance.people, -1, dtype=np.int64)
    person_part[owners] = keys[order][first] % max(parts, 1)
    return person_part


def _part(instance: RoundInstance, edges: Ints) -> Part:
    people, person = np.unique(instance.person[edges], return_inverse=True)
    needs, need = np.unique(instance.need[edges], return_inverse=True)
    days = instance.day_parts
    by_need = {name: getattr(days, name)[needs] for name in ("needs", "parts_needed", "starts_on", "ends_on")}
    local = np.full(instance.needs, -1, dtype=np.int64)
    local[needs] = np.arange(needs.size)
    conflicts = local[instance.conflicts]
    part = replace(
        instance,
        **{name: getattr(instance, name)[edges] for name in ("score", "loads", "quality")},
        person=person.astype(np.int64),
        need=need.astype(np.int64),
        visit=np.unique(instance.visit[edges], return_inverse=True)[1].astype(np.int64),
        capacities=instance.capacities[people],
        demands=instance.demands[needs],
        day_parts=DayParts(people=days.people[people], **by_need),
        conflicts=conflicts[(conflicts >= 0).all(axis=1)],
        person_ids=instance.person_ids[people],
        need_ids=instance.need_ids[needs],
    )
    return Part(part, edges, people, needs)


def merge_round(
    instance: RoundInstance, parts: tuple[Part, ...], results: tuple[RoundResult, ...], effort: Effort | None = None
) -> RoundResult:
    """Return the result for the whole: the parts' choices, then the edges across the cuts and a short improvement.

    Never worth less than the parts together. The bound is that of the parts' prices over all edges, brought further
    down by a search from there when edges were cut off; else it is at most the sum of the parts' bounds.
    """
    effort = Effort() if effort is None else effort
    timer = Timer(effort)
    fixed, state = fixed_of(instance), empty_state(instance)
    price = np.zeros(instance.needs)
    for part, result in zip(parts, results, strict=True):
        fill(fixed, state, part.edges[result.chosen])
        price[part.needs] = result.need_price
    best_first = np.lexsort((np.arange(instance.edges), -instance.score))
    fill(fixed, state, best_first)
    bound = bound_at(instance, fixed, price)
    if sum(part.edges.size for part in parts) == instance.edges:
        bound = min(bound, sum(result.bound for result in results))
    else:
        dual = lagrangian(instance, fixed, price, effort.rounds, timer)
        bound, price = min(bound, dual.bound), dual.price
        state = best_of(instance, state, filled(instance, fixed, dual.taken))
    state = improved(instance, fixed, state, price, effort, timer)
    greedy_state = empty_state(instance)
    fill(fixed, greedy_state, best_first)
    greedy = instance.value(chosen_of(greedy_state))
    if greedy > instance.value(chosen_of(state)):
        state = greedy_state
    objective = instance.value(chosen_of(state))
    return RoundResult(chosen_of(state), objective, max(bound, objective), greedy, "parts", price)
