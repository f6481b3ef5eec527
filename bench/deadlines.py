"""Lets real workers do a pile of due work, and counts the mails: each exactly once.

The time runs from the start of the workers to the last mail.
"""

import argparse
import json

from bench._databases import scratch_database
from bench._fleet import fleet
from bench._piles import PILES


def main(argv: list[str]) -> int:
    args = _arguments(argv)
    with scratch_database(args.database) as (folder, url), fleet(folder, url, kind=args.kind) as workers:
        workers.ask("prepare")
        workers.fill(args.rows)
        seconds = workers.finish(workers=args.workers)
        found = workers.verdict()
    figures = {
        "bench": "deadlines",
        "database": args.database,
        "kind": args.kind,
        "rows": args.rows,
        "workers": args.workers,
        **found,
        "seconds": round(seconds, 1),
        "mails_per_second": round(found["sent"] / seconds) if seconds else None,
    }
    print(json.dumps(figures))
    return int(bool(found["lost"] or found["twice"] or found["unasked"] or found["stuck"]))


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench deadlines", description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kind", choices=sorted(PILES), default="outbox")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    return parser.parse_args(argv)
