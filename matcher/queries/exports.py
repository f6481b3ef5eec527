"""The log of exports: one's own with their files, and all of them for an admin."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from matcher.domain.actors import Actor
from matcher.domain.desk import DeskList, ExportFormat, ExportState
from matcher.domain.errors import NotFoundError
from matcher.models import Export, User
from matcher.queries.paging import Page, contains, fetch_page

RUNNING = frozenset({ExportState.WAITING, ExportState.MAKING})


@dataclass(frozen=True, slots=True)
class ExportRow:
    """One export. ``name``: who made it, "" for somebody who left; ``kept``: whether its file is there."""

    id: int
    name: str
    desk_list: DeskList
    format: ExportFormat
    query: str
    today: date
    state: ExportState
    regions: frozenset[str] | None
    rows_total: int
    rows_done: int
    created_at: datetime
    expires_at: datetime | None
    error: str
    kept: bool

    @property
    def running(self) -> bool:
        """True while it waits or is made."""
        return self.state in RUNNING


def own_exports(session: Session, actor: Actor, *, page: int) -> Page[ExportRow]:
    """Return a page of one's own exports, newest first."""
    mine = _rows().where(Export.user_id == actor.user_id).order_by(Export.id.desc())
    return fetch_page(session, mine, _row, number=page)


def own_export(session: Session, actor: Actor, export_id: int) -> ExportRow:
    """Return one. Raises NotFoundError for somebody else's."""
    found = session.execute(_rows().where(Export.id == export_id, Export.user_id == actor.user_id)).one_or_none()
    if found is None:
        raise NotFoundError
    return _row(found)


def export_file(session: Session, actor: Actor, export_id: int, *, now: datetime) -> tuple[ExportRow, bytes]:
    """Return an own export with its file.

    Raises NotFoundError for somebody else's, for a file that is gone or whose day is over, and for one with rows of
    regions that its maker does not see any more.
    """
    row = own_export(session, actor, export_id)
    content = session.scalar(select(Export.content).where(Export.id == row.id, Export.expires_at > now))
    if content is None or not may_open(actor, row):
        raise NotFoundError
    return row, content


def may_open(actor: Actor, row: ExportRow) -> bool:
    """Return whether the actor still sees every region the file holds rows of."""
    return actor.scope.national or (row.regions is not None and row.regions <= actor.scope.regions)


def all_exports(session: Session, *, search: str, page: int) -> Page[ExportRow]:
    """Return a page of everybody's exports, newest first, searched by the name of who made them."""
    asked = _rows().order_by(Export.id.desc())
    if search.strip():
        asked = asked.where(User.full_name.ilike(contains(search), escape="\\"))
    return fetch_page(session, asked, _row, number=page)


def _rows() -> Select[*tuple[Any, ...]]:
    return select(Export, User.full_name, Export.content.is_not(None)).outerjoin(User, User.id == Export.user_id)


def _row(found: Any) -> ExportRow:
    row, name, kept = found
    return ExportRow(
        id=row.id,
        name=name or "",
        desk_list=row.desk_list,
        format=row.format,
        query=row.query,
        today=row.today,
        state=row.state,
        regions=None if row.regions is None else frozenset(row.regions),
        rows_total=row.rows_total,
        rows_done=row.rows_done,
        created_at=row.created_at,
        expires_at=row.expires_at,
        error=row.error,
        kept=kept,
    )
