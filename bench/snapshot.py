"""How long the engine's snapshot takes from the database, and how long until one change is in it.

Fills a scratch database with invented rows (``--database-url`` names an empty one; else a SQLite file that is removed),
builds the snapshot, then changes one profile and one need in turn. An update is what the next request pays: asking the
feed, reading what changed, the next snapshot with its index.
"""

import argparse
import json
import resource
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import perf_counter, process_time

import numpy as np
from sqlalchemy import Engine, create_engine, func, inspect, select
from sqlalchemy.orm import Session

import matcher.database  # noqa: F401 (how connections begin, and the feed of changes)
from bench._snapshot_rows import fill
from matcher.config import sqlalchemy_url
from matcher.models import Need, NeedSkill, Professional, ProfessionalSkill
from matcher.queries.change_feed import news_since
from matcher.queries.engine import current_engine

TODAY = date(2026, 9, 14)
CHECKS = 200


def main(argv: list[str]) -> int:
    args = _arguments(argv)
    with tempfile.TemporaryDirectory() as folder:
        address = sqlalchemy_url(args.database_url or f"sqlite:///{Path(folder) / 'scratch.sqlite3'}")
        engine = create_engine(address)
        if args.filled != bool(inspect(engine).get_table_names()):
            print("the database must be empty, or filled before and called with --filled", file=sys.stderr)
            return 2
        if not args.filled:
            fill(engine, args.professionals, args.needs, args.skills, args.seed)
        print(json.dumps(_measured(engine, args.changes)))
        engine.dispose()
    return 0


def _measured(engine: Engine, changes: int) -> dict[str, object]:
    before_mb = _peak_mb()
    with Session(engine) as session:
        begun, worked = perf_counter(), process_time()
        problem = current_engine(session, today=TODAY).problem
        build_seconds, cpu_seconds = perf_counter() - begun, process_time() - worked
    peak_mb = _peak_mb()
    people, needs = problem.people.ids, problem.needs.ids
    rng = np.random.default_rng(1)
    times: dict[str, list[float]] = {"person": [], "need": []}
    for _ in range(changes):
        times["person"].append(_update_ms(engine, int(rng.choice(people)), _change_person))
        times["need"].append(_update_ms(engine, int(rng.choice(needs)), _change_need))
    return {
        "bench": "snapshot",
        "database": engine.dialect.name,
        "people": int(people.size),
        "needs": int(needs.size),
        "skills_held": int(problem.people.skills_concept.size),
        "build_seconds": round(build_seconds, 2),
        "build_cpu_seconds": round(cpu_seconds, 2),
        "update_ms": _percentiles(times["person"] + times["need"]),
        "update_person_ms": _percentiles(times["person"]),
        "update_need_ms": _percentiles(times["need"]),
        "check_ms": _percentiles(_check_ms(engine)),
        "rss_before_mb": before_mb,
        "peak_rss_mb": peak_mb,
    }


def _update_ms(engine: Engine, number: int, change: Callable[[Session, int], None]) -> float:
    """Return the time of the question after a change; the change itself does not count."""
    with Session(engine) as session:
        change(session, number)
        session.commit()
        begun = perf_counter()
        current_engine(session, today=TODAY)
        return 1000 * (perf_counter() - begun)


def _change_person(session: Session, number: int) -> None:
    """Another level for one skill and other hours, as a saved part of a profile does."""
    person = session.get_one(Professional, number)
    person.minutes_max += 60
    skill = session.scalars(select(ProfessionalSkill).where(ProfessionalSkill.professional_id == number).limit(1)).one()
    skill.level = skill.level % 3 + 1


def _change_need(session: Session, number: int) -> None:
    session.get_one(Need, number).minutes_per_week += 30
    skill = session.scalars(select(NeedSkill).where(NeedSkill.need_id == number).limit(1)).one()
    skill.required = not skill.required


def _check_ms(engine: Engine) -> list[float]:
    """Return what every request pays when nothing changed."""
    times = []
    with Session(engine) as session:
        mark = current_engine(session, today=TODAY).mark
        session.execute(select(func.count()).select_from(Need))
        for _ in range(CHECKS):
            begun = perf_counter()
            news_since(session, mark)
            times.append(1000 * (perf_counter() - begun))
    return times


def _percentiles(times: list[float]) -> dict[str, float]:
    return {f"p{q}": round(float(np.percentile(times, q)), 2) for q in (50, 95)}


def _peak_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench snapshot", description=__doc__)
    parser.add_argument("--database-url", help="an empty scratch database; SQLite in a temporary folder when left out")
    parser.add_argument("--filled", action="store_true", help="the database was filled by an earlier call")
    parser.add_argument("--professionals", type=int, default=100_000)
    parser.add_argument("--needs", type=int, default=10_000)
    parser.add_argument("--skills", type=int, default=13_500)
    parser.add_argument("--changes", type=int, default=50, help="profiles and as many needs that change, one at a time")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args(argv)
