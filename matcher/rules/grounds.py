"""On which legal ground somebody may teach, from the qualifications held on a day.

domain.md sections 2 and 4. The person is outside the six-hours rule as soon as one of the proofs below counts. Whether
a proof fits the *subject* is for the school to judge: the platform does not know subjects of a bevoegdheid.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from matcher.domain.choices import LegalGround, QualificationKind, RoleKind, Sector
from matcher.rules.limits import article_of

# Proofs that make somebody bevoegd, and where. WVO 2020 ch. 7 and WEB art. 4.2.1: a teacher of the first or second
# degree may teach in vo and mbo; the PDG belongs to the mbo.
QUALIFIES_IN: dict[QualificationKind, frozenset[Sector]] = {
    QualificationKind.BEVOEGDHEID_EERSTEGRAADS: frozenset({Sector.VMBO, Sector.MBO}),
    QualificationKind.BEVOEGDHEID_TWEEDEGRAADS: frozenset({Sector.VMBO, Sector.MBO}),
    QualificationKind.PDG: frozenset({Sector.MBO}),
}
# Proofs of somebody on the way to it: given for one sector and a term (zij-instroom, an appointment "in opleiding").
TRAINING_KINDS = frozenset({QualificationKind.GESCHIKTHEIDSVERKLARING, QualificationKind.IN_OPLEIDING})
# Where each ground stands in the law. hbo: no statutory qualification (nr. 448).
ARTICLES: dict[tuple[LegalGround, Sector], str] = {
    (LegalGround.BEVOEGD, Sector.VMBO): "WVO 2020 hoofdstuk 7",
    (LegalGround.BEVOEGD, Sector.MBO): "WEB artikel 4.2.1",
    (LegalGround.IN_OPLEIDING, Sector.VMBO): "WVO 2020 hoofdstuk 7",
    (LegalGround.IN_OPLEIDING, Sector.MBO): "WEB artikel 4.2.1",
    (LegalGround.INSTRUCTEUR, Sector.MBO): "WEB artikel 4.2.2",
}
TRAINING_SECTORS = frozenset({Sector.VMBO, Sector.MBO})


@dataclass(frozen=True, slots=True)
class Holding:
    """A qualification somebody holds. ``sector`` None: wherever the kind counts. Open dates: no begin or no end."""

    kind: QualificationKind
    sector: Sector | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    def valid_on(self, day: date) -> bool:
        """Return whether ``day`` lies in the term."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


def legal_ground(sector: Sector, role_kind: RoleKind, holdings: Iterable[Holding], on: date) -> LegalGround:
    """Return the ground on which this person does this work in this sector on the day ``on``.

    hbo: no statutory qualification (nr. 448). Else the strongest proof counts: bevoegd, then instructeur (WEB art.
    4.2.2, only for that role), then in_opleiding (zij-instroom within its term), else zesurenregeling
    (WVO 2020 art. 7.19; WEB art. 4.2.1 lid 6).
    """
    if sector is Sector.HBO:
        return LegalGround.HBO
    held = [row for row in holdings if row.valid_on(on)]
    if any(_qualifies(row, sector) for row in held):
        return LegalGround.BEVOEGD
    if role_kind is RoleKind.INSTRUCTEUR and any(_instructs(row, sector) for row in held):
        return LegalGround.INSTRUCTEUR
    if any(_in_training(row, sector) for row in held):
        return LegalGround.IN_OPLEIDING
    return LegalGround.ZESURENREGELING


def qualified_sectors(holdings: Iterable[Holding], on: date) -> frozenset[Sector]:
    """Return the sectors in which the person teaches outside the six-hours rule on that day, whatever the role.

    Bevoegd or in_opleiding (domain.md section 2). hbo is never in it: there the rule does not exist, so nobody needs to
    be qualified. An instructeur certificate is not in it either, because it counts for one role only.
    """
    held = [row for row in holdings if row.valid_on(on)]
    return frozenset(s for s in Sector if any(_qualifies(row, s) or _in_training(row, s) for row in held))


def counts_in(holding: Holding) -> frozenset[Sector]:
    """Return the sectors where this proof takes its holder outside the six-hours rule within its term.

    WVO 2020 ch. 7; WEB art. 4.2.1 and 4.2.2. The instructeur certificate is in it, though it counts for that role only;
    a proof for hbo never is: there nobody needs to be qualified (nr. 448).
    """
    tests = (_qualifies, _instructs, _in_training)
    return frozenset(sector for sector in Sector if any(test(holding, sector) for test in tests))


def article_of_ground(sector: Sector, ground: LegalGround) -> str:
    """Return the article a ground rests on; for the zesurenregeling that of the rule, for hbo an empty string."""
    return ARTICLES.get((ground, sector)) or article_of(sector)


def _counts_for(holding: Holding, sector: Sector) -> bool:
    return holding.sector is None or holding.sector is sector


def _qualifies(holding: Holding, sector: Sector) -> bool:
    return sector in QUALIFIES_IN.get(holding.kind, frozenset()) and _counts_for(holding, sector)


def _instructs(holding: Holding, sector: Sector) -> bool:
    is_certificate = holding.kind is QualificationKind.PDD_INSTRUCTEUR
    return is_certificate and sector is Sector.MBO and _counts_for(holding, sector)


def _in_training(holding: Holding, sector: Sector) -> bool:
    """Such a proof is given for one sector and a term; without either it proves nothing."""
    training = holding.kind in TRAINING_KINDS and sector in TRAINING_SECTORS
    return training and holding.sector is sector and holding.valid_to is not None
