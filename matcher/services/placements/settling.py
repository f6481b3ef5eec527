"""Holds a wished placement against the law and writes what was decided: its plan, its school years, the verdict."""

from matcher.domain.choices import PlanKind
from matcher.domain.errors import InvalidInputError, RuleRefusedError
from matcher.domain.law import VerdictOccasion
from matcher.domain.placing import PlaceCommand
from matcher.domain.states import Party
from matcher.models import HoursException, Need, Placement
from matcher.queries.ledger import engagements_of, holdings_of
from matcher.queries.placement_assessment import Assessment, assess
from matcher.queries.plans import weekday_bits
from matcher.rules.contracts import form_allowed
from matcher.rules.six_hours import DecisionReason
from matcher.rules.teaching_plan import total_minutes
from matcher.services.hours.counting import write_years
from matcher.services.hours.exceptions import ExceptionCommand, exception_for, write_exception
from matcher.services.hours.verdicts import keep_verdict
from matcher.services.transaction import Work

# Where the hours of a plan are typed.
HOURS_FIELD = {
    PlanKind.WEEKLY: "minutes_per_week",
    PlanKind.DAYS: "days",
    PlanKind.TOTAL: "total_minutes",
}
# What of an assessment is kept as the verdict.
OUTCOME = ("ground", "spans", "decision", "readings", "missing")


def settle(
    work: Work,
    placement: Placement,
    need: Need,
    command: PlaceCommand,
    *,
    party: Party,
    occasion: VerdictOccasion,
) -> Assessment:
    """Decide and write a new or changed placement; call with the person locked.

    Raises InvalidInputError when something is missing or cannot be, RuleRefusedError (with article and numbers) above
    the limit of the six-hours rule. A coordinator's exception is recorded with it.
    """
    facts = {
        "command": command,
        "holdings": holdings_of(work.session, placement.professional_id),
        "engagements": engagements_of(work.session, placement.professional_id),
    }
    found = _allowed(work, placement, need, command, party)
    _write(work, placement, command, found)
    work.session.add(placement)
    placement.exception_id = None
    work.session.flush()
    if found.decision.reason is DecisionReason.EXCEPTION:
        placement.exception_id = _exception(work, placement, command, found).id
    write_years(work, placement, found.planned, found.counted)
    keep_verdict(
        work,
        occasion=occasion,
        professional_id=placement.professional_id,
        placement_id=placement.id,
        allowed=True,
        facts=facts,
        outcome={name: getattr(found, name) for name in OUTCOME},
    )
    return found


def _allowed(work: Work, placement: Placement, need: Need, command: PlaceCommand, party: Party) -> Assessment:
    """Return the assessment. Raises when the placement may not be made."""
    if not form_allowed(command.contract_form, command.role_kind):
        text = "Deze contractvorm kan alleen bij een gastles."
        raise InvalidInputError(text, {"contract_form": text})
    if command.exception_until and command.exception_until < command.ends_on:
        text = "De uitzondering moet gelden tot en met de laatste dag van de inzet, of langer."
        raise InvalidInputError(text, {"exception_until": text})
    found = assess(
        work.session,
        professional_id=placement.professional_id,
        need=need,
        command=command,
        may_except=party is Party.COORDINATOR,
        placement_id=placement.id,
    )
    if found.missing_now:
        raise InvalidInputError("Vul nog in wat mist.", {row.field: row.message for row in found.missing_now})
    if not found.decision.allowed:
        raise RuleRefusedError(found.decision.message, found.decision.article, field=HOURS_FIELD[command.plan_kind])
    return found


def _write(work: Work, placement: Placement, command: PlaceCommand, found: Assessment) -> None:
    total = total_minutes(found.plan)
    placement.role_kind, placement.legal_ground = command.role_kind, found.ground
    placement.responsible_teacher = command.responsible_teacher.strip()
    placement.subject_parts = command.subject_parts.strip()
    placement.starts_on, placement.ends_on = command.starts_on, command.ends_on
    placement.plan_kind, placement.total_minutes = command.plan_kind, total
    placement.minutes_per_week = command.minutes_per_week or total // max(1, found.weeks)
    placement.teaching_weeks = found.weeks
    placement.weekdays = weekday_bits(command.weekdays)
    placement.start_time = None if command.plan_kind is PlanKind.TOTAL else command.start_time
    placement.days = [[day.isoformat(), minutes] for day, minutes in sorted(command.days)]
    placement.holiday_region = found.plan.region
    placement.contract_form = command.contract_form
    if command.vog_seen_on != placement.vog_seen_on or command.vog_issued_on != placement.vog_issued_on:
        placement.vog_issued_on, placement.vog_seen_on = command.vog_issued_on, command.vog_seen_on
        placement.vog_seen_by_id = work.actor.user_id if command.vog_seen_on else None


def _exception(work: Work, placement: Placement, command: PlaceCommand, found: Assessment) -> HoursException:
    """Return the exception the placement leans on; one the coordinator writes with it is recorded now."""
    decision = found.decision
    known = exception_for(work, placement.professional_id, decision.school_year)
    if known and decision.total_after <= known.allowed_minutes and command.ends_on <= known.valid_until:
        return known
    rows = [
        write_exception(
            work,
            professional_id=placement.professional_id,
            command=ExceptionCommand(
                school_year=year,
                allowed_minutes=total,
                valid_until=command.exception_until or command.ends_on,
                reason=command.exception_reason,
                article=command.exception_article,
            ),
        )
        for year, total in _above(work, placement, found).items()
    ]
    return rows[0]


def _above(work: Work, placement: Placement, found: Assessment) -> dict[int, int]:
    """Return school year -> total minutes, of the years that this placement brings above the limit."""
    others = [e for e in engagements_of(work.session, placement.professional_id) if e.placement_id != placement.id]
    totals = {y: m + sum(e.minutes_in(y) for e in others) for y, m in found.counted.items()}
    limit = found.decision.limit or 0
    return {year: total for year, total in sorted(totals.items()) if total > limit} or {
        found.decision.school_year: found.decision.total_after
    }
