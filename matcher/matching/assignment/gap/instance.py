"""The generalised assignment problem: every item to exactly one agent, within capacities, at the least cost."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
LARGEST = 1 << 40


@dataclass(frozen=True, slots=True, eq=False)
class GapInstance:
    """``m`` agents and ``n`` items: ``costs`` and ``resources`` (m x n), ``capacities`` (m), whole numbers.

    Raises ValueError for sizes that do not belong together, a negative resource or numbers above 2**40.
    """

    costs: Ints
    resources: Ints
    capacities: Ints

    def __post_init__(self) -> None:
        m, n = self.costs.shape
        if not m or not n or self.resources.shape != (m, n) or self.capacities.shape != (m,):
            raise ValueError("costs and resources are m x n, capacities m, all at least 1")
        if any(np.abs(column).max() > LARGEST for column in (self.costs, self.resources, self.capacities)):
            raise ValueError("a number is larger than 2**40")
        if self.resources.min() < 0:
            raise ValueError("a resource is negative")

    @property
    def agents(self) -> int:
        """Return the number of agents, m."""
        return int(self.costs.shape[0])

    @property
    def items(self) -> int:
        """Return the number of items, n."""
        return int(self.costs.shape[1])

    def cost_of(self, agent_of: Ints) -> int:
        """Return the cost of the assignment ``agent_of`` (n)."""
        return int(self.costs[agent_of, np.arange(self.items)].sum())

    def loads_of(self, agent_of: Ints) -> Ints:
        """Return what the assignment asks of each agent (m)."""
        loads = np.zeros(self.agents, dtype=np.int64)
        np.add.at(loads, agent_of, self.resources[agent_of, np.arange(self.items)])
        return loads

    def is_feasible(self, agent_of: Ints) -> bool:
        """Tell whether each item has one existing agent and no agent is over capacity."""
        if agent_of.shape != (self.items,) or agent_of.min() < 0 or agent_of.max() >= self.agents:
            return False
        return bool((self.loads_of(agent_of) <= self.capacities).all())
