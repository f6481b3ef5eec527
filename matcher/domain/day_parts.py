"""Day parts: weekday (Monday to Saturday) x ochtend, middag, avond, as an 18-bit mask.

Bit ``3 * weekday + part``; weekday 0 is Monday, part 0 is the morning. The positions are stored data.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

WEEKDAYS: tuple[str, ...] = ("ma", "di", "wo", "do", "vr", "za")
WEEKDAY_NAMES: tuple[str, ...] = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag")
PARTS: tuple[str, ...] = ("ochtend", "middag", "avond")
SLOTS = len(WEEKDAYS) * len(PARTS)
ALL_DAY_PARTS = (1 << SLOTS) - 1
# One day part holds at most four klokuren of teaching; used to tell how many parts a need fills.
MINUTES_PER_DAY_PART = 240


@dataclass(frozen=True, slots=True, order=True)
class DayPart:
    """One cell of the availability grid: weekday 0-5, part 0-2."""

    weekday: int
    part: int

    @property
    def bit(self) -> int:
        """Position of this cell in the mask, 0-17."""
        return self.weekday * len(PARTS) + self.part

    @property
    def code(self) -> str:
        """Form value, e.g. ``di-ochtend``."""
        return f"{WEEKDAYS[self.weekday]}-{PARTS[self.part]}"

    @property
    def label(self) -> str:
        """Dutch text, e.g. ``dinsdag ochtend``."""
        return f"{WEEKDAY_NAMES[self.weekday]} {PARTS[self.part]}"


GRID: tuple[DayPart, ...] = tuple(DayPart(d, p) for d in range(len(WEEKDAYS)) for p in range(len(PARTS)))
BY_CODE: dict[str, DayPart] = {cell.code: cell for cell in GRID}


def to_mask(codes: Iterable[str]) -> int:
    """Return the mask for form codes. Raises ``KeyError`` for an unknown code."""
    mask = 0
    for code in codes:
        mask |= 1 << BY_CODE[code].bit
    return mask


def from_mask(mask: int) -> Iterator[DayPart]:
    """Yield the cells set in ``mask``, Monday morning first."""
    return (cell for cell in GRID if mask >> cell.bit & 1)


def describe(mask: int) -> str:
    """Return e.g. ``di ochtend, do ochtend en middag``; ``geen`` for an empty mask."""
    days = []
    for weekday, short in enumerate(WEEKDAYS):
        parts = [c.part for c in from_mask(mask) if c.weekday == weekday]
        if parts:
            days.append(f"{short} {' en '.join(PARTS[p] for p in parts)}")
    return ", ".join(days) or "geen"


def parts_needed(minutes_per_week: int, mask: int) -> int:
    """Return how many of the offered day parts a weekly load fills: at least 1, at most what is offered."""
    return max(1, min(-(-minutes_per_week // MINUTES_PER_DAY_PART), mask.bit_count() or 1))
