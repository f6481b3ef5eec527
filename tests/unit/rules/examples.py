"""Shared examples for the tests of the law: engagements and requests in klokuren."""

from matcher.domain.choices import Sector
from matcher.rules.six_hours import Engagement

YEAR = 2026
LIMIT = 240 * 60


def klokuren(amount: float) -> int:
    return round(amount * 60)


def engagement(
    hours: float,
    *,
    placement_id: int | None = 1,
    board_id: int = 7,
    sector: Sector = Sector.MBO,
    year: int = YEAR,
    under_rule: bool = True,
    guest_lesson: bool = False,
) -> Engagement:
    return Engagement(placement_id, sector, board_id, {year: klokuren(hours)}, under_rule, guest_lesson)
