"""Kills real workers at random moments over a pile of due work, and counts what was lost or sent twice.

Workers are processes that do what ``flask worker`` does, with the file transport; one is killed (SIGKILL) at a random
moment, mostly in the middle of the work, and followed by a new one. Afterwards what is left is done, and every mail is
counted.
"""

import argparse
import json
import random
from time import monotonic

from bench._databases import scratch_database
from bench._fleet import fleet
from bench._piles import PILES


def main(argv: list[str]) -> int:
    args = _arguments(argv)
    with scratch_database(args.database) as (folder, url), fleet(folder, url, kind=args.kind) as workers:
        workers.ask("prepare")
        begun = monotonic()
        workers.fill(args.rows)
        in_hand = workers.kill_at_random(args.kills, workers=args.workers, chance=random.Random(args.seed))
        killing = monotonic() - begun
        seconds = workers.finish(workers=args.workers)
        found = workers.verdict()
    print(
        json.dumps(
            {
                "bench": "kills",
                "database": args.database,
                "kind": args.kind,
                "kills": args.kills,
                "workers": args.workers,
                "died_with_mail_in_hand": in_hand,
                **found,
                "killing_seconds": round(killing, 1),
                "finishing_seconds": round(seconds, 1),
            }
        )
    )
    return int(bool(found["lost"] or found["twice"] or found["unasked"] or found["stuck"]))


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--workers", type=int, default=2, help="processes at the same time")
    parser.add_argument("--rows", type=int, default=200, help="pieces of work at the start; more follow when needed")
    parser.add_argument("--kind", choices=sorted(PILES), default="outbox")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args(argv)
