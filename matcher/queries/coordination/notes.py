"""The notes of a subject, for coordinators who see it and for admins; nobody else ever reads them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from matcher.domain.actors import Actor, Scope
from matcher.domain.desk import Subject, SubjectKind
from matcher.domain.errors import NotFoundError
from matcher.models import DeskNote, Need, Placement, Professional, School, User
from matcher.queries.coordination.scope import people_within, within

_MODELS: dict[SubjectKind, Any] = {
    SubjectKind.PERSON: Professional,
    SubjectKind.NEED: Need,
    SubjectKind.SCHOOL: School,
    SubjectKind.PLACEMENT: Placement,
}


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One note. ``author``: empty for somebody who left; ``mine``: written by the reader, who may remove it."""

    id: int
    author: str
    at: datetime
    text: str
    mine: bool


def _inside(kind: SubjectKind, scope: Scope) -> ColumnElement[bool]:
    return people_within(scope) if kind is SubjectKind.PERSON else within(_MODELS[kind].region_code, scope)


def subject_within(session: Session, *, scope: Scope, subject: Subject) -> bool:
    """Return whether the subject exists and lies in the scope."""
    model = _MODELS[subject.kind]
    found = select(model.id).where(model.id == subject.id, _inside(subject.kind, scope))
    return session.scalar(found) is not None


def subject_of(note: DeskNote) -> Subject:
    """Return what a note is about."""
    found = ((kind, getattr(note, f"{kind}_id")) for kind in SubjectKind)
    return next(Subject(kind, number) for kind, number in found if number is not None)


def notes_of(session: Session, *, actor: Actor, subject: Subject) -> tuple[NoteRow, ...]:
    """Return the notes of a subject, newest first. Raises NotFoundError when it is not the reader's to see."""
    scope = Scope(national=True) if actor.admin else actor.scope
    if not subject_within(session, scope=scope, subject=subject):
        raise NotFoundError
    rows = session.execute(
        select(DeskNote, User.full_name)
        .outerjoin(User, User.id == DeskNote.author_id)
        .where(getattr(DeskNote, subject.column) == subject.id)
        .order_by(DeskNote.at.desc(), DeskNote.id.desc())
    )
    return tuple(_row(note, name or "", actor) for note, name in rows)


def _row(note: DeskNote, author: str, actor: Actor) -> NoteRow:
    mine = actor.signed_in and note.author_id == actor.user_id
    return NoteRow(id=note.id, author=author, at=note.at, text=note.text, mine=mine)


def name_of_subject(session: Session, *, subject: Subject) -> str:
    """Return how a subject is called on its page; the caller has checked that the reader may see it."""
    asked = {
        SubjectKind.PERSON: select(User.full_name).join(Professional, Professional.user_id == User.id),
        SubjectKind.NEED: select(Need.title),
        SubjectKind.SCHOOL: select(School.name),
        SubjectKind.PLACEMENT: select(User.full_name)
        .join(Professional, Professional.user_id == User.id)
        .join(Placement, Placement.professional_id == Professional.id),
    }
    return session.scalar(asked[subject.kind].where(_MODELS[subject.kind].id == subject.id)) or ""
