"""Taking back what an import made, as long as nobody touched it."""

from collections.abc import Callable

from sqlalchemy import delete, exists, func, or_, select
from sqlalchemy.orm import Session

from matcher.domain.desk import ImportState, RowOutcome
from matcher.domain.errors import WrongStateError
from matcher.domain.jobs import Job
from matcher.domain.states import NeedState, ProfileState
from matcher.models import (
    DeskNote,
    EmployerConsent,
    EntryOnBehalf,
    ExcludedSchool,
    ImportRow,
    Need,
    NeedSkill,
    OutboxMessage,
    Placement,
    Professional,
    ProfessionalSkill,
    Proposal,
    Qualification,
    SchoolMembership,
    SearchArea,
    Transfer,
    User,
)
from matcher.services.imports.batches import CHANGED, own_batch
from matcher.services.imports.claims import lock_row, locked
from matcher.services.imports.digests import digest_of_need, digest_of_person
from matcher.services.transaction import Work, transactional

GONE = "Is intussen al verwijderd."
TAKEN_OVER = "De persoon gebruikt het account zelf."
HAS_PROPOSALS = "Er is al een voorstel of inzet."
SWITCHED_ON = "Het profiel staat aan of op pauze."
WRITTEN_ABOUT = "Er is iets bij geschreven, of de persoon is overgedragen."
CHANGED_SINCE = "Er is iets aan veranderd sinds de import."
NOT_DRAFT = "De vraag is geen concept meer."


@transactional
def undo_import(work: Work, *, import_id: int) -> None:
    """Ask for what an import made to be taken back; a job does it. Raises :class:`WrongStateError`."""
    batch = own_batch(work, import_id)
    if batch.state is not ImportState.DONE:
        raise WrongStateError(CHANGED)
    batch.state, batch.rows_done, batch.claimed_at = ImportState.UNDOING, 0, None
    work.after_commit(lambda: work.enqueue(Job.UNDO_IMPORT, import_id))


@transactional
def undo_one(work: Work, *, import_id: int, row_id: int) -> RowOutcome | None:
    """Take back what one row made, or keep it with the reason; None when it was done before."""
    batch = locked(work, import_id, ImportState.UNDOING)
    row = lock_row(work, row_id) if batch is not None else None
    if batch is None or row is None or row.outcome is not RowOutcome.MADE:
        return None
    reason = _undo_need(work, row) if row.need_id else _undo_person(work, row)
    row.outcome = RowOutcome.KEPT if reason else RowOutcome.UNDONE
    row.errors = {"": reason} if reason else {}
    batch.rows_done, batch.claimed_at = batch.rows_done + 1, work.now
    return row.outcome


@transactional
def finish_undo(work: Work, *, import_id: int) -> None:
    """End the taking back when no row is left."""
    batch = locked(work, import_id, ImportState.UNDOING)
    left = select(func.count()).where(ImportRow.batch_id == import_id, ImportRow.outcome == RowOutcome.MADE)
    if batch is not None and not work.session.scalar(left):
        batch.state, batch.undone_at, batch.claimed_at, batch.error = ImportState.UNDONE, work.now, None, ""


def _undo_person(work: Work, row: ImportRow) -> str:
    session = work.session
    profile = session.get(Professional, row.professional_id, with_for_update=True) if row.professional_id else None
    if profile is None:
        return GONE
    reason = person_touched(session, profile, made_as=row.made_as)
    if reason:
        return reason
    row.professional_id = None
    session.flush()
    for part in (SearchArea, ProfessionalSkill, Qualification, ExcludedSchool, EntryOnBehalf):
        session.execute(delete(part).where(part.professional_id == profile.id))
    user = session.get(User, profile.user_id)
    session.delete(profile)
    session.flush()
    if user is not None:
        # An invitation that was not sent yet invites to nothing.
        session.execute(delete(OutboxMessage).where(OutboxMessage.user_id == user.id, OutboxMessage.sent_at.is_(None)))
        session.delete(user)
        session.flush()
    return ""


def person_touched(session: Session, profile: Professional, *, made_as: str) -> str:
    """Return, in Dutch, what anybody did with a person since the import made it; an empty text for nothing."""
    user = session.get(User, profile.user_id) if profile.user_id else None
    if user is None:
        return GONE
    of = profile.id
    questions: tuple[tuple[str, Callable[[], bool]], ...] = (
        (TAKEN_OVER, lambda: bool(user.email_verified_at or user.last_login_at) or _taken_over(session, profile)),
        (HAS_PROPOSALS, lambda: _any(session, Proposal.professional_id == of, Placement.professional_id == of)),
        (SWITCHED_ON, lambda: profile.state is not ProfileState.DRAFT),
        (WRITTEN_ABOUT, lambda: _any(
            session, DeskNote.professional_id == of, Transfer.professional_id == of,
            EmployerConsent.professional_id == of, ExcludedSchool.professional_id == of,
        )),
        (CHANGED_SINCE, lambda: digest_of_person(session, of) != made_as),
    )  # fmt: skip
    return next((words for words, true in questions if true()), "")


def _taken_over(session: Session, profile: Professional) -> bool:
    entry, member = EntryOnBehalf, SchoolMembership
    return _any(
        session,
        (entry.professional_id == profile.id) & entry.taken_over_at.is_not(None),
        member.user_id == profile.user_id,
    )


def _undo_need(work: Work, row: ImportRow) -> str:
    session = work.session
    need = session.get(Need, row.need_id, with_for_update=True) if row.need_id else None
    if need is None:
        return GONE
    reason = need_touched(session, need, made_as=row.made_as)
    if reason:
        return reason
    row.need_id = None
    session.flush()
    session.execute(delete(NeedSkill).where(NeedSkill.need_id == need.id))
    session.execute(delete(EntryOnBehalf).where(EntryOnBehalf.need_id == need.id))
    session.delete(need)
    session.flush()
    return ""


def need_touched(session: Session, need: Need, *, made_as: str) -> str:
    """Return, in Dutch, what anybody did with a need since the import made it; an empty text for nothing."""
    if need.state is not NeedState.DRAFT:
        return NOT_DRAFT
    if _any(session, Proposal.need_id == need.id, Placement.need_id == need.id):
        return HAS_PROPOSALS
    if _any(session, DeskNote.need_id == need.id, Transfer.need_id == need.id):
        return "Er is iets bij geschreven, of de vraag is overgedragen."
    return CHANGED_SINCE if digest_of_need(session, need.id) != made_as else ""


def _any(session: Session, *conditions: object) -> bool:
    """Return whether one of the conditions, each on a table of its own, has a row."""
    return bool(session.scalar(select(or_(*(exists().where(condition) for condition in conditions)))))  # type: ignore[arg-type]
