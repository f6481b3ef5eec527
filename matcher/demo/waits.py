"""Brings what is waited for to the stage it would have by now, as if it had been followed up all along."""

from datetime import date

from sqlalchemy import select

from matcher.demo.world import World
from matcher.domain.choices import HolidayRegion
from matcher.domain.deadlines import STAGES, ChaseStage
from matcher.models import Need, Proposal
from matcher.queries.plans import holiday_region_of_school
from matcher.rules.answer_times import after_days, chase_dates

# What should have been closed already stays for some days, so that there is something late to look at.
SOONEST, SPREAD = 3, 5


def bring_waits_up_to_date(world: World) -> None:
    """Set the next stage of every wait to one that is still to come; nobody is told anything."""
    rows = select(Proposal, Need).join(Need, Need.id == Proposal.need_id).where(Proposal.chase_on <= world.today)
    for proposal, need in world.session.execute(rows.order_by(Proposal.id)):
        region = holiday_region_of_school(world.session, need.school_id)
        proposal.chase_stage, proposal.chase_on = _next_stage(proposal, world.today, region)
    world.session.flush()


def _next_stage(proposal: Proposal, today: date, region: HolidayRegion) -> tuple[ChaseStage, date]:
    planned = chase_dates(proposal.waiting_since or today, proposal.answer_days, region).stages
    ahead = next((stage for stage in STAGES if planned[stage] > today), None)
    if ahead is not None:
        return ahead, planned[ahead]
    return ChaseStage.CLOSE, after_days(today, SOONEST + proposal.id % SPREAD, region)
