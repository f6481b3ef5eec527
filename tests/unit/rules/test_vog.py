"""VOG at the start (domain.md section 3)."""

from datetime import date

import pytest

from matcher.domain.choices import ContractForm, Sector
from matcher.rules.vog import VogStatus, issued_from, next_check_on, usable_until, vog_verdict

START = date(2026, 9, 1)


def verdict(sector, issued_on, seen_on=START, **more):
    return vog_verdict(sector=sector, issued_on=issued_on, seen_on=seen_on, starts_on=START, **more)


@pytest.mark.parametrize(
    ("issued_on", "seen_on", "status"),
    [
        (date(2026, 3, 1), date(2026, 9, 1), VogStatus.VALID),
        (date(2026, 2, 28), date(2026, 9, 1), VogStatus.TOO_OLD),
        # Handed in within six months, long before the start.
        (date(2025, 1, 1), date(2025, 6, 1), VogStatus.VALID),
        (date(2025, 8, 31), date(2026, 2, 28), VogStatus.VALID),
        (date(2025, 8, 31), date(2026, 3, 1), VogStatus.TOO_OLD),
        (None, None, VogStatus.MISSING),
        (None, START, VogStatus.MISSING),
        (date(2026, 8, 1), None, VogStatus.UNSEEN),
        (date(2026, 8, 2), date(2026, 8, 1), VogStatus.WRONG_DATES),
    ],
)
def test_web_4_2_1_lid_2a_not_older_than_six_months_when_handed_in(issued_on, seen_on, status):
    found = verdict(Sector.MBO, issued_on, seen_on)
    assert found.status is status
    assert found.ok is (status is VogStatus.VALID)
    assert found.article == "WEB artikel 4.2.1 lid 2a"
    assert found.message.endswith("(WEB artikel 4.2.1 lid 2a).")


@pytest.mark.parametrize(
    ("issued_on", "seen_on", "status"),
    [
        (date(2026, 3, 3), date(2026, 3, 10), VogStatus.VALID),  # 26 weeks before the start
        (date(2026, 3, 2), date(2026, 3, 10), VogStatus.TOO_OLD),
        (date(2026, 8, 1), None, VogStatus.UNSEEN),
        (None, None, VogStatus.MISSING),
    ],
)
def test_wvo_7_3_not_older_than_26_weeks_at_the_start(issued_on, seen_on, status):
    found = verdict(Sector.VMBO, issued_on, seen_on)
    assert found.status is status
    assert found.article == "WVO 2020 artikel 7.3"


@pytest.mark.parametrize(
    ("form", "again"),
    [
        (ContractForm.EIGEN_AANSTELLING, None),
        (ContractForm.DETACHERING, date(2027, 8, 1)),
        (ContractForm.IN_NATURA, date(2027, 8, 1)),
        (ContractForm.ZZP, date(2027, 8, 1)),
    ],
)
def test_wvo_7_3a_people_from_outside_are_checked_every_school_year(form, again):
    assert verdict(Sector.VMBO, date(2026, 8, 1), contract_form=form).check_again_on == again
    assert verdict(Sector.MBO, date(2026, 8, 1), contract_form=form).check_again_on is None


def test_hbo_has_no_general_duty_but_advice():
    found = verdict(Sector.HBO, None, None)
    assert (found.ok, found.status, found.article) == (True, VogStatus.ADVICE, "")
    assert "Vraag het na" in found.message


def test_too_old_says_how_old_it_may_be():
    assert "6 maanden" in verdict(Sector.MBO, date(2020, 1, 1)).message
    assert "26 weken" in verdict(Sector.VMBO, date(2020, 1, 1)).message


@pytest.mark.parametrize(
    ("sector", "issued_on", "until"),
    [
        (Sector.MBO, date(2026, 3, 1), date(2026, 9, 1)),
        (Sector.MBO, date(2026, 10, 31), date(2027, 4, 30)),
        (Sector.MBO, date(2027, 8, 31), date(2028, 2, 29)),
        (Sector.VMBO, date(2026, 3, 3), START),
        (Sector.HBO, date(2026, 3, 3), None),
    ],
)
def test_the_last_day_a_vog_counts(sector, issued_on, until):
    assert usable_until(sector, issued_on) == until


def test_the_verdict_tells_until_when():
    assert verdict(Sector.MBO, date(2026, 3, 1)).usable_until == date(2026, 9, 1)
    assert verdict(Sector.MBO, None).usable_until is None


@pytest.mark.parametrize(("sector", "first"), [(Sector.VMBO, date(2026, 3, 3)), (Sector.MBO, None), (Sector.HBO, None)])
def test_wvo_7_3_the_first_day_of_issue_that_is_young_enough(sector, first):
    assert issued_from(sector, START) == first
    if first:
        assert usable_until(sector, first) == START


@pytest.mark.parametrize(
    ("seen_on", "ends_on", "due"),
    [
        (date(2026, 8, 20), date(2027, 7, 31), None),  # over before the next school year
        (date(2026, 8, 20), date(2028, 6, 30), date(2027, 8, 1)),
        (None, date(2028, 6, 30), date(2027, 8, 1)),
        (date(2027, 7, 1), date(2028, 6, 30), date(2027, 8, 1)),  # too long before
        (date(2027, 7, 2), date(2028, 6, 30), None),  # 30 days before: for the new school year
        (date(2027, 8, 5), date(2029, 6, 30), date(2028, 8, 1)),
    ],
)
def test_wvo_7_3a_the_next_look_is_at_the_start_of_a_school_year(seen_on, ends_on, due):
    def asked(sector=Sector.VMBO, form=ContractForm.DETACHERING):
        return next_check_on(sector=sector, contract_form=form, starts_on=START, ends_on=ends_on, seen_on=seen_on)

    assert asked() == due
    assert asked(sector=Sector.MBO) is None
    assert asked(form=ContractForm.EIGEN_AANSTELLING) is None
