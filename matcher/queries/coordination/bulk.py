"""Rows of a list that are chosen for one action: which there are, how they are called, and the report afterwards."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from matcher.domain.actors import Actor
from matcher.domain.desk import ACTIONS_OF, BulkAction, BulkList
from matcher.domain.errors import NotFoundError
from matcher.models import BulkRun, Need, Professional, Proposal
from matcher.queries.coordination.listing import Source, Wish, ids_in_order
from matcher.queries.coordination.needs import NeedRow, needs_source
from matcher.queries.coordination.people import PersonRow, people_source
from matcher.queries.coordination.proposals import proposals_source, review_source
from matcher.queries.coordination.scope import View, view_of
from matcher.queries.proposals import ProposalRow

LIST_OF: dict[BulkAction, BulkList] = {action: name for name, actions in ACTIONS_OF.items() for action in actions}


@dataclass(frozen=True, slots=True)
class BulkLabel:
    """How a row is called. ``plain``: without the name of a person, to be kept."""

    title: str
    detail: str
    plain: str


@dataclass(frozen=True, slots=True)
class ReportRow:
    """What became of a row. ``done`` is None while it waits its turn; ``title`` is empty for one never seen."""

    id: int
    title: str
    detail: str
    done: bool | None
    why: str


@dataclass(frozen=True, slots=True)
class BulkReport:
    """One bulk action as it went."""

    id: int
    action: BulkAction
    at: datetime
    rows: tuple[ReportRow, ...]

    @property
    def done(self) -> tuple[ReportRow, ...]:
        """The rows that were done."""
        return tuple(row for row in self.rows if row.done)

    @property
    def skipped(self) -> tuple[ReportRow, ...]:
        """The rows that were not, with the reason."""
        return tuple(row for row in self.rows if row.done is False)

    @property
    def waiting(self) -> tuple[ReportRow, ...]:
        """The rows that still wait for their turn."""
        return tuple(row for row in self.rows if row.done is None)


def found_ids(session: Session, *, view: View, bulk_list: BulkList, wish: Wish) -> list[int]:
    """Return the ids of every row of the list with the filters of the wish, in its order."""
    # The order of equal rows must be by the id itself.
    sources: dict[BulkList, Callable[[], Source[Any]]] = {
        BulkList.PEOPLE: lambda: people_source(view),
        BulkList.NEEDS: lambda: needs_source(view),
        BulkList.PROPOSALS: lambda: replace(proposals_source(view), tie=Proposal.id),
        BulkList.REVIEWS: lambda: review_source(view),
    }
    return ids_in_order(session, sources[bulk_list](), wish)


def labels_of(session: Session, *, view: View, bulk_list: BulkList, ids: Collection[int]) -> dict[int, BulkLabel]:
    """Return id -> label of the rows the view may see; others are left out."""
    source: Source[Any]
    if bulk_list is BulkList.PEOPLE:
        source, key = people_source(view), Professional.id
    elif bulk_list is BulkList.NEEDS:
        source, key = needs_source(view), Need.id
    else:
        source, key = proposals_source(view), Proposal.id
    rows = (source.make(row) for row in session.execute(source.statement.where(key.in_(ids))))
    return {row.id: _label(row) for row in rows}


def _label(row: PersonRow | NeedRow | ProposalRow) -> BulkLabel:
    if isinstance(row, PersonRow):
        return BulkLabel(row.name, _joined(row.job_title, row.place), row.reference)
    if isinstance(row, NeedRow):
        title = row.title or "Vraag zonder onderwerp"
        return BulkLabel(title, _joined(row.school, row.region), title)
    title = row.person_name or row.person_reference
    return BulkLabel(title, _joined(row.need_title, row.school), _joined(row.person_reference, row.need_title))


def _joined(*texts: str) -> str:
    return ", ".join(text for text in texts if text)


def bulk_report(session: Session, *, run_id: int, actor: Actor, today: date) -> BulkReport:
    """Return the report of a bulk action to who did it. Raises NotFoundError for anybody else.

    A row the reader no longer sees keeps the label without a name.
    """
    run = session.get(BulkRun, run_id)
    if run is None or not actor.signed_in or run.by_id != actor.user_id:
        raise NotFoundError
    view = view_of(session, scope=actor.scope, today=today)
    names = labels_of(session, view=view, bulk_list=LIST_OF[run.action], ids=[row["id"] for row in run.report])
    rows = tuple(_report_row(row, names.get(row["id"])) for row in run.report)
    return BulkReport(id=run.id, action=run.action, at=run.at, rows=rows)


def _report_row(row: dict[str, Any], found: BulkLabel | None) -> ReportRow:
    title, detail = (found.title, found.detail) if found else (row["label"], "")
    return ReportRow(id=row["id"], title=title, detail=detail, done=row["done"], why=row["why"])
