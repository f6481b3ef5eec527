"""What stands in somebody's calendar: trial lessons and the lessons of placements, as rows; names as far as known."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session

from matcher.clock import AMSTERDAM, dutch_date
from matcher.domain.choices import PlanKind
from matcher.domain.law import VerdictOccasion
from matcher.domain.states import NAMES_REVEALED, PlacementState
from matcher.domain.trials import TrialState
from matcher.models import (
    Campus,
    Need,
    Placement,
    Professional,
    Proposal,
    RuleVerdict,
    School,
    Trial,
    User,
)
from matcher.queries.exclusions import not_excluded
from matcher.queries.plans import plan_of_placement
from matcher.rules.teaching_plan import minutes_on_dates

# What lies further back is no longer read by anybody.
PAST_DAYS = 60
# Every one of these is one version of the plan.
VERSIONS = (VerdictOccasion.PLACE, VerdictOccasion.CHANGE, VerdictOccasion.END_EARLY, VerdictOccasion.CANCEL)


class AppointmentKind(StrEnum):
    """What an appointment is; FIRST_DAY and LAST_DAY stand for lessons on days that are not known."""

    TRIAL = "trial"
    LESSON = "lesson"
    FIRST_DAY = "first_day"
    LAST_DAY = "last_day"


@dataclass(frozen=True, slots=True)
class Appointment:
    """One appointment on a day. ``subject_id``: of the proposal (TRIAL), else of the placement.

    ``starts_at``: in the Netherlands, None for the whole day. ``person``: empty while or where the reader may not know
    it. ``sequence`` rises with every change, at ``changed_at``.
    """

    kind: AppointmentKind
    subject_id: int
    day: date
    starts_at: datetime | None
    minutes: int
    title: str
    school: str
    person: str
    place: str
    cancelled: bool
    sequence: int
    changed_at: datetime


def appointments_of_professional(
    session: Session, professional_id: int, *, since: date | None = None
) -> tuple[Appointment, ...]:
    """Return the appointments of a person from a day on, in order."""
    return _appointments(session, Professional.id == professional_id, since=since)


def appointments_of_school(session: Session, school_id: int, *, since: date | None = None) -> tuple[Appointment, ...]:
    """Return the appointments at a school from a day on, in order; who keeps this school away is not named."""
    return _appointments(session, School.id == school_id, since=since, names=True)


def appointments_of_placement(session: Session, placement_id: int) -> tuple[Appointment, ...]:
    """Return every appointment of a placement, without the name of the person: for a mail."""
    return _of_placements(session, Placement.id == placement_id, since=None, names=False)


def appointment_of_trial(session: Session, proposal_id: int) -> Appointment | None:
    """Return the trial lesson of a proposal, without the name of the person; None before a moment was chosen."""
    found = _of_trials(session, Trial.proposal_id == proposal_id, since=None, names=False)
    return found[0] if found else None


def _appointments(
    session: Session, whose: ColumnElement[bool], *, since: date | None, names: bool = False
) -> tuple[Appointment, ...]:
    found = _of_trials(session, whose, since=since, names=names)
    found += _of_placements(session, whose, since=since, names=names)
    return tuple(sorted(found, key=_order))


def _order(row: Appointment) -> tuple[date, time, str, int]:
    return row.day, row.starts_at.time() if row.starts_at else time.min, row.kind, row.subject_id


def _joined(what: Any, *extra: Any) -> Select[Any]:
    """Select a trial or placement with title, school, campus, name, whether the school is kept away."""
    return select(what, Need.title, School.name, Campus, User.full_name, ~not_excluded(Professional.id), *extra)


def _of_trials(
    session: Session, whose: ColumnElement[bool], *, since: date | None, names: bool
) -> tuple[Appointment, ...]:
    statement = (
        _joined(Trial, Proposal.state)
        .join(Proposal, Proposal.id == Trial.proposal_id)
        .join(Need, Need.id == Proposal.need_id)
        .join(School, School.id == Need.school_id)
        .join(Professional, Professional.id == Proposal.professional_id)
        .outerjoin(User, User.id == Professional.user_id)
        .outerjoin(Campus, Campus.id == Need.campus_id)
        .where(whose, Trial.starts_at.is_not(None))
    )
    if since is not None:
        statement = statement.where(Trial.starts_at >= datetime.combine(since, time.min, AMSTERDAM))
    return tuple(_trial(row, names=names) for row in session.execute(statement.order_by(Trial.proposal_id)))


def _trial(found: Any, *, names: bool) -> Appointment:
    trial, title, school, campus, name, kept_away, state = found
    goes_on = state in NAMES_REVEALED
    return Appointment(
        kind=AppointmentKind.TRIAL,
        subject_id=trial.proposal_id,
        day=dutch_date(trial.starts_at),
        starts_at=trial.starts_at.astimezone(AMSTERDAM),
        minutes=trial.minutes,
        title=title,
        school=school,
        person=name or "" if names and goes_on and not kept_away else "",
        place=trial.place if goes_on and trial.place else _address(campus),
        cancelled=trial.state not in {TrialState.PLANNED, TrialState.ATTENDED} or not goes_on,
        sequence=trial.sequence,
        changed_at=trial.changed_at,
    )


def _of_placements(
    session: Session, whose: ColumnElement[bool], *, since: date | None, names: bool
) -> tuple[Appointment, ...]:
    versions = RuleVerdict.placement_id == Placement.id, RuleVerdict.occasion.in_(VERSIONS)
    number = select(func.count(RuleVerdict.id)).where(*versions).correlate(Placement).scalar_subquery()
    written = select(func.max(RuleVerdict.at)).where(*versions).correlate(Placement).scalar_subquery()
    statement = (
        _joined(Placement, number, written)
        .join(Need, Need.id == Placement.need_id)
        .join(School, School.id == Placement.school_id)
        .join(Professional, Professional.id == Placement.professional_id)
        .outerjoin(User, User.id == Professional.user_id)
        .outerjoin(Campus, Campus.id == Placement.campus_id)
        .where(and_(whose, Placement.ends_on >= since) if since else whose)
    )
    rows = session.execute(statement.order_by(Placement.id)).all()
    return tuple(each for row in rows for each in _lessons(row, names=names) if since is None or each.day >= since)


def _lessons(found: Any, *, names: bool) -> Iterator[Appointment]:
    placement, title, school, campus, name, kept_away, number, at = found
    for kind, day, minutes in days_of(placement):
        timed = kind is AppointmentKind.LESSON and placement.start_time is not None
        yield Appointment(
            kind=kind,
            subject_id=placement.id,
            day=day,
            starts_at=datetime.combine(day, placement.start_time, AMSTERDAM) if timed else None,
            minutes=minutes,
            title=title,
            school=school,
            person=name or "" if names and not kept_away else "",
            place=_address(campus),
            cancelled=placement.state is PlacementState.CANCELLED,
            sequence=max(0, (number or 0) - 1),
            changed_at=at or placement.created_at,
        )


def days_of(placement: Placement) -> tuple[tuple[AppointmentKind, date, int], ...]:
    """Return (kind, day, minutes): every lesson, or first and last day where the plan does not know its days."""
    plan = plan_of_placement(placement)
    if plan.kind is PlanKind.DAYS or (plan.kind is PlanKind.WEEKLY and plan.weekdays):
        return tuple((AppointmentKind.LESSON, day, minutes) for day, minutes in minutes_on_dates(plan).items())
    first, last = (AppointmentKind.FIRST_DAY, plan.starts_on, 0), (AppointmentKind.LAST_DAY, plan.ends_on, 0)
    return (first,) if plan.starts_on == plan.ends_on else (first, last)


def version_of(session: Session, placement_id: int) -> int:
    """Return how many times a placement was written: made, changed, ended, cancelled."""
    written = select(func.count()).where(RuleVerdict.placement_id == placement_id, RuleVerdict.occasion.in_(VERSIONS))
    return session.scalar(written) or 0


def first_day_shown(today: date) -> date:
    """Return the first day a calendar shows."""
    return today - timedelta(days=PAST_DAYS)


def _address(campus: Campus | None) -> str:
    if campus is None:
        return ""
    return ", ".join(dict.fromkeys(part for part in (campus.name, campus.address, campus.town) if part))
