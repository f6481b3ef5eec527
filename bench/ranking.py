"""All against all: the best 20 people of every need and the best 20 needs of every person, exact, on two threads."""

import argparse
import json
import resource
import subprocess
import sys
from time import perf_counter

import numpy as np

from bench.synthetic import SKILLS, Size, make_problem
from matcher.matching.columns import Problem
from matcher.matching.index import index_of
from matcher.matching.national import Rankings, rank_all
from matcher.matching.warming import warm_up

TOP = 20
THREADS = 2


def main(argv: list[str]) -> int:
    args = _arguments(argv)
    size = Size(args.professionals, args.needs, args.skills)
    problem = make_problem(size, args.seed)
    warm_up()
    seconds, found = _timed(problem)
    figures: dict[str, object] = {
        "bench": "ranking",
        "professionals": args.professionals,
        "needs": args.needs,
        "skills": args.skills,
        "threads": THREADS,
        "seconds": round(seconds, 3),
        "peak_rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "pairs_in_reach": found.pairs_in_reach,
        "ns_per_pair_in_reach": round(1e9 * seconds / max(found.pairs_in_reach, 1), 2),
    }
    if args.check:
        figures |= _checked(problem, found, args.seed)
    if args.peer:
        figures |= _peer(args, seconds)
    print(json.dumps(figures))
    return 0


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench ranking", description=__doc__)
    parser.add_argument("--professionals", type=int, default=20_000)
    parser.add_argument("--needs", type=int, default=400)
    parser.add_argument("--skills", type=int, default=SKILLS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--peer", action="store_true", help="measure sparse_dot_topn on the same problem as well")
    parser.add_argument("--check", action="store_true", help="compare with plain Python on random samples")
    return parser.parse_args(argv)


def _timed(problem: Problem) -> tuple[float, Rankings]:
    """Return the seconds from the columns to both rankings, all that is derived included."""
    begun = perf_counter()
    index_of(problem)
    found = rank_all(problem, TOP, TOP, threads=THREADS)
    return perf_counter() - begun, found


def _checked(problem: Problem, found: Rankings, seed: int) -> dict[str, object]:
    from bench._plain import check  # noqa: PLC0415 - only when asked for

    checked, wrong = check(problem, found, np.random.default_rng(seed))
    return {"checked_pairs": checked, "mismatches": wrong}


def _peer(args: argparse.Namespace, seconds: float) -> dict[str, object]:
    """Measure the peer in a process of its own, so that its memory is its own."""
    numbers = [str(n) for n in (args.professionals, args.needs, args.skills, args.seed)]
    done = subprocess.run([sys.executable, "-m", "bench._peer", *numbers], check=True, capture_output=True, text=True)
    peer = json.loads(done.stdout)
    return {
        "peer": "sparse_dot_topn",
        "peer_seconds": peer["seconds"],
        "peer_peak_rss_mb": peer["peak_rss_mb"],
        "ratio": round(seconds / peer["seconds"], 4),
    }
