"""What people want, as far as it fits their education: sectors, roles, contract forms."""

from random import Random

from matcher.demo.dice import chance
from matcher.demo.idea import Idea
from matcher.domain.choices import Consent, ContractForm, EducationLevel, RoleKind, Sector
from matcher.models import Professional

SECTORS: dict[EducationLevel, tuple[tuple[frozenset[Sector], int], ...]] = {
    EducationLevel.MBO_2: ((frozenset({Sector.VMBO, Sector.MBO}), 7), (frozenset({Sector.VMBO}), 3)),
    EducationLevel.MBO_3: ((frozenset({Sector.VMBO, Sector.MBO}), 6), (frozenset({Sector.MBO}), 4)),
    EducationLevel.MBO_4: (
        (frozenset({Sector.MBO}), 5),
        (frozenset({Sector.VMBO, Sector.MBO}), 4),
        (frozenset({Sector.MBO, Sector.HBO}), 1),
    ),
    EducationLevel.HBO: (
        (frozenset({Sector.MBO, Sector.HBO}), 6),
        (frozenset({Sector.MBO}), 2),
        (frozenset({Sector.HBO}), 2),
        (frozenset(Sector), 1),
    ),
    EducationLevel.WO: ((frozenset({Sector.HBO}), 6), (frozenset({Sector.MBO, Sector.HBO}), 4)),
}
PRACTICAL = frozenset({EducationLevel.MBO_2, EducationLevel.MBO_3, EducationLevel.MBO_4})


def set_wishes(rng: Random, profile: Professional, level: EducationLevel, idea: Idea | None) -> None:
    """Choose sectors, roles and contract forms for a profile; those of ``idea`` are among them."""
    options = SECTORS[level]
    profile.sectors = rng.choices([row[0] for row in options], [row[1] for row in options])[0]
    if idea is not None:
        profile.sectors |= {idea.sector}
    profile.role_kinds = _roles(rng, profile.sectors, level)
    if idea is not None:
        profile.role_kinds |= {idea.role_kind}
    profile.contract_forms = _forms(rng, profile)


def _roles(rng: Random, sectors: frozenset[Sector], level: EducationLevel) -> frozenset[RoleKind]:
    roles = set()
    if sectors & {Sector.VMBO, Sector.MBO}:
        roles.add(RoleKind.GASTDOCENT)
    if Sector.HBO in sectors:
        roles.add(RoleKind.HYBRIDE_EXPERT)
    if Sector.MBO in sectors and level in PRACTICAL and chance(rng, 0.8):
        roles.add(RoleKind.INSTRUCTEUR)
    if chance(rng, 0.45):
        roles.add(RoleKind.GASTLES)
    if chance(rng, 0.2):
        roles.add(RoleKind.HYBRIDE_DOCENT)
    return frozenset(roles)


def _forms(rng: Random, profile: Professional) -> frozenset[ContractForm]:
    """Zzp only for a guest lesson, and only for people with an own business (Wet DBA)."""
    if profile.consent is Consent.NIET_NODIG:
        forms = {ContractForm.EIGEN_AANSTELLING}
        return frozenset(forms | {ContractForm.ZZP} if RoleKind.GASTLES in profile.role_kinds else forms)
    chances = (
        (ContractForm.EIGEN_AANSTELLING, 0.75),
        (ContractForm.DETACHERING, 0.6),
        (ContractForm.IN_NATURA, 0.25),
    )
    return frozenset(form for form, chance in chances if rng.random() < chance) or frozenset({ContractForm.DETACHERING})
