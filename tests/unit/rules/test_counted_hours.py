"""Which hours count, date by date: the rule is for as long as somebody is not qualified."""

from datetime import date

import pytest

from matcher.domain.choices import LegalGround, QualificationKind, RoleKind, Sector
from matcher.rules.counted_hours import GroundSpan, counted_minutes, deciding_ground, ground_spans, with_real
from matcher.rules.grounds import Holding

Q, G, R, S = QualificationKind, LegalGround, RoleKind, Sector
FIRST, LAST = date(2026, 9, 1), date(2027, 1, 31)
MID, DAY_BEFORE, DAY_AFTER = date(2026, 11, 10), date(2026, 11, 9), date(2026, 11, 11)
PDG = Holding(Q.PDG, S.MBO, MID)
TRAINING = Holding(Q.IN_OPLEIDING, S.MBO, date(2026, 1, 1), MID)


def spans(*holdings, sector=S.MBO, role=R.GASTDOCENT, first=FIRST, last=LAST):
    return ground_spans(sector, role, holdings, first, last)


def test_without_a_proof_one_ground_holds():
    assert spans() == (GroundSpan(G.ZESURENREGELING, FIRST, LAST),)
    assert spans(PDG, sector=S.HBO) == (GroundSpan(G.HBO, FIRST, LAST),)


def test_wvo_7_19_and_web_4_2_1_lid_6_who_becomes_qualified_is_outside_from_that_day():
    assert spans(PDG) == (GroundSpan(G.ZESURENREGELING, FIRST, DAY_BEFORE), GroundSpan(G.BEVOEGD, MID, LAST))
    assert spans(PDG, sector=S.VMBO) == (GroundSpan(G.ZESURENREGELING, FIRST, LAST),)


def test_in_opleiding_ends_on_its_last_day():
    assert spans(TRAINING) == (GroundSpan(G.IN_OPLEIDING, FIRST, MID), GroundSpan(G.ZESURENREGELING, DAY_AFTER, LAST))


def test_from_in_opleiding_to_bevoegd_there_is_no_gap():
    assert [row.ground for row in spans(TRAINING, PDG)] == [G.IN_OPLEIDING, G.BEVOEGD]


@pytest.mark.parametrize(
    ("first", "last", "grounds"),
    [
        (FIRST, DAY_BEFORE, [G.ZESURENREGELING]),
        (FIRST, MID, [G.ZESURENREGELING, G.BEVOEGD]),
        (MID, LAST, [G.BEVOEGD]),
        (MID, MID, [G.BEVOEGD]),
    ],
)
def test_the_bounds_of_a_term(first, last, grounds):
    assert [row.ground for row in spans(PDG, first=first, last=last)] == grounds


def test_what_changes_nothing_makes_no_new_span():
    bdb = Holding(Q.BDB, None, date(2026, 10, 1), date(2026, 12, 1))
    assert len(spans(bdb)) == 1
    assert len(spans(PDG, Holding(Q.PDG, S.MBO, date(2026, 12, 1), date.max))) == 2


def test_only_the_dates_under_the_rule_count():
    minutes_on = {DAY_BEFORE: 60, MID: 70, DAY_AFTER: 80}
    assert counted_minutes(minutes_on, S.MBO, R.GASTDOCENT, [PDG]) == {DAY_BEFORE: 60}
    assert counted_minutes(minutes_on, S.MBO, R.GASTDOCENT, [TRAINING]) == {DAY_AFTER: 80}
    assert counted_minutes(minutes_on, S.VMBO, R.GASTDOCENT, iter([PDG])) == minutes_on
    assert counted_minutes(minutes_on, S.HBO, R.GASTDOCENT, []) == {}
    assert counted_minutes({}, S.MBO, R.GASTDOCENT, []) == {}


def test_an_instructeur_is_outside_in_that_role_only():
    held = [Holding(Q.PDD_INSTRUCTEUR, S.MBO, MID)]
    minutes_on = {DAY_BEFORE: 60, MID: 60}
    assert counted_minutes(minutes_on, S.MBO, R.INSTRUCTEUR, held) == {DAY_BEFORE: 60}
    assert counted_minutes(minutes_on, S.MBO, R.GASTDOCENT, held) == minutes_on


def test_who_is_qualified_before_the_first_lesson_is_outside_the_rule():
    held = [Holding(Q.PDG, S.MBO, MID)]
    assert deciding_ground({MID: 60}, S.MBO, R.GASTDOCENT, held) is LegalGround.BEVOEGD
    assert deciding_ground({DAY_BEFORE: 60, MID: 60}, S.MBO, R.GASTDOCENT, held) is LegalGround.ZESURENREGELING
    assert deciding_ground({DAY_BEFORE: 60}, S.HBO, R.HYBRIDE_EXPERT, held) is LegalGround.HBO


PLANNED = {date(2026, 9, 1): 60, date(2026, 9, 8): 30, date(2026, 10, 6): 60}


@pytest.mark.parametrize(
    ("real", "expected"),
    [
        ({}, PLANNED),
        ({date(2026, 9, 1): 45}, {date(2026, 9, 1): 30, date(2026, 9, 8): 15, date(2026, 10, 6): 60}),
        ({date(2026, 9, 1): 100}, {date(2026, 9, 1): 66, date(2026, 9, 8): 34, date(2026, 10, 6): 60}),
        ({date(2026, 9, 1): 0}, {date(2026, 10, 6): 60}),
        # Taught in a month without a plan.
        ({date(2026, 11, 1): 20}, PLANNED | {date(2026, 11, 1): 20}),
        ({date(2026, 11, 1): 0}, PLANNED),
    ],
)
def test_op_jaarbasis_counts_what_was_taught(real, expected):
    found = with_real(PLANNED, real)
    assert found == expected
    assert list(found) == sorted(found)


def test_a_month_with_only_empty_lessons_gets_its_hours_on_the_first_day():
    assert with_real({date(2026, 9, 8): 0}, {date(2026, 9, 1): 30}) == {date(2026, 9, 1): 30}
