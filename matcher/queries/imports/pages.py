"""Imports as coordinators see them: their own, and those for a region or a school of theirs."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select, true
from sqlalchemy.orm import Session

from matcher.domain.actors import Actor, Scope
from matcher.domain.desk import ConsentWay, ImportKind, ImportMode, ImportState, RowOutcome
from matcher.domain.errors import NotFoundError
from matcher.domain.imports import BUSY_STATES, NOT_MADE
from matcher.models import ImportBatch, ImportRow, Region, School, User
from matcher.queries.coordination.scope import within
from matcher.queries.paging import Page, fetch_page

SAMPLE = 3


@dataclass(frozen=True, slots=True)
class ImportView:
    """One import. ``counts``: outcome -> rows; ``region_code``: of its school or its desk, None for several schools."""

    id: int
    kind: ImportKind
    state: ImportState
    mode: ImportMode | None
    file_name: str
    columns: tuple[str, ...]
    mapping: Mapping[str, int]
    school_id: int | None
    school: str
    region_code: str | None
    region: str
    consent_way: ConsentWay | None
    consent_on: date | None
    consent_note: str
    rows_total: int
    rows_done: int
    maker_id: int | None
    maker: str
    created_at: datetime
    finished_at: datetime | None
    undone_at: datetime | None
    error: str
    begun: bool
    counts: Mapping[RowOutcome, int]

    @property
    def busy(self) -> bool:
        """Whether a worker has something to do for it."""
        return self.state in BUSY_STATES

    def count(self, *outcomes: RowOutcome) -> int:
        """Return how many rows have one of these outcomes."""
        return sum(self.counts.get(each, 0) for each in outcomes)

    @property
    def made(self) -> int:
        """How many rows became something that was not taken back."""
        return self.count(RowOutcome.MADE, RowOutcome.KEPT)

    @property
    def faults(self) -> int:
        """How many rows are bad or double."""
        return self.count(*NOT_MADE)


@dataclass(frozen=True, slots=True)
class RowView:
    """One row. ``errors``: field -> message, an empty field name for the row as a whole."""

    number: int
    cells: tuple[str, ...]
    outcome: RowOutcome | None
    errors: Mapping[str, str]
    professional_id: int | None
    need_id: int | None


def _visible(actor: Actor) -> ColumnElement[bool]:
    if actor.scope.national:
        return true()
    return or_(
        ImportBatch.created_by_id == actor.user_id,
        within(ImportBatch.region_code, actor.scope),
        within(School.region_code, actor.scope),
    )


def _statement(actor: Actor) -> Select[*tuple[Any, ...]]:
    region = func.coalesce(School.region_code, ImportBatch.region_code)
    return (
        select(ImportBatch, User.full_name, School.name, region, Region.name)
        .outerjoin(User, User.id == ImportBatch.created_by_id)
        .outerjoin(School, School.id == ImportBatch.school_id)
        .outerjoin(Region, Region.code == region)
        .where(_visible(actor))
    )


def import_list(session: Session, *, actor: Actor, page: int) -> Page[ImportView]:
    """Return the imports the actor may see, newest first."""
    statement = _statement(actor).order_by(ImportBatch.id.desc())
    found = fetch_page(session, statement, tuple, number=page)
    counts = _counts(session, [row[0].id for row in found.rows])
    rows = tuple(_view(row, counts.get(row[0].id, {})) for row in found.rows)
    return Page(rows, found.number, found.pages, found.total)


def import_of(session: Session, *, actor: Actor, import_id: int) -> ImportView:
    """Return one import. Raises :class:`NotFoundError` for one the actor may not see."""
    row = session.execute(_statement(actor).where(ImportBatch.id == import_id)).one_or_none()
    if row is None:
        raise NotFoundError
    return _view(row, _counts(session, [import_id]).get(import_id, {}))


def _counts(session: Session, ids: Sequence[int]) -> dict[int, dict[RowOutcome, int]]:
    rows = session.execute(
        select(ImportRow.batch_id, ImportRow.outcome, func.count())
        .where(ImportRow.batch_id.in_(ids))
        .group_by(ImportRow.batch_id, ImportRow.outcome)
    )
    found: dict[int, dict[RowOutcome, int]] = {}
    for batch, outcome, count in rows:
        if outcome is not None:
            found.setdefault(batch, {})[outcome] = count
    return found


def _view(row: Sequence[Any], counts: Mapping[RowOutcome, int]) -> ImportView:
    batch, maker, school, region_code, region = row
    same = (
        "id", "kind", "state", "mode", "file_name", "mapping", "school_id", "consent_way", "consent_on", "consent_note",
        "rows_total", "rows_done", "created_at", "finished_at", "undone_at", "error",
    )  # fmt: skip
    return ImportView(
        **{name: getattr(batch, name) for name in same},
        columns=tuple(batch.columns),
        school=school or "",
        region_code=region_code,
        region=region or "",
        maker_id=batch.created_by_id,
        maker=maker or "",
        begun=batch.claimed_at is not None or bool(batch.rows_done),
        counts=counts,
    )


def row_page(session: Session, *, import_id: int, outcomes: Collection[RowOutcome], page: int) -> Page[RowView]:
    """Return rows in the order of the file, of some outcomes or all; the caller has asked :func:`import_of`."""
    statement = select(*_COLUMNS).where(ImportRow.batch_id == import_id)
    if outcomes:
        statement = statement.where(ImportRow.outcome.in_(outcomes))
    return fetch_page(session, statement.order_by(ImportRow.number), _row, number=page)


def rows_of(session: Session, *, import_id: int, outcomes: Iterable[RowOutcome]) -> tuple[RowView, ...]:
    """Return all rows of some outcomes, for a file."""
    statement = select(*_COLUMNS).where(ImportRow.batch_id == import_id, ImportRow.outcome.in_(outcomes))
    return tuple(map(_row, session.execute(statement.order_by(ImportRow.number))))


_COLUMNS: tuple[Any, ...] = (
    ImportRow.number, ImportRow.cells, ImportRow.outcome, ImportRow.errors, ImportRow.professional_id,
    ImportRow.need_id,
)  # fmt: skip


def _row(row: Any) -> RowView:
    number, cells, outcome, errors, person, need = row
    return RowView(number, tuple(cells), outcome, dict(errors), person, need)


def sample_of(session: Session, *, import_id: int) -> tuple[tuple[str, ...], ...]:
    """Return the cells of the first three rows."""
    rows = select(ImportRow.cells).where(ImportRow.batch_id == import_id).order_by(ImportRow.number).limit(SAMPLE)
    return tuple(tuple(cells) for cells in session.scalars(rows))


def school_choices(session: Session, scope: Scope) -> tuple[tuple[int, str], ...]:
    """Return the schools in a scope with their towns, by name."""
    rows = session.execute(
        select(School.id, School.name, School.town)
        .where(within(School.region_code, scope))
        .order_by(School.name, School.town)
    )
    return tuple((school, f"{name}, {town}") for school, name, town in rows)
