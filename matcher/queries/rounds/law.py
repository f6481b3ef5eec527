"""Whether the six-hours rule still allows a pair, on the rows as they are now."""

from datetime import date

from sqlalchemy.orm import Session

from matcher.domain.bitsets import cell_bit
from matcher.models import Need
from matcher.queries.ledger import engagements_of, holdings_of
from matcher.queries.measures import measures
from matcher.queries.plans import holiday_region_of_school, need_plan
from matcher.rules.snapshot import exempt_cells, minutes_left_by_year
from matcher.rules.teaching_plan import minutes_by_year


def within_law(session: Session, *, professional_id: int, need: Need, today: date) -> bool:
    """Return whether the person is outside the rule for this need, or has the minutes left in every school year.

    The same facts as in the engine's columns (``Obstacle.LEGAL_HOURS``), read anew. Ask under the lock of the person.
    """
    if need.role_kind is None or need.starts_on is None or need.ends_on is None:
        return False
    if exempt_cells(holdings_of(session, professional_id), today) & cell_bit(need.sector, need.role_kind):
        return True
    region = holiday_region_of_school(session, need.school_id)
    asked = minutes_by_year(need_plan(need.starts_on, need.ends_on, need.minutes_per_week, need.teaching_weeks, region))
    engagements = engagements_of(session, professional_id)
    left = minutes_left_by_year(engagements, tuple(asked), today, limits=measures(session))
    return all(minutes <= room for minutes, room in zip(asked.values(), left, strict=True))
