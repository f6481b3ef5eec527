"""Each part and each weight moves the score, in the right direction and by the right amount."""

import math
from dataclasses import replace

import pytest

from matcher.matching.ranking import score_pair
from matcher.matching.scoring import total_with
from matcher.matching.weights import DEFAULT, Weights
from tests.unit.matching.small import ENSCHEDE, HENGELO, Area, Need, Person, World, problem_of

PLAIN = Weights(version="test", nice_factor=0.5, level_step=0.25, related_decay=1.0)


def scored(person: Person, need: Need, weights: Weights = PLAIN, others: tuple[Person, ...] = (), **world):
    return score_pair(problem_of(World(people=(person, *others), needs=(need,), **world)), 0, 0, weights)


def skills(held, required, nice=(), weights=PLAIN, **world):
    return scored(
        Person(skills=dict(held)), Need(required=dict(required), nice=dict(nice)), weights, **world
    ).parts.skills


def test_a_perfect_pair_scores_one():
    found = scored(Person(minutes_min=120, minutes_max=360), Need())
    assert (found.total, found.parts.skills, found.parts.travel, found.parts.hours) == (1, 1, 1, 1)


def test_skills_covered_partly():
    assert skills({0: 2}, {0: 2, 1: 2}) == pytest.approx(1 / (1 + idf_missing()), abs=1e-9)
    assert skills({0: 2, 1: 2}, {0: 2, 1: 2}) == 1
    assert skills({}, {0: 2}) == 0


def idf_missing() -> float:
    """Rarity of what nobody holds against what the only person holds (ln 1 + 1 = 1)."""
    return math.log(2) + 1


def test_rare_skills_weigh_more():
    others = tuple(Person(id=i, skills={0: 1}) for i in range(2, 6))
    assert skills({1: 2}, {0: 2, 1: 2}, others=others) > 0.5 > skills({0: 2}, {0: 2, 1: 2}, others=others)


def test_required_weighs_more_than_nice():
    assert skills({0: 1}, {0: 1}, {1: 1}) > skills({1: 1}, {0: 1}, {1: 1}) > 0


def test_a_skill_both_required_and_nice_counts_once():
    assert skills({0: 1}, {0: 1, 1: 1}, {0: 3}) == skills({0: 1}, {0: 1, 1: 1})


@pytest.mark.parametrize(("held", "asked", "part"), [(3, 1, 1.0), (2, 2, 1.0), (2, 3, 0.75), (1, 3, 0.5)])
def test_level_too_low_counts_partly(held, asked, part):
    assert skills({0: held}, {0: asked}) == pytest.approx(part)


def test_related_skills_count_by_closeness_and_level_and_only_the_best():
    related = {(0, 1): 0.4, (0, 2): 0.8}
    assert skills({1: 2}, {0: 2}, related=related) == pytest.approx(0.4)
    assert skills({1: 2, 2: 2}, {0: 2}, related=related) == pytest.approx(0.8)
    assert skills({2: 1}, {0: 2}, related=related) == pytest.approx(0.6)
    assert skills({0: 1, 2: 2}, {0: 2}, related=related) == pytest.approx(0.8)


def test_a_need_without_skills_is_neutral():
    assert skills({0: 1}, {}) == skills({}, {}) == 0.5


def test_a_nice_factor_of_zero_leaves_nothing_to_weigh():
    assert skills({0: 1}, {}, {0: 1}, weights=replace(PLAIN, nice_factor=0)) == 0.5


def travel(*areas: Area, **need) -> float:
    return scored(Person(areas=areas, online=True), Need(**need)).parts.travel


def test_travel_falls_from_the_centre_to_the_edge_of_the_best_area():
    near, edge = travel(Area(*ENSCHEDE, 20.0)), travel(Area(*ENSCHEDE, 8.5))
    assert 1 == travel(Area()) > near > edge > 0 == travel(Area(*ENSCHEDE, 5.0))
    assert travel(Area(*ENSCHEDE, 8.5), Area(*ENSCHEDE, 20.0), Area(*ENSCHEDE, 1.0)) == near
    assert travel(Area(radius=0.0)) == 1


def test_online_is_no_travel():
    assert travel(Area(*ENSCHEDE, 20.0), online=True) == travel(online=True) == 1


@pytest.mark.parametrize(
    ("low", "high", "asked", "part"),
    [(120, 360, 240, 1), (120, 360, 120, 0.5), (120, 360, 360, 0.5), (240, 240, 240, 1), (0, 480, 0, 0), (0, 0, 0, 1)],
)
def test_hours_against_the_middle(low, high, asked, part):
    found = scored(Person(minutes_min=low, minutes_max=high), Need(minutes_per_week=asked))
    assert found.parts.hours == pytest.approx(part)


def test_no_maximum_counts_as_a_full_week():
    assert scored(Person(minutes_min=0, minutes_max=2_000_000_000), Need(minutes_per_week=600)).parts.hours == 0.5


@pytest.mark.parametrize("part", ["skills", "travel", "hours"])
def test_each_part_weight_moves_the_total_to_its_part(part):
    person = Person(skills={0: 2}, areas=(Area(*ENSCHEDE, 20.0),), minutes_min=60, minutes_max=420)
    need = Need(required={0: 2, 1: 1}, minutes_per_week=90)
    before = scored(person, need)
    after = scored(person, need, replace(PLAIN, **{part: 3.0}))
    share = getattr(before.parts, part)
    assert before.parts == after.parts
    assert abs(after.total - share) < abs(before.total - share)


@pytest.mark.parametrize(
    ("field", "person", "need"),
    [
        ("nice_factor", {0: 1}, ({0: 1}, {1: 1})),
        ("level_step", {0: 1}, ({0: 3}, {})),
        ("related_decay", {2: 1}, ({0: 1}, {})),
    ],
)
def test_each_factor_moves_the_skills_part(field, person, need):
    related = {(0, 2): 0.8}
    low = skills(person, *need, weights=replace(PLAIN, **{field: 0.1}), related=related)
    high = skills(person, *need, weights=replace(PLAIN, **{field: 0.6}), related=related)
    assert low != high


def test_the_total_is_the_weighted_mean():
    found = scored(Person(areas=(Area(*ENSCHEDE, 20.0),)), Need(minutes_per_week=120), DEFAULT)
    parts = found.parts
    assert found.total == pytest.approx(0.6 * parts.skills + 0.2 * parts.travel + 0.2 * parts.hours, abs=1e-8)


def test_a_pair_that_does_not_fit_still_has_a_score():
    assert scored(Person(sectors=0), Need(lat=HENGELO[0])).total > 0.9


@pytest.mark.parametrize("weights", [DEFAULT, replace(DEFAULT, skills=0.1, travel=0.9, hours=0.0, silence=0.2)])
def test_the_total_of_parts_is_the_one_a_ranking_gives(weights):
    person = Person(areas=(Area(lat=52.35),), answering=100, minutes_min=60, minutes_max=300, skills={0: 1})
    found = scored(person, Need(answering=30), weights)
    assert total_with(found.parts, weights) == pytest.approx(found.total, abs=1e-8)
    assert total_with(found.parts, replace(weights, hours=0.7)) != pytest.approx(found.total)
