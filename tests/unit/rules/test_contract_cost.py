"""What an inzet costs in each contract form (domain.md section 5)."""

from datetime import date

import pytest

from matcher.domain.choices import ContractForm, RoleKind
from matcher.rules.contract_cost import BTW_RATES, RATES, Btw, BtwRate, btw_on, cost, euro_text, rate_of

F = ContractForm
DAY = date(2026, 9, 21)


def calculate(form=F.DETACHERING, role_kind=RoleKind.GASTDOCENT, *, minutes=60, rate_cents=10_000, btw=Btw.INCLUDED):
    return cost(form, role_kind, minutes=minutes, rate_cents=rate_cents, btw=btw, day=DAY)


def money(found):
    return found.amounts.excl_cents, found.amounts.btw_cents, found.amounts.total_cents


def codes(found):
    return [note.code for note in found.notes]


def test_algemene_rekenkamer_2024_the_averages_of_vo():
    assert [rate_of(form).cents for form in (F.EIGEN_AANSTELLING, F.DETACHERING, F.IN_NATURA, F.ZZP)] == [
        5800,
        11300,
        0,
        None,
    ]
    assert [row.form for row in RATES if row.with_btw] == [F.DETACHERING]
    assert all(row.source == "Algemene Rekenkamer, 2024" for row in RATES if row.cents)


def test_every_form_has_one_rate_with_words():
    assert sorted(row.form for row in RATES) == sorted(F)
    assert all(row.about.endswith(".") for row in RATES)


def test_the_btw_rate_is_the_one_of_the_day():
    assert btw_on(DAY) == BTW_RATES[-1]
    assert (btw_on(DAY).percent, "omzetbelasting 1968" in btw_on(DAY).source) == (21, True)
    rates = (BtwRate(25, date(2030, 1, 1), "later"), *BTW_RATES)
    assert [btw_on(day, rates).percent for day in (date(2029, 12, 31), date(2030, 1, 1))] == [21, 25]


@pytest.mark.parametrize(
    ("btw", "expected"),
    [(Btw.INCLUDED, (8264, 1736, 10_000)), (Btw.ADDED, (10_000, 2100, 12_100)), (Btw.EXEMPT, (10_000, 0, 10_000))],
)
def test_a_bill_with_btw_without_btw_and_exempt(btw, expected):
    assert money(calculate(btw=btw)) == expected
    assert money(calculate(F.ZZP, RoleKind.GASTLES, btw=btw)) == expected


@pytest.mark.parametrize("form", [F.EIGEN_AANSTELLING, F.IN_NATURA])
@pytest.mark.parametrize("btw", Btw)
def test_no_btw_where_no_bill_is_sent(form, btw):
    found = calculate(form, rate_cents=5800, minutes=72 * 60, btw=btw)
    assert found.btw is None
    assert money(found) == (417_600, 0, 417_600)


def test_domain_5_seventy_two_klokuren_at_the_average_of_an_agency():
    assert money(calculate(minutes=72 * 60, rate_cents=11_300)) == (672_397, 141_203, 813_600)


@pytest.mark.parametrize(
    ("minutes", "rate", "total"), [(0, 5800, 0), (50, 5800, 4833), (30, 5801, 2901), (1, 29, 0), (1, 30, 1)]
)
def test_halves_of_a_cent_are_rounded_up(minutes, rate, total):
    assert calculate(F.EIGEN_AANSTELLING, minutes=minutes, rate_cents=rate).amounts.total_cents == total


@pytest.mark.parametrize("btw", Btw)
@pytest.mark.parametrize("rate", [1, 33, 9999, 12_345])
def test_parts_make_the_total_and_btw_is_within_a_cent(btw, rate):
    excl, added, total = money(calculate(rate_cents=rate, minutes=77, btw=btw))
    assert excl + added == total
    assert abs(added * 100 - (0 if btw is Btw.EXEMPT else excl * 21)) <= 100


def test_without_a_rate_there_is_no_amount():
    found = calculate(F.ZZP, RoleKind.GASTLES, rate_cents=None)
    assert (found.allowed, found.amounts, codes(found)) == (True, None, ["dba"])


@pytest.mark.parametrize("role_kind", sorted(set(RoleKind) - {RoleKind.GASTLES}))
def test_wet_dba_no_amount_for_zzp_outside_a_gastles(role_kind):
    found = calculate(F.ZZP, role_kind)
    assert (found.allowed, found.amounts, codes(found)) == (False, None, ["zzp_only_guest_lesson"])
    assert found.notes[0].warning


def test_an_exempt_bill_is_not_told_that_it_has_btw():
    assert "btw_21" in codes(calculate(btw=Btw.ADDED))
    assert codes(calculate(btw=Btw.EXEMPT)) == ["own_employer_pays", "btw_exemption"]


@pytest.mark.parametrize(
    ("rate", "btw", "warned"),
    [
        (11_300, Btw.INCLUDED, False),
        (11_300, Btw.ADDED, True),
        (11_300, Btw.EXEMPT, True),
        (11_301, Btw.ADDED, False),
        (None, Btw.ADDED, False),
    ],
)
def test_an_average_with_btw_read_as_one_without_is_warned_of(rate, btw, warned):
    found = calculate(rate_cents=rate, btw=btw)
    assert ("average_with_btw" in codes(found)) is warned
    assert not warned or "€\N{NO-BREAK SPACE}113,00" in found.notes[-1].text


def test_no_such_warning_for_an_average_without_btw():
    assert codes(calculate(F.EIGEN_AANSTELLING, rate_cents=5800, btw=Btw.ADDED)) == ["two_employers"]


@pytest.mark.parametrize("wrong", [{"minutes": -1}, {"rate_cents": -1}])
def test_negative_amounts_are_refused(wrong):
    with pytest.raises(ValueError, match="at least zero"):
        calculate(**wrong)


@pytest.mark.parametrize(
    ("cents", "text", "whole"),
    [
        (0, "0,00", "0"),
        (5, "0,05", "0"),
        (50, "0,50", "1"),
        (813_600, "8.136,00", "8.136"),
        (10**9, "10.000.000,00", "10.000.000"),
    ],
)
def test_money_is_written_the_dutch_way(cents, text, whole):
    assert euro_text(cents) == f"€\N{NO-BREAK SPACE}{text}"
    assert euro_text(cents, whole=True) == f"€\N{NO-BREAK SPACE}{whole}"


def test_money_below_zero_is_refused():
    with pytest.raises(ValueError, match="at least zero"):
        euro_text(-1)
