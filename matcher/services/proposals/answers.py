"""Answers of the two sides to a proposal."""

from matcher.domain.errors import WrongStateError
from matcher.domain.notifications import NoticeKind
from matcher.domain.states import Answer, Party, ProposalState, Step
from matcher.models import Proposal
from matcher.services.proposals import news
from matcher.services.proposals.steps import Grip, check_step, checked_reason, grip, move
from matcher.services.proposals.waiting import hand_over
from matcher.services.transaction import Work, transactional

ANSWER_OF = {Party.PROFESSIONAL: "professional_answer", Party.SCHOOL: "school_answer"}


@transactional
def accept(work: Work, *, proposal_id: int, party: Party) -> ProposalState:
    """Say yes; when both sides did, they are introduced. Returns the state after it."""
    held = asked(work, proposal_id, party, Step.ACCEPT)
    setattr(held.proposal, ANSWER_OF[party], Answer.INTERESTED)
    if _both_interested(held.proposal):
        move(work, held, Step.ACCEPT, ProposalState.INTRODUCED)
        news.tell_both(work, held.proposal, held.need, kind=NoticeKind.PROPOSAL_INTRODUCED)
    else:
        move(work, held, Step.ACCEPT, ProposalState.PROPOSED)
        hand_over(work, held.proposal, held.need, party)
    return held.proposal.state


@transactional
def decline(work: Work, *, proposal_id: int, party: Party, reason: str, text: str = "", share: bool = False) -> None:
    """Say no with a reason of this side's list; ``share`` tells the other side why."""
    held = asked(work, proposal_id, party, Step.DECLINE)
    setattr(held.proposal, ANSWER_OF[party], Answer.DECLINED)
    end(work, held, Step.DECLINE, ProposalState.DECLINED, reason=reason, text=text, share=share)


def asked(work: Work, proposal_id: int, party: Party, step: Step) -> Grip:
    """Lock a proposal on which this side has yet to answer. Raises WrongStateError for a side that has answered."""
    held = grip(work, proposal_id=proposal_id, party=party)
    check_step(held, step)
    if getattr(held.proposal, ANSWER_OF[party]) is not Answer.PENDING:
        raise WrongStateError("Op dit voorstel is al geantwoord.")
    return held


def _both_interested(proposal: Proposal) -> bool:
    return proposal.professional_answer is proposal.school_answer is Answer.INTERESTED


def end(work: Work, held: Grip, step: Step, to_state: ProposalState, *, reason: str, text: str, share: bool) -> None:
    """End a proposal with its reason, and tell the other side kindly."""
    proposal = held.proposal
    proposal.ended_by = held.party
    proposal.ended_reason = checked_reason(held.party, reason)
    proposal.ended_text, proposal.reason_shared = text.strip(), share
    move(work, held, step, to_state, reason=reason, note=text.strip())
    news.tell_ended(work, proposal, held.need, held.party)
