"""What is used and what is left under WVO 2020 7.19 and WEB 4.2.1 lid 6."""

from dataclasses import replace
from datetime import date

import pytest

from matcher.domain.choices import LegalGround, Sector
from matcher.domain.law import LimitBasis, LimitScope
from matcher.rules.hours_used import standing_under
from matcher.rules.limits import LIMITS, UNLIMITED_MINUTES
from matcher.rules.six_hours import (
    Engagement,
    per_board_minutes,
    remaining_minutes,
    standing,
    under_rule,
    used_minutes,
)
from tests.unit.rules.examples import LIMIT, YEAR, engagement, klokuren

PER_BOARD = tuple(replace(row, scope=LimitScope.BOARD) for row in LIMITS)
G = LegalGround


@pytest.mark.parametrize(
    ("sector", "ground", "counts"),
    [
        (Sector.VMBO, G.ZESURENREGELING, True),
        (Sector.MBO, G.ZESURENREGELING, True),
        (Sector.VMBO, G.BEVOEGD, False),
        (Sector.MBO, G.BEVOEGD, False),
        (Sector.VMBO, G.IN_OPLEIDING, False),
        (Sector.MBO, G.IN_OPLEIDING, False),
        (Sector.MBO, G.INSTRUCTEUR, False),
        (Sector.HBO, G.HBO, False),
        (Sector.HBO, G.ZESURENREGELING, False),
        # A ground that cannot be in this sector hides no hours.
        (Sector.VMBO, G.INSTRUCTEUR, True),
        (Sector.VMBO, G.HBO, True),
        (Sector.MBO, G.HBO, True),
    ],
)
def test_the_rule_is_for_vmbo_and_mbo_without_a_qualification(sector, ground, counts):
    assert under_rule(sector, ground) is counts


def test_wvo_7_19_in_totaal_sums_over_boards_and_sectors():
    rows = [engagement(100, board_id=7), engagement(50, placement_id=2, board_id=8, sector=Sector.VMBO)]
    assert used_minutes(rows, YEAR) == klokuren(150)
    assert per_board_minutes(rows, YEAR) == {7: klokuren(100), 8: klokuren(50)}
    assert used_minutes(rows, YEAR, board_id=8) == klokuren(50)


def test_work_outside_the_rule_does_not_count():
    assert used_minutes([engagement(100, under_rule=False)], YEAR) == 0


def test_op_jaarbasis_another_school_year_does_not_count():
    assert used_minutes([engagement(100, year=YEAR - 1)], YEAR) == 0


def test_the_placement_being_edited_is_left_out():
    rows = [engagement(100), engagement(20, placement_id=2), engagement(30, placement_id=None)]
    assert used_minutes(rows, YEAR, exclude=1) == klokuren(50)
    assert used_minutes(rows, YEAR) == klokuren(150)
    assert per_board_minutes(rows, YEAR, exclude=1) == {7: klokuren(50)}


def test_a_board_without_minutes_is_not_listed():
    assert per_board_minutes([engagement(0)], YEAR) == {}


@pytest.mark.parametrize(("hours", "left"), [(0, 240), (144, 96), (240, 0), (250, 0)])
def test_what_is_left_is_never_below_zero(hours, left):
    assert remaining_minutes([engagement(hours)], YEAR, Sector.MBO) == klokuren(left)


def test_nr_448_hbo_has_no_limit_to_what_is_left():
    assert remaining_minutes([engagement(300)], YEAR, Sector.HBO) == UNLIMITED_MINUTES


def test_without_a_sector_the_strictest_limit_counts():
    table = tuple(replace(row, hours_per_week=5) if row.sector is Sector.VMBO else row for row in LIMITS)
    assert remaining_minutes([], YEAR, None, limits=table) == klokuren(200)
    assert remaining_minutes([], YEAR, Sector.MBO, limits=table) == klokuren(240)


def test_a_limit_per_board_counts_that_board_only():
    rows = [engagement(100, board_id=7), engagement(50, placement_id=2, board_id=8)]
    assert remaining_minutes(rows, YEAR, Sector.MBO, board_id=8, limits=PER_BOARD) == klokuren(190)
    # Without a board the whole sum counts: the safe side.
    assert remaining_minutes(rows, YEAR, Sector.MBO, limits=PER_BOARD) == klokuren(90)
    # A limit per person does not look at the board.
    assert remaining_minutes(rows, YEAR, Sector.MBO, board_id=8) == klokuren(90)


def test_before_1_8_2020_four_hours():
    assert remaining_minutes([], 2019, Sector.MBO) == klokuren(160)


def test_standing_says_where_somebody_stands():
    found = standing([engagement(140), engagement(4, placement_id=2, guest_lesson=True)], YEAR, Sector.MBO)
    assert (found.used, found.limit, found.remaining) == (klokuren(144), LIMIT, klokuren(96))
    assert found.share == pytest.approx(0.6)
    assert found.near_limit is False
    assert found.guest_minutes == klokuren(4)
    assert found.per_board == {7: klokuren(144)}
    assert found.message == (
        "Nu 144 van ten hoogste 240 klokuren in schooljaar 2026-2027 (WEB artikel 4.2.1 lid 6). "
        "Er zijn nog 96 klokuren over."
    )


@pytest.mark.parametrize(("hours", "near"), [(191.9, False), (192, True), (250, True)])
def test_the_coordinator_is_warned_from_80_percent(hours, near):
    assert standing([engagement(hours)], YEAR).near_limit is near


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (239, "Er is nog 1 klokuur over."),
        (240, "Er zijn geen klokuren meer over."),
        (0, "Er zijn nog 240 klokuren over."),
    ],
)
def test_standing_without_a_sector_names_both_articles(hours, said):
    message = standing([engagement(hours)], YEAR).message
    assert "(WVO 2020 artikel 7.19 en WEB artikel 4.2.1 lid 6)" in message
    assert message.endswith(said)


def test_hbo_has_no_standing():
    assert standing([], YEAR, Sector.HBO) is None


def test_engagements_may_be_read_once():
    rows = [engagement(100), Engagement(2, Sector.VMBO, 8, {YEAR: 60, YEAR + 1: 90}, under_rule=True)]
    assert standing(iter(rows), YEAR).used == klokuren(101)


def test_a_limit_per_week_is_measured_in_one_week():
    monday = date(2026, 9, 7)
    rows = [Engagement(n, Sector.MBO, n, {}, under_rule=True, minutes_by_week={monday: 120}) for n in (7, 8)]
    limit = replace(LIMITS[-1], basis=LimitBasis.WEEKLY_MAXIMUM)
    found = standing_under(rows, monday, limit, None, None)
    assert (found.used, found.limit, found.remaining) == (240, 360, 120)
    assert (found.per_board, found.school_year) == ({7: 120, 8: 120}, 2026)
    assert found.message == (
        "Nu 4 van ten hoogste 6 klokuren in de week van 07-09-2026 (WEB artikel 4.2.1 lid 6). "
        "Er zijn nog 2 klokuren over."
    )
    assert standing_under(rows, date(2026, 9, 14), limit, None, None).used == 0
