"""How fast the dashboard answers when the nation is full, for coordinators of regions, of landsdelen and of the nation.

Fills a scratch database (100,000 people, 10,000 needs, 200,000 proposals, 50,000 placements unless told otherwise),
works the large areas out once, starts a server with two processes, and lets signed-in coordinators walk the pages at
the same time. Prints p50 and p95 per page and kind of area. The peer is the same page worked out without what is kept.
"""

import argparse
import json
import math
import os
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from threading import Lock, Thread
from time import monotonic, perf_counter
from typing import Any

import numpy as np
import sqlalchemy as sa
from sqlalchemy.orm import Session

from bench._databases import scratch_database
from bench._national import fill_nation
from bench._server import _free_port, _wait
from bench._visitor import Answer, Visitor, form_fields
from matcher.clock import now, today
from matcher.config import sqlalchemy_url
from matcher.domain.actors import Scope
from matcher.models import CoordinatorAssignment, Landsdeel, Region, User
from matcher.queries.coordination.figures.pages import PAGES
from matcher.queries.coordination.figures.place import EVERYTHING
from matcher.queries.coordination.scope import view_of
from matcher.services.accounts import new_session_key
from matcher.services.passwords import hash_password

PASSWORD = "welkom-bij-de-demo"
PATHS = (
    "", "/vraag-en-aanbod", "/uren", "/antwoorden", "/kaart?cijfer=mensen", "/kaart?cijfer=antwoord-school",
    "/trends?cijfer=placed",
)  # fmt: skip


def main(argv: list[str]) -> int:
    args = _arguments(argv)
    with scratch_database(args.database) as (folder, url):
        engine = sa.create_engine(sqlalchemy_url(url))
        size = {name: getattr(args, name) for name in ("people", "needs", "proposals", "placements")}
        begun = perf_counter()
        fill_nation(engine, **size, seed=args.seed)
        _say(bench="dashboard", step="fill", database=args.database, **size, seconds=round(perf_counter() - begun, 1))
        users = _users(engine)
        environment = _prepared(folder, url)
        begun, busy = perf_counter(), os.times().children_user
        done = _flask(environment, "-c", _REFRESH)
        # The work of PostgreSQL is not in the second number; on a busy machine it says more than the first.
        took, used = round(perf_counter() - begun, 1), round(os.times().children_user - busy, 1)
        _say(bench="dashboard", step="refresh", seconds=took, cpu_seconds=used, said=done)
        _peer(engine)
        _walk(environment, users, args)
        engine.dispose()
    return 0


_REFRESH = (
    "from matcher import create_app\nfrom matcher.domain.jobs import Job\nfrom matcher.jobs.tasks import TASKS\n"
    "with create_app().app_context():\n    print(TASKS[Job.SNAPSHOT_FIGURES](), TASKS[Job.REFRESH_FIGURES]())"
)


def _say(**row: object) -> None:
    print(json.dumps(row), flush=True)


def _users(engine: sa.Engine) -> list[tuple[str, str]]:
    """Make coordinators: (kind of area, e-mail address). Who has several regions has two or three that lie apart."""
    found = []
    with Session(engine) as session:
        secret, moment = hash_password(PASSWORD), now()
        regions = session.scalars(sa.select(Region.code).order_by(Region.code)).all()
        parts = session.scalars(sa.select(Landsdeel.code)).all()
        held: list[tuple[str, list[dict[str, Any]]]] = [("region", [{"region_code": code}]) for code in regions[::4]]
        for first in range(1, len(regions), 4):
            few = [*regions, *regions][first : first + 20 : 10 if first % 8 == 1 else 7]
            held.append(("two or three regions", [{"region_code": code} for code in few]))
        held += [("landsdeel", [{"landsdeel_code": code}]) for code in parts] + [("nation", [{"national": True}])] * 4
        for number, (kind, holds) in enumerate(held):
            user = User(
                email=f"fictief{number}@example.nl", full_name=f"Fictief {number}", password_hash=secret,
                session_key=new_session_key(), email_verified_at=moment, created_at=moment,
            )  # fmt: skip
            session.add(user)
            session.flush()
            session.add_all(CoordinatorAssignment(user_id=user.id, **each) for each in holds)
            found.append((kind, user.email))
        session.commit()
    return found


def _prepared(folder: Path, url: str) -> dict[str, str]:
    """Return the environment of a server on the database, which is marked as migrated."""
    environment = os.environ | {"INSTANCE_PATH": str(folder), "FLASK_APP": "wsgi.py", "APP_ENV": "local"}
    environment |= {"DATABASE_URL": url, "JOBS_URL": "immediate"}
    subprocess.run([sys.executable, "-m", "flask", "db", "stamp", "head"], env=environment, check=True)
    return environment


def _flask(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run([sys.executable, *arguments], env=environment, check=True, capture_output=True, text=True)
    return done.stdout.strip().splitlines()[-1]


def _peer(engine: sa.Engine) -> None:
    """Say how long each page of the nation and of a region takes when it is worked out for the reader."""
    with Session(engine) as session:
        region = session.scalars(sa.select(Region.code).order_by(Region.code)).all()[0]
        for area, scope in (("nation", Scope(national=True)), ("region", Scope(regions=frozenset({region})))):
            view = view_of(session, scope=scope, today=today())
            for page in PAGES:
                begun = perf_counter()
                PAGES[page](session, view, EVERYTHING)
                took = round(1000 * (perf_counter() - begun))
                _say(bench="dashboard", step="worked out", area=area, page=page, ms=took)


@dataclass(slots=True)
class Walkers:
    """Signed-in coordinators who walk the pages until a moment, and the times of their answers."""

    base: str
    until: float
    times: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))
    lock: Lock = field(default_factory=Lock)

    def walk(self, kind: str, email: str) -> None:
        page = ["?"]

        def record(_name: str, answer: Answer) -> None:
            with self.lock:
                if page[0] != "?" and monotonic() < self.until:
                    self.times[page[0], kind].append(math.inf if answer.failed else answer.ms)

        visitor = Visitor(self.base, record)
        form = form_fields(visitor.get("/inloggen").text, "email")
        visitor.post("/inloggen", [(n, {"email": email, "password": PASSWORD}.get(n, v)) for n, v in form])
        for turn in count():
            for path in PATHS:
                # The first round fills what each process keeps.
                page[0] = (path or "/") if turn else "?"
                if monotonic() > self.until:
                    visitor.close()
                    return
                visitor.get(f"/coordinator/dashboard{path}")


def _walk(environment: dict[str, str], users: list[tuple[str, str]], args: argparse.Namespace) -> None:
    port = _free_port()
    serve = [sys.executable, "-m", "gunicorn", "wsgi:app", "--bind", f"127.0.0.1:{port}", "--log-level", "error"]
    server = subprocess.Popen([*serve, "--workers", "2", "--threads", "4"], env=environment)
    try:
        _wait(port)
        walkers = Walkers(f"http://127.0.0.1:{port}", monotonic() + args.seconds)
        kinds: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for user in np.random.default_rng(args.seed).permutation(np.array(users)).tolist():
            kinds[user[0]].append((user[0], user[1]))
        # One of each kind in turn: a region, a few regions, a landsdeel, the nation.
        rows = list(kinds.values())
        chosen = [row[n // len(rows) % len(row)] for n in range(args.visitors) for row in (rows[n % len(rows)],)]
        threads = [Thread(target=walkers.walk, args=each) for each in chosen]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
    finally:
        server.terminate()
        server.wait(timeout=60)
    _report(walkers.times)


def _report(times: dict[tuple[str, str], list[float]]) -> None:
    for (page, kind), found in [*sorted(times.items()), (("all", "all"), [ms for row in times.values() for ms in row])]:
        known = [ms for ms in found if ms != math.inf]
        p50, p95 = np.percentile(known, [50, 95]).round(1).tolist() if known else (None, None)
        _say(
            bench="dashboard",
            page=page,
            area=kind,
            requests=len(found),
            errors=len(found) - len(known),
            p50_ms=p50,
            p95_ms=p95,
        )


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench dashboard", description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--needs", type=int, default=10_000)
    parser.add_argument("--proposals", type=int, default=200_000)
    parser.add_argument("--placements", type=int, default=50_000)
    parser.add_argument("--visitors", type=int, default=4, help="coordinators who walk at the same time")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="postgresql")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args(argv)
