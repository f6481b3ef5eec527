"""Rows become people and needs: one by one, or all in one transaction."""

from collections.abc import Mapping

from sqlalchemy import func, select, update

from matcher.domain.actors import Actor
from matcher.domain.desk import ImportMode, ImportState, RowOutcome
from matcher.domain.errors import InvalidInputError, WrongStateError
from matcher.domain.jobs import Job
from matcher.models import ImportBatch, ImportRow
from matcher.services.imports.batches import CHANGED, check_again, own_batch
from matcher.services.imports.claims import lock_row, locked
from matcher.services.imports.digests import digest_of_need, digest_of_person
from matcher.services.imports.entries import Entry, PersonEntry
from matcher.services.imports.making import make_need, make_person
from matcher.services.transaction import Work, transactional

HAS_BAD = 'In dit bestand staan nog foute rijen. Kies "sla foute rijen over", of verbeter eerst het bestand.'
NOTHING_GOOD = "Er is geen rij die geïmporteerd kan worden."


@transactional
def run_import(work: Work, *, import_id: int, mode: ImportMode) -> None:
    """Ask for the good rows to be made; a job does it.

    Raises :class:`InvalidInputError` on ``mode`` for all-or-nothing with bad rows, :class:`WrongStateError` when the
    import has gone on since.
    """
    batch = own_batch(work, import_id)
    if batch.state is not ImportState.CHECKED:
        raise WrongStateError(CHANGED)
    if not _count(work, import_id, RowOutcome.GOOD):
        raise InvalidInputError(NOTHING_GOOD, {"mode": NOTHING_GOOD})
    if mode is ImportMode.ALL_OR_NOTHING and _count(work, import_id, RowOutcome.BAD):
        raise InvalidInputError(HAS_BAD, {"mode": HAS_BAD})
    batch.state, batch.mode, batch.rows_done, batch.claimed_at = ImportState.RUNNING, mode, 0, None
    work.after_commit(lambda: work.enqueue(Job.RUN_IMPORT, import_id))


def _count(work: Work, import_id: int, outcome: RowOutcome) -> int:
    rows = select(func.count()).where(ImportRow.batch_id == import_id, ImportRow.outcome == outcome)
    return work.session.scalar(rows) or 0


@transactional
def make_one(work: Work, *, import_id: int, row_id: int, entry: Entry) -> bool:
    """Make one good row; its outcome is written in the same transaction. False when it was done or must not be.

    Raises :class:`DomainError` when the row cannot be made any more.
    """
    batch = locked(work, import_id, ImportState.RUNNING)
    if batch is None:
        return False
    batch.claimed_at = work.now
    return _make(work, batch, row_id, entry)


@transactional
def make_all(work: Work, *, import_id: int, entries: Mapping[int, Entry]) -> int:
    """Make all good rows or none; returns how many. ``entries``: row id -> what it says. Raises as :func:`make_one`."""
    batch = locked(work, import_id, ImportState.RUNNING)
    if batch is None:
        return 0
    made = 0
    for row_id, entry in entries.items():
        try:
            made += _make(work, batch, row_id, entry)
        except InvalidInputError as error:
            raise RowRefusedError(row_id, error) from error
    _finished(work, batch)
    return made


class RowRefusedError(InvalidInputError):
    """One row of all-or-nothing cannot be made; ``row_id`` says which."""

    def __init__(self, row_id: int, error: InvalidInputError) -> None:
        super().__init__(error.message, error.fields)
        self.row_id = row_id


def _make(work: Work, batch: ImportBatch, row_id: int, entry: Entry) -> bool:
    row = lock_row(work, row_id)
    if row is None or row.batch_id != batch.id or row.outcome is not RowOutcome.GOOD:
        return False
    # The system writes, at the request of who began the import.
    asked = Work(work.session, Actor(user_id=batch.created_by_id, system=True), work.now, work.dispatch, work.enqueue)
    if isinstance(entry, PersonEntry):
        row.professional_id = make_person(asked, batch=batch, entry=entry)
        row.made_as = digest_of_person(work.session, row.professional_id)
    else:
        row.need_id = make_need(asked, batch=batch, entry=entry)
        row.made_as = digest_of_need(work.session, row.need_id)
    row.outcome = RowOutcome.MADE
    batch.rows_done += 1
    return True


@transactional
def refuse_row(work: Work, *, import_id: int, row_id: int, messages: Mapping[str, str]) -> None:
    """Write down that a row cannot be made any more, and why."""
    batch = locked(work, import_id, ImportState.RUNNING)
    row = lock_row(work, row_id)
    if batch is None or row is None or row.outcome is not RowOutcome.GOOD:
        return
    row.outcome, row.errors = RowOutcome.BAD, dict(messages)
    batch.rows_done += 1


@transactional
def back_to_check(work: Work, *, import_id: int) -> None:
    """All-or-nothing met a row that cannot be made any more: nothing is made, and all rows are checked again."""
    batch = locked(work, import_id, ImportState.RUNNING)
    if batch is not None:
        check_again(work, batch)
        batch.mode = None
        work.after_commit(lambda: work.enqueue(Job.CHECK_IMPORT, import_id))


@transactional
def finish_run(work: Work, *, import_id: int) -> None:
    """End an import of which no good row is left."""
    batch = locked(work, import_id, ImportState.RUNNING)
    if batch is not None and not _count(work, import_id, RowOutcome.GOOD):
        _finished(work, batch)


@transactional
def stop_run(work: Work, *, import_id: int) -> None:
    """Stop an import that makes row by row: what is made stays, the other rows are skipped.

    Raises :class:`WrongStateError` for one that is over or is made as a whole.
    """
    batch = own_batch(work, import_id)
    if batch.state is not ImportState.RUNNING or batch.mode is not ImportMode.SKIP_BAD:
        raise WrongStateError(CHANGED)
    work.session.execute(
        update(ImportRow)
        .where(ImportRow.batch_id == import_id, ImportRow.outcome == RowOutcome.GOOD)
        .values(outcome=RowOutcome.SKIPPED),
        execution_options={"synchronize_session": False},
    )
    _finished(work, batch)


def _finished(work: Work, batch: ImportBatch) -> None:
    batch.state, batch.finished_at, batch.claimed_at, batch.error = ImportState.DONE, work.now, None, ""
