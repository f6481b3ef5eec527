"""A dry run becomes suggestions: each pair checked again, never the same pair twice, what was skipped is told."""

from datetime import date

import pytest
from sqlalchemy import func, select

from matcher.domain.errors import NotFoundError, WrongStateError
from matcher.domain.rounds import PairOutcome, RoundState
from matcher.domain.states import NeedState, Party, ProfileState, ProposalState
from matcher.models import (
    ExcludedSchool,
    MatchingRound,
    Need,
    OutboxMessage,
    Professional,
    Proposal,
    ProposalEvent,
    RoundPair,
)
from matcher.queries.rounds import outcomes_of
from matcher.services import rounds
from tests.factories import (
    NeedFactory,
    ProfessionalFactory,
    ProposalFactory,
    actor_of,
    coordinator,
    coordinator_actor,
)
from tests.integration.coordinator.world import placement_of


@pytest.fixture
def apply(work_as, app):
    def run(round_id, actor=None):
        work = work_as(actor)
        object.__setattr__(work, "enqueue", app.extensions["jobs"].enqueue)
        rounds.apply_round(work, round_id=round_id)

    return run


def test_chosen_pairs_become_suggestions(session, crowd, planned, apply, fresh):
    round_id, user = planned(), coordinator("AM05")
    session.commit()
    apply(round_id, actor_of(user))
    found = fresh(round_id)
    assert (found.state, found.applied_by_id) == (RoundState.APPLIED, user.id)
    pairs = {(p.professional_id, p.need_id): p for p in session.scalars(select(RoundPair))}
    proposals = session.scalars(select(Proposal)).all()
    assert {(p.professional_id, p.need_id) for p in proposals} == set(pairs)
    for proposal in proposals:
        pair = pairs[proposal.professional_id, proposal.need_id]
        assert (proposal.state, proposal.started_by) == (ProposalState.SUGGESTED, Party.SYSTEM)
        assert (proposal.score, proposal.score_parts) == (pair.total, pair.parts)
        assert proposal.weights_version == found.weights_version
        assert (pair.outcome, pair.proposal_id) == (PairOutcome.SUGGESTED, proposal.id)
    events = session.scalars(select(ProposalEvent)).all()
    assert {(e.actor_id, e.to_state) for e in events} == {(user.id, ProposalState.SUGGESTED)}
    assert session.scalar(select(func.count(OutboxMessage.id))) == 0


def test_the_next_round_does_not_propose_them_again(session, crowd, planned, apply, fresh):
    apply(planned())
    following = fresh(planned())
    assert following.figures["places"] == 0
    # When the coordinator decided against all of them, others come up.
    session.execute(Proposal.__table__.update().values(state=ProposalState.DECLINED))
    session.commit()
    known = set(session.execute(select(Proposal.professional_id, Proposal.need_id)))
    again = planned()
    rows = select(RoundPair.professional_id, RoundPair.need_id).where(RoundPair.round_id == again)
    new = set(session.execute(rows))
    assert len(new) == 4
    assert not new & known


def pause(session, person, need):
    session.get(Professional, person).state = ProfileState.PAUSED


def close(session, person, need):
    session.get(Need, need).state = NeedState.CLOSED


def exclude(session, person, need):
    session.add(ExcludedSchool(professional_id=person, school_id=session.get(Need, need).school_id))


def propose(session, person, need):
    ProposalFactory(professional_id=person, need_id=need, state=ProposalState.DECLINED)


def overload(session, person, need):
    for _ in range(5):
        ProposalFactory(professional_id=person, need_id=NeedFactory().id, state=ProposalState.PROPOSED)


def crowd_the_need(session, person, need):
    for _ in range(5 * session.get(Need, need).people_wanted):
        ProposalFactory(need_id=need, state=ProposalState.PROPOSED)


def lengthen(session, person, need):
    # 61 klokuren a week in 18 weeks is far above 240 a year.
    session.get(Need, need).minutes_per_week = 3660


def fill(session, person, need):
    other = ProposalFactory(need_id=need, professional_id=ProfessionalFactory().id, state=ProposalState.PLACED)
    dates = {"starts_on": date(2026, 9, 21), "ends_on": date(2027, 1, 29)}
    placement_of(session, other, session.get(Need, need), **dates, minutes=60, vog=None)


@pytest.mark.parametrize(
    ("change", "outcome"),
    [
        (pause, PairOutcome.PERSON_AWAY),
        (close, PairOutcome.NEED_NOT_OPEN),
        (exclude, PairOutcome.SCHOOL_EXCLUDED),
        (propose, PairOutcome.KNOWN_PAIR),
        (overload, PairOutcome.MANY_PROPOSALS),
        (crowd_the_need, PairOutcome.NEED_BUSY),
        (fill, PairOutcome.NEED_FULL),
        (lengthen, PairOutcome.LEGAL_HOURS),
    ],
)
def test_what_changed_since_is_skipped_and_told(session, crowd, planned, apply, fresh, change, outcome):
    round_id = planned()
    pair = session.scalar(select(RoundPair).where(RoundPair.rank == 2))
    change(session, pair.professional_id, pair.need_id)
    session.commit()
    apply(round_id)
    assert outcomes_of(session, round_id=round_id) == {PairOutcome.SUGGESTED: 3, outcome: 1}
    assert session.get(RoundPair, pair.id).outcome is outcome
    assert fresh(round_id).state is RoundState.APPLIED


def test_applying_goes_on_where_it_stopped(session, crowd, planned, held, apply, app, fresh, monkeypatch):
    round_id = planned()
    held.run()
    apply(round_id)
    job, ids = held.pop()
    calls = []

    def breaks(session, **facts):
        calls.append(facts)
        if len(calls) == 3:
            raise MemoryError("killed")
        return True

    with monkeypatch.context() as patched:
        patched.setattr("matcher.services.rounds.applying.within_law", breaks)
        with pytest.raises(MemoryError):
            app.extensions["jobs"].run(job, *ids)
    assert fresh(round_id).state is RoundState.APPLYING
    assert session.scalar(select(func.count(Proposal.id))) == 2
    session.rollback()
    app.extensions["jobs"].run(job, *ids)
    assert fresh(round_id).state is RoundState.APPLIED
    assert session.scalar(select(func.count(Proposal.id))) == 4


def test_once_applied_it_stays_so(session, crowd, planned, apply, work_as):
    round_id = planned()
    apply(round_id)
    for step in (rounds.apply_round, rounds.cancel_round):
        with pytest.raises(WrongStateError):
            step(work_as(), round_id=round_id)


@pytest.mark.parametrize("actor", [coordinator_actor("AM28"), coordinator_actor("AM28", "AM24")])
def test_another_region_is_not_there(session, crowd, planned, work_as, actor):
    round_id = planned()
    for step in (rounds.apply_round, rounds.cancel_round):
        with pytest.raises(NotFoundError):
            step(work_as(actor), round_id=round_id)
        with pytest.raises(NotFoundError):
            step(work_as(actor), round_id=round_id + 1)
    assert session.get(MatchingRound, round_id).state is RoundState.SOLVED
