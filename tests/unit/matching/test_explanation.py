import pytest

from matcher.matching.columns import UNLIMITED
from matcher.matching.constraints import Obstacle
from matcher.matching.explanation import Explainer, Explanation, LegalYear, SkillNote
from matcher.matching.ranking import rank_people
from matcher.matching.weights import Weights
from tests.unit.matching.small import ENSCHEDE, HENGELO, Area, Need, Person, World, problem_of


def must(concept: int, asked: int, held: int = 0, via: int | None = None) -> SkillNote:
    return SkillNote(concept, required=True, asked_level=asked, held_level=held, via_id=via)


def nice(concept: int, asked: int, held: int = 0) -> SkillNote:
    return SkillNote(concept, required=False, asked_level=asked, held_level=held)


def explained(person: Person, need: Need, **world) -> Explanation:
    return Explainer(problem_of(World(people=(person,), needs=(need,), **world))).explain(0, 0)


def test_skills_matched_partly_and_missing():
    person = Person(skills={0: 3, 1: 1, 3: 2})
    need = Need(required={0: 2, 1: 2, 2: 1, 4: 1}, nice={5: 1, 3: 1})
    found = explained(person, need, related={(2, 3): 0.5})
    assert found.matched == (must(100, 2, 3), nice(103, 1, 2))
    assert found.partial == (must(101, 2, 1), must(102, 1, 2, via=103))
    assert found.missing == (must(104, 1), nice(105, 1))
    assert [n.too_low for n in found.partial] == [True, False]


def test_a_skill_by_another_name_is_the_skill_itself():
    found = explained(Person(skills={1: 3}), Need(required={0: 2}), related={(0, 1): 1.0, (1, 0): 1.0})
    (note,) = found.matched
    assert (note.via_id, note.held_level, found.partial) == (None, 3, ())


def test_the_best_related_skill_is_named_and_the_skill_itself_wins_a_tie():
    related = {(0, 1): 0.5, (0, 2): 0.8, (0, 3): 0.8}
    (note,) = explained(Person(skills={1: 3, 2: 2, 3: 2}), Need(), related=related).partial
    assert note.via_id == 102
    problem = problem_of(World(people=(Person(skills={0: 1, 1: 3}),), needs=(Need(required={0: 3}),), related=related))
    (own,) = Explainer(problem, Weights(version="x", level_step=0.25, related_decay=1.0)).explain(0, 0).partial
    assert own.via_id is None


def test_travel_is_from_the_area_that_fits_best():
    person = Person(areas=(Area(*ENSCHEDE, 9.0), Area(52.2659, 6.9, 100.0)))
    found = explained(person, Need())
    assert found.distance_km == pytest.approx(7.27, abs=0.01)
    assert found.travel_minutes == 19


def test_travel_without_a_fitting_area_is_from_the_nearest():
    found = explained(Person(areas=(Area(51.44, 5.48, 1.0), Area(*ENSCHEDE, 1.0))), Need())
    assert found.obstacle is Obstacle.TRAVEL
    assert found.distance_km == pytest.approx(8.4, abs=0.1)


@pytest.mark.parametrize(("areas", "lat"), [((), HENGELO[0]), ((Area(),), float("nan"))])
def test_no_place_no_distance(areas, lat):
    found = explained(Person(areas=areas, online=True), Need(lat=lat, online=True))
    assert (found.distance_km, found.travel_minutes, found.online) == (None, None, True)


def test_day_parts_and_hours():
    found = explained(Person(day_parts=0b1101, minutes_min=120, minutes_max=300), Need(day_parts=0b1011))
    assert (found.day_parts, found.asked_day_parts) == (0b1001, 1)
    assert (found.minutes_asked, found.minutes_min, found.minutes_max) == (240, 120, 300)


def test_legal_hours_of_the_years_the_need_touches():
    (year,) = explained(Person(minutes_left=(8_640, 0)), Need()).legal
    assert year == LegalYear(2026, 8_640, 4_320, 14_400)
    assert (year.used, year.used_after, year.left_after) == (5_760, 10_080, 4_320)


def test_legal_hours_without_a_told_limit_or_with_more_left_than_the_limit():
    (year,) = explained(Person(), Need(), limits=()).legal
    assert (year.limit, year.used, year.used_after) == (None, None, None)
    assert LegalYear(2026, UNLIMITED, 60, 14_400).used == 0


@pytest.mark.parametrize(
    ("person", "need"), [({"exempt_cells": 0b010}, {}), ({"exempt_cells": 0b101}, {"rule_cell": 0b100})]
)
def test_outside_the_rule_nothing_is_said(person, need):
    assert explained(Person(**person), Need(**need)).legal == ()


def test_a_whole_ranking_is_explained_in_its_order():
    problem = problem_of(World(people=(Person(id=4, skills={0: 1}), Person(id=6)), needs=(Need(id=9),)))
    found = Explainer(problem).explain_all(rank_people(problem, 0))
    assert [(e.person_id, e.need_id, e.obstacle) for e in found] == [(6, 9, 0), (4, 9, 0)]
    assert Explainer(problem).explain_all(()) == ()
