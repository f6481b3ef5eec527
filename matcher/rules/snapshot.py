"""Facts of the law for the columns of the matching engine."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import product

from matcher.domain.bitsets import cell_bit
from matcher.domain.choices import RoleKind, Sector
from matcher.domain.school_year import school_year_of
from matcher.rules.grounds import Holding, legal_ground
from matcher.rules.limits import LIMITS, Limit
from matcher.rules.six_hours import Engagement, remaining_minutes, under_rule


def exempt_cells(holdings: Iterable[Holding], day: date) -> int:
    """Return the mask of sector x role kind cells in which the holder of these proofs is outside the six-hours rule.

    All cells of hbo for everybody; more by qualification (WVO 2020 art. 7.19; WEB art. 4.2.1 lid 6, 4.2.2).
    """
    held = tuple(holdings)
    return sum(
        cell_bit(sector, role)
        for sector, role in product(Sector, RoleKind)
        if not under_rule(sector, legal_ground(sector, role, held, day))
    )


def minutes_left_by_year(
    engagements: Iterable[Engagement], years: Sequence[int], day: date, *, limits: Sequence[Limit] = LIMITS
) -> tuple[int, ...]:
    """Return, for each school year in ``years``, the minutes the six-hours rule still allows, seen on ``day``.

    A school year that was over on ``day`` has nothing left: nobody can be placed in it. The strictest sector counts,
    because a person can be matched in every sector. Recorded exceptions do not count: nobody is proposed on one. A
    limit per week is held as its sum over the year, so the decision at placing can be stricter.
    Law: WVO 2020 art. 7.19; WEB art. 4.2.1 lid 6.
    """
    rows = tuple(engagements)
    this_year = school_year_of(day)
    return tuple(remaining_minutes(rows, year, None, limits=limits) if year >= this_year else 0 for year in years)
