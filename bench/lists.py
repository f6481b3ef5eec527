"""How fast the coordinator's lists answer: first page, a deep page, a search, a filter; for one region and the nation.

Fills a scratch database with invented rows and asks each list for a page with the counts of its filters, as the
pages do. The peer is the plainest page there is of the same table in the same run: 25 rows in the order of their ids.
``--url`` takes a database of one's own (filled when it is empty, and kept).
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from time import perf_counter

import numpy as np
from sqlalchemy import Engine, create_engine, inspect, select
from sqlalchemy.orm import Session

import matcher.database  # noqa: F401 (how a transaction begins)
from bench._databases import scratch_database
from bench._desk_rows import DeskSize, fill_desk
from matcher.domain.actors import Scope
from matcher.models import Base, Need, Notification, Placement, Professional, Proposal, School
from matcher.queries.coordination.listing import Wish
from matcher.queries.coordination.needs import need_list
from matcher.queries.coordination.people import people_list
from matcher.queries.coordination.placements import placement_list
from matcher.queries.coordination.proposals import proposal_list
from matcher.queries.coordination.schools import school_list
from matcher.queries.coordination.scope import View, view_of
from matcher.queries.coordination.sent import sent_list

TODAY = date(2026, 10, 15)
REGION = Scope(regions=frozenset({"AM05"}))
SCOPES = {"region": REGION, "nation": Scope(national=True)}
DEEP = 500
Ask = Callable[[Session, View, Wish], object]
LISTS: dict[str, tuple[Ask, type[Base], dict[str, str]]] = {
    "people": (lambda s, v, w: people_list(s, view=v, wish=w), Professional, {"staat": "active"}),
    "needs": (lambda s, v, w: need_list(s, view=v, wish=w), Need, {"sector": "mbo"}),
    "proposals": (lambda s, v, w: proposal_list(s, view=v, wish=w), Proposal, {"wacht_op": "school"}),
    "placements": (lambda s, v, w: placement_list(s, view=v, wish=w), Placement, {"vog": "nodig"}),
    "schools": (lambda s, v, w: school_list(s, view=v, wish=w), School, {"sector": "mbo"}),
    "sent": (lambda s, v, w: sent_list(s, view=v, wish=w), Notification, {"mail": "verstuurd"}),
}


def main(argv: list[str]) -> int:
    args = _arguments(argv)
    size = DeskSize(args.people, args.needs, args.proposals, args.placements)
    with _database(args) as engine:
        if not inspect(engine).has_table("need"):
            begun = perf_counter()
            fill_desk(engine, size, seed=args.seed)
            print(f"filled in {perf_counter() - begun:.0f} s", file=sys.stderr, flush=True)
        for name in args.only or LISTS:
            for line in _lines(engine, name, args.samples):
                print(json.dumps(line | {"database": engine.dialect.name}), flush=True)
    return 0


def _lines(engine: Engine, name: str, samples: int) -> Iterator[dict[str, object]]:
    ask, model, chosen = LISTS[name]
    peer = _timed(engine, lambda session: session.execute(select(model).order_by(model.id).limit(25)).all(), samples)
    wishes = {
        "first": Wish(),
        "deep": Wish(page=DEEP),
        "search": Wish(search="voorbeeld-1"),
        "filter": Wish(chosen={key: frozenset({value}) for key, value in chosen.items()}),
    }
    for scope_name, scope in SCOPES.items():
        for case, wish in wishes.items():

            def page(session: Session, scope: Scope = scope, wish: Wish = wish) -> None:
                ask(session, view_of(session, scope=scope, today=TODAY), wish)

            found = _timed(engine, page, samples)
            yield {
                "bench": "lists", "list": name, "scope": scope_name, "case": case, **found,
                "times_peer": round(found["p50_ms"] / peer["p50_ms"], 1),
            }  # fmt: skip


def _timed(engine: Engine, what: Callable[[Session], object], samples: int) -> dict[str, float]:
    times = []
    for _ in range(samples + 1):
        with Session(engine) as session:
            begun = perf_counter()
            what(session)
            times.append(1000 * (perf_counter() - begun))
    return {f"p{q}_ms": round(float(np.percentile(times[1:], q)), 1) for q in (50, 95)}


@contextmanager
def _database(args: argparse.Namespace) -> Iterator[Engine]:
    if args.url:
        yield create_engine(args.url)
        return
    with scratch_database(args.database) as (_folder, url):
        engine = create_engine(url)
        yield engine
        engine.dispose()


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench lists", description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--needs", type=int, default=10_000)
    parser.add_argument("--proposals", type=int, default=200_000)
    parser.add_argument("--placements", type=int, default=50_000)
    parser.add_argument("--samples", type=int, default=10, help="how often each page is asked (%(default)s)")
    parser.add_argument("--only", nargs="*", choices=sorted(LISTS), help="these lists (default: all)")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--url", help="a database of one's own")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args(argv)
