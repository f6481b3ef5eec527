"""Deleting the own account: what goes, what stays without a name, and when it must wait."""

from typing import Any

from sqlalchemy import ColumnElement, delete, func, select, update

from matcher.domain.errors import NotAllowedError
from matcher.domain.states import Party, ProfileState
from matcher.models import (
    AnswerRecord,
    DeskNote,
    EmployerConsent,
    EntryOnBehalf,
    ExcludedSchool,
    Feedback,
    Inconsistency,
    Placement,
    PlacementMonthClaim,
    Professional,
    ProfessionalSkill,
    Proposal,
    ProposalEvent,
    ProposalMessage,
    Qualification,
    School,
    SchoolMembership,
    SearchArea,
    TaskHold,
    Transfer,
    Trial,
    User,
)
from matcher.models.base import Base
from matcher.queries.coordination.task_kinds import SUBJECTS, Subject
from matcher.services.account_settings import demand_password
from matcher.services.accounts import own_account
from matcher.services.exports import drop_files_of
from matcher.services.imports.clearing import forget_person
from matcher.services.locks import lock_admins, lock_schools_of
from matcher.services.outbox import enqueue
from matcher.services.proposals import withdraw_all_of
from matcher.services.transaction import Work, transactional

PROFILE_PARTS = (
    *(SearchArea, ProfessionalSkill, Qualification, ExcludedSchool, EmployerConsent),
    *(DeskNote, EntryOnBehalf, Transfer),
)
EMPTY_TEXTS = ("job_title", "employer", "motivation", "education_field", "certificates")


def reason_to_wait(work: Work) -> str:
    """Return why the account cannot be deleted yet, in Dutch; an empty string when it can."""
    user = own_account(work)
    school = _school_left_alone(work, user)
    if school:
        return f"U bent de enige beheerder van {school}. Wijs eerst een andere beheerder aan."
    others = select(func.count()).where(User.is_admin, User.id != user.id, User.deactivated_at.is_(None))
    if user.is_admin and not work.session.scalar(others):
        return "U bent de enige beheerder van deze dienst. Wijs eerst een andere beheerder aan."
    return ""


def _school_left_alone(work: Work, user: User) -> str | None:
    """Return the name of a school that would keep colleagues but no admin."""
    mine = select(SchoolMembership.school_id).where(
        SchoolMembership.user_id == user.id, SchoolMembership.is_admin, SchoolMembership.admitted_at.is_not(None)
    )
    others = (
        select(SchoolMembership.school_id)
        .where(SchoolMembership.school_id.in_(mine), SchoolMembership.user_id != user.id)
        .where(SchoolMembership.admitted_at.is_not(None))
    )
    with_admin = others.where(SchoolMembership.is_admin)
    alone = select(School.name).where(School.id.in_(others), School.id.not_in(with_admin)).order_by(School.name)
    return work.session.scalar(alone.limit(1))


@transactional
def delete_account(work: Work, *, current_password: str) -> None:
    """Delete the account of who acts, with memberships, assignments and profile.

    A profile with placements stays as a row without a person, because its hours must still count. Raises
    :class:`InvalidInputError` on ``current_password``, :class:`NotAllowedError` with the reason to wait.
    """
    user = own_account(work)
    demand_password(user, current_password)
    lock_admins(work.session)
    lock_schools_of(work.session, user.id)
    waits_for = reason_to_wait(work)
    if waits_for:
        raise NotAllowedError(waits_for)
    erase(work, user)


def erase(work: Work, user: User, *, silent: bool = False) -> None:
    """Delete an account with all that is its own and mail its owner; part of a service that decided it may.

    ``silent``: nobody asked for it, the owner never took over what somebody else entered.
    """
    profile = work.session.scalar(select(Professional).where(Professional.user_id == user.id))
    forget_person(work, professional_id=profile.id if profile else None, email=user.email)
    if profile is not None:
        _remove_profile(work, profile)
    _empty(work, ProposalMessage, "body", ProposalMessage.author_id == user.id)
    _empty(work, Feedback, "text", Feedback.author_id == user.id)
    _empty(work, EntryOnBehalf, "invited_email", EntryOnBehalf.invited_email == user.email)
    drop_files_of(work, user_id=user.id)
    # Without user_id: the message must outlive the account.
    enqueue(
        work,
        kind="account_deleted",
        recipient=user.email,
        name=user.full_name,
        language=user.language,
        silent=silent,
    )
    work.session.delete(user)
    work.session.flush()


def _remove_profile(work: Work, profile: Professional) -> None:
    session = work.session
    withdraw_all_of(work, professional_id=profile.id)
    session.flush()
    for part in PROFILE_PARTS:
        session.execute(delete(part).where(part.professional_id == profile.id))
    r = AnswerRecord
    session.execute(delete(r).where(r.party == Party.PROFESSIONAL, r.subject_id == profile.id))
    _forget_tasks(work, profile)
    placed = session.scalar(select(func.count()).where(Placement.professional_id == profile.id))
    if placed:
        _anonymise(work, profile)
        return
    session.execute(delete(Proposal).where(Proposal.professional_id == profile.id))
    session.delete(profile)
    session.flush()


def _anonymise(work: Work, profile: Professional) -> None:
    """Keep the row for the placements; nothing in it says who it was."""
    profile.user_id, profile.state = None, ProfileState.DRAFT
    for name in EMPTY_TEXTS:
        setattr(profile, name, "")
    profile.job_title_id = profile.vog_issued_on = profile.desk_region_code = None
    proposals = select(Proposal.id).where(Proposal.professional_id == profile.id)
    work.session.execute(
        update(ProposalEvent).where(ProposalEvent.proposal_id.in_(proposals)).values(note=""),
        execution_options={"synchronize_session": False},
    )
    work.session.execute(
        update(Proposal).where(Proposal.professional_id == profile.id).values(message="", ended_text=""),
        execution_options={"synchronize_session": False},
    )
    # What others wrote in these conversations may name the person just as well.
    for model, name in ((ProposalMessage, "body"), (Trial, "place"), (Feedback, "text")):
        _empty(work, model, name, model.proposal_id.in_(proposals))
    placements = select(Placement.id).where(Placement.professional_id == profile.id)
    _empty(work, PlacementMonthClaim, "note", PlacementMonthClaim.placement_id.in_(placements))
    work.session.execute(delete(DeskNote).where(DeskNote.placement_id.in_(placements)))
    work.session.execute(
        update(Placement).where(Placement.professional_id == profile.id).values(stop_wish="", stop_wished_on=None),
        execution_options={"synchronize_session": False},
    )
    work.session.flush()


def _forget_tasks(work: Work, profile: Professional) -> None:
    """Drop what coordinators noted with tasks about the person."""
    mine: dict[Subject, Any] = {
        Subject.PERSON: [profile.id],
        Subject.PROPOSAL: select(Proposal.id).where(Proposal.professional_id == profile.id),
        Subject.PLACEMENT: select(Placement.id).where(Placement.professional_id == profile.id),
        Subject.FINDING: select(Inconsistency.id).where(Inconsistency.professional_id == profile.id),
    }
    for subject, ids in mine.items():
        kinds = [kind.value for kind, about in SUBJECTS.items() if about is subject]
        of_person = delete(TaskHold).where(TaskHold.kind.in_(kinds), TaskHold.subject_id.in_(ids))
        work.session.execute(of_person, execution_options={"synchronize_session": False})


def _empty(work: Work, model: type[Base], name: str, condition: ColumnElement[bool]) -> None:
    """Leave the rows, without the text in this column."""
    work.session.execute(
        update(model).where(condition).values({name: ""}), execution_options={"synchronize_session": False}
    )
