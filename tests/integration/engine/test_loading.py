"""The columns read from the database: in parts or at once, all or some, always the same rows."""

from datetime import date, timedelta

import numpy as np
import pytest

from matcher import clock
from matcher.domain.choices import QualificationKind, RoleKind, Sector
from matcher.domain.states import NeedState, ProfileState, ProposalState
from matcher.matching.columns import FAR_FUTURE
from matcher.models import ExcludedSchool, Qualification, SearchArea
from matcher.queries.snapshot import build_problem
from matcher.queries.snapshot.build import frame_of
from matcher.queries.snapshot.frame import Chosen, Span, chosen, found_in, spans
from matcher.queries.snapshot.needs import load_needs
from matcher.queries.snapshot.people import load_people
from tests.factories import EINDHOVEN, NeedFactory, ProfessionalFactory, ProposalFactory, concept_id, school
from tests.integration.engine.conftest import assert_same

PLC, HOME = "elektro-plc-programmeren", "elektro-woninginstallaties-aanleggen"


@pytest.fixture
def world(session):
    """Five people, two of them not active, and four needs, one of them not ranked."""
    needs = [NeedFactory(skills=(PLC, HOME)), NeedFactory(state=NeedState.MAYBE), NeedFactory(state=NeedState.DRAFT)]
    needs.append(NeedFactory(role_kind=None, starts_on=None, ends_on=None, online=True))
    states = (ProfileState.ACTIVE, ProfileState.PAUSED, ProfileState.ACTIVE, ProfileState.DRAFT, ProfileState.ACTIVE)
    people = [ProfessionalFactory(state=state, skills=(PLC, HOME)) for state in states]
    for person in people[1:4]:
        session.add(SearchArea(professional_id=person.id, position=1, label="Eindhoven", radius_km=10, **EINDHOVEN))
        session.add(ExcludedSchool(professional_id=person.id, school_id=school("ROC van Twente").id))
        kind, begun = QualificationKind.PDG, date(2020, 1, 1)
        session.add(Qualification(professional_id=person.id, kind=kind, valid_from=begun))
        ProposalFactory(professional_id=person.id, need_id=needs[0].id, state=ProposalState.PROPOSED)
    people[4].available_to = date(2027, 1, 1)
    session.commit()
    return people, needs


def test_the_columns_say_what_the_rows_say(session, world):
    people, needs = world
    problem = build_problem(session, today=clock.today())
    found = problem.people
    assert found.ids.tolist() == [people[i].id for i in (0, 2, 4)]
    assert np.diff(found.areas_ptr).tolist() == [1, 2, 1]
    assert found.areas_radius_km.tolist() == [30, 30, 10, 30]
    assert found.available_to.tolist() == [FAR_FUTURE, FAR_FUTURE, date(2027, 1, 1).toordinal()]
    held = problem.concept_ids[found.skills_concept].reshape(3, 2)
    assert {*held[0].tolist()} == {concept_id(PLC), concept_id(HOME)}
    assert found.skills_level.tolist() == [2] * 6
    assert np.diff(found.barred_ptr).tolist() == np.diff(found.refused_ptr).tolist() == [0, 1, 0]
    assert found.barred_school.tolist() == [school("ROC van Twente").id]
    assert found.refused_need.tolist() == [needs[0].id]
    assert found.open_proposals.tolist() == [0, 1, 0]
    assert found.exempt_cells[0] == found.exempt_cells[2] != found.exempt_cells[1]
    assert problem.needs.ids.tolist() == [needs[i].id for i in (0, 1, 3)]
    assert problem.needs.schools.tolist() == [needs[0].school_id] * 3
    assert problem.needs.minutes_by_year[:, 0].tolist() == [72 * 60, 72 * 60, 0]
    assert problem.needs.role_kinds[2] == 1 << list(RoleKind).index(RoleKind.GASTDOCENT)
    assert problem.needs.sectors[0] == 1 << list(Sector).index(Sector.MBO)
    assert np.diff(problem.needs.asked_ptr).tolist() == [2, 1, 1]
    assert problem.needs.asked_required.all()


@pytest.mark.parametrize("part", [1, 2, 100])
def test_in_parts_is_the_same_as_at_once(session, world, part):
    assert_same(build_problem(session, today=clock.today(), part=part), build_problem(session, today=clock.today()))


def test_some_rows_are_those_rows_of_all(session, world):
    people, needs = world
    problem = build_problem(session, today=clock.today())
    frame = frame_of(problem, clock.today())
    some = load_people(session, frame, Chosen((people[1].id, people[2].id, people[4].id, 10_000)))
    assert some.ids.tolist() == problem.people.ids[1:].tolist()
    assert some.skills_concept.tolist() == problem.people.skills_concept[2:].tolist()
    assert some.areas_lat.tolist() == problem.people.areas_lat[1:].tolist()
    one = load_needs(session, frame, Chosen((needs[0].id, needs[2].id)))
    assert one.ids.tolist() == [needs[0].id]
    assert one.asked_concept.tolist() == problem.needs.asked_concept[:2].tolist()
    nobody = load_people(session, frame, Chosen((people[1].id,)))
    assert [name for name, column in zip(nobody._fields, nobody, strict=True) if column.size] == [
        *("areas_ptr", "skills_ptr", "barred_ptr", "refused_ptr")
    ]


def test_an_empty_database_gives_empty_columns(session):
    problem = build_problem(session, today=clock.today())
    assert problem.people.ids.size == problem.needs.ids.size == 0
    assert problem.people.skills_ptr.tolist() == [0]
    assert problem.people.minutes_left.shape == problem.needs.minutes_by_year.shape == (0, 3)


def test_another_school_year_has_other_columns(session):
    problem = build_problem(session, today=clock.today())
    assert frame_of(problem, clock.today() + timedelta(days=1)).school_years == problem.school_years
    assert frame_of(problem, clock.today() + timedelta(days=365)) is None


def test_parts():
    assert list(spans(np.array([2, 3, 7, 9]), 3)) == [Span(2, 7), Span(9, 9)]
    assert list(spans(np.array([], dtype=np.int64), 3)) == [Span(0, 0)]
    assert list(chosen({9, 2, 5}, 2)) == [Chosen((2, 5)), Chosen((9,))]
    places, there = found_in(np.array([2, 5]), np.array([1, 2, 3, 5, 6]))
    assert there.tolist() == [False, True, False, True, False]
    assert places[there].tolist() == [0, 1]
