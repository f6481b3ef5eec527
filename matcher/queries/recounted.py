"""The hours of one person counted anew from plans, confirmed months and proofs, next to what is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from matcher.domain.choices import RoleKind
from matcher.domain.law import LimitBasis
from matcher.models import Placement
from matcher.queries.ledger import engagements_of, exceptions_of, holdings_of, standing_placements, with_weeks
from matcher.queries.measures import measures
from matcher.queries.plans import minutes_taught
from matcher.rules.counted_hours import counted_minutes
from matcher.rules.excess import Excess, excess
from matcher.rules.six_hours import Engagement
from matcher.rules.teaching_plan import by_monday, by_school_year


@dataclass(frozen=True, slots=True)
class Recounted:
    """A placement with its minutes on dates: taught (planned, or real once confirmed), and those under the rule."""

    placement: Placement
    taught: Mapping[date, int]
    counted: Mapping[date, int]

    @property
    def engagement(self) -> Engagement:
        """The placement as the rules ask it."""
        return Engagement(
            placement_id=self.placement.id,
            sector=self.placement.sector,
            board_id=self.placement.board_id,
            minutes_by_year=by_school_year(self.counted),
            under_rule=True,
            guest_lesson=self.placement.role_kind is RoleKind.GASTLES,
            minutes_by_week=by_monday(self.counted),
        )


def recounted(session: Session, professional_id: int) -> tuple[Recounted, ...]:
    """Return every placement of the person that counts, counted anew; nothing is written."""
    holdings = holdings_of(session, professional_id)
    found = []
    for placement in standing_placements(session, professional_id):
        taught = minutes_taught(session, placement)
        counted = counted_minutes(taught, placement.sector, placement.role_kind, holdings)
        found.append(Recounted(placement, taught, counted))
    return tuple(found)


def excess_of(session: Session, professional_id: int, rows: Sequence[Recounted] | None = None) -> tuple[Excess, ...]:
    """Return where the person stands above the limit without an exception: as stored, or with ``rows`` counted anew."""
    limits, exceptions = measures(session), exceptions_of(session, professional_id)
    if rows is not None:
        return excess([row.engagement for row in rows], exceptions, limits=limits)
    stored = engagements_of(session, professional_id)
    if any(row.basis is LimitBasis.WEEKLY_MAXIMUM for row in limits):
        stored = with_weeks(session, professional_id, stored)
    return excess(stored, exceptions, limits=limits)
