"""The hard constraints by name, and what-ifs."""

from dataclasses import dataclass
from enum import IntEnum


class Obstacle(IntEnum):
    """The hard constraints in the order in which they are tested; ``NONE`` for a pair that fits."""

    NONE = 0
    SECTOR = 1
    ROLE_KIND = 2
    EXCLUDED_SCHOOL = 3
    PROPOSED_BEFORE = 4
    OPEN_PROPOSALS = 5
    DATES = 6
    DAY_PARTS = 7
    HOURS = 8
    TRAVEL = 9
    CONTRACT_FORM = 10
    LEGAL_HOURS = 11
    NO_SKILL = 12


@dataclass(frozen=True, slots=True)
class Relax:
    """A what-if: every search area ``extra_km`` wider, day parts added for the need or for the person."""

    extra_km: float = 0.0
    need_day_parts: int = 0
    person_day_parts: int = 0


AS_IS = Relax()
