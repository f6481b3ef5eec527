"""Sets of enum members as one integer, for storage and for the matching columns."""

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from matcher.domain.choices import ContractForm, RoleKind, Sector

E = TypeVar("E", bound=StrEnum)

# Bit positions are stored data: add at the end, never reorder.
BITS: dict[type[StrEnum], tuple[StrEnum, ...]] = {
    Sector: (Sector.VMBO, Sector.MBO, Sector.HBO),
    RoleKind: (
        RoleKind.GASTLES,
        RoleKind.GASTDOCENT,
        RoleKind.INSTRUCTEUR,
        RoleKind.HYBRIDE_DOCENT,
        RoleKind.HYBRIDE_EXPERT,
    ),
    ContractForm: (
        ContractForm.EIGEN_AANSTELLING,
        ContractForm.DETACHERING,
        ContractForm.IN_NATURA,
        ContractForm.ZZP,
    ),
}


def bit_of(member: StrEnum) -> int:
    """Return the integer with only this member's bit set."""
    return 1 << BITS[type(member)].index(member)


def cell_bit(sector: Sector, role_kind: RoleKind) -> int:
    """Return the bit of a sector x role kind cell: what the six-hours rule distinguishes (15 cells)."""
    return 1 << (BITS[Sector].index(sector) * len(BITS[RoleKind]) + BITS[RoleKind].index(role_kind))


def pack(members: Iterable[StrEnum]) -> int:
    """Return the set of members as one integer."""
    bits = 0
    for member in members:
        bits |= bit_of(member)
    return bits


def unpack(kind: type[E], bits: int) -> frozenset[E]:
    """Return the members of ``kind`` whose bit is set."""
    return frozenset(m for m in BITS[kind] if bits & bit_of(m) and isinstance(m, kind))
