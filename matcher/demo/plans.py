"""How the hours of a placement are planned in the demo, and which months its school has confirmed."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random

from sqlalchemy.orm import Session

from matcher import clock
from matcher.demo.asks import Ask
from matcher.demo.dice import chance
from matcher.demo.stage import Stage
from matcher.domain.choices import HolidayRegion, PlanKind
from matcher.domain.day_parts import from_mask
from matcher.domain.placing import PlaceCommand
from matcher.models import Placement, Professional
from matcher.queries.actors import load_actor
from matcher.queries.placement_months import MonthRow, months_of
from matcher.queries.plans import plan_of_command, plan_of_placement
from matcher.rules.teaching_plan import minutes_on_dates
from matcher.services import placements
from matcher.services.transaction import Work

FIRST_LESSON = 9
# Each of these in turn; most placements are weekly without known days.
KINDS = ("plain", "weekdays", "plain", "days", "weekdays", "total")


def planned(ask: Ask, number: int, command: PlaceCommand) -> PlaceCommand:
    """Return the command with the kind of plan that this placement has in the demo; never more hours."""
    kind = KINDS[number % len(KINDS)]
    weekday = min((cell.weekday for cell in from_mask(ask.need.day_parts)), default=0)
    if kind == "weekdays":
        return replace(command, weekdays=frozenset({weekday}), start_time=time(FIRST_LESSON + number % 4, 30))
    total = command.minutes_per_week * (command.teaching_weeks or 1)
    if kind == "total":
        return replace(command, plan_kind=PlanKind.TOTAL, total_minutes=total)
    return _on_days(command, weekday) if kind == "days" else command


def _on_days(command: PlaceCommand, weekday: int) -> PlaceCommand:
    """Return the plan as double lessons in every other week."""
    weekly = plan_of_command(replace(command, weekdays=frozenset({weekday})), HolidayRegion.MIDDEN)
    lessons = list(minutes_on_dates(weekly))[::2]
    days = tuple((day, command.minutes_per_week * 2) for day in lessons[: (command.teaching_weeks or 2) // 2])
    return replace(command, plan_kind=PlanKind.DAYS, days=days) if days else command


def confirm_months(stage: Stage, rng: Random, ask: Ask, placement_id: int) -> None:
    """Let the school confirm the months that are over: mostly as planned, sometimes a little less."""
    session = stage.world.session
    placement = session.get_one(Placement, placement_id)
    for row in months_of(plan_of_placement(placement), {}):
        at = _after(row.month, 2 + rng.randint(0, 4))
        if at >= stage.world.today or (at > stage.world.today - timedelta(days=35) and chance(rng, 0.6)):
            return
        minutes, moment = _real(rng, row), stage.world.now - (stage.world.today - at)
        if row.month.month % 3:
            # The professional entered it first; now and then what was planned, and the school knew better.
            entered = row.planned_minutes if row.month.month % 2 else minutes
            _enter(session, placement, row.month, entered, moment - timedelta(hours=20))
        work = Work(session=session, actor=ask.team.actor, now=moment)
        placements.confirm_month(work, placement_id=placement_id, month=row.month, minutes=minutes)


def _enter(session: Session, placement: Placement, month: date, minutes: int, at: datetime) -> None:
    user_id = session.get_one(Professional, placement.professional_id).user_id
    if user_id is not None:
        work = Work(session=session, actor=load_actor(session, user_id=user_id, on=clock.dutch_date(at)), now=at)
        placements.claim_month(work, placement_id=placement.id, month=month, minutes=minutes)


def _after(month: date, days: int) -> date:
    """Return the day so many days into the next month."""
    return (month + timedelta(days=31)).replace(day=days)


def _real(rng: Random, row: MonthRow) -> int:
    missed = rng.choice((0, 0, 60, 120)) if chance(rng, 0.4) else 0
    return max(0, row.planned_minutes - missed)
