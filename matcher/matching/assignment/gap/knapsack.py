"""Binary knapsacks, one per agent, by dynamic programming over whole capacities.

Prices per item are given; an agent's profit on an item is price - cost. With prices that are multiples of a power of
two (see ``dual``) sums of profits are exact, so the bounds built on them hold without rounding margins.

Only a core of each knapsack is filled in: items whose profit is far from what their room is worth are decided
beforehand (E. Balas and E. Zemel (1980), "An algorithm for large zero-one knapsack problems", Operations Research
28(5)), and the core grows until the loss it allows proves the choice.
"""

import numpy as np

from matcher.matching.assignment.gap.instance import Floats, Ints
from matcher.matching.compiled import kernel

HALVINGS = 12


@kernel
def add_row(table: Floats, count: int, need: int, capacity: int, profit: float) -> None:
    """Fill row ``count + 1`` of ``table[k, w]``, the most profit from the first k items within w."""
    # Slices instead of shifted indices: the compiler then sees that no index is negative and uses vector steps.
    row, following = table[count], table[count + 1]
    following[:need] = row[:need]
    old, new = row[need : capacity + 1], following[need : capacity + 1]
    for w in range(old.size):
        new[w] = max(old[w], row[w] + profit)


@kernel
def fill(table: Floats, profits: Floats, resources: Ints, room: int, picks: Ints) -> None:
    """Fill ``table`` for the items in ``picks``; those larger than the room stay out."""
    table[0, : room + 1] = 0.0
    for k in range(picks.size):
        add_row(table, k, min(resources[picks[k]], room + 1), room, profits[picks[k]])


@kernel
def unpack(table: Floats, resources: Ints, room: int, picks: Ints, taken: Ints) -> None:
    """Add the items of the best filling of ``room`` to ``taken``, read back from the table."""
    for k in range(picks.size, 0, -1):
        if table[k, room] != table[k - 1, room]:
            taken[picks[k - 1]] += 1
            room -= resources[picks[k - 1]]


@kernel
def room_price(profits: Floats, resources: Ints, capacity: int, guess: float) -> float:
    """Return about the profit per unit of room at which the items worth more just fill the capacity."""
    low, high = 0.0, 2.0 * guess + 1.0
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        load = 0
        for j in range(profits.size):
            if profits[j] > middle * resources[j]:
                load += resources[j]
        if load > capacity:
            low = middle
        else:
            high = middle
    return high


@kernel
def core_of(
    profits: Floats, resources: Ints, capacity: int, price: float, reach: float, picks: Ints
) -> tuple[int, int, float, float, bool]:
    """Split the items by profit - price x resource: above ``reach`` in, below ``-reach`` out, else in ``picks``.

    Return the size of the core, the room left for it, the profit of what is in, an upper bound on the whole knapsack
    and whether nothing was decided beforehand.
    """
    count, room, inside, upper, everything = 0, capacity, 0.0, price * capacity, True
    for j in range(profits.size):
        if profits[j] <= 0.0:
            continue
        worth = profits[j] - price * resources[j]
        upper += max(worth, 0.0)
        if worth > reach:
            inside += profits[j]
            room -= resources[j]
            everything = False
        elif worth >= -reach:
            picks[count] = j
            count += 1
        else:
            everything = False
    return count, room, inside, upper, everything


@kernel
def pack(
    profits: Floats,
    resources: Ints,
    capacity: int,
    price: float,
    reach: float,
    picks: Ints,
    table: Floats,
    taken: Ints,
) -> tuple[float, float]:
    """Return the most profit within the capacity and the reach the proof needed; add the chosen items to ``taken``."""
    while True:
        count, room, inside, upper, everything = core_of(profits, resources, capacity, price, reach, picks)
        gap = 4.0 * reach + 1.0
        if room >= 0:
            fill(table, profits, resources, room, picks[:count])
            gap = (upper - inside - table[count, room]) * (1.0 + 1e-9) + 1e-9
        if everything or gap <= reach:
            break
        reach = gap
    value = inside + table[count, room]
    for j in range(profits.size):
        if profits[j] > 0.0 and profits[j] - price * resources[j] > reach:
            taken[j] += 1
    unpack(table, resources, room, picks[:count], taken)
    return value, gap


@kernel
def relaxed_value(
    costs: Ints,
    resources: Ints,
    capacities: Ints,
    prices: Floats,
    room_prices: Floats,
    reaches: Floats,
    profits: Floats,
    picks: Ints,
    table: Floats,
    taken: Ints,
) -> float:
    """Return the Lagrangian value sum(prices) - sum of the agents' best profits: no assignment costs less.

    ``taken`` (n) receives how many agents took each item; ``room_prices`` and ``reaches`` (m) are guesses, updated.
    """
    taken[:] = 0
    value = 0.0
    for j in range(prices.size):
        value += prices[j]
    for i in range(capacities.size):
        capacity = capacities[i]
        for j in range(prices.size):
            profits[j] = prices[j] - costs[i, j] if resources[i, j] <= capacity else 0.0
        room_prices[i] = room_price(profits, resources[i], capacity, room_prices[i])
        best, gap = pack(profits, resources[i], capacity, room_prices[i], reaches[i], picks, table, taken)
        reaches[i] = 1.25 * gap
        value -= best
    return value


@kernel
def best_split(before: Floats, after: Floats, room: int) -> float:
    """Return the most profit when ``room`` is divided between two sets of items with known tables."""
    most = 0.0
    for w in range(room + 1):
        most = max(most, before[w] + after[room - w])
    return most


@kernel
def forced_losses(
    costs: Ints, resources: Ints, capacity: int, prices: Floats, picks: Ints, table: Floats, loss: Floats
) -> None:
    """Fill ``loss[0]`` and ``loss[1]`` (n): profit one agent loses when an item is kept away from it, or forced on it.

    Infinite where a forced item does not fit.
    """
    profits = prices - costs
    count = 0
    for j in range(prices.size):
        if profits[j] > 0.0 and resources[j] <= capacity:
            picks[count] = j
            count += 1
    fill(table, profits, resources, capacity, picks[:count])
    best = table[count, capacity]
    for j in range(prices.size):
        loss[0, j] = 0.0
        loss[1, j] = np.inf
        if resources[j] <= capacity:
            loss[1, j] = best - profits[j] - table[count, capacity - resources[j]]
    # The row behind the last is free: it holds the best of the items after k, filled backwards.
    after = table[count + 1]
    after[: capacity + 1] = 0.0
    for k in range(count - 1, -1, -1):
        j = picks[k]
        loss[0, j] = best - best_split(table[k], after, capacity)
        loss[1, j] = best - profits[j] - best_split(table[k], after, capacity - resources[j])
        for w in range(capacity, resources[j] - 1, -1):
            after[w] = max(after[w], after[w - resources[j]] + profits[j])
