"""From the introduction to the agreement: agreeing, withdrawing. The trial lesson between them: ``trials``."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, select

from matcher.domain.errors import WrongStateError
from matcher.domain.notifications import NoticeKind
from matcher.domain.states import OPEN_STATES, VISIBLE_TO_PARTIES, Party, ProposalState, Step
from matcher.models import Need, Proposal
from matcher.queries.proposals import agreed_by
from matcher.services.proposals import news
from matcher.services.proposals.answers import end
from matcher.services.proposals.steps import check_step, grip, move, record
from matcher.services.proposals.waiting import start_waiting, stop_waiting
from matcher.services.transaction import Work, transactional

BOTH = frozenset({Party.PROFESSIONAL, Party.SCHOOL})


@transactional
def agree(work: Work, *, proposal_id: int, party: Party) -> ProposalState:
    """Say that this side agrees; when both do, the school can place. Returns the state after it."""
    held = grip(work, proposal_id=proposal_id, party=party)
    check_step(held, Step.AGREE)
    if party in agreed_by(held.proposal):
        raise WrongStateError("U hebt dit al laten weten. De ander is aan de beurt.")
    name = "professional_agreed_at" if party is Party.PROFESSIONAL else "school_agreed_at"
    setattr(held.proposal, name, work.now)
    done = agreed_by(held.proposal) == BOTH
    move(work, held, Step.AGREE, ProposalState.AGREED if done else held.proposal.state)
    if not done:
        # Now only the other side is waited for: it gets the whole time, after a trial lesson that is still to come.
        start_waiting(work, held.proposal, held.need, since=max(work.today, held.proposal.waiting_since or work.today))
    news.tell_other_side(
        work,
        held.proposal,
        held.need,
        party,
        kind=NoticeKind.PROPOSAL_AGREED if done else NoticeKind.PROPOSAL_AGREE_ASKED,
    )
    return held.proposal.state


@transactional
def withdraw(work: Work, *, proposal_id: int, party: Party, reason: str, text: str = "", share: bool = False) -> None:
    """Stop before the placement, with a reason."""
    held = grip(work, proposal_id=proposal_id, party=party)
    check_step(held, Step.WITHDRAW)
    end(work, held, Step.WITHDRAW, ProposalState.WITHDRAWN, reason=reason, text=text, share=share)


@transactional
def withdraw_all_of(work: Work, *, professional_id: int) -> int:
    """Withdraw every open proposal of a person who leaves; returns how many. Schools see that it ended, not why."""
    return len(_withdraw_each(work, Proposal.professional_id == professional_id, OPEN_STATES))


@transactional
def withdraw_unanswered(work: Work, *, need: Need) -> int:
    """Withdraw the proposals of a need that stops while answers were awaited, and tell the professionals."""
    stopped = _withdraw_each(work, Proposal.need_id == need.id, {ProposalState.PROPOSED})
    for proposal in stopped:
        news.tell_side(work, proposal, need, Party.PROFESSIONAL, kind=NoticeKind.PROPOSAL_ENDED)
    return len(stopped)


@transactional
def withdraw_at_school(work: Work, *, professional_id: int, school_id: int) -> int:
    """Withdraw every open proposal of a person at a school that must not see the person any more; returns how many.

    The school hears that what it knew of does not go on, without a link: the page is gone for it.
    """
    needs = select(Need.id).where(Need.school_id == school_id)
    told = {*VISIBLE_TO_PARTIES} & OPEN_STATES
    theirs = (Proposal.professional_id == professional_id) & Proposal.need_id.in_(needs)
    stopped = _withdraw_each(work, theirs, told)
    for proposal in stopped:
        need = work.session.get_one(Need, proposal.need_id)
        news.tell_side(work, proposal, need, Party.SCHOOL, kind=NoticeKind.PROPOSAL_ENDED, linked=False)
    return len(stopped) + len(_withdraw_each(work, theirs, OPEN_STATES - told))


def _withdraw_each(work: Work, of_whom: ColumnElement[bool], states: Collection[ProposalState]) -> Sequence[Proposal]:
    """Withdraw, as the system, the proposals in these states."""
    found = work.session.scalars(
        select(Proposal).where(of_whom, Proposal.state.in_(states)).order_by(Proposal.id).with_for_update()
    ).all()
    for proposal in found:
        record(work, proposal, party=Party.SYSTEM, step=Step.WITHDRAW, to_state=ProposalState.WITHDRAWN)
        proposal.state, proposal.ended_by, proposal.updated_at = ProposalState.WITHDRAWN, Party.SYSTEM, work.now
        stop_waiting(proposal)
    work.session.flush()
    return found
