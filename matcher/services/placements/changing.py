"""Changing, ending and cancelling a placement; each counts the hours anew with the person locked."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select

from matcher.domain.choices import PlanKind
from matcher.domain.errors import InvalidInputError, WrongStateError
from matcher.domain.law import VerdictOccasion
from matcher.domain.notifications import NoticeKind
from matcher.domain.placing import ExtendCommand, PlaceCommand
from matcher.domain.states import NeedState, Party, PlacementState
from matcher.models import Need, Placement, PlacementMonth
from matcher.queries.plans import plan_of_placement
from matcher.rules.teaching_plan import lesson_weeks, total_minutes, until
from matcher.services.hours.counting import recount
from matcher.services.hours.verdicts import keep_verdict
from matcher.services.placements import news
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
    lessons, before = news.calendar_of(work, placement), news.state_of(placement)
    settle(work, placement, need, command, party=party, occasion=VerdictOccasion.CHANGE)
    recount(work, placement.professional_id)
    changes = news.changes_between(before, news.state_of(placement))
    if changes:
        news.tell_both(work, placement, kind=NoticeKind.PLACEMENT_CHANGED, before=lessons, changes=changes)


@transactional
def extend(work: Work, *, placement_id: int, command: ExtendCommand) -> None:
    """Make a placement last longer; nothing else of it changes. Raises as :func:`change`."""
    placement = planned_placement(work, placement_id)
    if command.ends_on <= placement.ends_on:
        text = "Kies een dag na de laatste dag van nu."
        raise InvalidInputError(text, {"ends_on": text})
    change(work, placement_id=placement_id, command=_extended(placement, command))


def _extended(placement: Placement, command: ExtendCommand) -> PlaceCommand:
    """Return the placement as it would be; lesson weeks that were given go on as long as the schools do."""
    plan = plan_of_placement(placement)
    weekly = plan.kind is PlanKind.WEEKLY
    usual = lesson_weeks(replace(plan, weeks=None))
    more = lesson_weeks(replace(plan, ends_on=command.ends_on, weeks=None)) - usual
    return PlaceCommand(
        starts_on=placement.starts_on,
        ends_on=command.ends_on,
        role_kind=placement.role_kind,
        contract_form=placement.contract_form,
        plan_kind=plan.kind,
        minutes_per_week=command.minutes if weekly else 0,
        teaching_weeks=placement.teaching_weeks + more if weekly and placement.teaching_weeks != usual else None,
        weekdays=plan.weekdays,
        start_time=placement.start_time,
        days=tuple(sorted((*plan.days, *command.days))),
        total_minutes=command.minutes if plan.kind is PlanKind.TOTAL else 0,
        holiday_region=placement.holiday_region,
        responsible_teacher=placement.responsible_teacher,
        subject_parts=placement.subject_parts,
        vog_issued_on=placement.vog_issued_on,
        vog_seen_on=placement.vog_seen_on,
    )


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
    lessons, old = news.calendar_of(work, placement), placement.ends_on
    placement.ended_reason = reason_given(reason)
    plan = until(plan_of_placement(placement), last_day)
    placement.ends_on, placement.state = last_day, PlacementState.ENDED_EARLY
    placement.teaching_weeks, placement.total_minutes = lesson_weeks(plan), total_minutes(plan)
    placement.days = [[day.isoformat(), minutes] for day, minutes in plan.days]
    work.session.flush()
    recount(work, placement.professional_id)
    _keep(work, placement, VerdictOccasion.END_EARLY)
    changes = [{"what": "ends_on", "old": old.isoformat(), "new": last_day.isoformat()}]
    news.tell_both(work, placement, kind=NoticeKind.PLACEMENT_ENDED, before=lessons, changes=changes)


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
    news.tell_both(work, placement, kind=NoticeKind.PLACEMENT_ENDED, changes=[{"what": "cancelled"}])


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
