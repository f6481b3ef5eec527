"""Who works at an import: a claim is a moment, renewed with every portion of rows, void when it is too old."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from matcher.domain.actors import Actor
from matcher.domain.desk import ImportKind, ImportMode, ImportState
from matcher.domain.imports import BUSY_STATES
from matcher.models import ImportBatch, ImportRow
from matcher.queries.actors import load_actor
from matcher.services.imports.batches import may_change, region_of
from matcher.services.transaction import Work, transactional

# A worker that died is noticed after this; a second worker that is early does no harm, every row is locked.
LEASE = timedelta(minutes=3)
LONGEST_ERROR = 500
NOT_ANY_MORE = "Degene die deze import maakte, mag in deze regio niets meer wijzigen."


@dataclass(frozen=True, slots=True)
class Taken:
    """An import somebody works at now. ``maker``: at whose request, with what they may do today."""

    id: int
    kind: ImportKind
    mode: ImportMode | None
    mapping: dict[str, int]
    school_id: int | None
    maker: Actor


@transactional
def take(work: Work, *, import_id: int, state: ImportState) -> Taken | None:
    """Take an import in this state; None when it has gone on since or somebody is at it.

    One whose maker may no longer change anything there fails at once.
    """
    batch = work.session.scalar(
        select(ImportBatch)
        .where(ImportBatch.id == import_id, ImportBatch.state == state)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    if batch is None or (batch.claimed_at is not None and batch.claimed_at > work.now - LEASE):
        return None
    maker = load_actor(work.session, user_id=batch.created_by_id or 0)
    if not may_change(maker, maker_id=batch.created_by_id, region=region_of(work, batch)):
        batch.state, batch.error, batch.finished_at = ImportState.FAILED, NOT_ANY_MORE, work.now
        return None
    batch.claimed_at = work.now
    return Taken(batch.id, batch.kind, batch.mode, dict(batch.mapping), batch.school_id, maker)


@transactional
def give_back(work: Work, *, import_id: int, error: str) -> None:
    """Free the claim after an error, for another attempt."""
    batch = work.session.get(ImportBatch, import_id, with_for_update=True, populate_existing=True)
    if batch is not None and batch.state in BUSY_STATES:
        batch.claimed_at, batch.error = None, error[:LONGEST_ERROR]


def locked(work: Work, import_id: int, state: ImportState) -> ImportBatch | None:
    """Return the import, locked, if it is still in this state."""
    batch = work.session.get(ImportBatch, import_id, with_for_update=True, populate_existing=True)
    return batch if batch is not None and batch.state is state else None


def lock_row(work: Work, row_id: int) -> ImportRow | None:
    """Return the row, locked; None while another worker holds it."""
    return work.session.scalar(
        select(ImportRow)
        .where(ImportRow.id == row_id)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )


def stale(session: Session, *, now: datetime) -> dict[int, ImportState]:
    """Return the imports with work that nobody does (any more)."""
    since = ImportBatch.claimed_at
    rows = session.execute(
        select(ImportBatch.id, ImportBatch.state)
        .where(ImportBatch.state.in_(BUSY_STATES), or_(since.is_(None), since <= now - LEASE))
        .order_by(ImportBatch.id)
    )
    return dict(rows.all())
