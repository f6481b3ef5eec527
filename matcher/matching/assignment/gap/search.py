"""One worker's search for cheap assignments: annealing first, then dividing groups of agents anew."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from matcher.matching.assignment.gap.chains import anneal
from matcher.matching.assignment.gap.instance import Floats, GapInstance, Ints
from matcher.matching.assignment.gap.repack import repack_often
from matcher.matching.assignment.gap.state import NOTHING, Field, Progress, State, make_field, make_state

ANNEAL_WARMTH = 0.3
REPACK_WARMTH = 0.3
COOLING = 10.0
STEPS = 40
MOVES_PER_ITEM = 40
REPACKS = 20


@dataclass(slots=True)
class Found:
    """The best assignment so far (n, meaningful when ``cost`` is below NOTHING)."""

    agent_of: Ints
    cost: int


class Search:
    """A worker with its own random numbers; ``found`` grows better as it runs.

    ``used`` in its methods tells which share of the time for the work is over (1 and more: stop).
    """

    def __init__(self, instance: GapInstance, room_prices: Floats, surcharges: Floats, seed: int) -> None:
        self.field: Field = make_field(instance, room_prices, surcharges)
        start = self.field.choices[:, 0].copy()
        self._state: State = make_state(self.field, start)
        self._progress = Progress(NOTHING, (seed + 1) * 7919 << 16 | 12345, 1.0)
        self.found = Found(start.copy(), NOTHING)
        # What a usual second or third choice costs above the first sets how much worse a step may be.
        usual = np.take_along_axis(self.field.reduced, self.field.choices, axis=1).mean()
        self._unit = max(float(usual), 1e-3)

    def anneal(self, used: Callable[[], float]) -> None:
        """Cool down once by ejection chains."""
        step, share = 0, used()
        while share < 1:
            warmth = ANNEAL_WARMTH * self._unit * COOLING**-share
            moves = MOVES_PER_ITEM * self.field.costs.shape[0]
            self._keep(anneal(self.field, self._state, self.found.agent_of, self._progress, warmth, moves))
            step += 1
            share = max(used(), step / STEPS)

    def repack(self, used: Callable[[], float]) -> None:
        """Divide groups of agents anew, from the best assignment, cooling down once; anneal when there is none yet."""
        if self.found.cost == NOTHING:
            self.anneal(used)
            return
        self._state = make_state(self.field, self.found.agent_of)
        while (share := used()) < 1:
            warmth = REPACK_WARMTH * self._unit * COOLING**-share
            self._keep(repack_often(self.field, self._state, self.found.agent_of, self._progress, warmth, REPACKS))

    def adopt(self, found: Found) -> None:
        """Go on from an assignment found elsewhere when it is cheaper."""
        if found.cost < self.found.cost:
            self.found = Found(found.agent_of.copy(), found.cost)
            self._progress = self._progress._replace(best_cost=found.cost)

    def _keep(self, progress: Progress) -> None:
        self._progress = Progress(int(progress[0]), int(progress[1]), float(progress[2]))
        self.found.cost = self._progress.best_cost
