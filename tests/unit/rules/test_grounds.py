"""Grounds to teach (domain.md sections 2 and 4)."""

from datetime import date

import pytest

from matcher.domain.choices import LegalGround, QualificationKind, RoleKind, Sector
from matcher.rules.grounds import Holding, article_of_ground, counts_in, legal_ground, qualified_sectors

DAY = date(2026, 9, 1)
Q = QualificationKind
S = Sector
R = RoleKind
G = LegalGround
STATEMENT_MBO = Holding(Q.GESCHIKTHEIDSVERKLARING, S.MBO, date(2026, 1, 1), date(2027, 12, 31))
STATEMENT_VMBO = Holding(Q.GESCHIKTHEIDSVERKLARING, S.VMBO, date(2026, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("sector", "role_kind", "holdings", "ground"),
    [
        # Nothing held: a gastdocent in vmbo and mbo, free in hbo.
        (S.VMBO, R.GASTDOCENT, [], G.ZESURENREGELING),
        (S.MBO, R.GASTDOCENT, [], G.ZESURENREGELING),
        (S.MBO, R.GASTLES, [], G.ZESURENREGELING),
        (S.MBO, R.INSTRUCTEUR, [], G.ZESURENREGELING),
        (S.HBO, R.HYBRIDE_EXPERT, [], G.HBO),
        # A bevoegdheid counts in vmbo and mbo, whatever the role.
        (S.VMBO, R.HYBRIDE_DOCENT, [Holding(Q.BEVOEGDHEID_TWEEDEGRAADS)], G.BEVOEGD),
        (S.MBO, R.GASTDOCENT, [Holding(Q.BEVOEGDHEID_EERSTEGRAADS)], G.BEVOEGD),
        (S.MBO, R.INSTRUCTEUR, [Holding(Q.BEVOEGDHEID_TWEEDEGRAADS), Holding(Q.PDD_INSTRUCTEUR)], G.BEVOEGD),
        (S.HBO, R.HYBRIDE_DOCENT, [Holding(Q.BEVOEGDHEID_EERSTEGRAADS)], G.HBO),
        (S.MBO, R.GASTDOCENT, [Holding(Q.BEVOEGDHEID_TWEEDEGRAADS, S.VMBO)], G.ZESURENREGELING),
        # PDG: mbo only.
        (S.MBO, R.HYBRIDE_DOCENT, [Holding(Q.PDG)], G.BEVOEGD),
        (S.VMBO, R.HYBRIDE_DOCENT, [Holding(Q.PDG)], G.ZESURENREGELING),
        # Geschiktheidsverklaring: its own sector only.
        (S.MBO, R.HYBRIDE_DOCENT, [STATEMENT_MBO], G.IN_OPLEIDING),
        (S.VMBO, R.HYBRIDE_DOCENT, [STATEMENT_MBO], G.ZESURENREGELING),
        (S.VMBO, R.HYBRIDE_DOCENT, [STATEMENT_VMBO], G.IN_OPLEIDING),
        (S.MBO, R.HYBRIDE_DOCENT, [STATEMENT_MBO, Holding(Q.PDG)], G.BEVOEGD),
        # Instructeur: that role, in the mbo.
        (S.MBO, R.INSTRUCTEUR, [Holding(Q.PDD_INSTRUCTEUR)], G.INSTRUCTEUR),
        (S.MBO, R.INSTRUCTEUR, [Holding(Q.PDD_INSTRUCTEUR), STATEMENT_MBO], G.INSTRUCTEUR),
        (S.MBO, R.GASTDOCENT, [Holding(Q.PDD_INSTRUCTEUR)], G.ZESURENREGELING),
        (S.VMBO, R.INSTRUCTEUR, [Holding(Q.PDD_INSTRUCTEUR)], G.ZESURENREGELING),
        (S.MBO, R.INSTRUCTEUR, [Holding(Q.PDD_INSTRUCTEUR, S.VMBO)], G.ZESURENREGELING),
        # BDB is the policy of hogescholen, no statutory proof.
        (S.MBO, R.HYBRIDE_DOCENT, [Holding(Q.BDB)], G.ZESURENREGELING),
    ],
)
def test_domain_4_which_proof_counts_where(sector, role_kind, holdings, ground):
    assert legal_ground(sector, role_kind, holdings, DAY) is ground


@pytest.mark.parametrize(
    ("on", "ground"),
    [
        (date(2025, 12, 31), G.ZESURENREGELING),
        (date(2026, 1, 1), G.IN_OPLEIDING),
        (date(2027, 12, 31), G.IN_OPLEIDING),
        (date(2028, 1, 1), G.ZESURENREGELING),
    ],
)
def test_web_4_2_1_a_geschiktheidsverklaring_counts_within_its_term(on, ground):
    assert legal_ground(S.MBO, R.HYBRIDE_DOCENT, [STATEMENT_MBO], on) is ground


@pytest.mark.parametrize(
    "holding",
    [Holding(Q.GESCHIKTHEIDSVERKLARING, None, None, date(2027, 1, 1)), Holding(Q.GESCHIKTHEIDSVERKLARING, S.MBO)],
)
def test_a_geschiktheidsverklaring_without_sector_or_end_proves_nothing(holding):
    assert legal_ground(S.MBO, R.HYBRIDE_DOCENT, [holding], DAY) is G.ZESURENREGELING
    assert qualified_sectors([holding], DAY) == frozenset()


@pytest.mark.parametrize(
    ("holdings", "sectors"),
    [
        ([], set()),
        ([Holding(Q.BEVOEGDHEID_EERSTEGRAADS)], {S.VMBO, S.MBO}),
        ([Holding(Q.PDG)], {S.MBO}),
        ([Holding(Q.PDG, valid_from=date(2026, 9, 2))], set()),
        ([STATEMENT_VMBO, Holding(Q.PDG)], {S.VMBO, S.MBO}),
        ([Holding(Q.PDD_INSTRUCTEUR)], set()),
        ([Holding(Q.BDB)], set()),
    ],
)
def test_outside_the_rule_as_soon_as_qualified(holdings, sectors):
    assert qualified_sectors(holdings, DAY) == sectors


def test_holdings_may_be_read_once():
    assert qualified_sectors(iter([Holding(Q.PDG)]), DAY) == {S.MBO}
    assert legal_ground(S.MBO, R.GASTDOCENT, iter([Holding(Q.PDG)]), DAY) is G.BEVOEGD


@pytest.mark.parametrize(
    ("sector", "ground", "article"),
    [
        (S.MBO, G.BEVOEGD, "WEB artikel 4.2.1"),
        (S.VMBO, G.BEVOEGD, "WVO 2020 hoofdstuk 7"),
        (S.MBO, G.IN_OPLEIDING, "WEB artikel 4.2.1"),
        (S.VMBO, G.IN_OPLEIDING, "WVO 2020 hoofdstuk 7"),
        (S.MBO, G.INSTRUCTEUR, "WEB artikel 4.2.2"),
        (S.MBO, G.ZESURENREGELING, "WEB artikel 4.2.1 lid 6"),
        (S.VMBO, G.ZESURENREGELING, "WVO 2020 artikel 7.19"),
        (S.HBO, G.HBO, ""),
    ],
)
def test_each_ground_has_its_article(sector, ground, article):
    assert article_of_ground(sector, ground) == article


@pytest.mark.parametrize(("on", "ground"), [(date(2026, 6, 30), G.IN_OPLEIDING), (date(2026, 7, 1), G.ZESURENREGELING)])
def test_in_opleiding_counts_until_its_last_day(on, ground):
    training = Holding(Q.IN_OPLEIDING, S.VMBO, date(2025, 8, 1), date(2026, 6, 30))
    assert legal_ground(S.VMBO, R.HYBRIDE_DOCENT, [training], on) is ground
    assert legal_ground(S.MBO, R.HYBRIDE_DOCENT, [training], on) is G.ZESURENREGELING


@pytest.mark.parametrize(
    ("holding", "sectors"),
    [
        (Holding(Q.BEVOEGDHEID_TWEEDEGRAADS), {S.VMBO, S.MBO}),
        (Holding(Q.BEVOEGDHEID_EERSTEGRAADS, S.VMBO), {S.VMBO}),
        (Holding(Q.PDG), {S.MBO}),
        (Holding(Q.PDG, S.VMBO), set()),
        (Holding(Q.PDD_INSTRUCTEUR), {S.MBO}),
        (Holding(Q.IN_OPLEIDING, S.VMBO, valid_to=date(2027, 7, 31)), {S.VMBO}),
        (Holding(Q.IN_OPLEIDING, S.VMBO), set()),
        (Holding(Q.BDB), set()),
    ],
)
def test_the_sectors_a_proof_counts_in(holding, sectors):
    assert counts_in(holding) == sectors
