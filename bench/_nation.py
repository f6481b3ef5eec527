"""A national dry run with the real services, in a process of its own, so that its memory is its own.

``python -m bench._nation SEED SECONDS`` works on the database of ``DATABASE_URL`` and prints one JSON object.
"""

import json
import os
import resource
import subprocess
import sys
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic, perf_counter
from typing import Any

import numpy as np
from sqlalchemy import create_engine, select
from sqlalchemy.orm import undefer

from bench._databases import scratch_database
from bench._rounds_synthetic import compile_kernels
from bench._snapshot_rows import fill
from matcher import clock, create_app
from matcher.cli.work import system_work
from matcher.config import sqlalchemy_url
from matcher.database import db
from matcher.domain.rounds import RUNNING_ROUNDS, RoundOptions, RoundScope, RoundState
from matcher.jobs.rounds import work_off
from matcher.matching.assignment.check import violations
from matcher.matching.warming import warm_up
from matcher.models import MatchingRound, RoundPair
from matcher.queries.engine import current_engine
from matcher.services.rounds import plan_round
from matcher.services.rounds.payload import unpacked

ROOT = Path(__file__).resolve().parents[1]
# A school week before the needs of the scratch database begin, whatever day it is.
MONDAY = datetime(2026, 9, 14, 8, 0, tzinfo=UTC)
STEPS = {RoundState.PLANNED: "prepare", RoundState.SOLVING: "solve", RoundState.MERGING: "merge"}


def measured(database: str, people: int, needs: int, skills: int, seed: int, seconds: float) -> dict[str, Any]:
    """Fill a scratch database and return the figures of one national dry run over it."""
    with scratch_database(database) as (folder, url):
        engine = create_engine(sqlalchemy_url(url))
        fill(engine, people, needs, skills, seed)
        engine.dispose()
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("MAIL_", "JOB"))} | {
            "APP_ENV": "local",
            "INSTANCE_PATH": str(folder),
            "DATABASE_URL": url,
            "JOBS_URL": f"sqlite:///{folder / 'jobs.sqlite3'}",
            "MAIL_BACKEND": "file",
            "PUBLIC_URL": "http://127.0.0.1:8000",
        }
        command = [sys.executable, "-m", "bench._nation", str(seed), str(seconds)]
        answer = subprocess.run(command, cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, check=True)
    size = {"professionals": people, "needs": needs, "skills": skills}
    return {"bench": "round", "instance": "nation", "database": database, **size, **json.loads(answer.stdout)}


def main(seed: int, seconds: float) -> None:
    """Measure in this process; nothing but the answer goes to standard output."""
    began = monotonic()
    clock.now = lambda: MONDAY + timedelta(seconds=monotonic() - began)
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    warm_up()
    compile_kernels()
    with create_app().app_context():
        print(json.dumps(_dry_run(RoundOptions(seed=seed, seconds=seconds))), file=answers, flush=True)


def _dry_run(options: RoundOptions) -> dict[str, Any]:
    before, took, begun = _peak_mb(), defaultdict[str, float](float), perf_counter()
    # The first step would read the snapshot itself; here it is timed apart.
    current_engine(db.session(), today=clock.today())
    db.session.remove()
    took["read"] = perf_counter() - begun
    round_id = plan_round(system_work(), scope=RoundScope(national=True), options=options)
    while (state := _state(round_id)) in RUNNING_ROUNDS:
        step = perf_counter()
        if not work_off(round_id):
            raise RuntimeError(f"the round stands still: {state}")
        took[STEPS[state]] += perf_counter() - step
    whole, peak = perf_counter() - begun, _peak_mb()
    seconds = {f"{step}_seconds": round(time, 2) for step, time in took.items()}
    memory = {"rss_before_mb": before, "peak_rss_mb": peak}
    return {**_outcome(round_id), "seconds": round(whole, 2), **seconds, **memory}


def _state(round_id: int) -> RoundState:
    state = db.session.scalars(select(MatchingRound.state).where(MatchingRound.id == round_id)).one()
    db.session.remove()
    return state


def _outcome(round_id: int) -> dict[str, Any]:
    whole = [undefer(MatchingRound.instance), undefer(MatchingRound.report)]
    found = db.session.get_one(MatchingRound, round_id, options=whole)
    if found.state is not RoundState.SOLVED or found.instance is None or found.report is None:
        raise RuntimeError(f"the round ended as {found.state}: {found.error}")
    figures = found.figures
    return {
        "people": found.people,
        "open_needs": found.needs,
        "edges": found.edges,
        **{name: figures[name] for name in ("parts", "places", "pairs")},
        "objective": round(found.objective or 0.0, 4),
        "bound": round(found.bound or 0.0, 4),
        "gap_percent": round(100 * figures["gap"], 4),
        "optimal": figures["optimal"],
        "feasible": _feasible(found.instance, found.report, round_id),
    }


def _feasible(instance: bytes, report: bytes, round_id: int) -> bool:
    """Hold the stored pairs against the rules once more, in plain Python."""
    given = unpacked(instance, report).instance
    edges = zip(given.person_ids[given.person].tolist(), given.need_ids[given.need].tolist(), strict=True)
    rows = {pair: edge for edge, pair in enumerate(edges)}
    columns = select(RoundPair.professional_id, RoundPair.need_id).where(RoundPair.round_id == round_id)
    chosen = [rows[person, need] for person, need in db.session.execute(columns)]
    return not violations(given, np.array(chosen, dtype=np.int64))


def _peak_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
