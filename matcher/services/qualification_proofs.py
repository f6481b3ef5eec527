"""A proof of qualification after it was added: changed by the person, marked as seen by others, ending."""

from sqlalchemy import select

from matcher.domain.errors import InvalidInputError, NotFoundError, WrongStateError
from matcher.domain.labels import label
from matcher.domain.law import VerdictOccasion
from matcher.models import Professional, Qualification, User
from matcher.queries.qualification_proofs import ending_soon, may_mark_proofs
from matcher.services.hours.verdicts import keep_verdict
from matcher.services.locks import lock_professional
from matcher.services.outbox import enqueue_for_user
from matcher.services.profile_access import changed, editable_profile
from matcher.services.profile_commands import QualificationCommand
from matcher.services.profile_qualifications import check_proof, count_anew
from matcher.services.transaction import Work, transactional

LONGEST_REASON = 255
COLUMNS = ("kind", "sector", "subject", "valid_from", "valid_to")


@transactional
def change_qualification(
    work: Work, *, professional_id: int, qualification_id: int, command: QualificationCommand
) -> None:
    """Change a proof of this profile; hours are counted anew. What somebody saw was another proof: seen no more.

    Raises NotFoundError for one of somebody else, InvalidInputError beside the field, RuleRefusedError when hours that
    count again do not fit.
    """
    profile = editable_profile(work, professional_id)
    row = work.session.get(Qualification, qualification_id)
    if row is None or row.professional_id != profile.id:
        raise NotFoundError
    check_proof(work, command)
    if all(getattr(row, name) == getattr(command, name) for name in COLUMNS):
        return
    if row.valid_to != command.valid_to:
        row.reminded_on = None
    for name in COLUMNS:
        setattr(row, name, getattr(command, name))
    row.seen_on, row.seen_by_id = None, None
    changed(work, profile)
    count_anew(work, profile)


@transactional
def mark_seen(work: Work, *, qualification_id: int) -> None:
    """Write down who saw the proof, today; never a document. Raises NotFoundError for who may not."""
    row = _proof(work, qualification_id)
    if row.seen_on is not None:
        raise WrongStateError("Iemand heeft al genoteerd dat dit bewijs is gezien.")
    row.seen_on, row.seen_by_id = work.today, work.actor.user_id
    _keep(work, row, reason="")


@transactional
def unmark_seen(work: Work, *, qualification_id: int, reason: str) -> None:
    """Take back that a proof was seen: who wrote it down, on the same day, with a reason.

    Raises NotFoundError for who may not, WrongStateError for somebody else or later, InvalidInputError.
    """
    row = _proof(work, qualification_id)
    if row.seen_on != work.today or row.seen_by_id != work.actor.user_id:
        raise WrongStateError("Alleen wie het bewijs zag, kan dat terugnemen, en alleen op dezelfde dag.")
    if not 0 < len(reason.strip()) <= LONGEST_REASON:
        text = f"Vul in waarom u dit terugneemt, in ten hoogste {LONGEST_REASON} tekens."
        raise InvalidInputError(text, {"reason": text})
    row.seen_on, row.seen_by_id = None, None
    _keep(work, row, reason=reason.strip())


def _proof(work: Work, qualification_id: int) -> Qualification:
    """Lock the person and return the proof, for who may mark it."""
    row = work.session.get(Qualification, qualification_id)
    if row is None or not may_mark_proofs(work.session, work.actor, row.professional_id):
        raise NotFoundError
    lock_professional(work.session, row.professional_id)
    work.session.refresh(row)
    return row


def _keep(work: Work, row: Qualification, *, reason: str) -> None:
    """Keep who said what of the proof: the row itself holds only how it stands."""
    keep_verdict(
        work,
        occasion=VerdictOccasion.QUALIFICATION,
        professional_id=row.professional_id,
        placement_id=None,
        allowed=True,
        facts={"qualification_id": row.id, **{name: getattr(row, name) for name in COLUMNS}},
        outcome={"seen_on": row.seen_on, "reason": reason},
    )


@transactional
def remind_ending(work: Work) -> int:
    """Tell everybody whose time in opleiding ends within 60 days, each proof once; return how many. For a daily job."""
    found = work.session.execute(
        select(Qualification, User)
        .join(Professional, Professional.id == Qualification.professional_id)
        .join(User, User.id == Professional.user_id)
        .where(ending_soon(work.today), Qualification.reminded_on.is_(None))
        .order_by(Qualification.id)
        .with_for_update(of=Qualification)
    ).all()
    for row, user in found:
        row.reminded_on = work.today
        enqueue_for_user(
            work,
            user,
            kind="qualification_ending",
            proof=label(row.kind),
            sector=label(row.sector),
            valid_to=str(row.valid_to),
        )
    work.session.flush()
    return len(found)
