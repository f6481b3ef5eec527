import numpy as np
import pytest

from matcher.matching.vocabulary import Closeness, Relations, relatedness

IDS = [10, 20, 21, 22, 30]
LINKS = [(20, 10), (21, 10), (22, 21), (99, 10), (22, 98), (10, 10)]
GROUP = 7


def pairs(*rows):
    return np.array(rows, dtype=np.int64).reshape(-1, 2)


def close(relations, ids=(1, 2, 3, 4), **settings):
    return relatedness(ids, closeness=Closeness(**settings), relations=relations).toarray()


def test_parents_children_and_siblings():
    found = relatedness(IDS, LINKS).toarray()
    assert found.diagonal().tolist() == [1, 1, 1, 1, 1]
    assert (found[0, 1], found[1, 0]) == (0.8, 0.5)
    assert found[1, 2] == found[2, 1] == 0.4
    assert found[4, 0] == found[1, 3] == 0


def test_two_steps_count_less_than_one_and_the_floor_ends_it():
    found = relatedness(IDS, LINKS).toarray()
    assert (found[0, 3], found[3, 0]) == pytest.approx((0.64, 0.25))
    assert relatedness(IDS, LINKS, Closeness(steps=1)).toarray()[0, 3] == 0
    assert relatedness(IDS, LINKS, Closeness(floor=0.3)).toarray()[3, 0] == 0


def test_the_highest_link_counts():
    found = relatedness([1, 2, 3], [(2, 1), (3, 1), (3, 2)]).toarray()
    assert (found[1, 2], found[2, 1]) == (0.8, 0.5)


@pytest.mark.parametrize(
    ("closeness", "siblings"), [(Closeness(sibling=0), 0), (Closeness(max_family=1), 0), (Closeness(max_family=2), 0.4)]
)
def test_siblings_are_optional(closeness, siblings):
    found = relatedness(IDS, LINKS, closeness)
    assert found.toarray()[1, 2] == siblings
    assert (found.data > 0).all()


def test_holding_a_shelf_says_nothing_about_what_stands_on_it_but_the_other_way_it_does():
    found = relatedness([1, 2, 3], [(2, 1), (3, 1)], Closeness(max_family=1)).toarray()
    assert (found[0, 1], found[1, 0], found[1, 2]) == (0.8, 0, 0)


def test_a_group_that_is_no_concept_makes_no_siblings():
    assert (close(Relations(broader=pairs((1, GROUP), (2, GROUP)))) == np.eye(4)).all()


def test_skills_that_go_with_a_skill_count_both_ways():
    found = close(Relations(essential=pairs((1, 2)), optional=pairs((1, 2), (3, 4))))
    assert found[0, 1] == found[1, 0] == 0.6
    assert found[2, 3] == found[3, 2] == 0.4


def test_two_concepts_that_are_the_same_share_everything():
    found = close(Relations(broader=pairs((1, 2)), optional=pairs((4, 3)), same=pairs((1, 4))))
    assert found[0, 3] == found[3, 0] == 1
    assert found[0].tolist() == found[3].tolist()
    assert (found[0, 1], found[0, 2]) == (0.5, 0.4)


def test_titles_in_common_make_skills_close_and_more_titles_closer():
    def titles(count):
        return pairs(*((100 + t, skill) for t in range(count) for skill in (1, 2)))

    few, many = close(Relations(title_essential=titles(4))), close(Relations(title_essential=titles(40)))
    assert few[0, 1] == pytest.approx(0.4 * 4 / 6, abs=1e-6)
    assert few[0, 1] < many[0, 1] < 0.4
    assert close(Relations(title_essential=titles(1)))[0, 1] == 0


def test_an_optional_skill_of_a_title_weighs_less():
    title_skills = [(100 + t, 1) for t in range(10)]
    essential = Relations(title_essential=pairs(*title_skills, *((t, 2) for t, _ in title_skills)))
    optional = Relations(
        title_essential=pairs(*title_skills, (100, 2)), title_optional=pairs(*((t, 2) for t, _ in title_skills))
    )
    assert 0 < close(optional)[0, 1] < close(essential)[0, 1]


def test_of_weak_links_the_closest_count_but_all_of_the_hierarchy():
    ids = range(1, 60)
    weak = Relations(essential=pairs((1, 50)), optional=pairs(*((1, other) for other in range(2, 50))))
    found = close(weak, ids, most=5)
    assert np.flatnonzero(found[0]).tolist() == [0, 1, 2, 3, 4, 49]
    assert np.count_nonzero(close(Relations(broader=pairs(*((c, 1) for c in range(2, 60)))), ids, most=5)[0]) == 59


def test_no_concepts():
    assert relatedness([], []).shape == (0, 0)
