"""Random generalised assignment instances of the literature's types a to e, and their text layout.

Types a to d: P.C. Chu and J.E. Beasley (1997), "A genetic algorithm for the generalised assignment problem", Computers
& Operations Research 24(1). Type e: M. Laguna, J.P. Kelly, J.L. Gonzalez-Velarde and F. Glover (1995), "Tabu search for
the multilevel generalized assignment problem", European Journal of Operational Research 82(1).
"""

import argparse
import json
from pathlib import Path

import numpy as np

from matcher.matching.assignment.gap.instance import GapInstance, Ints

KINDS = "abcde"


def make_gap(kind: str, agents: int, items: int, seed: int = 1) -> GapInstance:
    """Return an instance of ``kind``; the same arguments give the same instance."""
    rng = np.random.default_rng([seed, agents, items, KINDS.index(kind)])
    shape = (agents, items)
    if kind == "d":
        resources = rng.integers(1, 101, shape)
        costs = 111 - resources + rng.integers(-10, 11, shape)
    elif kind == "e":
        resources = np.ceil(1 - 10 * np.log(1 - rng.random(shape))).astype(np.int64)
        costs = np.ceil(1000 / resources - 10 * rng.random(shape)).astype(np.int64)
    else:
        resources = rng.integers(5, 26, shape)
        costs = rng.integers(10, 51, shape)
    return GapInstance(costs, resources, _capacities(kind, costs, resources))


def _capacities(kind: str, costs: Ints, resources: Ints) -> Ints:
    agents, items = costs.shape
    if kind in "ab":
        # The most an agent carries when each item goes to its cheapest agent sets the looseness of both types.
        cheapest = costs.argmin(axis=0)
        most = max(int(resources[i, cheapest == i].sum()) for i in range(agents))
        full = 0.6 * 15 * items / agents + 0.4 * most
        return np.full(agents, int(full if kind == "a" else 0.7 * full), dtype=np.int64)
    return (0.8 * resources.sum(axis=1) / agents).astype(np.int64)


def as_text(instance: GapInstance) -> str:
    """Return the instance in the OR-Library's layout."""
    rows = [[instance.agents, instance.items], *instance.costs, *instance.resources, instance.capacities]
    return "".join(" ".join(str(int(value)) for value in row) + "\n" for row in rows)


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench gap_instances", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the files are written, as KIND + agents + items")
    parser.add_argument("--kinds", default=KINDS)
    parser.add_argument("--size", action="append", help="agents x items, as 20x200; more than once")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(argv)
    args.folder.mkdir(parents=True, exist_ok=True)
    for size in args.size or ["20x200"]:
        agents, items = (int(part) for part in size.split("x"))
        for kind in args.kinds:
            path = args.folder / f"{kind}{agents:02d}{items}"
            path.write_text(as_text(make_gap(kind, agents, items, args.seed)))
            print(json.dumps({"bench": "gap_instances", "file": str(path)}))
    return 0
