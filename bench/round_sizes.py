"""How good and how fast a round is at the sizes of a region and of the nation, on invented people and needs."""

import argparse
import json
from dataclasses import replace
from importlib import import_module
from time import monotonic, perf_counter

import numpy as np

from bench._rounds_synthetic import SIZES, Shape, compile_kernels, make_round
from matcher.matching.assignment.check import violations
from matcher.matching.assignment.instance import RoundInstance
from matcher.matching.assignment.programme import whole
from matcher.matching.assignment.result import Effort, RoundResult
from matcher.matching.assignment.rows import rows_of
from matcher.matching.assignment.solve import solve_round

SECONDS = {"tiny": 1.0, "region": 1.0, "large": 10.0, "nation": 15.0}
MIP_SECONDS = 300.0


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench round_sizes", description=__doc__)
    parser.add_argument("--size", choices=list(SIZES), default="region")
    parser.add_argument("--scarce", action="store_true", help="more is asked than people have hours for")
    parser.add_argument("--places", action="store_true", help="one or two places per person instead of hours: a flow")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, help="time limit of the solver")
    parser.add_argument("--peer", action="store_true", help="also HiGHS with whole numbers, or min-cost flow")
    args = parser.parse_args(argv)
    shape = replace(SIZES[args.size], scarce=args.scarce, hours=not args.places)
    seconds = args.seconds or SECONDS[args.size]
    compile_kernels()
    instance = make_round(shape, args.seed)
    figures = {"bench": "round_sizes", "size": args.size, "scarce": args.scarce, "places": args.places}
    figures |= {"people": instance.people, "needs": instance.needs, "edges": instance.edges, "seed": args.seed}
    print(json.dumps(figures | _ours(instance, seconds) | (_peer(instance, shape) if args.peer else {})), flush=True)
    return 0


def _ours(instance: RoundInstance, seconds: float) -> dict[str, object]:
    begun = perf_counter()
    result: RoundResult = solve_round(instance, Effort(seconds=seconds, clock=monotonic))
    took = perf_counter() - begun
    return {
        "objective": round(result.objective, 6),
        "bound": round(result.bound, 6),
        "gap_percent": round(result.gap_percent, 4),
        "optimal": result.optimal,
        "feasible": not violations(instance, result.chosen),
        "greedy": round(result.greedy, 6),
        "filled": result.chosen.size,
        "asked": int(instance.demands.sum()),
        "seconds": round(took, 2),
        "method": result.method,
    }


def _peer(instance: RoundInstance, shape: Shape) -> dict[str, object]:
    begun = perf_counter()
    if not shape.hours:
        return {"peer": "min-cost flow", "peer_objective": _flow(instance), "peer_seconds": perf_counter() - begun}
    fitting = (instance.loads <= instance.capacities[instance.person]).all(axis=1)
    found = whole(rows_of(instance, np.flatnonzero(fitting)), seconds=MIP_SECONDS)
    edges = np.flatnonzero(fitting)
    value = None if found.x is None else float(instance.score[edges] @ found.x)
    figures = {"peer": "HiGHS", "peer_objective": value, "peer_bound": found.bound, "peer_optimal": found.optimal}
    return figures | {"peer_seconds": round(perf_counter() - begun, 2)}


def _flow(instance: RoundInstance) -> float:
    """Value of the best flow by OR-Tools, scores counted in millionths."""
    flow = import_module("ortools.graph.python.min_cost_flow").SimpleMinCostFlow()  # a bench requirement only
    n, m = instance.people, instance.needs
    source, sink = n + m, n + m + 1
    gain = np.round(instance.score * 1_000_000).astype(np.int64)
    flow.add_arcs_with_capacity_and_unit_cost(instance.person, instance.need + n, np.ones(gain.size, int), -gain)
    zero = np.zeros(max(n, m), dtype=np.int64)
    flow.add_arcs_with_capacity_and_unit_cost(np.full(n, source), np.arange(n), instance.capacities[:, 0], zero[:n])
    flow.add_arcs_with_capacity_and_unit_cost(np.arange(m) + n, np.full(m, sink), instance.demands, zero[:m])
    total = int(instance.demands.sum())
    flow.add_arc_with_capacity_and_unit_cost(source, sink, total, 0)
    flow.set_node_supply(source, total)
    flow.set_node_supply(sink, -total)
    flow.solve()
    return -flow.optimal_cost() / 1_000_000
