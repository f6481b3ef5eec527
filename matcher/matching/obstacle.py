"""The hard constraints by name, and what-ifs."""

from dataclasses import dataclass
from enum import IntEnum


class Obstacle(IntEnum):
    """The hard constraints in the order in which they are tested; ``NONE`` for a pair that fits.

    An excluded school comes first: whoever excluded it is counted nowhere, whatever else stands in the way.
    """

    NONE = 0
    EXCLUDED_SCHOOL = 1
    SECTOR = 2
    ROLE_KIND = 3
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
