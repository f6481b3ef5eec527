"""In which cells (sector x role kind) somebody is outside the six-hours rule: WVO 2020 art. 7.19, WEB 4.2.1, 4.2.2."""

from datetime import date

import pytest

from matcher.domain.bitsets import cell_bit
from matcher.domain.choices import QualificationKind, RoleKind, Sector
from matcher.rules.grounds import Holding
from matcher.rules.snapshot import exempt_cells

DAY = date(2026, 9, 14)


def outside(*holdings):
    mask = exempt_cells(holdings, DAY)
    return {(s, r) for s in Sector for r in RoleKind if mask & cell_bit(s, r)}


HBO = {(Sector.HBO, role) for role in RoleKind}
MBO = {(Sector.MBO, role) for role in RoleKind}
VMBO = {(Sector.VMBO, role) for role in RoleKind}


@pytest.mark.parametrize(
    ("holding", "expected"),
    [
        (None, HBO),
        (Holding(QualificationKind.BEVOEGDHEID_TWEEDEGRAADS), HBO | MBO | VMBO),
        (Holding(QualificationKind.PDG), HBO | MBO),
        (Holding(QualificationKind.PDD_INSTRUCTEUR), HBO | {(Sector.MBO, RoleKind.INSTRUCTEUR)}),
        (Holding(QualificationKind.PDG, valid_to=date(2026, 9, 13)), HBO),
    ],
)
def test_what_a_proof_takes_outside_the_rule(holding, expected):
    assert outside(*filter(None, [holding])) == expected


def test_every_cell_has_its_own_bit():
    assert len({cell_bit(s, r) for s in Sector for r in RoleKind}) == len(Sector) * len(RoleKind)
