"""Changing, ending and cancelling a placement; each counts the hours anew with the person locked."""

from datetime import date

from sqlalchemy import select

from matcher.domain.errors import InvalidInputError, WrongStateError
from matcher.domain.law import VerdictOccasion
from matcher.domain.placing import PlaceCommand
from matcher.domain.states import NeedState, Party, PlacementState
from matcher.models import Need, Placement, PlacementMonth
from matcher.queries.plans import plan_of_placement
from matcher.rules.teaching_plan import lesson_weeks, total_minutes, until
from matcher.services.hours.counting import recount
from matcher.services.hours.verdicts import keep_verdict
from matcher.services.placements.access import party_of, planned_placement, reason_given
from matcher.services.placements.settling import settle
from matcher.services.transaction import Work, transactional


@transactional
def change(work: Work, *, placement_id: int, command: PlaceCommand) -> None:
    """Change the period, the hours or the facts of a placement that was not ended; also to make it last longer.

    The first day of a placement that has begun stays. Raises NotFoundError for another school's, InvalidInputError
    beside the field, RuleRefusedError above the limit of the six-hours rule.
    """
    placement = planned_placement(work, placement_id)
    _check_dates(work, placement, command)
    need = work.session.get_one(Need, placement.need_id)
    party = party_of(work, placement) or Party.SCHOOL
    settle(work, placement, need, command, party=party, occasion=VerdictOccasion.CHANGE)
    recount(work, placement.professional_id)


def _check_dates(work: Work, placement: Placement, command: PlaceCommand) -> None:
    begun = placement.starts_on < work.today
    if begun and command.starts_on != placement.starts_on:
        text = "De inzet is al begonnen: de eerste dag blijft zoals hij was."
        raise InvalidInputError(text, {"starts_on": text})
    if not begun and command.starts_on < work.today:
        raise InvalidInputError("Controleer de data.", {"starts_on": "De begindatum moet vandaag of later zijn."})
    if command.ends_on < work.today:
        text = "Deze dag is voorbij. Is de inzet gestopt? Beëindig hem dan."
        raise InvalidInputError(text, {"ends_on": text})


@transactional
def end_early(work: Work, *, placement_id: int, last_day: date, reason: str) -> None:
    """End a placement before its last day; the hours after it are free again.

    Raises NotFoundError for another school's, InvalidInputError for a day outside the placement or no reason.
    """
    placement = planned_placement(work, placement_id)
    if not placement.starts_on <= last_day < placement.ends_on:
        text = "Kies een dag tussen de begindatum en de einddatum van de inzet."
        raise InvalidInputError(text, {"last_day": text})
    _check_confirmed(work, placement, last_day)
    placement.ended_reason = reason_given(reason)
    plan = until(plan_of_placement(placement), last_day)
    placement.ends_on, placement.state = last_day, PlacementState.ENDED_EARLY
    placement.teaching_weeks, placement.total_minutes = lesson_weeks(plan), total_minutes(plan)
    placement.days = [[day.isoformat(), minutes] for day, minutes in plan.days]
    work.session.flush()
    recount(work, placement.professional_id)
    _keep(work, placement, VerdictOccasion.END_EARLY)


def _check_confirmed(work: Work, placement: Placement, last_day: date) -> None:
    """Raise InvalidInputError when hours were confirmed in a month after the last day."""
    m = PlacementMonth
    after = select(m.month).where(m.placement_id == placement.id, m.month > last_day, m.real_minutes > 0)
    month = work.session.scalar(after.order_by(m.month.desc()).limit(1))
    if month is not None:
        text = f"In {month:%m-%Y} zijn al klokuren bevestigd. Kies een latere dag, of zet die maand eerst op 0."
        raise InvalidInputError(text, {"last_day": text})


@transactional
def cancel(work: Work, *, placement_id: int, reason: str) -> None:
    """Cancel a placement that has not begun; its hours do not count and the need is open again.

    Raises NotFoundError for another school's, WrongStateError once it has begun.
    """
    placement = planned_placement(work, placement_id)
    if placement.starts_on <= work.today:
        raise WrongStateError("De inzet is al begonnen. Beëindig de inzet in plaats van hem te annuleren.")
    placement.state, placement.ended_reason = PlacementState.CANCELLED, reason_given(reason)
    need = work.session.get_one(Need, placement.need_id)
    if need.state is NeedState.FILLED:
        need.state = NeedState.OPEN
    work.session.flush()
    _keep(work, placement, VerdictOccasion.CANCEL)


def _keep(work: Work, placement: Placement, occasion: VerdictOccasion) -> None:
    keep_verdict(
        work,
        occasion=occasion,
        professional_id=placement.professional_id,
        placement_id=placement.id,
        allowed=True,
        facts={"ends_on": placement.ends_on, "reason": placement.ended_reason},
        outcome={"total_minutes": placement.total_minutes, "state": placement.state},
    )
