"""An import before anything is written: begin, choose the columns, cancel; and who may do that."""

from collections.abc import Mapping

from sqlalchemy import insert, update

from matcher.domain.actors import Actor
from matcher.domain.desk import ImportKind, ImportState
from matcher.domain.errors import InvalidInputError, NotFoundError, WrongStateError
from matcher.domain.imports import AT_ONCE, CANCELLABLE, OPEN_STATES
from matcher.domain.jobs import Job
from matcher.models import ImportBatch, ImportRow, Region, School
from matcher.services.imports.columns import check_mapping, proposed_mapping
from matcher.services.imports.entries import StartImport
from matcher.services.imports.reading import Table
from matcher.services.transaction import Work, transactional

LONGEST_NAME = 200
CHANGED = "Dit kan nu niet meer: de import is intussen verder. Bekijk de pagina opnieuw."


@transactional
def start_import(work: Work, *, command: StartImport, table: Table) -> int:
    """Keep the rows of a file as text and propose its columns; returns the id. Nothing else is written.

    Raises :class:`InvalidInputError` beside region, school or consent.
    """
    _check_start(work, command)
    batch = ImportBatch(
        kind=command.kind,
        file_name=command.file_name[-LONGEST_NAME:],
        columns=list(table.columns),
        mapping=proposed_mapping(command.kind, table.columns),
        region_code=command.region_code,
        school_id=command.school_id,
        consent_way=command.consent_way,
        consent_on=command.consent_on,
        consent_note=command.consent_note,
        rows_total=len(table.rows),
        created_by_id=work.actor.user_id,
        created_at=work.now,
    )
    work.session.add(batch)
    work.session.flush()
    rows = [
        {"batch_id": batch.id, "number": number, "cells": list(cells), "errors": {}, "made_as": ""}
        for number, cells in enumerate(table.rows, 1)
    ]
    work.session.execute(insert(ImportRow), rows)
    return batch.id


def _check_start(work: Work, command: StartImport) -> None:
    errors: dict[str, str] = {}
    mine = work.actor.acts_in
    if command.kind is ImportKind.PEOPLE:
        region = work.session.get(Region, command.region_code) if command.region_code else None
        if region is None or not mine.covers(region.code):
            errors["region_code"] = "Kies een van uw regio's."
        if command.consent_way is None:
            errors["consent_way"] = "Kies hoe deze mensen ja hebben gezegd."
        if command.consent_on is None or command.consent_on > work.today:
            errors["consent_on"] = "Vul in op welke dag zij ja zeiden. Die dag kan niet in de toekomst liggen."
    elif command.school_id is not None:
        school = work.session.get(School, command.school_id)
        if school is None or not mine.covers(school.region_code):
            errors["school_id"] = "Kies een school in uw regio."
    if errors:
        raise InvalidInputError(next(iter(errors.values())), errors)


def region_of(work: Work, batch: ImportBatch) -> str | None:
    """Return the region an import is for; None when its rows name schools of several."""
    if batch.school_id is not None:
        return work.session.get_one(School, batch.school_id).region_code
    return batch.region_code


def may_change(actor: Actor, *, maker_id: int | None, region: str | None) -> bool:
    """Return whether the actor may go on with an import: it is for a region of theirs, or has none and is their own."""
    mine = actor.acts_in
    if region is not None:
        return mine.covers(region)
    return mine.national or (not mine.empty and maker_id == actor.user_id)


def own_batch(work: Work, import_id: int) -> ImportBatch:
    """Return the import, locked. Raises :class:`NotFoundError` when it is not the actor's to change."""
    batch = work.session.get(ImportBatch, import_id, with_for_update=True, populate_existing=True)
    if batch is None or not may_change(work.actor, maker_id=batch.created_by_id, region=region_of(work, batch)):
        raise NotFoundError
    return batch


@transactional
def set_mapping(work: Work, *, import_id: int, mapping: Mapping[str, int]) -> bool:
    """Keep which column is which field, and ask for a (new) check of all rows.

    Returns whether it is small enough to be checked at once by the caller; else a job does. Raises
    :class:`InvalidInputError` beside the fields, :class:`WrongStateError` when the import has gone on.
    """
    batch = own_batch(work, import_id)
    if batch.state not in OPEN_STATES:
        raise WrongStateError(CHANGED)
    known = batch.school_id is not None
    batch.mapping = check_mapping(batch.kind, mapping, columns=len(batch.columns), school_known=known)
    check_again(work, batch)
    if batch.rows_total > AT_ONCE:
        work.after_commit(lambda: work.enqueue(Job.CHECK_IMPORT, import_id))
        return False
    return True


def check_again(work: Work, batch: ImportBatch) -> None:
    """Put every row back to before its check."""
    batch.state, batch.rows_done, batch.claimed_at, batch.error = ImportState.CHECKING, 0, None, ""
    work.session.execute(
        update(ImportRow).where(ImportRow.batch_id == batch.id).values(outcome=None, errors={}),
        execution_options={"synchronize_session": False},
    )
    work.session.flush()


@transactional
def cancel_import(work: Work, *, import_id: int) -> None:
    """Throw an import away that has written nothing; its rows are forgotten at once.

    Raises :class:`WrongStateError` when it has begun to write.
    """
    batch = own_batch(work, import_id)
    waits = batch.state is ImportState.RUNNING and batch.claimed_at is None and not batch.rows_done
    if batch.state not in CANCELLABLE and not waits:
        raise WrongStateError(CHANGED)
    batch.state, batch.finished_at, batch.claimed_at = ImportState.CANCELLED, work.now, None
    forget_cells(work, batch.id)


def forget_cells(work: Work, import_id: int) -> None:
    """Throw the texts of the rows away; what became of them stays."""
    work.session.execute(
        update(ImportRow).where(ImportRow.batch_id == import_id).values(cells=[], errors={}),
        execution_options={"synchronize_session": False},
    )
