"""Real workers over a pile of due work, and killing them."""

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from bench._databases import plain

ROOT = Path(__file__).resolve().parents[1]
# A worker is killed at most so long after something was done, in seconds, or while it starts.
LONGEST_PAUSE = 0.1
SHARE_WHILE_STARTING = 0.2
# Once the killing is over, a worker that finds nothing it may take is followed by a new one after this many seconds:
# by then the claims of the dead are free (``matcher.mailer.PATIENCE``).
SHIFT = 6.0
PATIENCE = 300.0


class Fleet:
    """The workers of one database."""

    def __init__(self, nursery: subprocess.Popen[str], kind: str, threads: int) -> None:
        self._nursery, self._kind, self._threads = nursery, kind, threads
        self._line()

    def ask(self, do: str, **order: Any) -> dict[str, Any]:
        self._nursery.stdin.write(json.dumps({"do": do, **order}) + "\n")
        self._nursery.stdin.flush()
        return self._line()

    def _line(self) -> dict[str, Any]:
        line = self._nursery.stdout.readline()
        if not line:
            raise RuntimeError(f"the nursery ended with {self._nursery.wait()}")
        return json.loads(line)

    def start(self) -> int:
        """Start a worker; return the number of its process."""
        return self.ask("start", kind=self._kind, threads=self._threads)["pid"]

    def hold(self, name: str) -> dict[str, Any]:
        """Start a process that holds the lock of a job, if it gets it (``mine``), until it is killed."""
        return self.ask("hold", name=name)

    def fill(self, rows: int) -> None:
        self.ask("fill", kind=self._kind, rows=rows)

    def left(self) -> int:
        return self.ask("left", kind=self._kind)["left"]

    def verdict(self) -> dict[str, Any]:
        return self.ask("verdict")

    def kill_at_random(self, kills: int, *, workers: int, chance: random.Random) -> int:
        """Kill workers at random moments, each followed by a new one; return how many died with something in hand.

        Most moments are soon after something was done, so in the middle of the work; some are while a worker starts.
        """
        alive: list[int] = []
        in_hand: set[tuple[int, str]] = set()
        held: set[tuple[int, str]] = set()
        for _ in range(kills):
            if self.left() < 50 * workers:
                self.fill(100 * workers)
            alive += [self.start() for _ in range(workers - len(alive))]
            if chance.random() > SHARE_WHILE_STARTING:
                self._await_progress()
            sleep(chance.uniform(0, LONGEST_PAUSE))
            end(alive.pop(chance.randrange(len(alive))), signal.SIGKILL)
            now = {(number, at) for number, at in self.ask("taken")["taken"]}
            # What somebody who lives has in hand is done before the next one is killed.
            in_hand |= now & held
            held = now
        for pid in alive:
            end(pid, signal.SIGKILL)
        return len(in_hand)

    def _await_progress(self) -> None:
        before, until = self.left(), monotonic() + SHIFT
        while self.left() >= before and monotonic() < until:
            sleep(0.002)

    def finish(self, *, workers: int) -> float:
        """Let workers do what is left; return the seconds it took, 0 for nothing. Raises :class:`TimeoutError`."""
        begun, seconds = monotonic(), 0.0
        while self.left():
            if monotonic() > begun + PATIENCE:
                raise TimeoutError(f"{self.left()} left: {self.verdict()}")
            pids = [self.start() for _ in range(workers)]
            self._watch(monotonic() + SHIFT)
            seconds = monotonic() - begun
            for pid in pids:
                end(pid, signal.SIGTERM)
        return seconds

    def _watch(self, until: float) -> None:
        """Return when nothing is left, or when nothing was done for a while."""
        before = None
        while (now := self.left()) and (now != before or monotonic() < until):
            until = monotonic() + SHIFT if now != before else until
            before = now
            sleep(0.05)


def end(pid: int, how: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, how)


@contextmanager
def fleet(folder: Path, database_url: str, *, kind: str = "outbox", threads: int = 2) -> Iterator[Fleet]:
    """Yield workers on a database; their mail and, beside SQLite, their queue are in ``folder``."""
    on_postgresql = database_url.startswith("postgres")
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("MAIL_", "JOB"))} | {
        "APP_ENV": "local",
        "INSTANCE_PATH": str(folder),
        "DATABASE_URL": database_url,
        "JOBS_URL": plain(database_url) if on_postgresql else f"sqlite:///{folder / 'jobs.sqlite3'}",
        "MAIL_BACKEND": "file",
        "PUBLIC_URL": "http://127.0.0.1:8000",
    }
    command = [sys.executable, "-m", "bench._nursery"]
    with (folder / "workers.log").open("w") as log:
        nursery = subprocess.Popen(
            command, cwd=ROOT, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log
        )
        try:
            found = Fleet(nursery, kind, threads)
            yield found
            found.ask("flush")
        finally:
            # Its workers end with it.
            nursery.stdin.close()
            nursery.wait(timeout=30)
            nursery.stdout.close()
