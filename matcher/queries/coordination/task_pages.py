"""The page of one kind of task: its rows, who has each, and to whom it can be given."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matcher.domain.actors import Actor
from matcher.domain.errors import NotFoundError
from matcher.models import Qualification, SchoolMembership, TaskHold
from matcher.queries.coordination.import_errors import ImportErrorRow
from matcher.queries.coordination.listing import all_rows, listing
from matcher.queries.coordination.scope import View
from matcher.queries.coordination.task_kinds import SUBJECTS, Chosen, Holder, Subject, TaskKind
from matcher.queries.coordination.task_regions import regions_of
from matcher.queries.coordination.task_sources import KEYS, Counts, TaskSources
from matcher.queries.coordinators import Colleague, acting_coordinators
from matcher.queries.paging import Page
from matcher.queries.qualification_proofs import ending_soon
from matcher.queries.reminders import last_reminders


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One row: the line of its list, who has it, until when it was put off and why.

    ``may_act``: whether the reader may do something about it; ``colleagues``: to whom it can be given. ``at``: what
    only some kinds know beside the line: when somebody was last reminded, since when people wait, the day it ends.
    """

    subject_id: int
    line: Any
    assigned_to: int | None
    assigned_name: str
    snoozed_until: date | None
    note: str
    may_act: bool
    colleagues: tuple[Colleague, ...]
    at: date | datetime | None


@dataclass(frozen=True, slots=True)
class TaskPage:
    """A page of the rows of a task; ``counts``: of those that ask something now, and of those put off."""

    kind: TaskKind
    page: Page[TaskRow]
    counts: Counts


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of a page of tasks asks."""

    region_code: str | None = None
    holder: Holder = Holder.EVERYBODY
    asleep: bool = False
    page: int = 1


def task_page(session: Session, *, kind: TaskKind, view: View, actor: Actor, asked: Asked) -> TaskPage:
    """Return a page of a task with what is held of each row; the number of statements does not grow with the rows."""
    region: Chosen = {"regio": frozenset({asked.region_code})} if asked.region_code else {}
    sources = TaskSources(session, view, region, asked.holder)
    found = listing(session, sources.rows(kind, asleep=asked.asleep), sources.wish(kind, asked.page)).page
    rows = _rows(session, kind, view, actor, found.rows)
    page = Page(rows=rows, number=found.number, pages=found.pages, total=found.total)
    return TaskPage(kind=kind, page=page, counts=sources.counts([kind])[kind])


def task_row(session: Session, *, kind: TaskKind, subject_id: int, view: View, actor: Actor) -> TaskRow:
    """Return one row the reader may act on. Raises NotFoundError for another region's, or what is no task any more."""
    sources = TaskSources(session, view)
    source = sources.of(kind)
    one = replace(source, statement=source.statement.where(KEYS[SUBJECTS[kind]] == subject_id))
    lines = all_rows(session, one, sources.wish(kind))
    rows = _rows(session, kind, view, actor, lines)
    if not rows or not rows[0].may_act:
        raise NotFoundError
    return rows[0]


def id_of(subject: Subject, line: Any) -> int:
    """Return the id a hold keeps of a line of a list."""
    return int(line.user_id if subject is Subject.ACCOUNT else line.id)


def _rows(session: Session, kind: TaskKind, view: View, actor: Actor, lines: Sequence[Any]) -> tuple[TaskRow, ...]:
    subject = SUBJECTS[kind]
    ids = [id_of(subject, line) for line in lines]
    holds, regions = _holds(session, kind, ids), regions_of(session, subject, ids)
    colleagues = acting_coordinators(session, today=view.today)
    names = {colleague.user_id: colleague.name for colleague in colleagues}
    me = Colleague(actor.user_id or 0, "", actor.acts_in)
    moments = _moments(session, kind, ids, view.today)

    def row(subject_id: int, line: Any) -> TaskRow:
        hold, codes = holds.get(subject_id), regions.get(subject_id, frozenset())
        holder = hold.assigned_to_id if hold else None
        later = hold.snoozed_until if hold and hold.snoozed_until and hold.snoozed_until > view.today else None
        return TaskRow(
            subject_id=subject_id,
            line=line,
            assigned_to=holder,
            assigned_name=names.get(holder or 0, ""),
            snoozed_until=later,
            note=hold.note if hold and later else "",
            may_act=me.acts_in_one_of(codes) or _own_import(actor, line),
            colleagues=tuple(each for each in colleagues if each.acts_in_one_of(codes)),
            at=moments.get(subject_id),
        )

    return tuple(row(subject_id, line) for subject_id, line in zip(ids, lines, strict=True))


def _own_import(actor: Actor, line: Any) -> bool:
    """Return whether it is an import this coordinator began, which may have no region yet."""
    return isinstance(line, ImportErrorRow) and line.by_id == actor.user_id and not actor.acts_in.empty


def _holds(session: Session, kind: TaskKind, ids: Collection[int]) -> dict[int, TaskHold]:
    rows = select(TaskHold).where(TaskHold.kind == kind.value, TaskHold.subject_id.in_(list(ids)))
    return {row.subject_id: row for row in session.scalars(rows)}


def _moments(session: Session, kind: TaskKind, ids: list[int], today: date) -> dict[int, Any]:
    """Return the one moment a kind has beside what its list shows."""
    if kind is TaskKind.OVERDUE:
        return dict(last_reminders(session, ids))
    if kind is TaskKind.ADMIT:
        m = SchoolMembership
        waiting = select(m.school_id, func.min(m.requested_at)).where(m.school_id.in_(ids), m.admitted_at.is_(None))
        return dict(session.execute(waiting.group_by(m.school_id)).all())
    if kind is TaskKind.PROOF_ENDS:
        q = Qualification
        ends = select(q.professional_id, func.min(q.valid_to)).where(q.professional_id.in_(ids), ending_soon(today))
        return dict(session.execute(ends.group_by(q.professional_id)).all())
    return {}
