"""Mail about a proposal: that something waits or changed, with a link; never the other side's details."""

from collections.abc import Iterable

from sqlalchemy import select

from matcher.domain.states import Party
from matcher.models import Need, Professional, Proposal, School, SchoolMembership, User
from matcher.services.outbox import enqueue_for_user
from matcher.services.transaction import Work


def _professional(work: Work, proposal: Proposal) -> Iterable[User]:
    return work.session.scalars(
        select(User)
        .join(Professional, Professional.user_id == User.id)
        .where(Professional.id == proposal.professional_id)
    ).all()


def _school(work: Work, need: Need) -> Iterable[User]:
    """Return the admitted members of the school."""
    return work.session.scalars(
        select(User)
        .join(SchoolMembership, SchoolMembership.user_id == User.id)
        .where(SchoolMembership.school_id == need.school_id, SchoolMembership.admitted_at.is_not(None))
        .order_by(User.id)
    ).all()


def _tell(work: Work, users: Iterable[User], proposal: Proposal, need: Need, kind: str, side: Party) -> None:
    school = work.session.get_one(School, need.school_id)
    for user in users:
        enqueue_for_user(
            work,
            user,
            kind=kind,
            side=side.value,
            proposal_id=proposal.id,
            need_title=need.title,
            school=school.name,
            answer_by=proposal.answer_by.isoformat() if proposal.answer_by else None,
            trial_on=proposal.trial_on.isoformat() if proposal.trial_on else None,
        )


def tell_side(work: Work, proposal: Proposal, need: Need, side: Party, *, kind: str) -> None:
    """Tell one side."""
    users = _professional(work, proposal) if side is Party.PROFESSIONAL else _school(work, need)
    _tell(work, users, proposal, need, kind, side)


def tell_other_side(work: Work, proposal: Proposal, need: Need, party: Party, *, kind: str = "proposal_new") -> None:
    """Tell the side that did not act."""
    side = Party.PROFESSIONAL if party is Party.SCHOOL else Party.SCHOOL
    tell_side(work, proposal, need, side, kind=kind)


def tell_both(work: Work, proposal: Proposal, need: Need, *, kind: str) -> None:
    """Tell both sides."""
    for side in (Party.PROFESSIONAL, Party.SCHOOL):
        tell_side(work, proposal, need, side, kind=kind)


def tell_ended(work: Work, proposal: Proposal, need: Need, party: Party) -> None:
    """Tell the other side (or both, when the coordinator ended it) that the proposal ended."""
    sides = {Party.PROFESSIONAL, Party.SCHOOL} - {party}
    for side in sorted(sides):
        tell_side(work, proposal, need, side, kind="proposal_ended")
