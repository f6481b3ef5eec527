"""What a round is about, and with which weights: landsdeel and programme, shares that change what is chosen."""

from datetime import date

import pytest
from sqlalchemy import select

from matcher.domain.errors import InvalidInputError, NotFoundError
from matcher.domain.rounds import RoundOptions, RoundScope
from matcher.matching.scoring import Parts, total_with
from matcher.matching.weights import DEFAULT
from matcher.models import MatchingRound, Programme, ProgrammeRegion, Proposal, Region, RoundPair, RoundRegion
from matcher.services import rounds
from tests.factories import HENGELO, NeedFactory, ProfessionalFactory, coordinator_actor

OOST = RoundScope(landsdeel="oost")


@pytest.fixture
def programme(session):
    """A programme of two regions that wants travelling to count."""
    made = Programme(name="Oefenprogramma", starts_on=date(2026, 8, 1), weights={"travel": 0.9})
    made.regions = [ProgrammeRegion(region_code=code) for code in ("AM05", "AM28")]
    session.add(made)
    session.commit()
    return made.id


def regions_of(session, round_id):
    return set(session.scalars(select(RoundRegion.region_code).where(RoundRegion.round_id == round_id)))


def test_a_landsdeel_is_all_its_regions(session, planned, fresh):
    regions = set(session.scalars(select(Region.code).where(Region.landsdeel_code == "oost")))
    round_id = planned(scope=OOST, actor=coordinator_actor(*regions))
    assert regions_of(session, round_id) == regions
    assert fresh(round_id).label == "Landsdeel Oost"
    with pytest.raises(NotFoundError):
        planned(scope=OOST, actor=coordinator_actor(*sorted(regions)[1:]))
    with pytest.raises(NotFoundError):
        planned(scope=RoundScope(landsdeel="west"))


def test_a_programme_brings_its_regions_and_weights(session, planned, fresh, programme):
    scope = RoundScope(programme_id=programme)
    found = fresh(planned(scope=scope, actor=coordinator_actor("AM05", "AM28")))
    assert regions_of(session, found.id) == {"AM05", "AM28"}
    assert (found.label, found.programme_id, found.weights) == ("Programma Oefenprogramma", programme, {"travel": 0.9})
    own = fresh(planned(scope=scope, weights={"travel": 0.2, "hours": 0.4}))
    assert own.weights == {"hours": 0.4}
    with pytest.raises(NotFoundError):
        planned(scope=scope, actor=coordinator_actor("AM05"))
    with pytest.raises(NotFoundError):
        planned(scope=RoundScope(programme_id=programme + 1))


def test_weights_that_cannot_be_are_refused(session, planned):
    for weights in ({"skills": -1.0}, {"skills": 0.0, "travel": 0.0, "hours": 0.0}, {"speed": 1.0}):
        with pytest.raises(InvalidInputError):
            planned(weights=weights)
    session.rollback()
    assert session.scalars(select(MatchingRound)).all() == []


@pytest.fixture
def near_and_fitting(session):
    """A need with somebody near whose hours fit badly, and somebody far whose hours fit exactly."""
    need = NeedFactory(minutes_per_week=120)
    near = ProfessionalFactory(minutes_min=60, minutes_max=600)
    away = {**HENGELO, "lat": HENGELO["lat"] + 0.15}
    far = ProfessionalFactory(minutes_min=120, minutes_max=120, area=away, area__radius_km=30)
    session.commit()
    return need.id, near.id, far.id


def test_weights_change_who_is_chosen_and_the_score_of_the_round(session, near_and_fitting, planned, work_as):
    need, near, far = near_and_fitting
    only = {"skills": 0.0, "travel": 0.0, "hours": 0.0}
    for part, person in (("travel", near), ("hours", far)):
        round_id = planned(weights={**only, part: 1.0}, fairness=0.0)
        pair = session.scalars(select(RoundPair).where(RoundPair.round_id == round_id)).one()
        assert (pair.professional_id, pair.need_id) == (person, need)
        assert pair.total == pytest.approx(pair.parts[part])
    # A proposal keeps the score that everybody's have.
    work = work_as(None)
    rounds.apply_round(work, round_id=round_id)
    assert rounds.write_suggestions(work, round_id=round_id) == 1
    proposal = session.scalars(select(Proposal)).one()
    assert proposal.score == pytest.approx(total_with(Parts(**pair.parts), DEFAULT))
    assert proposal.score != pytest.approx(pair.total)


def test_the_nation_is_weighed_as_well(session, near_and_fitting, planned):
    _need, near, far = near_and_fitting
    chosen = []
    for part in ("travel", "hours"):
        weights = {"skills": 0.0, "travel": 0.0, "hours": 0.0, part: 1.0}
        round_id = planned(scope=RoundScope(national=True), weights=weights, fairness=0.0)
        chosen.append(session.scalars(select(RoundPair.professional_id).where(RoundPair.round_id == round_id)).one())
    assert chosen == [near, far]


def test_options_are_kept(planned, fresh):
    wanted = {"seed": 9, "seconds": 3.0, "per_need": 5, "fairness": 0.2, "same_school": 0.05}
    assert RoundOptions(**fresh(planned(**wanted)).options) == RoundOptions(**wanted)
