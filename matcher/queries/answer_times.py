"""How fast people answer proposals: a school may know that before it invites somebody."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from math import ceil
from statistics import median

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from matcher.domain.states import Party, ProposalState, Step
from matcher.models import Proposal, ProposalEvent

# One answer says little, and tells too much about one moment of somebody.
FEWEST_ANSWERS = 2
DAY = timedelta(days=1)


def answer_days(session: Session, professional_ids: Iterable[int]) -> dict[int, int]:
    """Return in how many days (at least 1) each of these people mostly answers; without people who hardly answered."""
    waited: dict[int, list[float]] = defaultdict(list)
    for person, asked_at, answered_at in _answers(session, list(professional_ids)):
        waited[person].append((answered_at - asked_at) / DAY)
    return {person: max(1, ceil(median(times))) for person, times in waited.items() if len(times) >= FEWEST_ANSWERS}


def _answers(session: Session, people: list[int]) -> list[tuple[int, datetime, datetime]]:
    """Return (person, asked, answered) of each proposal that the person answered after being asked."""
    event = ProposalEvent
    asked = and_(event.to_state == ProposalState.PROPOSED, event.step.in_((Step.APPROVE, Step.INVITE)))
    answered = and_(event.party == Party.PROFESSIONAL, event.step.in_((Step.ACCEPT, Step.DECLINE)))
    rows = session.execute(
        select(Proposal.professional_id, Proposal.id, event.step, func.min(event.at))
        .join(event, event.proposal_id == Proposal.id)
        .where(Proposal.professional_id.in_(people), or_(asked, answered))
        .group_by(Proposal.professional_id, Proposal.id, event.step)
    )
    moments: dict[tuple[int, int], dict[bool, datetime]] = defaultdict(dict)
    for person, proposal, step, at in rows:
        moments[person, proposal][step in {Step.APPROVE, Step.INVITE}] = at
    return [(person, found[True], found[False]) for (person, _), found in moments.items() if len(found) > 1]
