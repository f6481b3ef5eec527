"""Who works for a school: ask to join, admit, refuse, invite, leave.

A school always keeps an admin once it has one: the first admitted member becomes it, the last one cannot leave.
"""

from sqlalchemy import func, select

from matcher.domain.actors import Actor
from matcher.domain.errors import InvalidInputError, NotFoundError, WrongStateError
from matcher.models import School, SchoolInvitation, SchoolMembership, User
from matcher.services.outbox import enqueue, enqueue_for_user
from matcher.services.transaction import Work, transactional


def may_admit(actor: Actor, school: School) -> bool:
    """Return whether the actor decides who belongs to the school: its admins, region coordinators, the platform."""
    covers = not actor.acts_in.empty and actor.acts_in.covers(school.region_code)
    return actor.admin or actor.system or school.id in actor.school_admin_ids or covers


@transactional
def request_membership(work: Work, *, school_id: int, job_title: str) -> SchoolMembership:
    """Ask to belong to a school. Waits for admission, unless the address was invited: then it is admitted at once.

    Raises :class:`NotFoundError` for an unknown school and :class:`InvalidInputError` for a double request.
    """
    school, user = _school(work, school_id), _own_user(work)
    if _membership_of(work, school_id, user.id):
        raise InvalidInputError("U hoort al bij deze school.", {"school_id": "U hoort al bij deze school."})
    membership = _add_member(work, school, user, job_title)
    invitation = _open_invitation(work, school_id, user.email)
    if invitation is not None and user.email_verified_at is not None:
        _accept(work, invitation, membership)
    else:
        _tell_admins(work, school, user)
    return membership


@transactional
def admit(work: Work, *, membership_id: int) -> SchoolMembership:
    """Let a waiting member in. The first member of a school becomes its admin. Idempotent."""
    membership, school = _decidable(work, membership_id)
    if membership.admitted_at is None:
        _let_in(work, membership)
        _mail_member(work, membership, school, kind="school_member_admitted")
    return membership


@transactional
def refuse(work: Work, *, membership_id: int) -> None:
    """Refuse a waiting member. Raises :class:`WrongStateError` for somebody who was admitted meanwhile."""
    membership, school = _decidable(work, membership_id)
    if membership.admitted_at is not None:
        raise WrongStateError("Deze collega is al toegelaten.")
    _mail_member(work, membership, school, kind="school_member_refused")
    work.session.delete(membership)
    work.session.flush()


@transactional
def make_admin(work: Work, *, membership_id: int) -> SchoolMembership:
    """Make an admitted member admin of the school."""
    membership, _ = _decidable(work, membership_id)
    if membership.admitted_at is None:
        raise WrongStateError("Laat deze collega eerst toe.")
    membership.is_admin = True
    work.session.flush()
    return membership


@transactional
def remove_member(work: Work, *, membership_id: int) -> None:
    """End a membership: one's own, or as somebody who may admit.

    Raises :class:`WrongStateError` for the last admin of a school.
    """
    membership, school = _held(work, membership_id)
    if membership.user_id != work.actor.user_id and not may_admit(work.actor, school):
        raise NotFoundError
    if membership.is_admin and _admins(work, school.id) == 1:
        raise WrongStateError("Een school heeft altijd een beheerder nodig. Maak eerst een collega beheerder.")
    work.session.delete(membership)
    work.session.flush()


@transactional
def invite_colleague(work: Work, *, school_id: int, email: str, as_admin: bool = False) -> SchoolInvitation:
    """Invite somebody by e-mail, or send an open invitation again. Only by an admin of the school.

    Raises :class:`InvalidInputError` on ``email`` for somebody who already works for the school.
    """
    address = email.strip().lower()
    if school_id not in work.actor.school_admin_ids:
        raise NotFoundError
    return _invite(work, school_id, address, as_admin=as_admin)


@transactional
def invite_contact(work: Work, *, school_id: int, email: str) -> SchoolInvitation:
    """Invite the contact of a school as who decides about its members, such as the coordinator of its region.

    Raises :class:`NotFoundError` for somebody else's school, :class:`InvalidInputError` on ``email``.
    """
    if not may_admit(work.actor, _school(work, school_id)):
        raise NotFoundError
    return _invite(work, school_id, email.strip().lower(), as_admin=False)


def _invite(work: Work, school_id: int, address: str, *, as_admin: bool) -> SchoolInvitation:
    school = _school(work, school_id)
    _refuse_known(work, school_id, address)
    invitation = _open_invitation(work, school_id, address)
    if invitation is None:
        invitation = SchoolInvitation(school_id=school_id, email=address)
        work.session.add(invitation)
    invitation.as_admin, invitation.invited_at, invitation.invited_by_id = as_admin, work.now, work.actor.user_id
    work.session.flush()
    enqueue(
        work,
        kind="school_invitation",
        recipient=address,
        token_payload={"invitation": invitation.id},
        school=school.name,
        invited_by=_own_user(work).full_name,
    )
    return invitation


@transactional
def withdraw_invitation(work: Work, *, invitation_id: int) -> None:
    """Take an open invitation back; its link stops working. Only by an admin of the school."""
    invitation = work.session.get(SchoolInvitation, invitation_id)
    if invitation is None or invitation.accepted_at or invitation.school_id not in work.actor.school_admin_ids:
        raise NotFoundError
    work.session.delete(invitation)
    work.session.flush()


@transactional
def accept_invitation(work: Work, *, invitation_id: int) -> SchoolMembership:
    """Join the school that invited this address; admitted at once.

    Raises :class:`NotFoundError` for an invitation that is gone, used, or meant for another address.
    """
    invitation = work.session.get(SchoolInvitation, invitation_id, with_for_update=True)
    user = _own_user(work)
    if invitation is None or invitation.accepted_at is not None or invitation.email != user.email:
        raise NotFoundError
    school = _school(work, invitation.school_id)
    membership = _membership_of(work, school.id, user.id) or _add_member(work, school, user, "")
    _accept(work, invitation, membership)
    return membership


def _accept(work: Work, invitation: SchoolInvitation, membership: SchoolMembership) -> None:
    invitation.accepted_at = work.now
    if membership.admitted_at is None:
        _let_in(work, membership, admitted_by_id=invitation.invited_by_id)
    membership.is_admin = membership.is_admin or invitation.as_admin
    work.session.flush()


def _let_in(work: Work, membership: SchoolMembership, admitted_by_id: int | None = None) -> None:
    first = _admins(work, membership.school_id) == 0
    membership.admitted_at = work.now
    membership.admitted_by_id = admitted_by_id or work.actor.user_id
    membership.is_admin = membership.is_admin or first
    work.session.flush()


def _add_member(work: Work, school: School, user: User, job_title: str) -> SchoolMembership:
    membership = SchoolMembership(
        school_id=school.id, user_id=user.id, job_title=job_title.strip(), requested_at=work.now
    )
    work.session.add(membership)
    work.session.flush()
    return membership


def _school(work: Work, school_id: int) -> School:
    """Return the school, locked: who is its admin is decided one at a time."""
    school = work.session.get(School, school_id, with_for_update=True)
    if school is None:
        raise NotFoundError
    return school


def _own_user(work: Work) -> User:
    user = work.session.get(User, work.actor.user_id) if work.actor.user_id else None
    if user is None:
        raise NotFoundError
    return user


def _decidable(work: Work, membership_id: int) -> tuple[SchoolMembership, School]:
    """Return a membership of a school of which the actor decides who belongs to it."""
    membership, school = _held(work, membership_id)
    if not may_admit(work.actor, school):
        raise NotFoundError
    return membership, school


def _held(work: Work, membership_id: int) -> tuple[SchoolMembership, School]:
    """Return a membership as it is under the lock of its school; somebody may have ended it a moment before."""
    found = work.session.get(SchoolMembership, membership_id)
    if found is None:
        raise NotFoundError
    school = _school(work, found.school_id)
    membership = work.session.get(SchoolMembership, membership_id, populate_existing=True)
    if membership is None:
        raise NotFoundError
    return membership, school


def _membership_of(work: Work, school_id: int, user_id: int) -> SchoolMembership | None:
    return work.session.scalar(
        select(SchoolMembership).where(SchoolMembership.school_id == school_id, SchoolMembership.user_id == user_id)
    )


def _open_invitation(work: Work, school_id: int, email: str) -> SchoolInvitation | None:
    return work.session.scalar(
        select(SchoolInvitation).where(
            SchoolInvitation.school_id == school_id,
            SchoolInvitation.email == email,
            SchoolInvitation.accepted_at.is_(None),
        )
    )


def _admins(work: Work, school_id: int) -> int:
    """Return how many admins the school has."""
    counted = select(func.count()).where(
        SchoolMembership.school_id == school_id, SchoolMembership.admitted_at.is_not(None), SchoolMembership.is_admin
    )
    return work.session.scalar(counted) or 0


def _refuse_known(work: Work, school_id: int, email: str) -> None:
    known = work.session.scalar(
        select(SchoolMembership.id)
        .join(User, User.id == SchoolMembership.user_id)
        .where(SchoolMembership.school_id == school_id, User.email == email)
    )
    if known is not None:
        message = "Deze collega hoort al bij uw school."
        raise InvalidInputError(message, {"email": message})


def _tell_admins(work: Work, school: School, user: User) -> None:
    admins = work.session.scalars(
        select(User)
        .join(SchoolMembership, SchoolMembership.user_id == User.id)
        .where(
            SchoolMembership.school_id == school.id,
            SchoolMembership.is_admin,
            SchoolMembership.admitted_at.is_not(None),
        )
    )
    for admin in admins:
        enqueue_for_user(work, admin, kind="school_member_request", school=school.name, colleague=user.full_name)


def _mail_member(work: Work, membership: SchoolMembership, school: School, *, kind: str) -> None:
    user = work.session.get(User, membership.user_id)
    if user is not None:
        enqueue_for_user(work, user, kind=kind, school=school.name)
