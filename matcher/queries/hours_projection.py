"""What the six-hours rule would say of hours that are only asked about."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from matcher.domain.choices import HolidayRegion, PlanKind, RoleKind, Sector
from matcher.domain.errors import InvalidInputError
from matcher.queries.ledger import exceptions_of, holdings_of
from matcher.queries.measures import measures
from matcher.queries.recounted import recounted
from matcher.rules.counted_hours import counted_minutes
from matcher.rules.grounds import legal_ground
from matcher.rules.six_hours import Decision, Request, decide
from matcher.rules.teaching_plan import Plan, by_monday, by_school_year, lesson_weeks, minutes_on_dates

MOST_DAYS = 2 * 366


@dataclass(frozen=True, slots=True)
class Projection:
    """A case that is only asked about: so many minutes in every school week of a period, as a gastdocent."""

    sector: Sector
    starts_on: date
    ends_on: date
    minutes_per_week: int


def projected(session: Session, *, professional_id: int, case: Projection, region: HolidayRegion) -> Decision:
    """Return what the six-hours rule would say. Raises InvalidInputError for a period without school days."""
    if not case.starts_on <= case.ends_on or (case.ends_on - case.starts_on).days > MOST_DAYS:
        text = "Kies een laatste dag na de eerste, ten hoogste twee jaar later."
        raise InvalidInputError(text, {"ends_on": text})
    plan = Plan(PlanKind.WEEKLY, case.starts_on, case.ends_on, region, case.minutes_per_week)
    minutes_on = minutes_on_dates(plan)
    if not minutes_on:
        text = "In deze periode zijn geen lesdagen: het is vakantie."
        raise InvalidInputError(text, {"ends_on": text})
    holdings = holdings_of(session, professional_id)
    counted = counted_minutes(minutes_on, case.sector, RoleKind.GASTDOCENT, holdings)
    return decide(
        sector=case.sector,
        ground=legal_ground(case.sector, RoleKind.GASTDOCENT, holdings, min(counted, default=case.starts_on)),
        request=Request(by_school_year(counted or minutes_on), by_monday(counted), max(minutes_on), lesson_weeks(plan)),
        engagements=[row.engagement for row in recounted(session, professional_id)],
        exceptions=exceptions_of(session, professional_id),
        limits=measures(session),
    )
