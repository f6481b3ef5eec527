"""How good a round of assignments is within a time limit, with a proven bound: one line of JSON per instance.

FILE holds generalised assignment problems in the OR-Library's text layout (agents and items, costs, resources,
capacities; minimise; the number of problems in the file may come first) or one JSON object with scores, weights,
capacities, demands and forbidden pairs (maximise).

--national measures something else: a dry run of the platform itself over the whole country, from reading a scratch
database of invented people and needs to the stored outcome, with its time per step and its peak memory.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import numpy as np

from matcher.matching.assignment.gap.instance import GapInstance
from matcher.matching.assignment.gap.solve import prepare, solve_gap

Figures = dict[str, object]
FILE_SECONDS, PART_SECONDS = 30.0, 10.0


class NotAnInstanceError(ValueError):
    """The file is in neither layout."""


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench round", description=__doc__)
    parser.add_argument("files", type=Path, nargs="*", metavar="FILE")
    parser.add_argument("--seconds", type=float, help="time limit per instance (default 30), or per part (10)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--national", action="store_true", help="a dry run of the platform over the whole country")
    parser.add_argument("--professionals", type=int, default=100_000)
    parser.add_argument("--needs", type=int, default=10_000)
    parser.add_argument("--skills", type=int, default=13_500)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    args = parser.parse_args(argv)
    if not args.files and not args.national:
        parser.error("give FILE, or --national")
    return _files(args) or _nation(args)


def _nation(args: argparse.Namespace) -> int:
    if args.national:
        from bench._nation import measured  # noqa: PLC0415 (the platform, which files do not need)

        size = (args.professionals, args.needs, args.skills)
        print(json.dumps(measured(args.database, *size, args.seed, args.seconds or PART_SECONDS)), flush=True)
    return 0


def _files(args: argparse.Namespace) -> int:
    try:
        for path in args.files:
            for figures in measure(path, args.seconds or FILE_SECONDS, args.seed):
                print(json.dumps(figures), flush=True)
    except (OSError, NotAnInstanceError) as error:
        print(f"python -m bench round: {error}", file=sys.stderr)
        return 2
    return 0


def measure(path: Path, seconds: float, seed: int = 1) -> Iterator[Figures]:
    """Solve each instance of the file; raise NotAnInstanceError when it is in neither layout."""
    text = path.read_text(encoding="utf-8", errors="replace")
    if text.lstrip().startswith("{"):
        yield {"bench": "round", "instance": path.name, **_solve_json(path, text, seconds)}
        return
    instances = parse_gap(path.name, text)
    prepare()
    for number, instance in enumerate(instances, 1):
        name = path.name if len(instances) == 1 else f"{path.name}-{number}"
        yield {"bench": "round", "instance": name, **_solve_gap(instance, seconds, seed)}


def _solve_json(path: Path, text: str, seconds: float) -> Figures:
    from bench.round_json import solve_file  # noqa: PLC0415 only one of both solvers is needed

    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise NotAnInstanceError(f"{path.name}: no valid JSON ({error})") from error
    try:
        return solve_file(data, seconds)
    except (KeyError, TypeError, ValueError) as error:
        raise NotAnInstanceError(f"{path.name}: not an instance ({error!r})") from error


def parse_gap(name: str, text: str) -> list[GapInstance]:
    """Read whole numbers in any layout of lines; with or without the number of problems in front."""
    try:
        numbers = np.array(text.split(), dtype=np.float64)
    except ValueError as error:
        raise NotAnInstanceError(f"{name}: neither JSON nor a list of numbers ({error})") from error
    if not numbers.size or not np.isfinite(numbers).all() or (numbers != np.rint(numbers)).any():
        raise NotAnInstanceError(f"{name}: no whole numbers")
    whole = numbers.astype(np.int64)
    found = _instances(whole, 1) or _instances(whole[1:], int(whole[0]))
    if not found:
        raise NotAnInstanceError(
            f"{name}: {whole.size} numbers are not m n, m x n costs, m x n resources, m capacities"
        )
    return found


def _instances(numbers: np.ndarray, problems: int) -> list[GapInstance]:
    """Return the ``problems`` problems the numbers hold exactly, else nothing."""
    found: list[GapInstance] = []
    at = 0
    while at + 2 < numbers.size and len(found) < problems:
        m, n = int(numbers[at]), int(numbers[at + 1])
        end = at + 2 + 2 * m * n + m
        if m < 1 or n < 1 or end > numbers.size:
            return []
        costs, resources = numbers[at + 2 : end - m].reshape(2, m, n)
        try:
            found.append(GapInstance(costs, resources, numbers[end - m : end]))
        except ValueError:
            return []
        at = end
    return found if at == numbers.size and len(found) == problems else []


def _solve_gap(instance: GapInstance, seconds: float, seed: int) -> Figures:
    begun = perf_counter()
    result = solve_gap(instance, perf_counter, seconds, seed)
    took = perf_counter() - begun
    feasible = result.agent_of is not None and instance.is_feasible(result.agent_of)
    cost = instance.cost_of(result.agent_of) if feasible and result.agent_of is not None else None
    return {
        "objective": cost,
        "bound": result.bound,
        "gap_percent": None if cost is None else _gap(cost, result.bound),
        "seconds": round(took, 3),
        "feasible": feasible,
        "optimal": feasible and result.optimal,
    }


def _gap(cost: int, bound: int) -> float:
    """Return by how much of itself, in percent, the cost can be above the least one."""
    return 0.0 if cost == bound else round(100 * (cost - bound) / max(abs(cost), 1), 4)
