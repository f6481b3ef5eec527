"""From plan to a solved dry run: who takes part, what is chosen, what stays open and why."""

import pytest
from sqlalchemy import select

from matcher.domain.errors import InvalidInputError, NotFoundError
from matcher.domain.rounds import RoundOptions, RoundScope, RoundState
from matcher.domain.states import NeedState, ProposalState
from matcher.matching.assignment.report import Unplaced
from matcher.models import ExcludedSchool, Proposal, RoundLeftOver, RoundPair, RoundPart, SearchArea
from matcher.queries.rounds.reasons import NOBODY
from matcher.services.rounds.payload import unpacked
from matcher.services.rounds.solver import merge, result_to_bytes, solve, split
from tests.factories import EINDHOVEN, HENGELO, NeedFactory, ProfessionalFactory, ProposalFactory, coordinator_actor

EVERYWHERE = RoundScope(national=True)


def pairs_of(session, round_id):
    rows = select(RoundPair).where(RoundPair.round_id == round_id).order_by(RoundPair.rank)
    return [(row.professional_id, row.need_id) for row in session.scalars(rows)]


def open_needs(session, round_id):
    rows = session.scalars(select(RoundLeftOver).where(RoundLeftOver.round_id == round_id))
    return {row.need_id: row for row in rows if row.need_id is not None}


def test_every_need_gets_somebody_and_nobody_too_much(session, crowd, planned, fresh):
    people, needs = crowd
    found = fresh(planned())
    chosen = pairs_of(session, found.id)
    assert found.state is RoundState.SOLVED
    assert sorted(need for _, need in chosen) == needs
    assert len({person for person, _ in chosen} & set(people)) == 4
    assert (found.people, found.needs, found.edges) == (6, 4, 12)
    assert found.figures["places"] == found.figures["pairs"] == found.figures["people_chosen"] == 4
    assert found.figures["coverage"] == 1
    assert found.figures["minutes"] == 2 * (240 + 120) * 18
    assert found.figures["optimal"]
    assert found.objective == pytest.approx(found.bound)
    assert session.scalars(select(Proposal)).all() == []


def test_people_left_over_are_kept_with_the_reason(session, crowd, planned):
    round_id = planned()
    rows = session.scalars(select(RoundLeftOver).where(RoundLeftOver.round_id == round_id)).all()
    assert [(row.need_id, row.reason) for row in rows] == [(None, Unplaced.FULL)] * 2


@pytest.mark.parametrize("parts", ["one", "many"])
def test_what_came_out_follows_from_what_is_stored(session, crowd, planned, fresh, request, parts):
    if parts == "many":
        request.getfixturevalue("small_parts")
    found = fresh(planned(seed=7))
    material, options = unpacked(found.instance, found.report), RoundOptions(**found.options)
    assert options.seed == 7
    pieces = [part.to_bytes() for part in split(material.instance)]
    assert pieces == list(session.scalars(select(RoundPart.payload).order_by(RoundPart.number)))
    results = tuple(result_to_bytes(solve(piece, options)) for piece in pieces)
    again = merge(material.instance, tuple(pieces), results, options)
    ids = {
        (int(material.instance.person_ids[material.instance.person[e]]),
         int(material.instance.need_ids[material.instance.need[e]]))
        for e in again.chosen
    }  # fmt: skip
    assert ids == set(pairs_of(session, found.id))


def test_many_parts_give_a_choice_for_the_whole(session, crowd, planned, fresh, small_parts):
    found = fresh(planned())
    assert found.figures["parts"] > 1
    assert sorted(need for _, need in pairs_of(session, found.id)) == crowd[1]


def test_a_place_is_asked_once(session, planned, fresh):
    need = NeedFactory(people_wanted=3).id
    ProposalFactory(need_id=need, state=ProposalState.PROPOSED)
    ProposalFactory(need_id=need, state=ProposalState.DECLINED)
    ProposalFactory(need_id=need, state=ProposalState.SUGGESTED)  # nobody decided on it yet
    new = [ProfessionalFactory().id for _ in range(4)]
    session.commit()
    found = fresh(planned())
    chosen = [person for person, _ in pairs_of(session, found.id)]
    assert found.figures["places"] == len(chosen) == 2
    assert set(chosen) <= set(new)


@pytest.mark.parametrize("state", list(ProposalState))
def test_a_pair_with_a_proposal_in_any_state_is_left_out(session, planned, fresh, state):
    need = NeedFactory(people_wanted=5)
    ProposalFactory(need_id=need.id, state=state)
    session.commit()
    round_id = planned()
    assert pairs_of(session, round_id) == []
    assert fresh(round_id).state is RoundState.SOLVED


@pytest.mark.parametrize("state", [s for s in NeedState if s is not NeedState.OPEN])
def test_only_open_needs_take_part(session, planned, fresh, state):
    NeedFactory(state=state)
    ProfessionalFactory()
    session.commit()
    assert fresh(planned()).figures["places"] == 0


def test_people_take_part_where_they_want_to_work(session, planned, fresh):
    NeedFactory()
    here, elsewhere, both = (
        ProfessionalFactory().id,
        ProfessionalFactory(region_code="AM28", area=EINDHOVEN, area__radius_km=200).id,
        ProfessionalFactory(region_code="AM28", area=EINDHOVEN).id,
    )
    session.add(SearchArea(professional_id=both, position=1, label="Hengelo", radius_km=30, **HENGELO))
    session.commit()
    assert fresh(planned()).people == 2
    nation = fresh(planned(scope=EVERYWHERE))
    assert (nation.people, nation.national) == (3, True)
    material = unpacked(nation.instance, nation.report)
    assert set(material.instance.person_ids.tolist()) == {here, both, elsewhere}


def test_why_a_need_stays_open(session, planned):
    busy, long, shut = NeedFactory().id, NeedFactory(minutes_per_week=600).id, NeedFactory().id
    ProfessionalFactory(minutes_max=240, minutes_min=240)
    session.commit()
    left = open_needs(session, planned())
    assert len(set(left) & {busy, shut}) == 1
    assert left[long].reason == "hours"
    assert left[long].counts == {"hours": 1}
    beaten = next(row for need, row in left.items() if need != long)
    assert (beaten.reason, beaten.places, beaten.counts) == (Unplaced.FULL, 1, {Unplaced.FULL: 1})


def test_whom_somebody_excluded_is_no_reason_to_tell(session, planned):
    need, person = NeedFactory(), ProfessionalFactory()
    session.add(ExcludedSchool(professional_id=person.id, school_id=need.school_id))
    session.commit()
    row = open_needs(session, planned())[need.id]
    assert (row.reason, row.counts) == (NOBODY, {})


def test_who_waits_longer_goes_first(session, planned):
    from datetime import UTC, datetime

    need = NeedFactory().id
    ProfessionalFactory(created_at=datetime(2026, 9, 1, tzinfo=UTC))
    patient = ProfessionalFactory(created_at=datetime(2026, 1, 1, tzinfo=UTC)).id
    session.commit()
    assert pairs_of(session, planned(fairness=0.1)) == [(patient, need)]


def test_a_region_without_needs_is_solved_with_nothing(session, planned, fresh):
    found = fresh(planned())
    assert (found.state, found.objective, found.figures["pairs"]) == (RoundState.SOLVED, 0, 0)


@pytest.mark.parametrize("scope", [EVERYWHERE, RoundScope(regions=frozenset({"AM05", "AM28"}))])
def test_only_own_regions(session, planned, scope):
    with pytest.raises(NotFoundError):
        planned(scope=scope, actor=coordinator_actor("AM05"))


@pytest.mark.parametrize("codes", [(), ("XX99",)])
def test_only_regions_that_exist(session, planned, codes):
    with pytest.raises(InvalidInputError):
        planned(scope=RoundScope(regions=frozenset(codes)))
