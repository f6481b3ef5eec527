"""What a placement lacks (domain.md sections 2 and 3)."""

from dataclasses import replace
from datetime import date

import pytest

from matcher.domain.choices import ContractForm, LegalGround, Sector
from matcher.rules.placement import PlacementFacts, missing_for_start

COMPLETE = PlacementFacts(
    sector=Sector.MBO,
    ground=LegalGround.ZESURENREGELING,
    contract_form=ContractForm.EIGEN_AANSTELLING,
    board_id=7,
    responsible_teacher="Fenna Voorbeeld",
    subject_parts="lassen, praktijk",
    starts_on=date(2026, 9, 1),
    ends_on=date(2027, 1, 31),
    minutes_per_week=120,
    teaching_weeks=18,
    vog_issued_on=date(2026, 8, 1),
    vog_seen_on=date(2026, 8, 20),
)


def fields(**changes):
    return [row.field for row in missing_for_start(replace(COMPLETE, **changes))]


def test_a_complete_placement_lacks_nothing():
    assert missing_for_start(COMPLETE) == ()


@pytest.mark.parametrize(
    ("sector", "article"), [(Sector.VMBO, "WVO 2020 artikel 7.19"), (Sector.MBO, "WEB artikel 4.2.1 lid 6")]
)
def test_the_rule_asks_board_responsible_teacher_and_subject_parts(sector, article):
    bare = replace(COMPLETE, sector=sector, board_id=None, responsible_teacher=" ", subject_parts="")
    missing = missing_for_start(bare)
    assert [row.field for row in missing] == ["board_id", "responsible_teacher", "subject_parts"]
    assert {row.article for row in missing} == {article}
    assert all(row.message.endswith(f"({article}).") for row in missing)


@pytest.mark.parametrize(("sector", "ground"), [(Sector.MBO, LegalGround.BEVOEGD), (Sector.HBO, LegalGround.HBO)])
def test_outside_the_rule_no_responsible_teacher_is_asked(sector, ground):
    assert fields(sector=sector, ground=ground, board_id=None, responsible_teacher="", subject_parts="") == []


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"starts_on": None}, ["starts_on"]),
        ({"ends_on": None}, ["ends_on"]),
        ({"ends_on": date(2026, 8, 31)}, ["ends_on"]),
        ({"minutes_per_week": None}, ["minutes_per_week"]),
        ({"minutes_per_week": 0}, ["minutes_per_week"]),
        ({"minutes_per_week": -60}, ["minutes_per_week"]),
        ({"teaching_weeks": None}, ["teaching_weeks"]),
        ({"teaching_weeks": 23}, ["teaching_weeks"]),
        ({"teaching_weeks": 22}, []),
        ({"teaching_weeks": 1}, []),
        ({"ends_on": date(2026, 9, 1)}, ["teaching_weeks"]),
        ({"starts_on": None, "teaching_weeks": None}, ["starts_on", "teaching_weeks"]),
    ],
)
def test_dates_and_hours_are_always_asked(changes, missing):
    assert fields(**changes) == missing


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"vog_issued_on": None}, ["vog_issued_on"]),
        ({"vog_seen_on": None}, ["vog_seen_on"]),
        ({"vog_seen_on": date(2026, 7, 31)}, ["vog_seen_on"]),
        ({"vog_issued_on": date(2026, 2, 1)}, ["vog_issued_on"]),
    ],
)
def test_the_exemption_does_not_waive_the_vog(changes, missing):
    assert fields(**changes) == missing
    assert fields(**changes, ground=LegalGround.BEVOEGD) == missing


def test_hbo_asks_no_vog():
    assert fields(sector=Sector.HBO, ground=LegalGround.HBO, vog_issued_on=None, vog_seen_on=None) == []


@pytest.mark.parametrize(
    ("sector", "ground", "article"),
    [
        (Sector.MBO, LegalGround.BEVOEGD, "WEB artikel 4.2.1"),
        (Sector.VMBO, LegalGround.IN_OPLEIDING, "WVO 2020 hoofdstuk 7"),
        (Sector.MBO, LegalGround.INSTRUCTEUR, "WEB artikel 4.2.2"),
        (Sector.MBO, LegalGround.ZESURENREGELING, "WEB artikel 4.2.1"),  # qualifies later on
    ],
)
def test_an_unseen_proof_is_missing_with_its_article(sector, ground, article):
    facts = replace(COMPLETE, sector=sector, ground=ground, proof_seen=False)
    (row,) = missing_for_start(facts)
    assert (row.field, row.article) == ("proof_seen", article)
    assert row.message.endswith(f"({article}).")
    assert missing_for_start(replace(facts, proof_seen=True)) == ()
