"""What the sides are told about a proposal: that something waits or changed, with a link; never the other's details."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import func, select

from matcher.domain.notifications import NoticeKind
from matcher.domain.states import Party
from matcher.models import Need, Professional, Proposal, ProposalEvent, School, SchoolMembership, User
from matcher.services.notifying import About, notify
from matcher.services.outbox import Attachment
from matcher.services.transaction import Work


def professional_of(work: Work, professional_id: int) -> Sequence[User]:
    """Return the account of a professional: one, or none for somebody who left."""
    return work.session.scalars(
        select(User).join(Professional, Professional.user_id == User.id).where(Professional.id == professional_id)
    ).all()


def members_of(work: Work, school_id: int) -> Sequence[User]:
    """Return the admitted members of a school."""
    return work.session.scalars(
        select(User)
        .join(SchoolMembership, SchoolMembership.user_id == User.id)
        .where(SchoolMembership.school_id == school_id, SchoolMembership.admitted_at.is_not(None))
        .order_by(User.id)
    ).all()


def contacts_of(work: Work, need: Need) -> Sequence[User]:
    """Return who at the school is asked first: who made the need, or everybody when that person is no member."""
    members = members_of(work, need.school_id)
    return [user for user in members if user.id == need.created_by_id] or members


def colleagues_of(work: Work, need: Need) -> Sequence[User]:
    """Return the members of the school who are not asked first."""
    asked = {user.id for user in contacts_of(work, need)}
    return [user for user in members_of(work, need.school_id) if user.id not in asked]


def tell_users(
    work: Work,
    users: Iterable[User],
    proposal: Proposal,
    need: Need,
    *,
    side: Party,
    kind: NoticeKind,
    occasion: str = "",
    attachments: Iterable[Attachment] = (),
    **context: Any,
) -> None:
    """Tell these users of one party. ``occasion``: what sets this time apart; empty: the newest step."""
    school = work.session.get_one(School, need.school_id)
    when = occasion or f"step {_last_step(work, proposal)}"
    values = {
        "side": side.value,
        "proposal_id": proposal.id,
        "need_title": need.title,
        "school": school.name,
        "answer_by": proposal.answer_by.isoformat() if proposal.answer_by else None,
        "trial_on": proposal.trial_on.isoformat() if proposal.trial_on else None,
    }
    about = About(party=side, proposal_id=proposal.id, need_id=need.id)
    for user in users:
        notify(
            work,
            user,
            kind=kind,
            key=f"{proposal.id}:{side}:{when}",
            about=about,
            attachments=attachments,
            **{**values, **context},
        )


def _last_step(work: Work, proposal: Proposal) -> int:
    work.session.flush()
    return work.session.scalar(select(func.max(ProposalEvent.id)).where(ProposalEvent.proposal_id == proposal.id)) or 0


def side_of(work: Work, proposal: Proposal, need: Need, side: Party) -> Sequence[User]:
    """Return who is told on a side: the person, or the contacts of the school."""
    if side is Party.PROFESSIONAL:
        return professional_of(work, proposal.professional_id)
    return contacts_of(work, need)


def tell_side(
    work: Work, proposal: Proposal, need: Need, side: Party, *, kind: NoticeKind, occasion: str = "", **context: Any
) -> None:
    """Tell one side; ``context`` may hold ``attachments``."""
    users = side_of(work, proposal, need, side)
    tell_users(work, users, proposal, need, side=side, kind=kind, occasion=occasion, **context)


def tell_other_side(
    work: Work, proposal: Proposal, need: Need, party: Party, *, kind: NoticeKind, **context: Any
) -> None:
    """Tell the side that did not act."""
    side = Party.PROFESSIONAL if party is Party.SCHOOL else Party.SCHOOL
    tell_side(work, proposal, need, side, kind=kind, **context)


def tell_both(work: Work, proposal: Proposal, need: Need, *, kind: NoticeKind, **context: Any) -> None:
    """Tell both sides."""
    for side in (Party.PROFESSIONAL, Party.SCHOOL):
        tell_side(work, proposal, need, side, kind=kind, **context)


def tell_ended(work: Work, proposal: Proposal, need: Need, party: Party) -> None:
    """Tell the other side (or both, when the coordinator ended it) that the proposal ended."""
    sides = {Party.PROFESSIONAL, Party.SCHOOL} - {party}
    for side in sorted(sides):
        tell_side(work, proposal, need, side, kind=NoticeKind.PROPOSAL_ENDED)
