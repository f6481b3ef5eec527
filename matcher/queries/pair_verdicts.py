"""What the six-hours rule says of a person for needs: everything of the person is read once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.domain.choices import HolidayRegion, LegalGround, RoleKind, Sector
from matcher.domain.law import LimitScope
from matcher.models import Municipality, School
from matcher.queries.ledger import engagements_of, exceptions_of, holdings_of
from matcher.queries.measures import measures
from matcher.queries.plans import need_plan
from matcher.rules.grounds import legal_ground
from matcher.rules.six_hours import Decision, Request, decide, decide_readings
from matcher.rules.teaching_plan import minutes_by_year


@dataclass(frozen=True, slots=True)
class Verdict:
    """The ground on which the person would teach this need, and the decision of the six-hours rule.

    ``readings``: the decision with hours summed per person, and per board.
    """

    ground: LegalGround
    decision: Decision
    readings: Mapping[LimitScope, Decision]


@dataclass(frozen=True, slots=True)
class AskedHours:
    """What a need asks of one person; minutes of klokuren per week."""

    school_id: int
    sector: Sector
    role_kind: RoleKind | None
    starts_on: date | None
    ends_on: date | None
    minutes_per_week: int
    teaching_weeks: int


class PersonVerdicts:
    """Verdicts on one person at some schools; six statements, whatever the number of needs."""

    def __init__(self, session: Session, *, professional_id: int, school_ids: Collection[int]) -> None:
        self._holdings = holdings_of(session, professional_id)
        self._facts: dict[str, Any] = {
            "engagements": engagements_of(session, professional_id),
            "exceptions": exceptions_of(session, professional_id),
            "limits": measures(session),
        }
        schools = (
            select(School.id, School.board_id, Municipality.holiday_region)
            .outerjoin(Municipality, Municipality.code == School.municipality_code)
            .where(School.id.in_(list(school_ids)))
        )
        self._schools = {row.id: (row.board_id, row.holiday_region) for row in session.execute(schools)}

    def of(self, asked: AskedHours) -> Verdict | None:
        """Return the verdict; None while dates or hours are missing, or do not go together."""
        if asked.starts_on is None or asked.ends_on is None or not asked.teaching_weeks or not asked.minutes_per_week:
            return None
        board_id, region = self._schools.get(asked.school_id, (None, None))
        plan = need_plan(
            *(asked.starts_on, asked.ends_on, asked.minutes_per_week, asked.teaching_weeks),
            region or HolidayRegion.MIDDEN,
        )
        try:
            requested = minutes_by_year(plan)
        except ValueError:
            return None
        if not requested:
            return None
        role = asked.role_kind or RoleKind.GASTDOCENT
        ground = legal_ground(asked.sector, role, self._holdings, asked.starts_on)
        case: dict[str, Any] = {
            "sector": asked.sector,
            "ground": ground,
            "request": Request(requested, last_day=asked.ends_on, teaching_weeks=asked.teaching_weeks),
            "board_id": board_id,
            **self._facts,
        }
        return Verdict(ground, decide(**case), decide_readings(**case))


def asked_hours(need: Any, minutes_per_week: int | None = None) -> AskedHours:
    """Return what a need (a row with those columns) asks; with other minutes per week where they are given."""
    return AskedHours(
        school_id=need.school_id,
        sector=need.sector,
        role_kind=need.role_kind,
        starts_on=need.starts_on,
        ends_on=need.ends_on,
        minutes_per_week=need.minutes_per_week if minutes_per_week is None else minutes_per_week,
        teaching_weeks=need.teaching_weeks,
    )


def verdict_of(
    session: Session, *, professional_id: int, need: Any, minutes_per_week: int | None = None
) -> Verdict | None:
    """Return the verdict on one pair."""
    found = PersonVerdicts(session, professional_id=professional_id, school_ids=[need.school_id])
    return found.of(asked_hours(need, minutes_per_week))
