"""What the page of a person, need, school or placement shows of notes and transfers."""

from dataclasses import dataclass

from matcher.access import current_actor
from matcher.blueprints.coordinator.acting.subjects import subject_url
from matcher.database import db
from matcher.domain.desk import Subject, SubjectKind
from matcher.forms.acting import NoteForm
from matcher.queries.coordination.notes import NoteRow, notes_of, subject_within
from matcher.queries.coordination.transfers import TransferRow, transfers_of

NOTES = {
    SubjectKind.PERSON: "coordinator.person_notes",
    SubjectKind.NEED: "coordinator.need_notes",
    SubjectKind.SCHOOL: "coordinator.school_notes",
    SubjectKind.PLACEMENT: "coordinator.placement_notes",
}
TRANSFERS = {
    SubjectKind.PERSON: "coordinator.transfer_person",
    SubjectKind.NEED: "coordinator.transfer_need",
}


@dataclass(frozen=True, slots=True)
class NoteBox:
    """The section "Notities". ``url``: where a new one goes; ``form`` is None for who only reads."""

    rows: tuple[NoteRow, ...]
    url: str
    form: NoteForm | None


@dataclass(frozen=True, slots=True)
class TransferBox:
    """What was handed over. ``news``: the transfer that stands, for who got it; ``url``: empty for who may not."""

    rows: tuple[TransferRow, ...]
    news: TransferRow | None
    url: str


def _may_act(subject: Subject) -> bool:
    mine = current_actor().acts_in
    return not mine.empty and subject_within(db.session(), scope=mine, subject=subject)


def note_box(kind: SubjectKind, number: int) -> NoteBox:
    """Return the notes of a subject whose page the visitor sees."""
    subject = Subject(kind, number)
    rows = notes_of(db.session(), actor=current_actor(), subject=subject)
    form = NoteForm(formdata=None) if _may_act(subject) else None
    return NoteBox(rows, subject_url(NOTES[kind], subject), form)


def transfer_box(kind: SubjectKind, number: int) -> TransferBox:
    """Return the transfers of a subject whose page the visitor sees."""
    subject, actor = Subject(kind, number), current_actor()
    rows = transfers_of(db.session(), actor=actor, subject=subject)
    news = next((row for row in rows if row.stands and actor.scope.covers(row.to_code)), None)
    url = subject_url(TRANSFERS[kind], subject) if _may_act(subject) else ""
    return TransferBox(rows, news, url)
