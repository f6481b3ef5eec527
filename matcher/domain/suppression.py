"""Which numbers of a public table may be shown, so that nobody finds out a small one from a total minus the rest.

A group of cells adds up to a total that is public. A cell below five is hidden. When that leaves so little hidden that
the total gives a hidden cell away, more cells are hidden, smallest first, and in the end the total itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

SMALLEST_SHOWN = 5
# A hidden number below five stays anything from nought to four for whoever knows the rule and the total.
STILL_POSSIBLE = SMALLEST_SHOWN - 1


class Shown(StrEnum):
    """What of a cell is public: its number, that it is below five, or nothing."""

    NUMBER = "number"
    FEW = "few"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Group:
    """The cells of a group by name, as far as they are public, and whether its total may be shown."""

    cells: Mapping[str, Shown]
    total: bool


def protected(cells: Mapping[str, int], *, hidden: Sequence[str] = ()) -> Group:
    """Return what may be shown of cells that add up to a public total; ``hidden``: must stay so for another reason."""
    shown = {name: _first(name, value, hidden) for name, value in cells.items()}
    while True:
        if _safe(cells, shown):
            return Group(shown, total=True)
        visible = [name for name, how in shown.items() if how is Shown.NUMBER]
        if not visible:
            return Group(shown, total=False)
        shown[min(visible, key=lambda name: (cells[name], name))] = Shown.HIDDEN


def _first(name: str, value: int, hidden: Sequence[str]) -> Shown:
    if name in hidden:
        return Shown.HIDDEN
    return Shown.NUMBER if value >= SMALLEST_SHOWN else Shown.FEW


def _safe(cells: Mapping[str, int], shown: Mapping[str, Shown]) -> bool:
    """Return whether every hidden cell keeps enough possible values, and what is hidden together is no small group."""
    hidden = [name for name, how in shown.items() if how is not Shown.NUMBER]
    if not hidden:
        return True
    together = sum(cells[name] for name in hidden)
    few = sum(shown[name] is Shown.FEW for name in hidden)
    others = len(hidden) - few
    # What the rule says of the rest: a cell marked "few" holds at most four, another at least none.
    if together < SMALLEST_SHOWN or len(hidden) == 1:
        return False
    if others:
        # The others take whatever is left, so a small cell may be none; it may be four if they do not need it all.
        return together - SMALLEST_SHOWN * others >= STILL_POSSIBLE
    return STILL_POSSIBLE <= together <= STILL_POSSIBLE * (few - 1)


def protected_tree(leaves: Mapping[str, Mapping[str, int]]) -> tuple[dict[str, Group], Group]:
    """Return what may be shown of a table in two levels, and of the totals of its branches.

    A branch whose total has to be hidden is hidden in the table of branches, which adds up to the public grand total.
    """
    groups = {branch: protected(cells) for branch, cells in leaves.items()}
    totals = {branch: sum(cells.values()) for branch, cells in leaves.items()}
    return groups, protected(totals, hidden=[branch for branch, group in groups.items() if not group.total])
