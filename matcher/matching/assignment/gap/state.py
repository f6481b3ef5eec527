"""What the searches work on: the problem item by item, and one assignment with its loads and who holds what."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from matcher.matching.assignment.gap.instance import Floats, GapInstance, Ints
from matcher.matching.compiled import kernel

LOW = 0xFFFFFFFF
MULTIPLIER = 1791398085
PATIENCES = 4096
MOST_CHOICES = 5
LEAST_SHARE = 0.2
NOTHING = 1 << 60


class Field(NamedTuple):
    """The problem as the kernels read it.

    ``costs``, ``resources`` (n x m), ``capacities`` (m), ``weights`` (m: cost of one unit of overload), ``choices``
    (n x k: agents worth trying, best first) with ``choice_counts`` (n), ``reduced`` (n x m: cost + room price x
    resource, less the least of the item), ``patience`` (4096 draws of the exponential distribution, mean 1).
    """

    costs: Ints
    resources: Ints
    capacities: Ints
    room_prices: Floats
    weights: Floats
    choices: Ints
    choice_counts: Ints
    reduced: Floats
    patience: Floats


class State(NamedTuple):
    """An assignment ``agent_of`` (n), ``loads`` (m), and per agent its ``members`` (m x n) up to ``sizes`` (m).

    ``place`` (n) is where an item stands among the members of its agent.
    """

    agent_of: Ints
    loads: Ints
    members: npt.NDArray[np.int32]
    sizes: Ints
    place: Ints


class Progress(NamedTuple):
    """Where a run stands: cost of the best feasible assignment, generator state, scale of the overload prices."""

    best_cost: int
    seed: int
    scale: float


def make_field(instance: GapInstance, room_prices: Floats, surcharges: Floats) -> Field:
    """Lay the problem out for the kernels; ``surcharges`` (m x n) rank the agents of an item."""
    choices = np.argsort(surcharges, axis=0, kind="stable")[:MOST_CHOICES].T
    possible = (instance.resources <= instance.capacities[:, None]).sum(axis=0)
    reduced = instance.costs + room_prices[:, None] * instance.resources
    usual = float(np.abs(reduced.min(axis=0)).mean()) / max(float(instance.resources.mean()), 1e-9)
    least = max(LEAST_SHARE * float(room_prices.mean()), 0.1 * usual, 1e-6)
    return Field(
        np.ascontiguousarray(instance.costs.T),
        np.ascontiguousarray(instance.resources.T),
        instance.capacities,
        room_prices,
        np.maximum(room_prices, least),
        np.ascontiguousarray(choices).astype(np.int64),
        np.maximum(np.minimum(possible, choices.shape[1]), 1),
        np.ascontiguousarray((reduced - reduced.min(axis=0)).T),
        -np.log((np.arange(PATIENCES) + 0.5) / PATIENCES),
    )


def make_state(field: Field, agent_of: Ints) -> State:
    """Return a state of its own for the assignment."""
    n, m = field.costs.shape
    members = np.zeros((m, n), dtype=np.int32)
    sizes, place = np.bincount(agent_of, minlength=m), np.zeros(n, dtype=np.int64)
    loads = np.bincount(agent_of, weights=field.resources[np.arange(n), agent_of], minlength=m).astype(np.int64)
    for i in range(m):
        mine = np.flatnonzero(agent_of == i)
        members[i, : mine.size] = mine
        place[mine] = np.arange(mine.size)
    return State(agent_of.astype(np.int64), loads, members, sizes.astype(np.int64), place)


@kernel
def drawn(seed: int) -> int:
    """Return the next state of a multiply-with-carry generator (G. Marsaglia); its low 32 bits are the number."""
    return MULTIPLIER * (seed & LOW) + (seed >> 32)


@kernel
def below(seed: int, limit: int) -> int:
    """Return a number from 0 up to ``limit`` out of the generator's state."""
    return ((seed & LOW) * limit) >> 32


@kernel
def shift(field: Field, state: State, item: int, agent: int) -> None:
    """Give an item to another agent."""
    before = state.agent_of[item]
    state.loads[before] -= field.resources[item, before]
    state.loads[agent] += field.resources[item, agent]
    last = state.members[before, state.sizes[before] - 1]
    state.members[before, state.place[item]] = last
    state.place[last] = state.place[item]
    state.sizes[before] -= 1
    state.members[agent, state.sizes[agent]] = item
    state.place[item] = state.sizes[agent]
    state.sizes[agent] += 1
    state.agent_of[item] = agent


@kernel
def overload_change(field: Field, state: State, agent: int, change: int) -> int:
    """Return by how much an agent's load above its capacity grows when the load changes."""
    over = state.loads[agent] - field.capacities[agent]
    growth: int = max(over + change, 0) - max(over, 0)
    return growth


@kernel
def total_overload(field: Field, state: State) -> int:
    """Return the sum of loads above capacity."""
    over = 0
    for i in range(field.capacities.size):
        over += max(state.loads[i] - field.capacities[i], 0)
    return over


@kernel
def keep_best(field: Field, state: State, best: Ints, best_cost: int) -> int:
    """Copy the assignment to ``best`` (n) when it is cheaper than ``best_cost``; return the lower of both costs."""
    cost = 0
    for j in range(state.agent_of.size):
        cost += field.costs[j, state.agent_of[j]]
    if cost >= best_cost:
        return best_cost
    best[:] = state.agent_of
    return cost
