"""Placing somebody, ending it early, cancelling it. The six-hours rule is decided with the person's row locked."""

from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import func, select

from matcher.domain.errors import InvalidInputError, NotFoundError, RuleRefusedError, WrongStateError
from matcher.domain.placing import PlaceCommand
from matcher.domain.states import NeedState, Party, PlacementState, ProposalState, Step
from matcher.models import Need, Placement, PlacementYear, Proposal, School
from matcher.queries.placement_assessment import Assessment, assess
from matcher.rules.contracts import form_allowed
from matcher.rules.limits import limit_for_year
from matcher.rules.six_hours import DecisionReason, under_rule
from matcher.rules.teaching_weeks import planned_minutes, weeks_held
from matcher.services.locks import lock_professional
from matcher.services.proposals import news, withdraw_unanswered
from matcher.services.proposals.steps import Grip, check_step, grip, move
from matcher.services.transaction import Work, transactional


@transactional
def place(work: Work, *, proposal_id: int, command: PlaceCommand) -> int:
    """Place the professional of an agreed proposal. Returns the placement's id.

    Raises NotFoundError for somebody else's proposal, WrongStateError when it is not agreed, InvalidInputError when
    something is missing, RuleRefusedError (with article and numbers) above the limit of the six-hours rule.
    """
    proposal = work.session.get(Proposal, proposal_id)
    if proposal is None:
        raise NotFoundError
    # Everywhere first the person, then the proposal: two locks in one order cannot wait for each other.
    lock_professional(work.session, proposal.professional_id)
    held = _grip_to_place(work, proposal_id)
    check_step(held, Step.PLACE)
    _check_room(work, held.need)
    found = _assessed(work, held, command)
    placement = _write(work, held, command, found)
    move(work, held, Step.PLACE, ProposalState.PLACED, note=command.exception_reason.strip())
    _fill_need(work, held.need)
    news.tell_both(work, held.proposal, held.need, kind="placement_made")
    return placement.id


def _grip_to_place(work: Work, proposal_id: int) -> Grip:
    """Hold the proposal as the school, else as the coordinator."""
    try:
        return grip(work, proposal_id=proposal_id, party=Party.SCHOOL)
    except NotFoundError:
        return grip(work, proposal_id=proposal_id, party=Party.COORDINATOR)


def _check_room(work: Work, need: Need) -> None:
    """Lock the need: two people placed at once must not take the same last position."""
    work.session.refresh(need, with_for_update=True)
    if _placed(work, need) >= need.people_wanted:
        raise WrongStateError("Alle plekken van deze onderwijsvraag zijn al vervuld.")


def _placed(work: Work, need: Need) -> int:
    counting = select(func.count()).where(Placement.need_id == need.id, Placement.state != PlacementState.CANCELLED)
    return work.session.scalar(counting) or 0


def _assessed(work: Work, held: Grip, command: PlaceCommand) -> Assessment:
    """Return the assessment. Raises when the placement may not be made."""
    if command.starts_on < work.today:
        raise InvalidInputError("Controleer de data.", {"starts_on": "De begindatum moet vandaag of later zijn."})
    if not form_allowed(command.contract_form, command.role_kind):
        text = "Deze contractvorm kan alleen bij een gastles."
        raise InvalidInputError(text, {"contract_form": text})
    found = assess(
        work.session,
        professional_id=held.proposal.professional_id,
        need=held.need,
        command=command,
        may_except=held.party is Party.COORDINATOR,
    )
    if found.missing_now:
        raise InvalidInputError("Vul nog in wat mist.", {row.field: row.message for row in found.missing_now})
    if not found.decision.allowed:
        raise RuleRefusedError(found.decision.message, found.decision.article, field="minutes_per_week")
    return found


def _write(work: Work, held: Grip, command: PlaceCommand, found: Assessment) -> Placement:
    need = held.need
    excepted = found.decision.reason is DecisionReason.EXCEPTION
    placement = Placement(
        proposal_id=held.proposal.id,
        professional_id=held.proposal.professional_id,
        need_id=need.id,
        school_id=need.school_id,
        board_id=work.session.get_one(School, need.school_id).board_id,
        campus_id=need.campus_id,
        region_code=need.region_code,
        sector=need.sector,
        role_kind=command.role_kind,
        legal_ground=found.ground,
        responsible_teacher=command.responsible_teacher.strip(),
        subject_parts=command.subject_parts.strip(),
        starts_on=command.starts_on,
        ends_on=command.ends_on,
        minutes_per_week=command.minutes_per_week,
        teaching_weeks=command.teaching_weeks,
        contract_form=command.contract_form,
        vog_issued_on=command.vog_issued_on,
        vog_seen_on=command.vog_seen_on,
        vog_seen_by_id=work.actor.user_id if command.vog_seen_on else None,
        verdict=_verdict(work, found),
        exception_reason=command.exception_reason.strip() if excepted else None,
        exception_article=command.exception_article.strip() if excepted else None,
        exception_by_id=work.actor.user_id if excepted else None,
        created_at=work.now,
        created_by_id=work.actor.user_id,
        years=[_year(need, found, year, excepted=excepted) for year in sorted(found.requested)],
    )
    work.session.add(placement)
    work.session.flush()
    return placement


def _verdict(work: Work, found: Assessment) -> dict[str, Any]:
    """Return the decision as plain JSON, so that it can be shown later as it was."""
    decision = asdict(found.decision)
    decision["per_board"] = {str(board): minutes for board, minutes in found.decision.per_board.items()}
    decision["reason"] = found.decision.reason.value
    return {**decision, "ground": found.ground.value, "at": work.now.isoformat()}


def _year(need: Need, found: Assessment, school_year: int, *, excepted: bool) -> PlacementYear:
    limit = limit_for_year(need.sector, school_year)
    return PlacementYear(
        school_year=school_year,
        planned_minutes=found.requested[school_year],
        limit_minutes=limit.yearly_minutes if limit else 0,
        under_rule=under_rule(need.sector, found.ground),
        has_exception=excepted,
    )


def _fill_need(work: Work, need: Need) -> None:
    if need.state is NeedState.OPEN and _placed(work, need) >= need.people_wanted:
        need.state = NeedState.FILLED
        withdraw_unanswered(work, need=need)
    work.session.flush()


@transactional
def end_early(work: Work, *, placement_id: int, last_day: date, reason: str) -> None:
    """End a placement before its last day; the hours after it are free again.

    Raises NotFoundError for another school's, InvalidInputError for a day outside the placement or no reason.
    """
    placement = _own_placement(work, placement_id)
    if not placement.starts_on <= last_day < placement.ends_on:
        text = "Kies een dag tussen de begindatum en de einddatum van de inzet."
        raise InvalidInputError(text, {"last_day": text})
    placement.teaching_weeks = _weeks_until(placement, last_day)
    placement.ends_on, placement.state = last_day, PlacementState.ENDED_EARLY
    placement.ended_reason = _reason(reason)
    minutes = planned_minutes(placement.starts_on, last_day, placement.minutes_per_week, placement.teaching_weeks)
    _set_years(work, placement, minutes)


@transactional
def cancel(work: Work, *, placement_id: int, reason: str) -> None:
    """Cancel a placement that has not begun; its hours do not count and the need is open again.

    Raises NotFoundError for another school's, WrongStateError once it has begun.
    """
    placement = _own_placement(work, placement_id)
    if placement.starts_on <= work.today:
        raise WrongStateError("De inzet is al begonnen. Beëindig de inzet in plaats van hem te annuleren.")
    placement.state, placement.ended_reason = PlacementState.CANCELLED, _reason(reason)
    need = work.session.get_one(Need, placement.need_id)
    if need.state is NeedState.FILLED:
        need.state = NeedState.OPEN
    work.session.flush()


@transactional
def record_vog(work: Work, *, placement_id: int, issued_on: date, seen_on: date) -> None:
    """Write down that the school saw a VOG; never a document. Raises InvalidInputError for impossible dates."""
    placement = _own_placement(work, placement_id)
    if seen_on > work.today or issued_on > seen_on:
        text = "Controleer de data: de VOG is eerst afgegeven en daarna gezien, niet later dan vandaag."
        raise InvalidInputError(text, {"vog_seen_on": text})
    placement.vog_issued_on, placement.vog_seen_on = issued_on, seen_on
    placement.vog_seen_by_id = work.actor.user_id
    work.session.flush()


def _own_placement(work: Work, placement_id: int) -> Placement:
    """Lock person and placement for the school or the coordinator. Raises NotFoundError or WrongStateError."""
    placement = work.session.get(Placement, placement_id)
    if placement is None or not _may_change(work, placement):
        raise NotFoundError
    lock_professional(work.session, placement.professional_id)
    work.session.refresh(placement, with_for_update=True)
    if placement.state is not PlacementState.PLANNED:
        raise WrongStateError("Deze inzet is al beëindigd of geannuleerd.")
    return placement


def _may_change(work: Work, placement: Placement) -> bool:
    return placement.school_id in work.actor.school_ids or work.actor.scope.covers(placement.region_code)


def _reason(reason: str) -> str:
    if not reason.strip():
        raise InvalidInputError("Vul een reden in.", {"reason": "Vul in waarom de inzet stopt."})
    return reason.strip()


def _weeks_until(placement: Placement, last_day: date) -> int:
    """Return the teaching weeks up to the day: in proportion to the days, at least one."""
    days = (last_day - placement.starts_on).days + 1
    whole = (placement.ends_on - placement.starts_on).days + 1
    return max(1, min(round(placement.teaching_weeks * days / whole), weeks_held(placement.starts_on, last_day)))


def _set_years(work: Work, placement: Placement, minutes: dict[int, int]) -> None:
    rows = work.session.scalars(select(PlacementYear).where(PlacementYear.placement_id == placement.id))
    for row in rows:
        row.planned_minutes = minutes.get(row.school_year, 0)
    work.session.flush()
