"""The texts of rows are personal data: they go when they are no longer needed, or when the person goes."""

from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, String, cast, func, or_, select, update

from matcher.domain.imports import BUSY_STATES, KEEP_CELLS_DAYS
from matcher.models import ImportBatch, ImportRow
from matcher.queries.paging import contains
from matcher.services.transaction import Work, transactional

EMPTY: dict[str, Any] = {"cells": [], "errors": {}}


@transactional
def clear_old_cells(work: Work) -> int:
    """Throw away the texts of imports that ended, or were left lying, 90 days ago; returns of how many rows.

    Their outcomes stay, and with them the counts.
    """
    before = work.now - timedelta(days=KEEP_CELLS_DAYS)
    ended = func.coalesce(ImportBatch.undone_at, ImportBatch.finished_at, ImportBatch.created_at)
    old = select(ImportBatch.id).where(ended < before, ImportBatch.state.not_in(BUSY_STATES))
    filled = select(ImportRow.id).where(ImportRow.batch_id.in_(old), cast(ImportRow.cells, String) != "[]")
    ids = work.session.scalars(filled).all()
    _empty(work, ImportRow.id.in_(filled))
    return len(ids)


def forget_person(work: Work, *, professional_id: int | None, email: str) -> None:
    """Throw away what rows say about somebody whose account is deleted: the row that made it, and doubles of it."""
    named = func.lower(cast(ImportRow.cells, String)).like(contains(f'"{email}"'), escape="\\")
    made = ImportRow.professional_id == professional_id if professional_id is not None else ImportRow.id < 0
    _empty(work, or_(made, named))


def _empty(work: Work, condition: ColumnElement[bool]) -> None:
    work.session.execute(
        update(ImportRow).where(condition).values(**EMPTY),
        execution_options={"synchronize_session": False},
    )
