"""Divide the items of a few agents anew among them, all ways at once, by meeting in the middle.

With room prices from the bound an assignment's cost is a constant plus its excess: the reduced costs of the chosen
pairs above the least of each item, and the priced room left over. An assignment of less excess than the present one can
only use pairs within that excess, so few ways remain: both halves of the items are enumerated (at most ``width`` ways
each, cheapest first) and joined where their loads fit together (E. Horowitz and S. Sahni (1974), "Computing partitions
with applications to the knapsack problem", Journal of the ACM 21(2)). Choosing the agents anew each time makes it a
very large neighbourhood search.
"""

from typing import NamedTuple

import numpy as np

from matcher.matching.assignment.gap.instance import Floats, Ints
from matcher.matching.assignment.gap.state import (
    Field,
    Progress,
    State,
    below,
    drawn,
    keep_best,
    shift,
    total_overload,
)
from matcher.matching.compiled import kernel

MOST_AGENTS = 8
BITS = 3
MOST_HALF = 20
MOST_VISITS = 400_000
LEAST_AGENTS, VARIED_AGENTS = 3, 3
WIDTHS = (150, 300, 600, 1200)


class Group(NamedTuple):
    """The agents taken together, their free ``items``, each pair's ``extra`` reduced cost (items x agents).

    ``room`` is what the agents have for the free items; ``present`` where these are now (row of the agent).
    """

    agents: Ints
    items: Ints
    extra: Floats
    needs: Ints
    room: Ints
    prices: Floats
    present: Ints


class Ways(NamedTuple):
    """Ways to divide a half of the items: ``excess`` (w), ``loads`` (w x agents), ``code`` (w: three bits per item)."""

    excess: Floats
    loads: Ints
    code: Ints


@kernel
def pick_agents(field: Field, state: State, count: int, seed: int) -> tuple[Ints, int]:
    """Return up to ``count`` agents that hold items attractive to each other, and the generator's state."""
    m = field.capacities.size
    agents = np.empty(count, dtype=np.int64)
    seed = drawn(seed)
    agents[0] = below(seed, m)
    size = 1
    for _ in range(10 * count):
        if size == count:
            break
        seed = drawn(seed)
        host = agents[below(seed, size)]
        if state.sizes[host] == 0:
            continue
        seed = drawn(seed)
        item = state.members[host, below(seed, state.sizes[host])]
        seed = drawn(seed)
        other = field.choices[item, below(seed, field.choice_counts[item])]
        if not (agents[:size] == other).any():
            agents[size] = other
            size += 1
    return agents[:size], seed


@kernel
def excess_of(field: Field, state: State, agents: Ints) -> float:
    """Return the present excess of these agents: extra reduced costs of their items and the priced room left."""
    excess = 0.0
    for i in agents:
        excess += field.room_prices[i] * max(field.capacities[i] - state.loads[i], 0)
        for p in range(state.sizes[i]):
            reduced = field.reduced[state.members[i, p]]
            least = reduced[i]
            for other in agents:
                least = min(least, reduced[other])
            excess += reduced[i] - least
    return excess


@kernel
def free_items(field: Field, state: State, agents: Ints, limit: float, seed: int) -> tuple[Ints, int]:
    """Return in random order the items that have a second agent within ``limit`` extra, at most two halves' worth."""
    found = np.empty(state.agent_of.size, dtype=np.int64)
    size = 0
    for i in agents:
        for p in range(state.sizes[i]):
            j = state.members[i, p]
            least = np.inf
            for other in agents:
                least = min(least, field.reduced[j, other])
            within = 0
            for other in agents:
                within += (
                    field.reduced[j, other] - least < limit and field.resources[j, other] <= field.capacities[other]
                )
            if within > 1:
                found[size] = j
                size += 1
    for k in range(size - 1, 0, -1):
        seed = drawn(seed)
        other = below(seed, k + 1)
        found[k], found[other] = found[other], found[k]
    return found[: min(size, 2 * MOST_HALF)], seed


@kernel
def group_of(field: Field, state: State, agents: Ints, items: Ints) -> Group:
    """Lay out the problem of dividing ``items`` among ``agents``."""
    q = agents.size
    extra, needs = np.empty((items.size, q)), np.empty((items.size, q), dtype=np.int64)
    room, prices = np.empty(q, dtype=np.int64), np.empty(q)
    present = np.zeros(items.size, dtype=np.int64)
    for a in range(q):
        room[a] = field.capacities[agents[a]] - state.loads[agents[a]]
        prices[a] = field.room_prices[agents[a]]
    for k in range(items.size):
        j = items[k]
        for a in range(q):
            extra[k, a] = field.reduced[j, agents[a]]
            needs[k, a] = field.resources[j, agents[a]]
            if state.agent_of[j] == agents[a]:
                present[k] = a
                room[a] += needs[k, a]
        extra[k] -= extra[k].min()
    return Group(agents, items, extra, needs, room, prices, present)


@kernel
def cheapest(ways: Ways, count: int, width: int) -> int:
    """Move the ``width`` ways of least excess to the front (ties: the first); return how many are left."""
    if count <= width:
        return count
    line = np.partition(ways.excess[:count], width)[width]
    ties = width - (ways.excess[:count] < line).sum()
    kept = 0
    for w in range(count):
        tie = ways.excess[w] == line and ties > 0
        ties -= tie
        if tie or ways.excess[w] < line:
            ways.excess[kept], ways.code[kept] = ways.excess[w], ways.code[w]
            ways.loads[kept] = ways.loads[w]
            kept += 1
    return kept


@kernel
def ways_of(group: Group, first: int, last: int, limit: float, width: int) -> Ways:
    """Enumerate the ways to divide items ``first`` up to ``last``, below ``limit`` excess and within the room."""
    q = group.agents.size
    now = Ways(np.zeros(width * q), np.zeros((width * q, q), dtype=np.int64), np.zeros(width * q, dtype=np.int64))
    following = Ways(np.zeros(width * q), np.zeros((width * q, q), dtype=np.int64), np.zeros(width * q, dtype=np.int64))
    count = 1
    for k in range(first, last):
        size = 0
        for w in range(count):
            for a in range(q):
                excess = now.excess[w] + group.extra[k, a]
                load = now.loads[w, a] + group.needs[k, a]
                if excess < limit and load <= group.room[a]:
                    following.excess[size] = excess
                    following.code[size] = now.code[w] | a << BITS * (k - first)
                    following.loads[size] = now.loads[w]
                    following.loads[size, a] = load
                    size += 1
        now, following = following, now
        count = cheapest(now, size, width)
    return Ways(now.excess[:count], now.loads[:count], now.code[:count])


@kernel
def join(group: Group, left: Ways, right: Ways, present: tuple[int, int], limit: float) -> tuple[float, int, int]:
    """Return excess and codes of the best pair of ways that fits and is not the present one; codes -1 when none is.

    The right ways lie in order of the load on the agent with the dearest room, most load first, then of excess: for a
    left way the partners that leave the least of that room come first.
    """
    pivot = int(np.argmax(group.prices))
    span = right.excess.max() + 1.0
    keys = right.excess / span - right.loads[:, pivot]
    order = np.argsort(keys, kind="mergesort")
    keys = keys[order]
    least = right.excess.min()
    found_left, found_right = -1, -1
    visits = 0
    for w in range(left.excess.size):
        spare = group.room[pivot] - left.loads[w, pivot]
        at = np.searchsorted(keys, -float(spare))
        while at < keys.size and visits < MOST_VISITS:
            visits += 1
            v = order[at]
            at += 1
            left_over = spare - right.loads[v, pivot]
            if left.excess[w] + least + group.prices[pivot] * left_over >= limit:
                break
            excess = left.excess[w] + right.excess[v]
            for a in range(group.prices.size):
                over = group.room[a] - left.loads[w, a] - right.loads[v, a]
                excess += group.prices[a] * over if over >= 0 else np.inf
                if excess >= limit:
                    break
            if excess < limit and (left.code[w] != present[0] or right.code[v] != present[1]):
                limit, found_left, found_right = excess, left.code[w], right.code[v]
    return limit, found_left, found_right


@kernel
def code_of(group: Group, first: int, last: int) -> int:
    """Return the code of the present division of items ``first`` up to ``last``."""
    code = 0
    for k in range(first, last):
        code |= group.present[k] << BITS * (k - first)
    return code


@kernel
def fixed_excess(field: Field, state: State, group: Group) -> float:
    """Return the excess that stays: of the agents' items that are not free."""
    excess = excess_of(field, state, group.agents)
    for a in range(group.agents.size):
        i = group.agents[a]
        excess -= group.prices[a] * max(field.capacities[i] - state.loads[i], 0)
    for k in range(group.items.size):
        excess -= group.extra[k, group.present[k]]
    return excess


@kernel
def repack(field: Field, state: State, agents: Ints, tolerance: float, width: int, seed: int) -> tuple[bool, int]:
    """Divide the agents' items anew with the least excess, at most ``tolerance`` more than now; tell if it changed."""
    limit = excess_of(field, state, agents) + tolerance
    items, seed = free_items(field, state, agents, limit, seed)
    if not items.size:
        return False, seed
    group = group_of(field, state, agents, items)
    limit -= fixed_excess(field, state, group)
    middle = items.size // 2
    left = ways_of(group, 0, middle, limit, width)
    right = ways_of(group, middle, items.size, limit, width)
    if left.excess.size == 0 or right.excess.size == 0:
        return False, seed
    present = code_of(group, 0, middle), code_of(group, middle, items.size)
    _, best_left, best_right = join(group, left, right, present, limit)
    if best_left < 0:
        return False, seed
    place_items(field, state, group, best_left, best_right)
    return True, seed


@kernel
def place_items(field: Field, state: State, group: Group, left: int, right: int) -> None:
    """Give the free items to the agents that the codes of both halves name."""
    middle = group.items.size // 2
    for k in range(group.items.size):
        code = left >> BITS * k if k < middle else right >> BITS * (k - middle)
        agent = group.agents[code & ((1 << BITS) - 1)]
        if agent != state.agent_of[group.items[k]]:
            shift(field, state, group.items[k], agent)


@kernel
def repack_often(field: Field, state: State, best: Ints, progress: Progress, warmth: float, times: int) -> Progress:
    """Divide random groups of agents anew, accepting a little more excess (``warmth`` on average)."""
    best_cost, seed = progress.best_cost, progress.seed
    for _ in range(times):
        seed = drawn(seed)
        count = LEAST_AGENTS + below(seed, VARIED_AGENTS)
        width = WIDTHS[(seed >> 32) % len(WIDTHS)]
        agents, seed = pick_agents(field, state, count, seed)
        seed = drawn(seed)
        changed, seed = repack(field, state, agents, warmth * field.patience[seed & 4095], width, seed)
        if changed and total_overload(field, state) == 0:
            best_cost = keep_best(field, state, best, best_cost)
    return Progress(best_cost, seed, progress.scale)
