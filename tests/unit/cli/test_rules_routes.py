"""``flask rules routes``: liberal in what it reads, clear about what cannot be."""

import json
from datetime import date

import pytest
import time_machine
from click.testing import CliRunner

from matcher.cli.rules_routes import routes_command
from matcher.cli.rules_routes_input import situation_of
from matcher.domain.choices import Consent, EducationLevel, QualificationKind, Sector
from matcher.domain.routes import RouteKind, WorkField
from matcher.rules.grounds import Holding

KEYS = {
    "possible", "reason", "certain", "held", "sectors", "hours_per_week", "hours_per_year", "enough", "article",
    "source", "checked_on", "months", "study_hours", "cost", "subsidy", "fund", "conditions", "next_step", "notes",
}  # fmt: skip


def ask(*lines):
    result = CliRunner().invoke(routes_command, ["-"], input="\n".join(lines))
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def answer(**facts):
    (row,) = ask(json.dumps({"on": "2026-09-14", **facts}))
    return row


def possible(**facts):
    return {name: row["possible"] for name, row in answer(**facts)["routes"].items()}


def test_a_line_gives_every_route_with_every_key():
    row = answer(id="a", education="mbo-3", sector="mbo", hours_per_week=4)
    assert (row["id"], row["on"]) == ("a", "2026-09-14")
    assert list(row["routes"]) == list(RouteKind)
    assert all(set(route) == KEYS for route in row["routes"].values())


# Worked out by hand from domain.md section 4.
def test_a_welder_with_mbo_3_wants_four_hours_in_mbo():
    found = answer(education="mbo-3", field="lastechniek", years_experience=10, sector="mbo", hours_per_week=4)[
        "routes"
    ]
    guest = found["gastdocent"]
    assert (guest["possible"], guest["hours_per_week"], guest["hours_per_year"], guest["enough"]) == (
        "now",
        6,
        240,
        True,
    )
    assert guest["article"] == "WEB artikel 4.2.1 lid 6"
    assert [found[name]["possible"] for name in ("instructeur", "techniekopleider")] == ["no", "no"]
    assert (found["pdg"]["possible"], found["pdg"]["certain"]) == ("later", False)
    assert found["hbo"]["possible"] == "no"


def test_a_network_engineer_with_hbo_wants_twelve_hours_in_mbo():
    found = answer(education="hbo", field="netwerken", years_experience=20, sector="mbo", hours_per_week=12)["routes"]
    assert (found["gastdocent"]["possible"], found["gastdocent"]["enough"]) == ("now", False)
    pdg = found["pdg"]
    assert (pdg["possible"], pdg["certain"], pdg["enough"]) == ("later", True, True)
    assert (pdg["months"], pdg["study_hours"], pdg["cost"], pdg["subsidy"]) == (18, 1680, 6000, 25_000)
    assert (found["pdg_verkort"]["months"], found["pdg_verkort"]["cost"]) == (10, None)
    assert found["instructeur"]["possible"] == "later"


def test_a_laborant_with_mbo_4_wants_two_days_in_mbo():
    found = answer(education="mbo-4", field="laborant", years_experience=5, sector="mbo", hours_per_week=16)["routes"]
    assert found["gastdocent"]["enough"] is False
    assert (found["instructeur"]["possible"], found["instructeur"]["enough"]) == ("later", True)
    assert (found["pdg"]["possible"], found["pdg"]["certain"]) == ("later", False)


def test_an_engineer_with_hbo_wants_eight_hours_in_vmbo():
    found = answer(education="hbo", sector="vmbo", hours_per_week=8)["routes"]
    assert (found["gastdocent"]["article"], found["gastdocent"]["enough"]) == ("WVO 2020 artikel 7.19", False)
    assert (found["zij_instroom_vo"]["possible"], found["zij_instroom_vo"]["subsidy"]) == ("later", 25_000)
    assert (found["pdg"]["possible"], found["instructeur"]["possible"]) == ("no", "no")


def test_a_chemist_with_wo_wants_eight_hours_in_hbo():
    found = answer(education="wo", field="chemie", sector="hbo", hours_per_week=8)["routes"]
    hbo = found["hbo"]
    assert (hbo["possible"], hbo["hours_per_week"], hbo["enough"], hbo["article"]) == ("now", None, True, None)
    assert found["hbo_bdb"]["possible"] == "later"
    assert {row["possible"] for name, row in found.items() if not name.startswith("hbo")} == {"no"}


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("mbo-3", EducationLevel.MBO_3),
        ("mbo_3", EducationLevel.MBO_3),
        ("MBO3", EducationLevel.MBO_3),
        ("mbo niveau 3", EducationLevel.MBO_3),
        (" HBO ", EducationLevel.HBO),
        ("wo", EducationLevel.WO),
        ("onbekend", None),
        ("", None),
        (None, None),
    ],
)
def test_education_in_many_spellings(text, level):
    assert situation_of({"education": text}).education is level


@pytest.mark.parametrize(
    ("value", "consent"),
    [
        (True, Consent.GEGEVEN),
        ("ja", Consent.GEGEVEN),
        (False, Consent.GEWEIGERD),
        ("niet_nodig", Consent.NIET_NODIG),
        ("niet nodig", Consent.NIET_NODIG),
        ("gevraagd", Consent.GEVRAAGD),
        ("onbekend", Consent.ONBEKEND),
        (None, Consent.ONBEKEND),
    ],
)
def test_consent_in_many_spellings(value, consent):
    assert situation_of({"employer_consent": value}).consent is consent


def test_sectors_may_be_one_or_a_list():
    assert situation_of({"sector": "VO"}).sectors == {Sector.VMBO}
    assert situation_of({"sector": ["mbo", "hbo", None]}).sectors == {Sector.MBO, Sector.HBO}
    assert situation_of({"sector": ""}).sectors == frozenset()


@pytest.mark.parametrize(("typed", "minutes"), [(4, 240), (2.5, 150), ("2,5", 150), ("4 uur", 240), (None, None)])
def test_hours_become_minutes(typed, minutes):
    assert situation_of({"hours_per_week": typed}).minutes_per_week == minutes


def test_the_day_is_today_when_it_is_not_given():
    with time_machine.travel("2026-09-14T09:00:00+00:00", tick=False):
        assert situation_of({}).on == date(2026, 9, 14)
    assert situation_of({"on": "01-02-2027"}).on == date(2027, 2, 1)


def test_qualifications_become_holdings():
    rows = [
        {"kind": "in_opleiding", "sector": "mbo", "from": "2026-08-01", "to": "2027-07-31", "school": "x"},
        "bevoegd",
        {"kind": "Instructeur"},
        {"kind": "pdd_instructeur"},
    ]
    assert situation_of({"qualifications": rows}).holdings == (
        Holding(QualificationKind.IN_OPLEIDING, Sector.MBO, date(2026, 8, 1), date(2027, 7, 31)),
        Holding(QualificationKind.BEVOEGDHEID_TWEEDEGRAADS),
        Holding(QualificationKind.PDD_INSTRUCTEUR),
        Holding(QualificationKind.PDD_INSTRUCTEUR),
    )
    assert situation_of({"qualifications": {"kind": "pdg"}}).holdings == (Holding(QualificationKind.PDG),)


@pytest.mark.parametrize("certificates", ["VCA, PDD", ["VCA", "pdd"], "NEN 3140; PDD"])
def test_a_certificate_that_is_a_proof_by_its_name_counts(certificates):
    assert situation_of({"certificates": certificates}).holdings == (Holding(QualificationKind.PDD_INSTRUCTEUR),)
    assert possible(certificates=certificates, sector="mbo")["instructeur"] == "now"


def test_a_certificate_that_only_mentions_one_does_not():
    assert situation_of({"certificates": ["PDG hoop ik te halen", "VCA"]}).holdings == ()


def test_a_qualification_opens_work_today():
    assert possible(qualifications=[{"kind": "pdg"}], sector="mbo")["docent"] == "now"
    term = {"kind": "geschiktheidsverklaring", "sector": "vmbo", "to": "2026-09-13"}
    assert possible(qualifications=[term], sector="vmbo")["docent"] == "later"


def test_unknown_keys_are_ignored_and_missing_ones_are_not_known():
    assert situation_of({"hobby": "vissen", "field": 5}).field is None
    assert situation_of({"field": "lasser"}).field is WorkField.METAAL
    assert set(possible().values()) <= {"now", "later"}


@pytest.mark.parametrize(
    ("facts", "about"),
    [
        ({"education": "havo"}, "education"),
        ({"education": ["hbo", "wo"]}, "education"),
        ({"sector": "wo"}, "sector"),
        ({"hours_per_week": -1}, "hours_per_week"),
        ({"hours_per_week": 169}, "hours_per_week"),
        ({"hours_per_week": True}, "hours_per_week"),
        ({"hours_per_week": "veel"}, "hours_per_week"),
        ({"years_experience": 81}, "years_experience"),
        ({"on": "gisteren"}, "on"),
        ({"on": "2026-02-30"}, "on"),
        ({"on": "9999-12-31", "vog_issued_on": "9999-12-31"}, "on"),
        ({"vog_issued_on": "2026-09-15"}, "vog_issued_on"),
        ({"employer_consent": "misschien"}, "employer_consent"),
        ({"qualifications": [{"sector": "mbo"}]}, "kind"),
        ({"qualifications": [{"kind": "rijbewijs"}]}, "kind"),
        ({"qualifications": [{"kind": "pdg", "from": "2026-02-01", "to": "2026-01-01"}]}, "qualifications"),
    ],
)
def test_what_cannot_be_is_said_and_the_rest_goes_on(facts, about):
    broken, fine = ask(json.dumps({"id": 1, "on": "2026-09-14", **facts}), '{"id": 2}')
    assert broken["id"] == 1
    assert f'"{about}"' in broken["error"]
    assert "routes" in fine


def test_a_vog_that_is_too_old_is_told():
    found = answer(vog_issued_on="2026-01-01", sector="mbo")["routes"]["gastdocent"]
    assert any("te oud" in text for text in found["conditions"])


def test_a_file_is_read_too(tmp_path):
    path = tmp_path / "cases.jsonl"
    path.write_text('{"id": "z"}\n', encoding="utf-8")
    assert json.loads(CliRunner().invoke(routes_command, [str(path)]).stdout)["id"] == "z"


def test_help_names_the_keys():
    told = CliRunner().invoke(routes_command, ["--help"]).output
    for key in ("education", "qualifications", "hours_per_week", "employer_consent", "vog_issued_on"):
        assert f"\n  {key} " in told
