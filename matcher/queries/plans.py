"""Plans of hours as the rules want them, of placements, wished placements and needs."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.domain.choices import HolidayRegion, PlanKind
from matcher.domain.placing import PlaceCommand
from matcher.models import Municipality, Placement, PlacementMonth, School
from matcher.rules.counted_hours import with_real
from matcher.rules.teaching_plan import DAYS_PER_WEEK, Plan, minutes_on_dates


def holiday_region_of_school(session: Session, school_id: int) -> HolidayRegion:
    """Return the region whose school holidays the school has, by its main municipality."""
    of_school = select(Municipality.holiday_region).join(School, School.municipality_code == Municipality.code)
    return session.scalar(of_school.where(School.id == school_id)) or HolidayRegion.MIDDEN


def need_plan(
    starts_on: date, ends_on: date, minutes_per_week: int, teaching_weeks: int | None, region: HolidayRegion
) -> Plan:
    """Return what a need asks of one person: so much in every lesson week."""
    return Plan(PlanKind.WEEKLY, starts_on, ends_on, region, minutes_per_week, teaching_weeks or None)


def plan_of_command(command: PlaceCommand, region: HolidayRegion) -> Plan:
    """Return the plan of a wished placement; ``region``: of the school, when the command names none."""
    weekly = command.plan_kind is PlanKind.WEEKLY
    return Plan(
        kind=command.plan_kind,
        starts_on=command.starts_on,
        ends_on=command.ends_on,
        region=command.holiday_region or region,
        minutes=command.minutes_per_week if weekly else command.total_minutes,
        weeks=(command.teaching_weeks or None) if weekly else None,
        weekdays=command.weekdays,
        days=command.days,
    )


def plan_of_placement(placement: Placement) -> Plan:
    """Return the plan of a placement as it was agreed."""
    weekly = placement.plan_kind is PlanKind.WEEKLY
    return Plan(
        kind=placement.plan_kind,
        starts_on=placement.starts_on,
        ends_on=placement.ends_on,
        region=placement.holiday_region,
        minutes=placement.minutes_per_week if weekly else placement.total_minutes,
        weeks=placement.teaching_weeks if weekly else None,
        weekdays=weekdays_of(placement.weekdays),
        days=tuple((date.fromisoformat(day), minutes) for day, minutes in placement.days),
    )


def weekday_bits(weekdays: Iterable[int]) -> int:
    """Return weekdays (0 is Monday) as the stored bits."""
    return sum(1 << day for day in set(weekdays))


def weekdays_of(bits: int) -> frozenset[int]:
    """Return the weekdays of the stored bits."""
    return frozenset(day for day in range(DAYS_PER_WEEK) if bits >> day & 1)


def minutes_taught(session: Session, placement: Placement) -> dict[date, int]:
    """Return date -> minutes of a placement: planned, and real in the months that were confirmed."""
    months = select(PlacementMonth.month, PlacementMonth.real_minutes)
    real = session.execute(months.where(PlacementMonth.placement_id == placement.id))
    return with_real(minutes_on_dates(plan_of_placement(placement)), {row.month: row.real_minutes for row in real})
