"""What a programme wants to reach."""

from dataclasses import dataclass
from enum import StrEnum

MOST_PARTNERS, LONGEST_PARTNER = 40, 120
HIGHEST_TARGET = 1_000_000
HIGHEST_WEIGHT = 100


class TargetKind(StrEnum):
    """What is counted, over the whole period: active people, planned klokuren, placements, schools with one."""

    PEOPLE = "people"
    HOURS = "hours"
    PLACEMENTS = "placements"
    SCHOOLS = "schools"


@dataclass(frozen=True, slots=True)
class Targets:
    """How much of each kind a programme wants to reach; None: no target. ``hours`` in klokuren."""

    people: int | None = None
    hours: int | None = None
    placements: int | None = None
    schools: int | None = None

    def of(self, kind: TargetKind) -> int | None:
        """Return the target of a kind."""
        found: int | None = getattr(self, kind.value)
        return found
