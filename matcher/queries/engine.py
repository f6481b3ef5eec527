"""The matching engine of this process: a snapshot of the database, brought up to date at every request.

Every web process keeps its own. Each request asks the feed of changes what is new (one indexed query) and reads only
that again, so a change is in all rankings at the next request of any process.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from weakref import WeakKeyDictionary

import numpy as np
from sqlalchemy import Engine as DatabaseEngine
from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.matching.columns import Ints, Problem
from matcher.matching.explanation import Explainer
from matcher.models import Concept
from matcher.models.engine_change import ChangeKind
from matcher.queries.change_feed import Mark, News, has_uncommitted, mark_now, news_since
from matcher.queries.snapshot import build_problem, refreshed


class Rows(Mapping[int, int]):
    """Row by id, looked up in the ascending ids themselves: nothing to build for half a million people."""

    def __init__(self, ids: Ints) -> None:
        self._ids = ids

    def __getitem__(self, key: int) -> int:
        row = int(np.searchsorted(self._ids, key))
        if row == self._ids.size or self._ids[row] != key:
            raise KeyError(key)
        return row

    def __iter__(self) -> Iterator[int]:
        return iter(self._ids.tolist())

    def __len__(self) -> int:
        return int(self._ids.size)


@dataclass(frozen=True, slots=True)
class Engine:
    """A snapshot with what pages need around it: rows by id, labels of concepts, and an explainer.

    ``mark``: how far the feed of changes is in it; ``today``: the day it holds for.
    """

    today: date
    mark: Mark
    problem: Problem
    labels: dict[int, str]
    person_rows: Rows
    need_rows: Rows
    explainer: Explainer = field(repr=False)


_kept: WeakKeyDictionary[DatabaseEngine, Engine] = WeakKeyDictionary()
_lock = Lock()


def current_engine(session: Session, *, today: date) -> Engine:
    """Return the engine with everything in it that this session can see."""
    database = session.get_bind().engine
    found = _without_waiting(session, _kept.get(database), today)
    if found is None:
        with _lock:
            # Another thread may have made it meanwhile.
            found = _kept[database] = _up_to_date(session, _kept.get(database), today)
    return found


def _without_waiting(session: Session, kept: Engine | None, today: date) -> Engine | None:
    """Return an engine that needs no lock, or that is for this session only; None when the shared one must be made."""
    if has_uncommitted(session):
        # Nobody else may see these changes, and they may never be committed.
        return _up_to_date(session, kept, today)
    if kept is None or not news_since(session, kept.mark).nothing:
        return None
    # While another thread makes the snapshot of a new day, yesterday's misses no change.
    return kept if kept.today == today or _lock.locked() else None


def _up_to_date(session: Session, kept: Engine | None, today: date) -> Engine:
    if kept is None:
        return _built(session, today)
    news = news_since(session, kept.mark)
    return kept if news.nothing and kept.today == today else _following(session, kept, news, today)


def forget_engines() -> None:
    """Drop every snapshot; for a database whose rows were replaced behind the application's back."""
    _kept.clear()


def _following(session: Session, engine: Engine, news: News, today: date) -> Engine:
    """Return the engine after the news: from what changed, or built anew when that is too much."""
    problem = None
    if not news.lost:
        problem = refreshed(session, engine.problem, news.changes, was=engine.today, today=today)
    if problem is None:
        return _built(session, today)
    new_labels = any(kind is ChangeKind.CONCEPT for kind, _ in news.changes)
    return _engine(today, news.mark, problem, _labels(session) if new_labels else engine.labels)


def _built(session: Session, today: date) -> Engine:
    # The mark first: what is written while rows are read will be news.
    mark = mark_now(session)
    return _engine(today, mark, build_problem(session, today=today), _labels(session))


def _labels(session: Session) -> dict[int, str]:
    return dict(session.execute(select(Concept.id, Concept.label_nl)).all())


def _engine(today: date, mark: Mark, problem: Problem, labels: dict[int, str]) -> Engine:
    return Engine(today, mark, problem, labels, Rows(problem.people.ids), Rows(problem.needs.ids), Explainer(problem))
