"""Which rows of ``engine_change`` a process has not seen yet; nothing is missed, whatever order writers commit in.

On SQLite writers take turns, so rows become visible in the order of their ids. On PostgreSQL they do not: a
transaction may write a low id and commit last. There a mark is what PostgreSQL itself calls a snapshot: every
transaction below ``next`` was over, except those in ``running``. What was not visible then is exactly what those and
later transactions wrote, and an index on the transaction finds it. (PostgreSQL: functions-info, "pg_snapshot".)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from matcher.models import EngineChange
from matcher.models.engine_change import ChangeKind

Change = tuple[ChangeKind, int]
# In ``Session.info`` while the session's transaction holds changes that are not committed.
UNCOMMITTED = "uncommitted_engine_changes"

# One statement, so one moment: the rows and the snapshot that says which rows there can be. A number this server has
# not given out yet came with a backup of another one and tells nothing; CASE keeps that test out of the choice of an
# index.
_POSTGRESQL = text(
    "SELECT CAST(pg_current_snapshot() AS TEXT), CAST(pg_current_xact_id_if_assigned() AS TEXT), kind, subject_id"
    " FROM (SELECT 1) AS moment LEFT JOIN engine_change"
    " ON (transaction_id >= :next OR transaction_id = ANY(CAST(:running AS BIGINT[])))"
    " AND CASE WHEN transaction_id >= CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS TEXT) AS BIGINT)"
    " THEN transaction_id = CAST(CAST(pg_current_xact_id_if_assigned() AS TEXT) AS BIGINT) ELSE TRUE END"
)
_SQLITE = text("SELECT id, kind, subject_id FROM engine_change WHERE id > :last ORDER BY id")
_NEVER = (1 << 63) - 1


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a process has read: all numbers below ``next`` but those in ``running``.

    Numbers are transactions on PostgreSQL and ids of rows on SQLite.
    """

    next: int
    running: frozenset[int] = frozenset()

    @property
    def lowest_unseen(self) -> int:
        """Return the lowest number whose rows were not seen."""
        return min(self.next, *self.running) if self.running else self.next


@dataclass(frozen=True, slots=True)
class News:
    """What became visible after a mark, and the mark that includes it. ``lost``: rows were pruned unseen."""

    mark: Mark
    changes: frozenset[Change]
    lost: bool = False

    @property
    def nothing(self) -> bool:
        """Return whether there is nothing to do."""
        return not self.changes and not self.lost


def mark_now(session: Session) -> Mark:
    """Return the mark of this moment. What is read after it holds at least everything the mark counts as seen."""
    if session.get_bind().dialect.name == "postgresql":
        return _read_postgresql(session, Mark(_NEVER))[0]
    return Mark((session.scalar(select(func.max(EngineChange.id))) or 0) + 1)


def news_since(session: Session, mark: Mark) -> News:
    """Return what was written since ``mark``: one indexed query, as long as there is news."""
    if session.get_bind().dialect.name == "postgresql":
        now, rows = _read_postgresql(session, mark)
    else:
        now, rows = _read_sqlite(session, mark)
    pruned = max((number for kind, number in rows if kind == ChangeKind.PRUNED), default=0)
    changes = frozenset((ChangeKind(kind), subject) for kind, subject in rows if kind != ChangeKind.PRUNED)
    return News(now, changes, lost=pruned > mark.lowest_unseen)


def _read_sqlite(session: Session, mark: Mark) -> tuple[Mark, list[tuple[str, int]]]:
    rows = session.execute(_SQLITE, {"last": mark.next - 1}).all()
    return Mark(rows[-1][0] + 1 if rows else mark.next), [(kind, subject) for _, kind, subject in rows]


def _read_postgresql(session: Session, mark: Mark) -> tuple[Mark, list[tuple[str, int]]]:
    found = session.execute(_POSTGRESQL, {"next": mark.next, "running": sorted(mark.running)}).all()
    rows = [(kind, subject) for _, _, kind, subject in found if kind is not None]
    return _postgresql_mark(*found[0][:2]), rows


def _postgresql_mark(snapshot: str, own: Any) -> Mark:
    """Parse ``xmin:xmax:running``. The asking transaction counts as running: it may write after this."""
    _, following, running = snapshot.split(":")
    numbers: Iterable[str] = (*filter(None, running.split(",")), *filter(None, (own,)))
    return Mark(int(following), frozenset(map(int, numbers)))


def has_uncommitted(session: Session) -> bool:
    """Return whether the session sees changes of its own that nobody else sees yet, and that may be rolled back."""
    return bool(session.info.get(UNCOMMITTED))
