"""How long after a change of a profile or need its suggestions are in the database, with a real worker.

Fills a scratch database with invented rows, starts one worker, then changes a profile and a need in turn, at moments
the worker does not expect. The time runs from the commit of the change to the commit that wrote what came of it.
"""

import argparse
import json
import random
import signal
from time import sleep

import numpy as np

from bench._databases import scratch_database
from bench._fleet import Fleet, end, fleet

# Long enough for the worker to look at its queue less often.
LONGEST_PAUSE = 1.5


def main(argv: list[str]) -> int:
    args = _arguments(argv)
    with scratch_database(args.database) as (folder, url), fleet(folder, url) as workers:
        size = {"people": args.professionals, "needs": args.needs, "skills": args.skills}
        workers.ask("crowd", **size, seed=args.seed)
        pid = workers.start()
        first = workers.ask("change", what="need")["seconds"]
        found = _measured(workers, args.changes, random.Random(args.seed))
        end(pid, signal.SIGTERM)
    print(
        json.dumps({"bench": "refresh", "database": args.database, **size, "first_seconds": round(first, 2), **found})
    )
    return 0


def _measured(workers: Fleet, changes: int, chance: random.Random) -> dict[str, object]:
    times: dict[str, list[float]] = {"need": [], "professional": []}
    suggestions = 0
    for _ in range(changes):
        for what, seconds in times.items():
            sleep(chance.uniform(0, LONGEST_PAUSE))
            answer = workers.ask("change", what=what)
            seconds.append(answer["seconds"])
            suggestions += answer["suggestions"]
    both = times["need"] + times["professional"]
    return {
        "changes": len(both),
        "suggestions": suggestions,
        "p50_seconds": round(float(np.percentile(both, 50)), 3),
        "p95_seconds": round(float(np.percentile(both, 95)), 3),
        "longest_seconds": round(max(both), 3),
    }


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench refresh", description=__doc__)
    parser.add_argument("--professionals", type=int, default=20_000)
    parser.add_argument("--needs", type=int, default=2_000)
    parser.add_argument("--skills", type=int, default=1_500)
    parser.add_argument("--changes", type=int, default=40, help="profiles and as many needs, one at a time")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args(argv)
