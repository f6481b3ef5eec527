"""Writes down which profiles and needs changed, in the transaction of the change itself.

Two hooks see every write of a session: after a flush, and before an UPDATE, DELETE or INSERT statement. Only SQL text
and statements on a bare connection pass unseen; who uses those calls :func:`write_everything_changed`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import CursorResult, Delete, Insert, Update, delete, event, insert, select, text
from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction, UOWTransaction

from matcher.domain.states import Party
from matcher.models import (
    AnswerRecord,
    Campus,
    Concept,
    ConceptLink,
    ConceptRelation,
    EngineChange,
    ExcludedSchool,
    HoursMeasure,
    JobTitleSkill,
    Need,
    NeedSkill,
    Placement,
    PlacementYear,
    Professional,
    ProfessionalSkill,
    Proposal,
    Qualification,
    School,
    SearchArea,
)
from matcher.models.engine_change import ChangeKind
from matcher.queries.change_feed import UNCOMMITTED
from matcher.services.match_refresh import want_refresh
from matcher.services.transaction import Work, forget_asked, transactional

Subject = tuple[ChangeKind, int]


@dataclass(frozen=True, slots=True)
class Naming:
    """How a row names what changed: ``name`` is the attribute with its id.

    ``kinds``: the kind by the value of the attribute ``by``, where that decides it.
    """

    kind: ChangeKind
    name: str
    by: str = ""
    kinds: Mapping[Any, ChangeKind] = field(default_factory=dict)

    @property
    def attributes(self) -> tuple[str, ...]:
        """The attributes to read of a row."""
        return (self.name, self.by) if self.by else (self.name,)

    def subject(self, number: int, decider: Any = None) -> Subject:
        """Return the subject, given the values of the attributes."""
        return self.kinds.get(decider, self.kind), number


# How rows name the changed profile or need.
SUBJECTS: dict[type[Any], Naming] = {
    Professional: Naming(ChangeKind.PROFESSIONAL, "id"),
    SearchArea: Naming(ChangeKind.PROFESSIONAL, "professional_id"),
    ProfessionalSkill: Naming(ChangeKind.PROFESSIONAL, "professional_id"),
    Qualification: Naming(ChangeKind.PROFESSIONAL, "professional_id"),
    ExcludedSchool: Naming(ChangeKind.PROFESSIONAL, "professional_id"),
    Proposal: Naming(ChangeKind.PROFESSIONAL, "professional_id"),
    Placement: Naming(ChangeKind.PROFESSIONAL, "professional_id"),
    PlacementYear: Naming(ChangeKind.PLACEMENT, "placement_id"),
    AnswerRecord: Naming(
        ChangeKind.PROFESSIONAL, "subject_id", by="party", kinds={Party.SCHOOL: ChangeKind.SCHOOL_ANSWERS}
    ),
    Need: Naming(ChangeKind.NEED, "id"),
    NeedSkill: Naming(ChangeKind.NEED, "need_id"),
    Campus: Naming(ChangeKind.CAMPUS, "id"),
    School: Naming(ChangeKind.SCHOOL, "id"),
    Concept: Naming(ChangeKind.CONCEPT, "id"),
    ConceptRelation: Naming(ChangeKind.CONCEPT, "concept_id"),
    ConceptLink: Naming(ChangeKind.CONCEPT, "starter_id"),
    JobTitleSkill: Naming(ChangeKind.CONCEPT, "job_title_id"),
    # What everybody has left depends on it, and it seldom changes.
    HoursMeasure: Naming(ChangeKind.EVERYTHING, "id"),
}
_BY_TABLE = {model.__table__: found for model, found in SUBJECTS.items()}
EVERYTHING: Subject = (ChangeKind.EVERYTHING, 0)
# Of these it does not matter which one it was; subject 0 stands for any.
ALIKE = frozenset({ChangeKind.SCHOOL, ChangeKind.CONCEPT, ChangeKind.EVERYTHING})
# A statement that touches more than this is not worth telling apart.
MOST_SUBJECTS = 10_000
# A process that stayed away for longer than this many changes builds its snapshot anew.
KEPT_CHANGES = 20_000
_OLDEST_RUNNING = text("SELECT CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS TEXT) AS BIGINT)")


def listen_to(sessions: type[Session]) -> None:
    """Let every session write down what it changes."""
    event.listen(sessions, "after_flush", write_flushed)
    event.listen(sessions, "do_orm_execute", write_executed)
    event.listen(sessions, "after_transaction_end", _forget_uncommitted)


def write_flushed(session: Session, _context: UOWTransaction) -> None:
    """Write a row per profile or need that was flushed."""
    changed = set(_flushed(session))
    _write(session, {subject for _, subject in changed})
    want_refresh(session, {subject for model, subject in changed if model is not Proposal})


def _flushed(session: Session) -> Iterator[tuple[type[Any], Subject]]:
    # The session makes these sets anew at every look, so look once.
    new, deleted = session.new, session.deleted
    for item in (*new, *session.dirty, *deleted):
        naming = SUBJECTS.get(type(item))
        if naming and (item in new or item in deleted or session.is_modified(item)):
            yield type(item), naming.subject(*(getattr(item, name) for name in naming.attributes))


def write_executed(state: ORMExecuteState) -> None:
    """Write a row per profile or need that a statement is going to change."""
    statement = state.statement
    if isinstance(statement, Update | Delete | Insert) and statement.table in _BY_TABLE:
        changed = _addressed(state.session, statement, state.parameters)
        _write(state.session, changed)
        if statement.table is not Proposal.__table__:
            want_refresh(state.session, changed)


def _addressed(session: Session, statement: Update | Delete | Insert, parameters: Any) -> set[Subject]:
    naming = _BY_TABLE[statement.table]
    names = naming.attributes
    if naming.kind in ALIKE:
        return {(naming.kind, 0)}
    found: set[tuple[Any, ...]]
    if parameters or isinstance(statement, Insert):
        rows: Sequence[Mapping[str, Any]] = [parameters] if isinstance(parameters, Mapping) else parameters or [{}]
        found = {tuple(row.get(name) for name in names) for row in rows}
    elif statement.whereclause is None:
        return {EVERYTHING}
    else:
        columns = (statement.table.c[name] for name in names)
        asked = select(*columns).where(statement.whereclause).distinct().limit(MOST_SUBJECTS + 1)
        found = {tuple(row) for row in session.execute(asked)}
    unknown = any(None in row for row in found) or len(found) > MOST_SUBJECTS
    return {EVERYTHING} if unknown else {naming.subject(*row) for row in found}


def _write(session: Session, changes: Iterable[Subject]) -> None:
    rows = [{"kind": kind.value, "subject_id": subject} for kind, subject in sorted(set(changes))]
    if rows:
        session.info[UNCOMMITTED] = True
        session.execute(insert(EngineChange), rows)


def _forget_uncommitted(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.info.pop(UNCOMMITTED, None)
        forget_asked(session)


def write_everything_changed(session: Session) -> None:
    """Let every process build its snapshot anew once this transaction is committed; for writes the hooks cannot see."""
    _write(session, [EVERYTHING])


@transactional
def prune_changes(work: Work, *, keep: int = KEPT_CHANGES) -> int:
    """Delete all but the newest ``keep`` changes; return how many went.

    A process that had not read one of them learns so from the row this leaves behind, and builds anew.
    """
    session = work.session
    on_postgresql = session.get_bind().dialect.name == "postgresql"
    number = EngineChange.transaction_id if on_postgresql else EngineChange.id
    limit = session.scalar(select(number).order_by(number.desc()).offset(keep).limit(1))
    if limit is None:
        return 0
    if on_postgresql:
        # A transaction that still runs may be what a process is waiting for: its rows and later ones stay.
        limit = min(limit, session.scalar(_OLDEST_RUNNING) or limit)
    gone = cast("CursorResult[Any]", session.execute(delete(EngineChange).where(number < limit))).rowcount
    if gone:
        session.execute(insert(EngineChange), [{"kind": ChangeKind.PRUNED.value, "subject_id": limit}])
    return gone
