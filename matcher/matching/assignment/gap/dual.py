"""Lower bounds by Lagrangian relaxation, raised by a subgradient method.

First the capacities are relaxed (a price per agent's unit of room; the value of the linear relaxation, cheap), then
from there the assignment constraints (a price per item; a knapsack per agent, stronger): M.L. Fisher, R. Jaikumar and
L.N. Van Wassenhove (1986), "A multiplier adjustment method for the generalized assignment problem", Management Science
32(9). The step follows a target level that is halved when the value stalls (J.-L. Goffin and K.C. Kiwiel (1999),
Mathematical Programming 85), the direction is smoothed (P.M. Camerini, L. Fratta and F. Maffioli (1975), Mathematical
Programming Study 3).
"""

from collections.abc import Callable
from math import ceil, inf

import numpy as np

from matcher.matching.assignment.gap.instance import Floats, GapInstance, Ints
from matcher.matching.assignment.gap.knapsack import forced_losses, relaxed_value
from matcher.matching.compiled import kernel

GRAIN = 4096.0
MOST_CELLS = 30_000_000
PATIENCE = 20
SMOOTHING = 0.6
FIRST_TARGET = 0.02
SMALLEST_TARGET = 4e-6
Evaluate = Callable[[Floats], tuple[float, Floats]]


@kernel
def _uncapacitated(costs: Ints, resources: Ints, room_prices: Floats, loads: Floats, prices: Floats) -> float:
    """Give each item to the agent where cost + room price x resource is least; return the sum of these leasts."""
    loads[:] = 0.0
    total = 0.0
    for j in range(prices.size):
        best, agent = np.inf, 0
        for i in range(room_prices.size):
            price = costs[i, j] + room_prices[i] * resources[i, j]
            if price < best:
                best, agent = price, i
        loads[agent] += resources[agent, j]
        prices[j] = best
        total += best
    return total


def climb(
    start: Floats, evaluate: Evaluate, floor: float, finest: float, keep_on: Callable[[float], bool]
) -> tuple[float, Floats]:
    """Raise a concave function given by value and slope; return the best value and its point.

    Points stay at or above ``floor``. Ends when the target level lies less than ``finest`` (a share of the value)
    above the best value, or when ``keep_on`` of the best value says no.
    """
    point = best_point = start
    value, slope = evaluate(point)
    best, stalled, direction = value, 0, np.zeros_like(start)
    aim = FIRST_TARGET * max(abs(value), 1.0)
    smallest = finest * max(abs(value), 1.0)
    while aim > smallest and slope.any() and keep_on(best):
        direction = SMOOTHING * direction + (1 - SMOOTHING) * slope
        step = (best + aim - value) / max(float(direction @ direction), 0.1)
        point = np.maximum(point + step * direction, floor)
        value, slope = evaluate(point)
        stalled = 0 if value > best + 0.1 * aim else stalled + 1
        if value > best:
            best, best_point = value, point
        if stalled >= PATIENCE:
            aim, stalled, point = aim / 2, 0, best_point
            value, slope = evaluate(point)
            direction = np.zeros_like(start)
    return best, best_point


class Dual:
    """Prices per item (n) and per unit of an agent's room (m), and the lower bound they prove.

    Capacities must not be negative.
    """

    def __init__(self, instance: GapInstance, finest: float = SMALLEST_TARGET) -> None:
        self.instance = instance
        self._finest = finest
        self.room_prices: Floats = np.zeros(instance.agents)
        self.prices: Floats = np.zeros(instance.items)
        self.value = -inf
        width = int(instance.capacities.max()) + 1
        self.exact = (instance.items + 2) * width <= MOST_CELLS
        self._table = np.zeros((instance.items + 2, width) if self.exact else (1, 1))
        self._picks: Ints = np.zeros(instance.items, dtype=np.int64)

    @property
    def bound(self) -> int:
        """Return the proven least cost: costs are whole, so the value may be rounded up."""
        return ceil(self.value)

    def relax_capacities(self, keep_on: Callable[[float], bool]) -> None:
        """Find prices of room, and with them first prices of items."""
        it = self.instance
        loads = np.zeros(it.agents)
        prices = np.zeros(it.items)

        def evaluate(room_prices: Floats) -> tuple[float, Floats]:
            total = _uncapacitated(it.costs, it.resources, room_prices, loads, prices)
            slope: Floats = loads - it.capacities.astype(np.float64)
            return float(total - room_prices @ it.capacities), slope

        value, self.room_prices = climb(np.zeros(it.agents), evaluate, 0.0, self._finest / 4, keep_on)
        evaluate(self.room_prices)
        self.prices = np.rint(prices * GRAIN) / GRAIN
        # Here the value is a sum of rounded numbers: a little less than it seems is certain.
        self.value = value - 1e-9 * max(abs(value), 1.0) - 1e-6

    def relax_assignment(self, keep_on: Callable[[float], bool]) -> None:
        """Raise the bound by prices of items, from those found before; nothing when the capacities are very large."""
        it = self.instance
        if not self.exact:
            return
        reaches = np.full(it.agents, max(float(np.abs(self.prices).mean()), 1.0) * 0.05)
        guesses = self.room_prices.copy()
        taken: Ints = np.zeros(it.items, dtype=np.int64)
        profits = np.zeros(it.items)

        def evaluate(prices: Floats) -> tuple[float, Floats]:
            value = relaxed_value(
                it.costs, it.resources, it.capacities, np.rint(prices * GRAIN) / GRAIN,
                guesses, reaches, profits, self._picks, self._table, taken,
            )  # fmt: skip
            slope: Floats = 1.0 - taken.astype(np.float64)
            return float(value), slope

        # The value belongs to the prices: what single decisions cost on top of it is reckoned at the same prices.
        self.value, prices = climb(self.prices, evaluate, -inf, self._finest, keep_on)
        self.prices = np.rint(prices * GRAIN) / GRAIN

    def surcharges(self) -> Floats:
        """Return (m x n): how much the bound rises, at these prices, when item j goes to agent i and nowhere else."""
        it = self.instance
        if not self.exact:
            reduced = it.costs + self.room_prices[:, None] * it.resources
            extra: Floats = reduced - reduced.min(axis=0)
            return extra
        kept_away = np.zeros(it.costs.shape)
        forced = np.full(it.costs.shape, inf)
        loss = np.zeros((2, it.items))
        for i in range(it.agents):
            capacity = int(it.capacities[i])
            forced_losses(it.costs[i], it.resources[i], capacity, self.prices, self._picks, self._table, loss)
            kept_away[i], forced[i] = loss
        surcharges: Floats = forced + (kept_away.sum(axis=0) - kept_away)
        return surcharges
