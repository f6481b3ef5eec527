"""How fast the pages answer: visitors with sessions walk the pages of their role at the same time.

Prints a line per page and a last one ("total"). A page is a method and a path, numbers written as #. Each visitor
signs in once and then walks without pausing until the time is over; one of their steps saves a part of a profile, so
that the engine must take a change in. An error is no answer, a status of 400 or more, or a form that comes back.
Roles go round: from 4 visitors on each kind of desk is walked. One visitor in four has no account.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from random import Random
from threading import Lock, Thread
from time import monotonic
from typing import NamedTuple

import numpy as np

from bench._visitor import Answer, Visitor
from bench._walks import SUGGESTIONS_PER_SECOND, WALKS, OverError, Pace, Walker
from matcher.demo.logins import LOGINS

# The admin's pages are few and rarely opened: no walk.
WALK_OF_ROLE = {"national": "coordinator"}
QUANTILES = (50, 95, 99)
Row = dict[str, object]


class Timed(NamedTuple):
    """What is kept of an answer."""

    ms: float
    failed: bool
    answered: bool


class Figures:
    """Every answer per page from a moment on; shared by all visitors."""

    def __init__(self, begin: float) -> None:
        self._lock, self._begin = Lock(), begin
        self._answers: dict[str, list[Timed]] = defaultdict(list)

    def add(self, page: str, answer: Answer) -> None:
        if monotonic() < self._begin:
            return
        with self._lock:
            self._answers[page].append(Timed(answer.ms, answer.failed, answer.status is not None))

    def lines(self, *, users: int, elapsed: float) -> list[Row]:
        """Return a row per page and the total; times are of requests that were answered."""
        pages = sorted(self._answers.items())
        every = [answer for _, answers in pages for answer in answers]
        whole = {"users": users, "seconds": round(elapsed, 2), "requests_per_second": round(len(every) / elapsed, 1)}
        return [*(_row(page, answers) for page, answers in pages), _row("total", every) | whole]


def _row(page: str, answers: Sequence[Timed]) -> Row:
    times = [answer.ms for answer in answers if answer.answered]
    marks: list[float | None] = np.percentile(times, QUANTILES).round(2).tolist() if times else [None] * len(QUANTILES)
    counts: Row = {"bench": "web", "page": page, "requests": len(answers), "errors": sum(a.failed for a in answers)}
    return counts | {f"p{q}_ms": mark for q, mark in zip(QUANTILES, marks, strict=True)}


@dataclass(frozen=True, slots=True)
class Login:
    """An account with the walk of its role; without e-mail somebody who does not sign in."""

    walk: str
    email: str = ""
    password: str = ""


def read_logins(rows: Iterable[Mapping[str, str]]) -> list[Login]:
    """Return the accounts, in the shape of ``flask demo logins``, that have a walk."""
    found = []
    for row in rows:
        role = row["role"].partition("_")[0]
        walk = WALK_OF_ROLE.get(role, role)
        if walk in WALKS:
            found.append(Login(walk, row["email"], row["password"]))
    return found


def cast(logins: Sequence[Login], users: int) -> list[Login]:
    """Return who each visitor is: the walks in turn, and within a walk its accounts in turn."""
    of_walk = {walk: [login for login in logins if login.walk == walk] for walk in WALKS}
    of_walk["anonymous"] = [Login("anonymous")]
    walks = [walk for walk, accounts in of_walk.items() if accounts]
    turns = [(walks[i % len(walks)], i // len(walks)) for i in range(users)]
    return [of_walk[walk][turn % len(of_walk[walk])] for walk, turn in turns]


def visit(walker: Walker, login: Login, rounds: int | None) -> None:
    """Sign in and walk until the time is over; who is not let in stops (and is an error in the figures)."""
    try:
        if login.email and not walker.sign_in(login.email, login.password):
            return
        for _ in count() if rounds is None else range(rounds):
            WALKS[login.walk](walker)
    except OverError:
        pass
    finally:
        walker.visitor.close()


def main(argv: list[str]) -> int:
    args = _arguments(argv)
    rows = json.loads(args.logins.read_text(encoding="utf-8")) if args.logins else [x.as_json() for x in LOGINS]
    begin = monotonic() + args.warm_up
    figures = Figures(begin)
    _walk_all(args, cast(read_logins(rows), args.users), figures, until=begin + args.seconds)
    for line in figures.lines(users=args.users, elapsed=max(monotonic() - begin, 0.001)):
        print(json.dumps(line))
    return 0


def _walk_all(args: argparse.Namespace, logins: Sequence[Login], figures: Figures, *, until: float) -> None:
    """Let every visitor walk in a thread of their own until the time is over."""
    pace = Pace(SUGGESTIONS_PER_SECOND)
    threads = []
    for number, login in enumerate(logins):
        walker = Walker(Visitor(args.base, figures.add), Random(f"{args.seed}-{number}"), pace, until)
        threads.append(Thread(target=visit, args=(walker, login, args.rounds)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench web", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--base", required=True, help="address of the server, e.g. http://127.0.0.1:8000")
    parser.add_argument("--users", type=int, default=20, help="visitors at the same time (%(default)s)")
    parser.add_argument("--seconds", type=float, default=30, help="how long they walk (%(default)s)")
    parser.add_argument("--warm-up", type=float, default=0, help="seconds they walk before anything counts (none)")
    parser.add_argument("--rounds", type=int, help="stop after so many walks (default: when the time is over)")
    parser.add_argument(
        "--logins", type=Path, help="JSON with role, email and password per account, as `flask demo logins` prints"
    )
    parser.add_argument("--seed", type=int, default=1, help="which links are followed (%(default)s)")
    return parser.parse_args(argv)
