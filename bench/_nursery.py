"""A process with the application in it that makes workers by forking: a real worker in a few milliseconds.

Reads one JSON object a line and answers with one: see :data:`COMMANDS`.
"""

import json
import os
import signal
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

from flask_migrate import upgrade

from bench import _changing
from bench._piles import PILES, sent, waiting
from bench._piles import taken as taken_mails
from bench._snapshot_rows import fill as fill_database
from matcher import clock, create_app
from matcher.cli.worker import _follow, work_off_queue
from matcher.database import db
from matcher.jobs.locking import held
from matcher.jobs.runner import Jobs
from matcher.matching.warming import warm_up

expected: Counter[str] = Counter()
# The workers live in a school week, whatever day it is: in a school holiday nobody is reminded.
MONDAY, BEGAN = datetime(2026, 9, 14, 8, 0, tzinfo=UTC), monotonic()
clock.now = lambda: MONDAY + timedelta(seconds=monotonic() - BEGAN)


def prepare() -> dict[str, Any]:
    upgrade()
    return {}


def crowd(people: int, needs: int, skills: int, seed: int) -> dict[str, Any]:
    """Fill the database with invented people and needs, and get the engine ready for the workers."""
    fill_database(db.engine, people, needs, skills, seed)
    warm_up()
    return {}


def change(what: str) -> dict[str, Any]:
    return _changing.change(db.session(), what)


def start(kind: str, threads: int) -> dict[str, Any]:
    """Fork a worker that does what ``flask worker`` does."""
    # No connection is carried over.
    db.engine.dispose()
    nursery = os.getpid()
    pid = os.fork()
    if pid:
        return {"pid": pid}
    try:
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1):
            os.dup2(nothing, stream)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        _follow(nursery)
        # The queue is opened here: it has connections of its own.
        jobs = Jobs(app, TABLE)
        for job in PILES[kind].jobs:
            jobs.enqueue(job)
        work_off_queue(jobs, threads=threads)
    finally:
        os._exit(0)


def hold(name: str) -> dict[str, Any]:
    """Fork a process that takes the lock of a job and keeps it; tell whether it got it."""
    db.engine.dispose()
    nursery, (heard, told) = os.getpid(), os.pipe()
    pid = os.fork()
    if pid:
        os.close(told)
        with os.fdopen(heard, "rb") as pipe:
            return {"pid": pid, "mine": pipe.read(1) == b"1"}
    try:
        _follow(nursery)
        with held(name) as mine:
            os.write(told, b"1" if mine else b"0")
            while mine:
                signal.pause()
    finally:
        os._exit(0)


def fill(kind: str, rows: int) -> dict[str, Any]:
    expected.update(PILES[kind].fill(db.session(), sum(expected.values()), rows))
    db.session.commit()
    return {}


def left(kind: str) -> dict[str, Any]:
    return {"left": waiting(db.session()) + PILES[kind].left(db.session())}


def taken() -> dict[str, Any]:
    return {"taken": taken_mails(db.session())}


def verdict() -> dict[str, Any]:
    """Compare what was sent with what had to be."""
    found = sent(Path(settings.instance) / "mail")
    twice = sum(count - 1 for count in found.values() if count > 1)
    return {
        "due": sum(expected.values()),
        "sent": sum(found.values()),
        "lost": sum((expected - found).values()),
        "twice": twice,
        "unasked": sum((found - expected).values()) - twice,
        "stuck": len(taken_mails(db.session())),
    }


def flush() -> dict[str, Any]:
    """Empty the queue."""
    jobs: Jobs = app.extensions["jobs"]
    jobs.queue.storage.flush_all()
    jobs.queue.storage.close()
    return {}


COMMANDS = {each.__name__: each for each in (prepare, crowd, change, start, hold, fill, left, taken, verdict, flush)}


def main() -> None:
    # Workers that have ended leave nothing to wait for.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    print(json.dumps({"ready": True}), file=answers, flush=True)
    for line in sys.stdin:
        order = json.loads(line)
        with app.app_context():
            answer = COMMANDS[order.pop("do")](**order)
            db.session.remove()
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    from matcher.jobs.tasks import TABLE

    app = create_app()
    settings = app.extensions["settings"]
    main()
