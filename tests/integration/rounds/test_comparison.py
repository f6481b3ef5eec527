"""Two rounds beside each other."""

import pytest
from sqlalchemy import select

from matcher import clock
from matcher.domain.rounds import RoundState
from matcher.models import MatchingRound, RoundLeftOver, RoundPair, RoundRegion
from matcher.queries.rounds import Difference, difference_counts, difference_page
from tests.factories import NeedFactory, ProfessionalFactory, coordinator

URL = "/coordinator/rondes/vergelijk"
FIGURES = {
    "pairs": 2, "coverage": 0.5, "minutes": 600, "quality": 0.7, "gap": 0.0, "places": 4, "gini": 0.1,
    "people_waiting_chosen": 10.0, "people_waiting_others": 0.0, "waiting_served": None, "waiting_open": 3.0,
}  # fmt: skip


def a_round(session, region, chosen, left, **figures):
    """Return the id of a solved round with these (person, need, total) and (need, reason)."""
    made = MatchingRound(
        state=RoundState.SOLVED, options={}, weights_version="test", today=clock.today(), created_at=clock.now(),
        objective=1.0, bound=1.0, figures={**FIGURES, **figures},
    )  # fmt: skip
    session.add(made)
    session.flush()
    session.add(RoundRegion(round_id=made.id, region_code=region))
    for rank, (person, need, total) in enumerate(chosen, 1):
        session.add(RoundPair(round_id=made.id, rank=rank, professional_id=person, need_id=need, total=total, parts={}))
    session.add_all(RoundLeftOver(round_id=made.id, need_id=need, reason=reason, places=1) for need, reason in left)
    return made.id


@pytest.fixture
def two(session):
    """Rounds a and b, their three people and four needs."""
    people = [ProfessionalFactory().id for _ in range(3)]
    needs = [NeedFactory(title=f"Vraag {n}").id for n in range(4)]
    a = a_round(
        session, "AM05", [(people[0], needs[0], 0.9), (people[1], needs[1], 0.5)],
        [(needs[2], "travel"), (needs[3], "no_skill")],
    )  # fmt: skip
    b = a_round(
        session, "AM05", [(people[0], needs[0], 0.8), (people[2], needs[2], 0.6)], [(needs[3], "full")], pairs=3
    )
    session.commit()
    return a, b, people, needs


def test_each_pair_and_each_open_need_is_in_one_list(session, two):
    a, b, people, needs = two
    counts = difference_counts(session, a=a, b=b)
    assert [counts[kind] for kind in Difference] == [1, 1, 1, 1, 0, 1]

    def rows(kind):
        return difference_page(session, kind=kind, a=a, b=b, page=1).rows

    assert [(r.professional_id, r.total_a, r.total_b) for r in rows(Difference.PAIRS_ONLY_A)] == [
        (people[1], 0.5, None)
    ]
    assert [(r.professional_id, r.total_a, r.total_b) for r in rows(Difference.PAIRS_ONLY_B)] == [
        (people[2], None, 0.6)
    ]
    assert [(r.professional_id, r.total_a, r.total_b) for r in rows(Difference.PAIRS_BOTH)] == [(people[0], 0.9, 0.8)]
    (only,) = rows(Difference.OPEN_ONLY_A)
    assert (only.need_id, only.reason_b, only.helped) == (needs[2], "", True)
    (both,) = rows(Difference.OPEN_BOTH)
    assert both.need_id == needs[3]
    assert both.reason_a != both.reason_b
    # The other way round it is the same.
    turned = difference_counts(session, a=b, b=a)
    assert [turned[kind] for kind in Difference] == [1, 1, 1, 0, 1, 1]


def test_the_page_and_its_scope(session, two, new_client):
    a, b, _, _ = two
    foreign = a_round(session, "AM28", [], [])
    running = a_round(session, "AM05", [], [])
    session.get(MatchingRound, running).figures = {}
    user, client = coordinator("AM05"), new_client()
    session.commit()
    client.login(user)
    text = client.get(f"{URL}?a={a}&b={b}").text
    assert f"Ronde {a} en {b} vergeleken" in text
    assert "+1" in text
    assert f"Paren alleen in ronde {a}" in text
    for kind in Difference:
        assert client.get(f"{URL}?a={a}&b={b}&toon={kind.value}&page=7").status_code == 200
    for query in (f"a={a}&b={foreign}", f"a={foreign}&b={foreign}", f"a={a}&b=987654"):
        assert client.get(f"{URL}?{query}").status_code == 404
    assert "verschillende ronden" in client.get(f"{URL}?a={a}&b={a}").text
    assert "nog geen uitkomst" in client.get(f"{URL}?a={a}&b={running}").text
    choice = client.get(f"{URL}?a=x&b=").text
    assert f'value="{a}"' in choice
    assert f'value="{foreign}"' not in choice


def test_no_rounds_to_compare(session, new_client):
    user, client = coordinator("AM05"), new_client()
    session.commit()
    client.login(user)
    assert "Nog geen twee ronden" in client.get(URL).text
    assert session.scalars(select(MatchingRound)).all() == []
