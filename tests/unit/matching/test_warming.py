from matcher.matching.ranking import rank_people, why_not
from matcher.matching.warming import _smallest, warm_up


def test_the_smallest_problem_goes_through_every_rule():
    assert why_not(_smallest(), 0) == {}
    assert [(r.person_id, r.need_id, r.total) for r in rank_people(_smallest(), 0)] == [(1, 1, 0.9)]


def test_warming_up_twice():
    warm_up()
    warm_up()
