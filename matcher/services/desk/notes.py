"""Notes of coordinators about a person, a need, a school or a placement."""

from matcher.domain.desk import LONGEST_NOTE, Subject
from matcher.domain.errors import InvalidInputError, NotFoundError
from matcher.models import DeskNote
from matcher.queries.coordination.notes import subject_of, subject_within
from matcher.services.transaction import Work, transactional


@transactional
def write_note(work: Work, *, subject: Subject, text: str) -> int:
    """Add a note and return its id. Raises NotFoundError outside the regions one may act in, InvalidInputError on text.

    Line breaks stay; spaces around the text do not.
    """
    if work.actor.acts_in.empty or not subject_within(work.session, scope=work.actor.acts_in, subject=subject):
        raise NotFoundError
    note = DeskNote(**{subject.column: subject.id}, author_id=work.actor.user_id, text=_checked(text), at=work.now)
    work.session.add(note)
    work.session.flush()
    return note.id


def _checked(text: str) -> str:
    plain = text.replace("\r\n", "\n").strip()
    if not plain:
        raise InvalidInputError("Schrijf eerst een notitie.", {"text": "Schrijf eerst een notitie."})
    if len(plain) > LONGEST_NOTE:
        message = f"Houd de notitie korter dan {LONGEST_NOTE} tekens."
        raise InvalidInputError(message, {"text": message})
    return plain


@transactional
def remove_note(work: Work, *, note_id: int) -> Subject:
    """Remove one's own note; returns what it was about. Raises NotFoundError for another's, or outside the regions."""
    note = work.session.get(DeskNote, note_id, with_for_update=True)
    if note is None or work.actor.acts_in.empty or note.author_id != work.actor.user_id:
        raise NotFoundError
    subject = subject_of(note)
    if not subject_within(work.session, scope=work.actor.acts_in, subject=subject):
        raise NotFoundError
    work.session.delete(note)
    work.session.flush()
    return subject
