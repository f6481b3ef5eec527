"""Imports with something wrong that nobody looked at yet."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, false, func, or_, select

from matcher.domain.desk import ImportKind, ImportState, RowOutcome
from matcher.models import ImportBatch, ImportRow, School, User
from matcher.queries.coordination.listing import Facet, Source
from matcher.queries.coordination.scope import View, within

# What went wrong in each state: rows that cannot come in, or that were left out.
_WRONG = {ImportState.CHECKED: RowOutcome.BAD, ImportState.DONE: RowOutcome.SKIPPED}


@dataclass(frozen=True, slots=True)
class ImportErrorRow:
    """One import. ``wrong``: how many rows; ``error``: why the whole did not run, or empty."""

    id: int
    kind: ImportKind
    state: ImportState
    file_name: str
    school: str
    by: str
    by_id: int | None
    created_at: datetime
    wrong: int
    error: str


# The region an import belongs to: of its people, else of the school of its needs, which the statement joins.
REGION: Any = func.coalesce(ImportBatch.region_code, School.region_code)


def import_errors_source(view: View) -> Source[ImportErrorRow]:
    """Return the imports of the scope, and the own ones, that failed or have rows with errors."""
    wrong = _rows_wrong()
    mine = ImportBatch.created_by_id == view.user_id if view.user_id is not None else false()
    statement = (
        select(ImportBatch, School.name, User.full_name, wrong)
        .outerjoin(School, School.id == ImportBatch.school_id)
        .outerjoin(User, User.id == ImportBatch.created_by_id)
        .where(
            or_(within(REGION, view.scope), mine),
            ImportBatch.looked_at.is_(None),
            or_(ImportBatch.state == ImportState.FAILED, and_(ImportBatch.state.in_(tuple(_WRONG)), wrong > 0)),
        )
    )
    return Source(
        statement=statement,
        facets=(Facet("regio", {row.code: row.code == REGION for row in view.regions}),),
        searched=(ImportBatch.file_name,),
        sorts={"begonnen": (ImportBatch.created_at,)},
        default_sort="begonnen",
        tie=ImportBatch.id,
        make=_row,
    )


def _rows_wrong() -> Any:
    of_state = (and_(ImportBatch.state == state, ImportRow.outcome == outcome) for state, outcome in _WRONG.items())
    mine = select(func.count()).select_from(ImportRow).where(ImportRow.batch_id == ImportBatch.id, or_(*of_state))
    return mine.correlate(ImportBatch).scalar_subquery()


def _row(found: Any) -> ImportErrorRow:
    batch, school, by, wrong = found
    return ImportErrorRow(
        id=batch.id,
        kind=batch.kind,
        state=batch.state,
        file_name=batch.file_name,
        school=school or "",
        by=by or "",
        by_id=batch.created_by_id,
        created_at=batch.created_at,
        wrong=wrong,
        error=batch.error,
    )
