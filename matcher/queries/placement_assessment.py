"""What the law says of a wished placement: ground, hours, what is missing. One place for page, counter and service."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.domain.actors import Actor
from matcher.domain.choices import LegalGround
from matcher.domain.errors import InvalidInputError, NotFoundError
from matcher.domain.law import LimitBasis, LimitScope
from matcher.domain.placing import PlaceCommand
from matcher.domain.school_year import school_years_between
from matcher.domain.states import Party
from matcher.models import Need, Placement, Proposal, School
from matcher.queries.ledger import engagements_of, exceptions_of, holdings_of, with_weeks
from matcher.queries.measures import measures
from matcher.queries.plans import holiday_region_of_school, plan_of_command
from matcher.queries.qualification_proofs import proof_seen
from matcher.rules.counted_hours import GroundSpan, counted_minutes, deciding_ground, ground_spans
from matcher.rules.placement import Missing, PlacementFacts, missing_for_start
from matcher.rules.school_holidays import HOLIDAYS, KNOWN_TO, SATURDAY
from matcher.rules.six_hours import Decision, ExceptionNote, Request, decide, decide_readings
from matcher.rules.teaching_plan import (
    Plan,
    by_monday,
    by_school_year,
    lesson_weeks,
    minutes_on_dates,
    total_minutes,
)

# May come after placing, but before the first lesson; until then it is a task of the coordinator.
LATER = frozenset({"vog_issued_on", "vog_seen_on", "proof_seen"})
# A period outside these cannot be meant, and would be counted day by day.
FIRST_YEAR, LAST_YEAR, LONGEST_YEARS = 2000, 2100, 5


@dataclass(frozen=True, slots=True)
class Assessment:
    """The plan on dates, the grounds over its time, the decision of the six-hours rule, and what is missing.

    ``ground``: of the first lesson under the rule, else of the first lesson. ``planned``: school year -> minutes of
    the plan. ``counted``: those under the rule. ``readings``: the decision with hours summed per person and per board;
    ``decision`` is the one of the measure in force.
    """

    ground: LegalGround
    plan: Plan
    weeks: int
    spans: tuple[GroundSpan, ...]
    planned: Mapping[int, int]
    counted: Mapping[int, int]
    decision: Decision
    readings: Mapping[LimitScope, Decision]
    missing: tuple[Missing, ...]

    @property
    def busiest_week(self) -> tuple[date, int]:
        """Monday and minutes of the week with most; the average may be within the limit while a week is busy."""
        weeks = by_monday(minutes_on_dates(self.plan))
        return max(weeks.items(), key=lambda week: week[1], default=(self.plan.starts_on, 0))

    @property
    def school_weeks(self) -> int:
        """The lesson weeks by the school holidays, whatever was typed."""
        return lesson_weeks(replace(self.plan, weeks=None))

    @property
    def holidays(self) -> tuple[str, ...]:
        """Names of the school holidays that take weekdays out of the period, in order."""
        weekdays = {day for day in _days(self.plan.starts_on, self.plan.ends_on) if day.weekday() < SATURDAY}
        here = (row for row in HOLIDAYS if row.region is self.plan.region)
        return tuple(dict.fromkeys(row.name for row in here if weekdays & set(_days(row.starts_on, row.ends_on))))

    @property
    def holidays_assumed(self) -> bool:
        """Part of the period lies after the holidays that were published."""
        return self.plan.ends_on > KNOWN_TO

    @property
    def missing_now(self) -> tuple[Missing, ...]:
        """What must be filled in before somebody can be placed."""
        return tuple(row for row in self.missing if row.field not in LATER)

    @property
    def missing_before_start(self) -> tuple[Missing, ...]:
        """What may follow, but before the first lesson (the VOG, a proof that was seen)."""
        return tuple(row for row in self.missing if row.field in LATER)


def assess(
    session: Session,
    *,
    professional_id: int,
    need: Need,
    command: PlaceCommand,
    may_except: bool = False,
    placement_id: int | None = None,
) -> Assessment:
    """Hold a wished placement against the law. Raises InvalidInputError for a period or plan that cannot be.

    ``may_except``: the actor may record an exception (a coordinator). ``placement_id``: the one that is being changed.
    """
    plan = plan_of_command(command, holiday_region_of_school(session, need.school_id))
    minutes_on = _on_dates(plan)
    holdings = holdings_of(session, professional_id)
    counted = counted_minutes(minutes_on, need.sector, command.role_kind, holdings)
    spans = ground_spans(need.sector, command.role_kind, holdings, command.starts_on, command.ends_on)
    board_id = session.scalar(select(School.board_id).where(School.id == need.school_id))
    ground = deciding_ground(minutes_on or {command.starts_on: 0}, need.sector, command.role_kind, holdings)
    case = {
        "sector": need.sector,
        "ground": ground,
        "request": _request(plan, counted),
        "board_id": board_id,
        "exclude_placement_id": placement_id,
        "note": ExceptionNote(command.exception_reason, command.exception_article) if may_except else None,
        **_person(session, professional_id),
    }
    return Assessment(
        ground=ground,
        plan=plan,
        weeks=lesson_weeks(plan),
        spans=spans,
        planned=by_school_year(minutes_on),
        counted=by_school_year(counted),
        decision=decide(**case),
        readings=decide_readings(**case),
        missing=_missing(session, professional_id, command, _facts(need, command, ground, board_id, plan), plan),
    )


def _missing(
    session: Session, professional_id: int, command: PlaceCommand, facts: PlacementFacts, plan: Plan
) -> tuple[Missing, ...]:
    seen = proof_seen(session, professional_id, facts.sector, command.role_kind, plan)
    return missing_for_start(replace(facts, proof_seen=seen))


def _person(session: Session, professional_id: int) -> dict[str, Any]:
    """Return what the decision asks of the person: engagements, exceptions, and the measures."""
    limits, engagements = measures(session), engagements_of(session, professional_id)
    if any(row.basis is LimitBasis.WEEKLY_MAXIMUM for row in limits):
        engagements = with_weeks(session, professional_id, engagements)
    exceptions = exceptions_of(session, professional_id)
    return {"engagements": engagements, "exceptions": exceptions, "limits": limits}


def _request(plan: Plan, counted: Mapping[date, int]) -> Request:
    nothing = dict.fromkeys(school_years_between(plan.starts_on, plan.ends_on), 0)
    return Request(
        by_school_year(counted) or nothing,
        by_week=by_monday(counted),
        last_day=max(counted, default=plan.ends_on),
        teaching_weeks=lesson_weeks(plan),
    )


def _on_dates(plan: Plan) -> dict[date, int]:
    """Return the plan on dates. Raises InvalidInputError beside the field that makes it impossible."""
    if plan.ends_on < plan.starts_on:
        raise InvalidInputError("Controleer de data.", {"ends_on": "De einddatum ligt voor de begindatum."})
    if not FIRST_YEAR <= plan.starts_on.year <= plan.ends_on.year <= LAST_YEAR:
        raise InvalidInputError("Controleer de data.", {"ends_on": "Controleer het jaar van de data."})
    if plan.ends_on.year - plan.starts_on.year > LONGEST_YEARS:
        text = f"Leg ten hoogste {LONGEST_YEARS} jaar in een keer vast. U kunt de inzet later verlengen."
        raise InvalidInputError(text, {"ends_on": text})
    if any(not plan.starts_on <= day <= plan.ends_on for day, _minutes in plan.days):
        text = "Elke lesdag moet tussen de eerste en de laatste dag liggen."
        raise InvalidInputError(text, {"days": text})
    try:
        found = minutes_on_dates(plan)
    except ValueError as error:
        text = "Zoveel lesweken passen niet in deze periode. Vul een lager aantal in."
        raise InvalidInputError(text, {"teaching_weeks": text}) from error
    if not found and total_minutes(plan) == 0 and lesson_weeks(plan) == 0:
        text = "In deze periode zijn geen lesdagen: het is vakantie, of de gekozen dagen vallen weg."
        raise InvalidInputError(text, {"ends_on": text})
    return found


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _facts(need: Need, command: PlaceCommand, ground: LegalGround, board_id: int | None, plan: Plan) -> PlacementFacts:
    weeks = lesson_weeks(plan)
    return PlacementFacts(
        sector=need.sector,
        ground=ground,
        contract_form=command.contract_form,
        board_id=board_id,
        responsible_teacher=command.responsible_teacher,
        subject_parts=command.subject_parts,
        starts_on=command.starts_on,
        ends_on=command.ends_on,
        # Rounded up: a few minutes over many weeks are something.
        minutes_per_week=-(-total_minutes(plan) // weeks) if weeks else 0,
        teaching_weeks=weeks,
        vog_issued_on=command.vog_issued_on,
        vog_seen_on=command.vog_seen_on,
    )


def assessment_for(session: Session, *, proposal_id: int, command: PlaceCommand, actor: Actor) -> Assessment:
    """Return the assessment for the placement page of a proposal. Raises NotFoundError for somebody else's."""
    found = session.execute(
        select(Proposal, Need).join(Need, Need.id == Proposal.need_id).where(Proposal.id == proposal_id)
    ).one_or_none()
    if found is None:
        raise NotFoundError
    proposal, need = found
    may_except = _may_except(actor, proposal.professional_id, need)
    return assess(session, professional_id=proposal.professional_id, need=need, command=command, may_except=may_except)


def assessment_of_change(session: Session, *, placement_id: int, command: PlaceCommand, actor: Actor) -> Assessment:
    """Return the assessment of a placement as it would become. Raises NotFoundError for somebody else's."""
    found = session.execute(
        select(Placement, Need).join(Need, Need.id == Placement.need_id).where(Placement.id == placement_id)
    ).one_or_none()
    if found is None:
        raise NotFoundError
    placement, need = found
    return assess(
        session,
        professional_id=placement.professional_id,
        need=need,
        command=command,
        may_except=_may_except(actor, placement.professional_id, need),
        placement_id=placement.id,
    )


def _may_except(actor: Actor, professional_id: int, need: Need) -> bool:
    """Return whether the actor may record an exception. Raises NotFoundError for neither school nor coordinator."""
    parties = actor.parties(professional_id=professional_id, school_id=need.school_id, region_code=need.region_code)
    if not parties & {Party.SCHOOL, Party.COORDINATOR}:
        raise NotFoundError
    return Party.COORDINATOR in parties
