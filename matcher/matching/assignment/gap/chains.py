"""Simulated annealing whose moves are ejection chains; overload is allowed at a price that adapts.

A move puts a random item with another agent; an agent that is then overloaded ejects the item that costs least to
house elsewhere, and so on for a few links. Ejection chains and adapting prices of overload after M. Yagiura, T. Ibaraki
and F. Glover (2004), "An ejection chain approach for the generalized assignment problem", INFORMS Journal on Computing
16(2).
"""

import numpy as np

from matcher.matching.assignment.gap.instance import Ints
from matcher.matching.assignment.gap.state import (
    Field,
    Progress,
    State,
    below,
    drawn,
    keep_best,
    overload_change,
    shift,
    total_overload,
)
from matcher.matching.compiled import kernel

DEPTH = 5
FEASIBLE_SHARE = 0.1
RAISE = 1.02
MOST_SCALE = 20.0
LEAST_SCALE = 0.3
NOISE = 1.0


@kernel
def _shift_cost(field: Field, state: State, scale: float, item: int, agent: int) -> float:
    """Return the change of cost and priced overload when the item goes to the agent."""
    before = state.agent_of[item]
    relief = overload_change(field, state, before, -field.resources[item, before])
    burden = overload_change(field, state, agent, field.resources[item, agent])
    change = field.costs[item, agent] - field.costs[item, before]
    priced: float = change + scale * (field.weights[before] * relief + field.weights[agent] * burden)
    return priced


@kernel
def _ejection(field: Field, state: State, scale: float, noise: float, agent: int, seed: int) -> tuple[int, int, int]:
    """Return which of the agent's items goes best to which other agent (-1: none), the last arrival stays.

    ``noise`` is the mean of a random surcharge, so that repeated calls try different items.
    """
    excess = state.loads[agent] - field.capacities[agent]
    least, item, target = np.inf, -1, -1
    for p in range(state.sizes[agent] - 1):
        j = state.members[agent, p]
        leaving = -field.costs[j, agent] - scale * field.weights[agent] * min(excess, field.resources[j, agent])
        for q in range(field.choice_counts[j]):
            i = field.choices[j, q]
            change = leaving + field.costs[j, i]
            if i == agent or change >= least:
                continue
            seed = drawn(seed)
            change += noise * field.patience[seed & 4095]
            change += scale * field.weights[i] * overload_change(field, state, i, field.resources[j, i])
            if change < least:
                least, item, target = change, j, i
    return item, target, seed


@kernel
def _chain(
    field: Field, state: State, scale: float, limit: float, noise: float, item: int, agent: int, seed: int
) -> tuple[bool, int]:
    """Try a chain that begins with ``item`` to ``agent``; undo it unless its cost stays within ``limit``."""
    items, homes = np.zeros(DEPTH, dtype=np.int64), np.zeros(DEPTH, dtype=np.int64)
    total, links = 0.0, 0
    while item >= 0:
        total += _shift_cost(field, state, scale, item, agent)
        items[links], homes[links] = item, state.agent_of[item]
        links += 1
        shift(field, state, item, agent)
        if total <= limit:
            return True, seed
        if links == DEPTH or state.loads[agent] <= field.capacities[agent]:
            break
        item, agent, seed = _ejection(field, state, scale, noise, agent, seed)
    for link in range(links - 1, -1, -1):
        shift(field, state, items[link], homes[link])
    return False, seed


@kernel
def anneal(field: Field, state: State, best: Ints, progress: Progress, warmth: float, moves: int) -> Progress:
    """Make so many moves at one temperature; ``best`` (n) keeps the cheapest feasible assignment."""
    best_cost, seed, scale = progress.best_cost, progress.seed, progress.scale
    n = state.agent_of.size
    feasible = 0
    over = total_overload(field, state)
    for step in range(1, moves + 1):
        seed = drawn(seed)
        item = below(seed, n)
        limit = warmth * field.patience[(seed >> 32) & 4095]
        seed = drawn(seed)
        agent = field.choices[item, below(seed, field.choice_counts[item])]
        if agent != state.agent_of[item]:
            changed, seed = _chain(field, state, scale, limit, NOISE * warmth, item, agent, seed)
            if changed:
                over = total_overload(field, state)
            if changed and over == 0:
                best_cost = keep_best(field, state, best, best_cost)
        feasible += over == 0
        if step % n == 0:
            scale = scale * RAISE if feasible < FEASIBLE_SHARE * n else scale / RAISE
            scale = min(max(scale, LEAST_SCALE), MOST_SCALE)
            feasible = 0
    return Progress(best_cost, seed, scale)
