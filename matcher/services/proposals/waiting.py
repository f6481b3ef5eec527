"""Who is waited for, and until when: every state that waits has an answer time, with what follows when it passes."""

from datetime import date

from sqlalchemy import select

from matcher.domain.deadlines import WAIT_IN, ChaseStage
from matcher.domain.states import Party, Step
from matcher.models import Need, Proposal, ProposalEvent
from matcher.queries.plans import holiday_region_of_school
from matcher.queries.programmes import answer_times
from matcher.rules.answer_times import chase_dates
from matcher.services.transaction import Work


def start_waiting(work: Work, proposal: Proposal, need: Need, *, since: date | None = None) -> None:
    """Begin the answer time of the present state anew, from today or a later day; none for a state that has ended."""
    wait = WAIT_IN.get(proposal.state)
    if wait is None:
        stop_waiting(proposal)
        return
    begins = since or work.today
    days = answer_times(work.session, region_code=need.region_code, on=begins).of(wait)
    dates = chase_dates(begins, days, holiday_region_of_school(work.session, need.school_id))
    proposal.waiting_since, proposal.answer_days, proposal.answer_by = begins, days, dates.answer_by
    proposal.chase_stage, proposal.chase_on = ChaseStage.REMIND, dates.stages[ChaseStage.REMIND]
    proposal.postponed_until = None


def wait_until(work: Work, proposal: Proposal, need: Need, day: date) -> None:
    """Ask nothing before a day: the answer time begins then, with the reminder on the day itself."""
    start_waiting(work, proposal, need, since=day)
    proposal.postponed_until = proposal.chase_on = day


def hand_over(work: Work, proposal: Proposal, need: Need, party: Party) -> None:
    """Give the other side its full answer time when this side answers although it alone had put that off."""
    if proposal.postponed_until is None:
        return
    put_off = select(ProposalEvent.party).where(
        ProposalEvent.proposal_id == proposal.id, ProposalEvent.step == Step.POSTPONE
    )
    if set(work.session.scalars(put_off)) == {party}:
        start_waiting(work, proposal, need)


def stop_waiting(proposal: Proposal) -> None:
    """Nobody is waited for any more."""
    proposal.waiting_since = proposal.answer_by = proposal.chase_stage = proposal.chase_on = None
    proposal.postponed_until = None
