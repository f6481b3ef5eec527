"""What the check found, portion by portion: a killed check goes on where it stopped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, select, update

from matcher.domain.desk import ImportState, RowOutcome
from matcher.models import ImportRow
from matcher.services.imports.claims import locked
from matcher.services.transaction import Work, transactional


@dataclass(frozen=True, slots=True)
class Found:
    """What the check of one row found; ``messages``: field -> what is wrong, or what was left out."""

    row_id: int
    outcome: RowOutcome
    messages: Mapping[str, str] = field(default_factory=dict)


@transactional
def store_found(work: Work, *, import_id: int, found: Sequence[Found]) -> bool:
    """Keep what was found; False when the import is no longer being checked. The last portion ends the check."""
    batch = locked(work, import_id, ImportState.CHECKING)
    if batch is None:
        return False
    for each in found:
        work.session.execute(
            update(ImportRow)
            .where(ImportRow.id == each.row_id, ImportRow.batch_id == import_id)
            .values(outcome=each.outcome, errors=dict(each.messages)),
            execution_options={"synchronize_session": False},
        )
    left = unchecked(work, import_id)
    batch.rows_done, batch.claimed_at = batch.rows_total - left, work.now
    if not left:
        batch.state, batch.claimed_at, batch.error = ImportState.CHECKED, None, ""
    return True


def unchecked(work: Work, import_id: int) -> int:
    """Return how many rows have no outcome yet."""
    rows = select(func.count()).where(ImportRow.batch_id == import_id, ImportRow.outcome.is_(None))
    return work.session.scalar(rows) or 0
