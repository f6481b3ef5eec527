"""The kind close: a wait that ended in silence, told without blame, with what each side can do now."""

from collections.abc import Collection

from matcher.domain.notifications import NoticeKind
from matcher.domain.states import VISIBLE_TO_PARTIES, Answer, NeedState, Party, ProfileState, ProposalState, Step
from matcher.models import Professional, Proposal
from matcher.queries.proposals import waiting_for
from matcher.services.proposals import news
from matcher.services.proposals.answers import ANSWER_OF
from matcher.services.proposals.steps import Grip, check_step, move
from matcher.services.transaction import Work

SIDES = (Party.PROFESSIONAL, Party.SCHOOL)


def close_in_silence(work: Work, held: Grip) -> None:
    """End a proposal nobody answered, as the system; part of a service that commits.

    The sides hear of it unless it was never proposed to them. Who did not answer can take it up again: their answer
    counts as not given, also when they had said yes before and stayed away afterwards.
    """
    check_step(held, Step.EXPIRE)
    proposal, before = held.proposal, held.proposal.state
    silent = waiting_for(proposal, work.today)
    proposal.ended_by = Party.SYSTEM
    for side in silent & set(SIDES):
        setattr(proposal, ANSWER_OF[side], Answer.PENDING)
    move(work, held, Step.EXPIRE, ProposalState.EXPIRED)
    if before in VISIBLE_TO_PARTIES:
        _tell(work, held, before, silent)


def _tell(work: Work, held: Grip, before: ProposalState, silent: Collection[Party]) -> None:
    """Tell both sides, each in its own words: who was silent, and who waited."""
    may = _may_begin_again(work, held.proposal, held)
    for side in SIDES:
        news.tell_side(
            work,
            held.proposal,
            held.need,
            side,
            kind=NoticeKind.PROPOSAL_CLOSED,
            silent=side in silent,
            again=may and side in silent,
            state=before.value,
            need_id=held.need.id,
        )


def _may_begin_again(work: Work, proposal: Proposal, held: Grip) -> bool:
    person = work.session.get_one(Professional, proposal.professional_id)
    return held.need.state is NeedState.OPEN and person.state is ProfileState.ACTIVE
