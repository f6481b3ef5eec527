"""A bound that knows whole numbers: Lagrangian relaxation of the needs' rows (Fisher, 1981, Management Science 27).

With a price on every need the round falls apart into one small knapsack per person. Their best values and what the
needs bring in are together never less than the best round, whatever the prices; a subgradient search looks for good
prices. Day parts and conflicts are left out: that can only raise the bound.
"""

from dataclasses import dataclass

import numpy as np

from matcher.matching.assignment.instance import Flags, RoundInstance
from matcher.matching.assignment.result import Timer
from matcher.matching.assignment.state import Fixed, State, chosen_of
from matcher.matching.columns import Floats, Ints
from matcher.matching.compiled import kernel

# A knapsack that is not solved within so many steps counts as its fractional bound, which is valid too.
MOST_STEPS = 3_000
_LEVEL, _PATIENCE, _MEMORY, _FADE = 0.01, 6, 0.5, 0.95


@dataclass(frozen=True, slots=True)
class Dual:
    """A proven bound and the prices (m,) >= 0 that prove it.

    ``taken`` (e,) tells how often and how lately the people's best choices took each edge.
    """

    bound: float
    price: Floats
    taken: Floats


@kernel
def fractional(gain: Floats, weight: Floats, first: int, room: float) -> float:
    """Return Dantzig's bound for the items from ``first`` on, sorted by gain per weight."""
    value = 0.0
    for item in range(first, gain.size):
        if weight[item] >= room:
            return value + gain[item] * (room / weight[item]) if weight[item] > 0 else value
        value += gain[item]
        room -= weight[item]
    return value


@kernel
def parts_of_room(load: Ints, room: Ints) -> tuple[Floats, int]:
    """Return what each item (k,) takes of the kinds that are short, as parts of their room; and how many are short."""
    weight, short = np.zeros(load.shape[0]), 0
    for kind in range(load.shape[1]):
        if load[:, kind].sum() > room[kind]:
            short += 1
            weight += load[:, kind] / room[kind]
    return weight, short


@kernel
def fits_too(used: Ints, load: Ints, item: int, room: Ints) -> bool:
    """Return whether an item still fits beside what is used (d,)."""
    within = True
    for kind in range(room.size):
        within &= used[kind] + load[item, kind] <= room[kind]
    return within


@kernel
def branch(gain: Floats, load: Ints, weight: Floats, room: Ints, space: float, order: Ints, taken: Ints) -> float:
    """Return what ``knapsack`` returns, for items in the order they are tried; ``space``: what weights may sum to."""
    stack, used = np.zeros(gain.size, dtype=np.int64), np.zeros(room.size, dtype=np.int64)
    depth, item, value, best, whole = 0, 0, 0.0, 0.0, space
    for _ in range(MOST_STEPS):
        if item < gain.size and value + fractional(gain, weight, item, space + 1e-9) > best + 1e-12:
            if fits_too(used, load, item, room):
                used += load[item]
                space -= weight[item]
                value += gain[item]
                stack[depth] = item
                depth += 1
                if value > best:
                    best = value
                    taken[:] = 0
                    taken[order[stack[:depth]]] = 1
        elif depth == 0:
            return best
        else:
            depth -= 1
            item = stack[depth]
            used -= load[item]
            space += weight[item]
            value -= gain[item]
        item += 1
    return max(fractional(gain, weight, 0, whole), best)


@kernel
def knapsack(gain: Floats, load: Ints, room: Ints, taken: Ints) -> float:
    """Return the best total gain of items (k,) with loads (k, d) within ``room`` (d,), flags in ``taken`` (k,).

    Branch and bound, the items by gain per part of the room (Horowitz and Sahni, 1974). After ``MOST_STEPS`` the
    fractional bound is returned; ``taken`` then holds the best found.
    """
    weight, short = parts_of_room(load, room)
    if short == 0:
        taken[:] = 1
        return float(gain.sum())
    order = np.argsort(-gain / np.maximum(weight, 1e-9), kind="mergesort")
    return branch(gain[order], load[order], weight[order], room, float(short), order, taken)


@kernel
def people_at(fixed: Fixed, worth: Floats, price: Floats, best: Floats, chosen: Ints) -> None:
    """Write everybody's best value (n,) at these prices, and the edges (e,) that make it, as flags."""
    chosen[:] = 0
    best[:] = 0.0
    wanted = np.empty(worth.size, dtype=np.int64)
    for person in range(fixed.person_ptr.size - 1):
        count = 0
        for edge in range(fixed.person_ptr[person], fixed.person_ptr[person + 1]):
            if worth[edge] > price[fixed.need[edge]]:
                wanted[count] = edge
                count += 1
        rows = wanted[:count]
        if count == 1:  # most people, most of the time: every edge fits by itself
            best[person] = worth[rows[0]] - price[fixed.need[rows[0]]]
            chosen[rows[0]] = 1
        elif count > 1:
            taken = np.zeros(count, dtype=np.int64)
            gain = worth[rows] - price[fixed.need[rows]]
            best[person] = knapsack(gain, fixed.loads[rows], fixed.capacities[person], taken)
            chosen[rows] = taken


@kernel
def most_with(fixed: Fixed, worth: Floats, price: Floats, best: Floats, slack: float) -> Ints:
    """Return flags (e,): edges that can be in a choice worth more than the bound less ``slack``.

    An edge forced in leaves its person the best of the rest in the room it leaves.
    """
    kept = np.zeros(worth.size, dtype=np.int64)
    for edge in range(worth.size):
        gain = worth[edge] - price[fixed.need[edge]]
        if worth[edge] <= 0 or gain < -slack:
            continue
        person = fixed.person[edge]
        first, last = fixed.person_ptr[person], fixed.person_ptr[person + 1]
        rows = first + np.flatnonzero(worth[first:last] > price[fixed.need[first:last]])
        rows = rows[rows != edge]
        room = fixed.capacities[person] - fixed.loads[edge]
        fitting = np.ones(rows.size, dtype=np.bool_)
        for kind in range(room.size):
            fitting &= fixed.loads[rows, kind] <= room[kind]
        rows = rows[fitting]
        if rows.size:
            taken = np.zeros(rows.size, dtype=np.int64)
            gain += knapsack(worth[rows] - price[fixed.need[rows]], fixed.loads[rows], room, taken)
        kept[edge] = gain >= best[person] - slack
    return kept


def worth_of(instance: RoundInstance) -> Floats:
    """Return scores for a bound: edges that can be chosen at all, the visit spread over all edges that share it."""
    shared = np.bincount(instance.visit)[instance.visit]
    fitting = (instance.loads <= instance.capacities[instance.person]).all(axis=1)
    possible = fitting & (instance.demands[instance.need] > 0)
    return np.where(possible, instance.score - instance.visit_cost / shared, 0.0)


def bound_at(instance: RoundInstance, fixed: Fixed, price: Floats) -> float:
    """Return the bound that these prices (m,) prove."""
    best, chosen = np.zeros(instance.people), np.zeros(instance.edges, dtype=np.int64)
    people_at(fixed, worth_of(instance), price, best, chosen)
    return float(instance.demands @ price + best.sum())


def survivors(instance: RoundInstance, fixed: Fixed, price: Floats, reached: float) -> Flags:
    """Return the edges (e,) that a choice worth more than ``reached`` can hold; the others can go."""
    worth, best, chosen = worth_of(instance), np.zeros(instance.people), np.zeros(instance.edges, dtype=np.int64)
    people_at(fixed, worth, price, best, chosen)
    slack = float(instance.demands @ price + best.sum()) - reached
    return most_with(fixed, worth, price, best, max(slack, 0.0) + 1e-9) > 0


def first_prices(instance: RoundInstance, state: State) -> Floats:
    """Return prices (m,) to start from: the least score of a full need's people, 0 where there is room."""
    price = np.full(instance.needs, np.inf)
    chosen = chosen_of(state)
    np.minimum.at(price, instance.need[chosen], instance.score[chosen])
    return np.where((state.filled >= instance.demands) & np.isfinite(price), price, 0.0)


def lagrangian(instance: RoundInstance, fixed: Fixed, price: Floats, rounds: int, timer: Timer) -> Dual:
    """Return the best bound of at most ``rounds`` subgradient steps from ``price``.

    Steps aim at a level below the best bound (Polyak's step with an estimated target; the level comes closer when
    nothing improves), along a direction that remembers the one before.
    """
    worth, demands = worth_of(instance), instance.demands
    values, chosen = np.zeros(instance.people), np.zeros(instance.edges, dtype=np.int64)
    best, best_price, taken = np.inf, price, np.zeros(instance.edges)
    below, idle, direction = _LEVEL, 0, np.zeros(instance.needs)
    for _ in range(max(rounds, 1)):
        people_at(fixed, worth, price, values, chosen)
        bound = float(demands @ price + values.sum())
        taken = taken * _FADE + chosen
        idle = 0 if bound < best * (1 - 1e-5) else idle + 1
        if bound < best:
            best, best_price = bound, price
        if idle >= _PATIENCE:
            below, idle, price, direction = below / 2, 0, best_price, np.zeros(instance.needs)
        slope = (demands - np.bincount(instance.need, chosen, minlength=instance.needs)).astype(np.float64)
        slope[(price <= 0) & (slope > 0)] = 0.0
        direction = slope + _MEMORY * direction
        length = float(direction @ direction)
        if length <= 0 or timer.left() <= 0:
            break
        price = np.maximum(price - (bound - best * (1 - below)) / length * direction, 0.0)
    return Dual(best, best_price, taken)
