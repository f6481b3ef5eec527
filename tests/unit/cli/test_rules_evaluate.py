"""``flask rules evaluate``: cases of the law in JSON lines, without a database."""

import json
import math

import pytest

from matcher import create_rules_app
from matcher.cli.rules_evaluate import answered

CASE = {
    "id": "c1",
    "on": "2025-10-01",
    "person": {"qualifications": [], "vog_issued_on": "2025-08-20"},
    "placements": [
        {
            "board": "B1",
            "sector": "mbo",
            "role": "gastdocent",
            "from": "2025-09-01",
            "to": "2026-07-10",
            "total_hours": 120,
        }
    ],
    "wish": {
        "board": "B2",
        "sector": "mbo",
        "role": "gastdocent",
        "from": "2025-11-03",
        "to": "2026-01-30",
        "hours_per_week": 6,
        "lesson_minutes": 60,
        "holiday_region": "noord",
        "responsible_teacher": True,
        "subject_parts": True,
    },
}
ANSWER = (
    '{"id":"c1","allowed":true,"ground":"zesurenregeling","reason":null,"article":"WEB 4.2.1 lid 6","missing":[],'
    '"school_years":[{"school_year":"2025-2026","limit_hours":240,"used_hours":120.0,"wish_hours":66.0,'
    '"remaining_hours":54.0,"weekly_average":4.65}],"max_total_hours":120.0,"readings":{"person":true,"board":true}}'
)


def run(*lines):
    return evaluated("-", "\n".join(lines)).splitlines()


def evaluated(source, text=None):
    """Return what the command prints; its app has no database."""
    result = create_rules_app().test_cli_runner().invoke(args=["rules", "evaluate", source], input=text)
    assert result.exit_code == 0, result.output
    return result.stdout


def changed(**wish):
    """Return the case with another wish; None takes a key away."""
    facts = {key: value for key, value in (CASE["wish"] | wish).items() if value is not None}
    return CASE | {"wish": facts}


def ask(qualifications=(), placements=(), **wish):
    person = {"qualifications": list(qualifications), "vog_issued_on": "2025-08-20"}
    return answered(changed(**wish) | {"person": person, "placements": list(placements)})


def held(kind, sector="mbo", **term):
    return {"kind": kind, "sector": sector, "from": "2025-01-01", "to": "2026-12-31"} | term


def placed(hours, **changes):
    return CASE["placements"][0] | {"total_hours": hours} | changes


def test_the_case_and_its_answer():
    assert run(json.dumps(CASE)) == [ANSWER]


def test_a_file_is_read_too(tmp_path):
    path = tmp_path / "cases.jsonl"
    path.write_text(json.dumps(CASE) + "\n", encoding="utf-8")
    assert evaluated(str(path)) == ANSWER + "\n"


def test_a_broken_line_gives_an_error_and_the_rest_goes_on():
    bad = json.dumps({"id": "c0", "wish": CASE["wish"] | {"from": "2025-02-30"}})
    first, second, third = run("{", bad, json.dumps(CASE))
    assert json.loads(first)["error"]
    assert json.loads(second) == {"id": "c0", "line": 2, "error": '"from" is geen datum als 2026-09-01'}
    assert third == ANSWER


@pytest.mark.parametrize(
    ("wish", "qualifications", "ground", "article", "limit"),
    [
        ({}, [], "zesurenregeling", "WEB 4.2.1 lid 6", 240),
        ({"sector": "vo"}, [], "zesurenregeling", "WVO 2020 7.19", 240),
        ({"sector": "vmbo"}, [], "zesurenregeling", "WVO 2020 7.19", 240),
        ({"role": "gastles"}, [], "gastles", "WEB 4.2.1 lid 6", 240),
        ({"role": "instructeur"}, [], "zesurenregeling", "WEB 4.2.1 lid 6", 240),
        ({"role": "instructeur"}, [held("instructeur")], "instructeur", "WEB 4.2.2", None),
        ({"role": "gastdocent"}, [held("instructeur")], "zesurenregeling", "WEB 4.2.1 lid 6", 240),
        ({"role": "docent"}, [held("bevoegd")], "bevoegd", "WEB 4.2.1", None),
        ({"role": "docent", "sector": "vo"}, [held("bevoegd", "vo")], "bevoegd", "WVO 2020 hoofdstuk 7", None),
        ({"role": "docent", "sector": "vo"}, [held("bevoegd")], "zesurenregeling", "WVO 2020 7.19", 240),
        ({"role": "docent"}, [held("bevoegd", None)], "bevoegd", "WEB 4.2.1", None),
        ({"role": "docent"}, [held("pdg", to=None)], "bevoegd", "WEB 4.2.1", None),
        ({"sector": "vo"}, [held("pdg", "vo")], "zesurenregeling", "WVO 2020 7.19", 240),
        ({}, [held("geschiktheidsverklaring")], "in_opleiding", "WEB 4.2.1", None),
        ({}, [held("in_opleiding")], "in_opleiding", "WEB 4.2.1", None),
        ({}, [held("in_opleiding", to=None)], "zesurenregeling", "WEB 4.2.1 lid 6", 240),
        ({}, [held("in_opleiding", "vo")], "zesurenregeling", "WEB 4.2.1 lid 6", 240),
        ({}, [held("pdg", to="2025-11-02")], "zesurenregeling", "WEB 4.2.1 lid 6", 240),
        ({}, [held("pdg", **{"from": "1985-06-01", "to": "9999-12-31"})], "bevoegd", "WEB 4.2.1", None),
        ({}, [held("bdb")], "zesurenregeling", "WEB 4.2.1 lid 6", 240),
        ({"sector": "hbo", "role": "expert"}, [], "hbo", None, None),
    ],
)
def test_the_grounds(wish, qualifications, ground, article, limit):
    found = ask(qualifications, **wish)
    assert (found["ground"], found["article"]) == (ground, article)
    assert found["school_years"][0]["limit_hours"] == limit
    assert (found["max_total_hours"] is None) is (limit is None)
    assert (found["school_years"][0]["weekly_average"] is None) is (limit is None)


def test_a_refusal_says_why():
    found = ask(placements=[placed(175)])
    assert (found["allowed"], found["readings"]) == (False, {"person": False, "board": True})
    assert found["reason"].startswith("Dit wordt 241 van ten hoogste 240 klokuren in schooljaar 2025-2026 (WEB")
    assert found["school_years"][0]["remaining_hours"] == -1.0
    assert found["max_total_hours"] == 65.0


def test_the_same_board_by_its_name():
    assert ask(placements=[placed(200, board="B2")])["readings"] == {"person": False, "board": False}
    assert ask(placements=[placed(200, board="")], board="")["missing"] == ["board"]


@pytest.mark.parametrize(
    ("wish", "person", "missing"),
    [
        ({"responsible_teacher": None}, {}, ["responsible_teacher"]),
        ({"responsible_teacher": " "}, {}, ["responsible_teacher"]),
        ({"responsible_teacher": "F. Voorbeeld"}, {}, []),
        ({"subject_parts": False}, {}, ["subject_parts"]),
        ({"board": None}, {}, ["board"]),
        ({}, {"vog_issued_on": None}, ["vog"]),
        ({}, {"vog_issued_on": "2025-05-02"}, ["vog"]),
        ({}, {"vog_issued_on": "2025-05-03"}, []),
        ({"sector": "vo"}, {"vog_issued_on": "2025-05-04"}, ["vog"]),
        ({"sector": "vo"}, {"vog_issued_on": "2025-05-05"}, []),
        ({"sector": "hbo", "board": None, "subject_parts": None}, {"vog_issued_on": None}, []),
    ],
)
def test_what_is_missing(wish, person, missing):
    case = changed(**wish)
    assert answered(case | {"person": case["person"] | person})["missing"] == missing


@pytest.mark.parametrize(
    ("wish", "hours"),
    [
        ({"lesson_minutes": 50}, 55.0),
        ({"lesson_minutes": 45, "hours_per_week": 2.5}, 20.62),
        ({"lesson_minutes": 50, "hours_per_week": 0.1}, 0.92),
        ({"lesson_minutes": None}, 66.0),
        ({"holiday_region": None}, 66.0),
        ({"holiday_region": "zuid", "from": "2025-10-20", "to": "2025-10-24"}, 6.0),
        ({"holiday_region": "noord", "from": "2025-10-20", "to": "2025-10-24"}, 0.0),
        ({"hours_per_week": None, "total_hours": 33.33}, 33.33),
        ({"hours_per_week": None, "total_hours": 0.01}, 0.01),
        ({"hours_per_week": None, "total_hours": 0}, 0.0),
    ],
)
def test_hours_are_exact_to_a_hundredth(wish, hours):
    assert ask(**wish)["school_years"][0]["wish_hours"] == hours


def test_many_small_parts_add_up():
    rows = [placed(1.34) for _ in range(10)]
    assert ask(placements=rows)["school_years"][0]["used_hours"] == 13.4
    at_limit = ask(placements=rows, hours_per_week=None, total_hours=226.6)
    assert (at_limit["allowed"], at_limit["max_total_hours"]) == (True, 226.6)
    assert ask(placements=rows, hours_per_week=None, total_hours=226.601)["allowed"] is False


def test_a_placement_may_last_longer_than_a_wish():
    row = placed(900, **{"from": "2012-09-03", "to": "2032-06-30"})
    assert 40 < ask(placements=[row])["school_years"][0]["used_hours"] < 50


def test_what_is_not_given_is_not_known():
    wish = {key: CASE["wish"][key] for key in ("sector", "role", "from", "to", "hours_per_week")}
    for facts in (
        {"wish": wish},
        {"wish": wish | {"total_hours": None}, "person": None, "placements": None, "on": None},
    ):
        found = answered(facts)
        assert found["missing"] == ["board", "responsible_teacher", "subject_parts", "vog"]
        assert found["school_years"][0]["used_hours"] == 0.0


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ({"from": None}, '"from" ontbreekt'),
        ({"from": "2025-02-29"}, '"from" is geen datum'),
        ({"from": "20251103"}, '"from" is geen datum'),
        ({"from": "2025-W45-1"}, '"from" is geen datum'),
        ({"from": 20251103}, '"from" is geen datum'),
        ({"from": True}, '"from" is geen datum'),
        ({"from": "1989-12-31"}, "niet tussen 1990 en 2100"),
        ({"to": "2101-01-01"}, "niet tussen 1990 en 2100"),
        ({"to": "2025-11-02"}, '"to" ligt voor "from"'),
        ({"to": "2035-12-01"}, "langer dan tien jaar"),
        ({"sector": "po"}, '"sector" is onbekend'),
        ({"sector": ["mbo"]}, '"sector" is onbekend'),
        ({"sector": None}, '"sector" is onbekend'),
        ({"role": "conciërge"}, '"role" is onbekend'),
        ({"holiday_region": "oost"}, '"holiday_region" is onbekend'),
        ({"hours_per_week": -1}, "negatief"),
        ({"hours_per_week": "6"}, "geen getal"),
        ({"hours_per_week": True}, "geen getal"),
        ({"hours_per_week": [6]}, "geen getal"),
        ({"hours_per_week": math.nan}, "negatief of meer"),
        ({"hours_per_week": math.inf}, "negatief of meer"),
        ({"hours_per_week": 168.5}, "meer dan er in de tijd past"),
        ({"hours_per_week": 10**400}, "meer dan er in de tijd past"),
        ({"hours_per_week": None}, 'geef "total_hours" of "hours_per_week"'),
        ({"total_hours": 10}, 'geef "total_hours" of "hours_per_week"'),
        ({"hours_per_week": None, "total_hours": -0.01}, "negatief"),
        ({"hours_per_week": None, "total_hours": 89 * 24 + 1}, "meer dan er in de tijd past"),
        ({"lesson_minutes": 0}, '"lesson_minutes" is nul'),
        ({"lesson_minutes": -45}, "negatief"),
        ({"lesson_minutes": 1441}, "meer dan er in de tijd past"),
        ({"lesson_minutes": "50"}, "geen getal"),
    ],
)
def test_a_wish_that_is_broken_or_cannot_be(wish, said):
    with pytest.raises(ValueError, match=said):
        ask(**wish)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"wish": None}, '"wish" ontbreekt'),
        ({"wish": []}, '"wish" ontbreekt of is geen object'),
        ({"person": []}, '"person" ontbreekt of is geen object'),
        ({"person": "p1"}, '"person" ontbreekt of is geen object'),
        ({"person": {"qualifications": {}}}, '"qualifications" is geen lijst'),
        ({"person": {"qualifications": "pdg"}}, '"qualifications" is geen lijst'),
        ({"person": {"qualifications": ["pdg"]}}, '"qualifications" ontbreekt of is geen object'),
        ({"person": {"qualifications": [held("diploma")]}}, '"kind" is onbekend'),
        ({"person": {"qualifications": [held("pdg", "po")]}}, '"sector" is onbekend'),
        ({"person": {"qualifications": [held("pdg", to="2024-12-31")]}}, '"to" ligt voor "from"'),
        ({"person": {"qualifications": [held("pdg", to="ooit")]}}, '"to" is geen datum'),
        ({"person": {"vog_issued_on": "2025-13-01"}}, '"vog_issued_on" is geen datum'),
        ({"placements": {}}, '"placements" is geen lijst'),
        ({"placements": 0}, '"placements" is geen lijst'),
        ({"placements": [None]}, '"placements" ontbreekt of is geen object'),
        ({"placements": [placed(-1)]}, "negatief"),
        ({"placements": [placed(10, to="2025-08-31")]}, 'placements: "to" ligt voor "from"'),
        ({"on": "vandaag"}, '"on" is geen datum'),
    ],
)
def test_a_case_that_is_broken(facts, said):
    with pytest.raises(ValueError, match=said):
        answered(CASE | facts)
