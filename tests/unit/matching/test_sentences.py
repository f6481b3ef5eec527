from dataclasses import replace

import pytest

from matcher.matching.columns import UNLIMITED
from matcher.matching.constraints import Obstacle
from matcher.matching.explanation import Explanation, LegalYear, SkillNote
from matcher.matching.sentences import (
    OBSTACLE_TEXTS,
    day_parts,
    for_professional,
    for_school,
    legal,
    skills,
    travel,
)


def must(concept: int, asked: int, held: int = 0, via: int | None = None) -> SkillNote:
    return SkillNote(concept, required=True, asked_level=asked, held_level=held, via_id=via)


def nice(concept: int, asked: int, held: int = 0) -> SkillNote:
    return SkillNote(concept, required=False, asked_level=asked, held_level=held)


LABELS = {1: "PLC-programmeren", 2: "SCADA", 3: "robotica", 4: "lassen"}
PAIR = Explanation(
    person_id=1,
    need_id=2,
    obstacle=Obstacle.NONE,
    matched=(must(1, 2, 2),),
    partial=(must(2, 2, 2, via=1),),
    missing=(must(3, 1),),
    distance_km=11.2,
    travel_minutes=26,
    online=False,
    day_parts=1 << 3 | 1 << 9,
    asked_day_parts=1,
    minutes_asked=240,
    minutes_min=180,
    minutes_max=360,
    legal=(LegalYear(2026, 8_640, 4_320, 14_400),),
)


def test_a_candidate_for_the_school():
    assert for_school(PAIR, LABELS) == (
        "Past: PLC-programmeren; deels: SCADA (via PLC-programmeren); mist: robotica",
        "11 km (ongeveer 25 minuten)",
        "di en do ochtend",
        "Vraagt 4 klokuren per week, wil 3 tot 6 klokuren",
        "Zesurenregeling 2026-2027: 96 van 240 klokuren gebruikt, met deze vraag 168",
    )


def test_a_need_for_the_professional():
    found = for_professional(replace(PAIR, minutes_min=240, minutes_max=240, legal=()), LABELS)
    assert found[3:] == ("4 klokuren per week, u wilt 4 klokuren",)


def test_nothing_asked_and_nothing_in_common_is_not_said():
    bare = replace(PAIR, matched=(), partial=(), missing=(), distance_km=None, travel_minutes=None, day_parts=0)
    assert len(for_school(replace(bare, legal=()), LABELS)) == 1


def test_lower_levels_and_nice_skills():
    pair = replace(PAIR, matched=(), partial=(must(1, 3, 1),), missing=(nice(4, 1),))
    assert skills(pair, LABELS) == "Deels: PLC-programmeren (lager niveau); mist: lassen (niet verplicht)"


def test_unknown_label():
    with pytest.raises(KeyError):
        for_school(PAIR, {})


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({}, "11 km (ongeveer 25 minuten)"),
        ({"online": True}, "Online, of 11 km (ongeveer 25 minuten)"),
        ({"online": True, "distance_km": None, "travel_minutes": None}, "Online"),
        ({"distance_km": None, "travel_minutes": None}, ""),
        ({"distance_km": 0.2, "travel_minutes": 2}, "0 km (ongeveer 5 minuten)"),
    ],
)
def test_travel(fields, text):
    assert travel(replace(PAIR, **fields)) == text


@pytest.mark.parametrize(
    ("mask", "text"),
    [
        (0, ""),
        (0b1, "ma ochtend"),
        (0b1001001, "ma, di en wo ochtend"),
        (0b111001, "ma ochtend, di ochtend, middag en avond"),
        (0b011000011, "ma en wo ochtend en middag"),
    ],
)
def test_day_parts(mask, text):
    assert day_parts(mask) == text


def test_legal_years():
    year = PAIR.legal[0]
    assert legal(replace(year, limit=None)) == ("Zesurenregeling 2026-2027: nog 144 klokuren over, met deze vraag 72")
    assert legal(replace(year, left=UNLIMITED)) == "Zesurenregeling 2026-2027: geen grens"


def test_no_maximum():
    assert "wil minstens 3 klokuren" in for_school(replace(PAIR, minutes_max=UNLIMITED), LABELS)[3]


def test_every_obstacle_has_its_words():
    assert OBSTACLE_TEXTS.keys() == set(Obstacle)
    texts = [t for o in OBSTACLE_TEXTS.values() for t in (o.short, o.school, o.professional)]
    assert len(set(texts)) == len(texts)
    assert all(t.school.endswith(".") and t.professional.endswith(".") for t in OBSTACLE_TEXTS.values())
