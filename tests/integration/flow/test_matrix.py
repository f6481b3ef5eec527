"""Every party, from every state, tries every step through the services: the table decides, and nobody else may."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import product

import pytest
from sqlalchemy import func, select

from matcher import clock
from matcher.domain.actors import SYSTEM
from matcher.domain.errors import DomainError, NotFoundError, WrongStateError
from matcher.domain.reasons import REASONS
from matcher.domain.states import BY_STEP, NAMES_REVEALED, Answer, Party, ProposalState, Step, may_step
from matcher.domain.trials import LocalMoment, TrialState
from matcher.models import Professional, Proposal, ProposalEvent, Trial, TrialOption, User
from matcher.services import proposals
from matcher.services.placements import place
from matcher.services.proposals.closing import close_in_silence
from matcher.services.proposals.steps import grip
from matcher.services.transaction import Work, transactional
from tests.factories import NeedFactory, ProfessionalFactory, ProposalFactory, actor_of, coordinator, school_member
from tests.integration.flow.test_whole_flow import COMMAND
from tests.integration.security.world import changed_tables, digest

S, P = ProposalState, Party
LATER = date(2026, 9, 17)
MOMENT = LocalMoment(date(2026, 9, 18), time(10))


@dataclass(frozen=True)
class Case:
    """Somebody who tries something: the proposal, and as which party."""

    proposal_id: int
    need_id: int
    professional_id: int
    party: Party

    @property
    def mine(self) -> dict:
        return {"proposal_id": self.proposal_id, "party": self.party}

    @property
    def reason(self) -> str:
        return REASONS.get(self.party, REASONS[P.COORDINATOR])[0].code


@transactional
def expire(work: Work, case: Case) -> None:
    close_in_silence(work, grip(work, proposal_id=case.proposal_id, party=case.party))


# Step -> the service that takes it. A step that gets a service later gets its line here.
CALLS: dict[Step, Callable[[Work, Case], object]] = {
    Step.TAKE_UP: lambda work, case: proposals.take_up(work, proposal_id=case.proposal_id),
    Step.APPROVE: lambda work, case: proposals.approve(work, proposal_id=case.proposal_id),
    Step.REJECT: lambda work, case: proposals.reject(work, proposal_id=case.proposal_id, reason=case.reason),
    Step.INVITE: lambda work, case: proposals.invite(work, need_id=case.need_id, professional_id=case.professional_id),
    Step.SHOW_INTEREST: lambda work, case: proposals.show_interest(work, need_id=case.need_id),
    Step.ACCEPT: lambda work, case: proposals.accept(work, **case.mine),
    Step.DECLINE: lambda work, case: proposals.decline(work, **case.mine, reason=case.reason),
    Step.POSTPONE: lambda work, case: proposals.postpone(work, **case.mine, until=LATER),
    Step.DEFER: lambda work, case: proposals.defer(work, proposal_id=case.proposal_id, until=LATER),
    Step.ADJUST: lambda work, case: proposals.offer_hours(work, proposal_id=case.proposal_id, minutes=60),
    Step.OFFER_TRIAL: lambda work, case: proposals.offer_trial(work, **case.mine, moments=[MOMENT], minutes=60),
    Step.PLAN_TRIAL: lambda work, case: proposals.plan_trial(work, **case.mine, option_id=option_of(work, case)),
    Step.RECORD_TRIAL: lambda work, case: proposals.record_trial(work, **case.mine, attended=True),
    Step.AGREE: lambda work, case: proposals.agree(work, **case.mine),
    Step.PLACE: lambda work, case: place(work, proposal_id=case.proposal_id, command=COMMAND),
    Step.WITHDRAW: lambda work, case: proposals.withdraw(work, **case.mine, reason=case.reason),
    Step.EXPIRE: expire,
}


def test_every_step_has_a_call():
    assert set(CALLS) == set(BY_STEP)


def option_of(work, case):
    """Return the moment that was offered; 0, which none has, without an offer."""
    return work.session.scalar(select(TrialOption.id).where(TrialOption.proposal_id == case.proposal_id)) or 0


def prepare(session, case, step):
    """Make what a step asks beside the state: a trial lesson to choose a moment for, or one that was given."""
    if step not in {Step.PLAN_TRIAL, Step.RECORD_TRIAL}:
        return
    begins = clock.now() + timedelta(days=3 if step is Step.PLAN_TRIAL else -1)
    planned = step is Step.RECORD_TRIAL
    session.add(
        Trial(
            proposal_id=case.proposal_id,
            state=TrialState.PLANNED if planned else TrialState.OFFERED,
            offered_by=P.SCHOOL if case.party is P.PROFESSIONAL else P.PROFESSIONAL,
            starts_at=begins if planned else None,
            minutes=60,
            changed_at=clock.now(),
            options=[TrialOption(starts_at=begins)],
        )
    )
    session.commit()


def pair_in(session, state, party):
    """Return a case: a person and a need that fit, with a proposal in this state."""
    person, need = ProfessionalFactory(), NeedFactory()
    met = Answer.INTERESTED if state in NAMES_REVEALED else Answer.PENDING
    row = ProposalFactory(
        professional_id=person.id, need_id=need.id, state=state, professional_answer=met, school_answer=met
    )
    session.commit()
    return Case(row.id, need.id, person.id, party)


def actor_for(session, case):
    """Return who acts as this party of the case."""
    if case.party is P.SYSTEM:
        return SYSTEM
    if case.party is P.PROFESSIONAL:
        user = session.get(User, session.get(Professional, case.professional_id).user_id)
    else:
        user = school_member() if case.party is P.SCHOOL else coordinator("AM05")
    session.commit()
    return actor_of(user)


def work_of(session, actor):
    session.rollback()
    return Work(session=session(), actor=actor, now=clock.now())


def told(session, case):
    """Return the state of the proposal and how many steps were taken."""
    session.rollback()
    state = session.scalar(select(Proposal.state).where(Proposal.id == case.proposal_id))
    steps = session.scalar(select(func.count()).where(ProposalEvent.proposal_id == case.proposal_id))
    # What only reads holds SQLite's lock too, for the connection of the digest.
    session.rollback()
    return state, steps


EVERYWHERE = list(product(Party, ProposalState))


@pytest.mark.parametrize(("party", "state"), EVERYWHERE)
def test_what_the_table_forbids_is_refused_and_changes_nothing(session, party, state):
    case = pair_in(session, state, party)
    work = work_of(session, actor_for(session, case))
    forbidden = [step for step in CALLS if not may_step(step, state, party)]
    at_first, before = told(session, case), digest()
    for step in forbidden:
        with pytest.raises(DomainError) as refused:
            CALLS[step](work, case)
        assert refused.type in {NotFoundError, WrongStateError}, step
        assert told(session, case) == at_first, step
    assert changed_tables(before, digest()) == []


ALLOWED = [(party, state, step) for party, state in EVERYWHERE for step in CALLS if may_step(step, state, party)]


@pytest.mark.parametrize(("party", "state", "step"), ALLOWED)
def test_what_the_table_allows_is_done_and_written_down(session, party, state, step):
    case = pair_in(session, state, party)
    prepare(session, case, step)
    work = work_of(session, actor_for(session, case))
    CALLS[step](work, case)
    event = session.scalars(select(ProposalEvent).where(ProposalEvent.proposal_id == case.proposal_id)).one()
    assert (event.step, event.from_state, event.party, event.actor_id) == (step, state, party, work.actor.user_id)
    kept = session.get(Proposal, case.proposal_id)
    assert kept.state is event.to_state
    assert (kept.answer_by is None) == (kept.chase_on is None)


STRANGERS = {
    P.PROFESSIONAL: lambda session: ProfessionalFactory().user_id,
    P.SCHOOL: lambda session: school_member("Summa College").id,
    P.COORDINATOR: lambda session: coordinator("AM28").id,
}


@pytest.mark.parametrize("state", ProposalState)
@pytest.mark.parametrize("party", STRANGERS)
def test_to_a_stranger_the_proposal_is_not_there(session, party, state):
    case = pair_in(session, state, party)
    user = session.get(User, STRANGERS[party](session))
    session.commit()
    work = work_of(session, actor_of(user))
    session.rollback()
    before = digest()
    # Interest of another person is about a pair of their own.
    for step in set(CALLS) - {Step.SHOW_INTEREST}:
        with pytest.raises(NotFoundError):
            CALLS[step](work, case)
    assert changed_tables(before, digest()) == []
