"""The jobs of an import: check the rows, make them, take back. Each may be killed at any row and run again."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask_babel import force_locale

from matcher.database import db
from matcher.domain.desk import ImportKind, ImportMode, ImportState, RowOutcome
from matcher.domain.errors import DomainError, InvalidInputError
from matcher.domain.jobs import Job
from matcher.forms.imports import words
from matcher.forms.imports.need_row import read_need
from matcher.forms.imports.person_row import read_person
from matcher.forms.imports.rows import Reading, named
from matcher.jobs.work import job_work, reading
from matcher.queries.imports.lookups import Lookups, places_of, schools_of, skills_of
from matcher.queries.imports.rows import WaitingRow, first_numbers, key_of, waiting_rows
from matcher.services import imports
from matcher.services.transaction import Work

# So many rows are read, and their check is kept, at a time.
PORTION = 100
NOTHING = "nothing to do"


@contextmanager
def _given_back(import_id: int) -> Iterator[None]:
    """Free the claim when a step breaks, for another attempt. The messages of rows are kept, so always in Dutch."""
    try:
        with force_locale("nl"):
            yield
    except BaseException as error:
        imports.give_back(job_work(), import_id=import_id, error=f"{type(error).__name__}: {error}")
        raise


def _read(taken: imports.Taken, rows: tuple[WaitingRow, ...]) -> dict[int, Reading]:
    """Return row id -> what it says."""
    session = db.session()
    texts = {row.id: named(row.cells, taken.mapping) for row in rows}
    skills = skills_of(session, (skill for row in texts.values() for skill in words.split(row.get("skills", ""))))
    if taken.kind is ImportKind.PEOPLE:
        named_places = (row["place"] for row in texts.values() if "place" in row)
        places = places_of(session, named_places, taken.maker.acts_in)
        found = Lookups(place=places, skills=skills)
        return {row_id: read_person(row, found) for row_id, row in texts.items()}
    schools, by_name = schools_of(session, taken.maker.acts_in)
    found = Lookups(skills=skills, schools=schools, by_name=by_name)
    return {row_id: read_need(row, found, school_id=taken.school_id) for row_id, row in texts.items()}


def check_import(import_id: int) -> str:
    """Say of every row whether it is good, bad or there already."""
    taken = imports.take(job_work(), import_id=import_id, state=ImportState.CHECKING)
    if taken is None:
        return NOTHING
    checked = 0
    with _given_back(import_id):
        with reading():
            firsts = first_numbers(db.session(), import_id=import_id, kind=taken.kind, mapping=taken.mapping)
        while found := _check_portion(taken, firsts):
            if not imports.store_found(job_work(), import_id=import_id, found=found):
                break
            checked += len(found)
    return f"{checked} rows"


def _check_portion(taken: imports.Taken, firsts: dict[tuple[str, ...], int]) -> list[imports.Found]:
    with reading():
        rows = waiting_rows(db.session(), import_id=taken.id, outcome=None, limit=PORTION)
        said = _read(taken, rows)
        work = job_work()
        return [_judged(work, row, said[row.id], firsts[key_of(taken.kind, row.cells, taken.mapping)]) for row in rows]


def _judged(work: Work, row: WaitingRow, said: Reading, first: int) -> imports.Found:
    """Return the outcome of a row; ``first``: the first row of the file about the same."""
    errors = said.errors or (imports.objections(work, said.entry) if said.entry else {})
    if errors:
        return imports.Found(row.id, RowOutcome.BAD, errors)
    present = imports.present_already(work, said.entry) if said.entry else {}
    if not present and first != row.number:
        present = {"": f"Dit staat al in rij {first} van dit bestand."}
    return (
        imports.Found(row.id, RowOutcome.DOUBLE, present)
        if present
        else imports.Found(row.id, RowOutcome.GOOD, said.notes)
    )


def run_import(import_id: int) -> str:
    """Make what the good rows say."""
    taken = imports.take(job_work(), import_id=import_id, state=ImportState.RUNNING)
    if taken is None:
        return NOTHING
    with _given_back(import_id):
        whole = taken.mode is ImportMode.ALL_OR_NOTHING
        return _make_all(taken) if whole else _make_each(taken)


def _make_each(taken: imports.Taken) -> str:
    made = 0
    while said := _good_rows(taken, PORTION):
        stopped = True
        for row_id, each in said.items():
            outcome = _make_one(taken.id, row_id, each)
            made, stopped = made + bool(outcome), stopped and outcome is None
        if stopped:
            # Another worker has these rows, or the import was stopped.
            return f"{made} made"
    imports.finish_run(job_work(), import_id=taken.id)
    return f"{made} made"


def _make_one(import_id: int, row_id: int, said: Reading) -> bool | None:
    """Return whether a row was made; False when it was refused, None when it was not ours to make."""
    messages = said.errors
    if said.entry is not None:
        try:
            return imports.make_one(job_work(), import_id=import_id, row_id=row_id, entry=said.entry) or None
        except DomainError as error:
            messages = _messages(error)
    imports.refuse_row(job_work(), import_id=import_id, row_id=row_id, messages=messages)
    return False


def _make_all(taken: imports.Taken) -> str:
    said = _good_rows(taken, None)
    entries = {row_id: each.entry for row_id, each in said.items() if each.entry is not None}
    try:
        if len(entries) == len(said):
            return f"{imports.make_all(job_work(), import_id=taken.id, entries=entries)} made"
    except InvalidInputError:
        # The next check says at the row itself what is wrong with it now.
        pass
    imports.back_to_check(job_work(), import_id=taken.id)
    return "checked again"


def _good_rows(taken: imports.Taken, limit: int | None) -> dict[int, Reading]:
    with reading():
        return _read(taken, waiting_rows(db.session(), import_id=taken.id, outcome=RowOutcome.GOOD, limit=limit))


def _messages(error: DomainError) -> dict[str, str]:
    return error.fields if isinstance(error, InvalidInputError) and error.fields else {"": error.message}


def undo_import(import_id: int) -> str:
    """Take back what the rows made, as far as nobody touched it."""
    if imports.take(job_work(), import_id=import_id, state=ImportState.UNDOING) is None:
        return NOTHING
    done = 0
    with _given_back(import_id):
        with reading():
            rows = waiting_rows(db.session(), import_id=import_id, outcome=RowOutcome.MADE)
        for row in rows:
            done += imports.undo_one(job_work(), import_id=import_id, row_id=row.id) is RowOutcome.UNDONE
        imports.finish_undo(job_work(), import_id=import_id)
    return f"{done} taken back"


STEPS = {
    ImportState.CHECKING: Job.CHECK_IMPORT,
    ImportState.RUNNING: Job.RUN_IMPORT,
    ImportState.UNDOING: Job.UNDO_IMPORT,
}


def resume_imports() -> str:
    """Ask again for everything that nobody works on: what a killed worker or a lost message left lying."""
    work = job_work()
    waiting = imports.stale(work.session, now=work.now)
    work.session.rollback()
    for import_id, state in waiting.items():
        work.enqueue(STEPS[state], import_id)
    return f"{len(waiting)} imports"


def clear_imports() -> str:
    """Throw away the texts of old imports."""
    return f"{imports.clear_old_cells(job_work())} rows"
