"""Rounds as JSON: dense scores, weights or none, capacities, demands, forbidden pairs; solved and verified apart."""

import argparse
import json
from pathlib import Path
from time import monotonic, perf_counter
from typing import Any

import numpy as np

from bench._rounds_synthetic import compile_kernels
from matcher.matching.assignment.instance import RoundInstance, instance_from
from matcher.matching.assignment.result import Effort
from matcher.matching.assignment.solve import solve_round

# Weights that are no whole numbers are counted in millionths, rounded up; capacities down.
SCALE = 1_000_000


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench round_json", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--seconds", type=float, default=30.0)
    args = parser.parse_args(argv)
    for file in args.files:
        found = solve_file(json.loads(file.read_text()), args.seconds)
        print(json.dumps({"bench": "round", "instance": file.name, **found}), flush=True)
    return 0


def solve_file(data: dict[str, Any], seconds: float) -> dict[str, Any]:
    """Return objective, bound, gap_percent, seconds, feasible (verified apart from the solver), optimal."""
    compile_kernels()
    begun = perf_counter()
    instance = instance_of(data)
    effort = Effort(seconds=seconds, clock=monotonic, rounds=400, moves=200, nodes=1_000_000, neighbourhoods=1_000_000)
    result = solve_round(instance, effort)
    took = perf_counter() - begun
    pairs = list(zip(instance.person[result.chosen].tolist(), instance.need[result.chosen].tolist(), strict=True))
    total = sum(data["scores"][i][j] for i, j in pairs)
    bound = result.bound
    if whole_scores(data) and bound - total < 1 - 1e-6:
        bound = total
    gap = 100 * (bound - total) / bound if bound > 0 else 0.0
    return {
        "objective": total,
        "bound": round(bound, 6),
        "gap_percent": round(max(gap, 0.0), 6),
        "seconds": round(took, 3),
        "feasible": feasible(data, pairs),
        "optimal": bool(gap <= 1e-6),
        "greedy": round(result.greedy, 6),
        "method": result.method,
    }


def whole_scores(data: dict[str, Any]) -> bool:
    return all(float(score).is_integer() for row in data["scores"] for score in row)


def instance_of(data: dict[str, Any]) -> RoundInstance:
    """Return the sparse round: an edge for each score above zero that is not forbidden."""
    scores = np.array(data["scores"], dtype=np.float64).reshape(len(data["capacities"]), len(data["demands"]))
    allowed = scores > 0
    for i, j in data.get("forbidden") or []:
        allowed[i, j] = False
    person, need = np.nonzero(allowed)
    weights = np.ones(scores.shape) if data.get("weights") is None else np.array(data["weights"], dtype=np.float64)
    capacities = np.array(data["capacities"], dtype=np.float64)
    scale = 1 if (weights == np.round(weights)).all() else SCALE
    loads = np.ceil(np.round(weights[allowed] * scale, 6)).astype(np.int64)
    rooms = np.floor(np.round(capacities * scale, 6)).astype(np.int64)
    demands = np.array(data["demands"], dtype=np.int64)
    return instance_from(person, need, scores[allowed], loads, np.maximum(rooms, 0), np.maximum(demands, 0))


def feasible(data: dict[str, Any], pairs: list[tuple[int, int]]) -> bool:
    """Return whether the pairs keep every rule of the file; reads nothing but the file."""
    weights, forbidden = data.get("weights"), {tuple(pair) for pair in data.get("forbidden") or []}
    used, people = [0.0] * len(data["capacities"]), [0] * len(data["demands"])
    for i, j in pairs:
        used[i] += 1 if weights is None else weights[i][j]
        people[j] += 1
    return (
        len(set(pairs)) == len(pairs)
        and not forbidden & set(pairs)
        and all(data["scores"][i][j] > 0 for i, j in pairs)
        and all(taken <= room + 1e-9 for taken, room in zip(used, data["capacities"], strict=True))
        and all(count <= most for count, most in zip(people, data["demands"], strict=True))
    )
