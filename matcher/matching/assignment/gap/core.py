"""A generalised assignment problem cut down to a few choices per item, solved by HiGHS through SciPy."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from matcher.matching.assignment.gap.instance import GapInstance, Ints

OPTIMAL, INFEASIBLE = 0, 2


@dataclass(frozen=True, slots=True)
class CoreResult:
    """The best assignment of the core (n) or None, and whether the core was searched completely."""

    agent_of: Ints | None
    complete: bool


def solve_core(instance: GapInstance, allowed: npt.NDArray[np.bool_], most: float, seconds: float) -> CoreResult:
    """Find the cheapest assignment that uses ``allowed`` pairs (m x n) only and costs at most ``most``."""
    agents, items = np.nonzero(allowed)
    if seconds <= 0 or not allowed.any(axis=0).all():
        return CoreResult(None, complete=seconds > 0)
    column = np.arange(agents.size)
    costs = instance.costs[agents, items].astype(np.float64)
    limits = [
        LinearConstraint(csr_array((np.ones(agents.size), (items, column))), 1, 1),
        LinearConstraint(
            csr_array(
                (instance.resources[agents, items].astype(np.float64), (agents, column)),
                shape=(instance.agents, agents.size),
            ),
            -np.inf,
            instance.capacities,
        ),
    ]
    if np.isfinite(most):
        limits.append(LinearConstraint(costs[None, :], -np.inf, most))
    found = milp(
        costs,
        integrality=np.ones(agents.size, dtype=np.int64),
        bounds=Bounds(0, 1),
        constraints=limits,
        options={"time_limit": seconds, "mip_rel_gap": 0.0},
    )
    if found.x is None:
        return CoreResult(None, complete=found.status == INFEASIBLE)
    agent_of = np.zeros(instance.items, dtype=np.int64)
    chosen = np.rint(found.x) == 1
    agent_of[items[chosen]] = agents[chosen]
    return CoreResult(agent_of, complete=found.status == OPTIMAL)
