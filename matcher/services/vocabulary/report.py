"""What an import of a vocabulary did, and why one is refused."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from matcher.domain.errors import DomainError

# Of a broken file the first lines say enough.
KEPT_SKIPS = 1000


class BundleError(DomainError):
    """The files cannot be imported; nothing was changed. The message (Dutch) names file, line and what to do."""


@dataclass(frozen=True, slots=True)
class SkippedLine:
    """A line that was left out, and why (Dutch)."""

    file: str
    line: int
    reason: str


@dataclass(slots=True)
class Report:
    """Numbers per heading, and the lines left out. ``tell`` hears about progress."""

    tell: Callable[[str], object] = lambda _text: None
    version: str = ""
    counts: Counter[str] = field(default_factory=Counter)
    skipped: list[SkippedLine] = field(default_factory=list)

    def skip(self, file: str, line: int, reason: str) -> None:
        """Remember a line that was left out."""
        self.counts["skipped"] += 1
        if len(self.skipped) < KEPT_SKIPS:
            self.skipped.append(SkippedLine(file, line, reason))

    @property
    def changed_anything(self) -> bool:
        """True when rows were written."""
        return any(count for name, count in self.counts.items() if name.endswith(CHANGES))


# Endings of the headings that stand for written rows.
CHANGES = ("_added", "_changed", "_removed", "_retired", "_revived")
