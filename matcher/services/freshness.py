"""Needs and profiles stay right or stop by themselves: asked twice, then paused, always with one click to go on.

Each need and each profile is a transaction of its own; running it again, also at the same moment, tells nobody twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from matcher.clock import dutch_date
from matcher.domain.choices import HolidayRegion
from matcher.domain.errors import WrongStateError
from matcher.domain.freshness import (
    ASKED_AGAIN_AFTER_DAYS,
    EXPIRING_NEED_STATES,
    REMIND_AFTER_DAYS,
    WARNED_BEFORE_DAYS,
    Freshness,
)
from matcher.domain.notifications import NoticeKind
from matcher.domain.states import RANKED_NEED_STATES, NeedState, Party, ProfileState
from matcher.models import Need, Notification, Professional, School, User
from matcher.queries.plans import holiday_region_of_school
from matcher.rules.freshness import freshness_dates, step_due
from matcher.services.needs import need_at_desk
from matcher.services.notifying import About, notice_key, notify
from matcher.services.profile_access import profile_at_desk
from matcher.services.proposals import news, withdraw_unanswered
from matcher.services.transaction import Work, transactional

# A person has no school: the school holidays of the middle of the country.
HOLIDAYS_OF_PEOPLE = HolidayRegion.MIDDEN


def needs_to_ask(session: Session, today: date) -> Sequence[int]:
    """Return the needs that may have to be asked about or paused."""
    since = today - timedelta(days=REMIND_AFTER_DAYS)
    old = func.coalesce(Need.confirmed_on, since) <= since
    return session.scalars(select(Need.id).where(Need.state.in_(RANKED_NEED_STATES), old).order_by(Need.id)).all()


def needs_to_close(session: Session, today: date) -> Sequence[int]:
    """Return the needs whose period is over."""
    return session.scalars(
        select(Need.id).where(Need.state.in_(EXPIRING_NEED_STATES), Need.ends_on < today).order_by(Need.id)
    ).all()


def profiles_to_ask(session: Session, today: date) -> Sequence[int]:
    """Return the profiles that may have to be asked about or paused."""
    since = today - timedelta(days=REMIND_AFTER_DAYS)
    old = func.coalesce(Professional.confirmed_on, since) <= since
    return session.scalars(
        select(Professional.id).where(Professional.state == ProfileState.ACTIVE, old).order_by(Professional.id)
    ).all()


@transactional
def close_when_over(work: Work, *, need_id: int) -> bool:
    """Close a need whose period is over; returns whether it was.

    Who had not answered hears that it ended. Who was introduced goes on: those talks have their own answer times.
    """
    need = work.session.get(Need, need_id, with_for_update=True, populate_existing=True)
    over = need is not None and need.ends_on is not None and need.ends_on < work.today
    if need is None or not over or need.state not in EXPIRING_NEED_STATES:
        return False
    need.state, need.auto_paused_on = NeedState.CLOSED, None
    work.session.flush()
    withdraw_unanswered(work, need=need)
    _tell_school(work, need, _contacts(work, need), NoticeKind.NEED_EXPIRED, f"{need.id}:{need.ends_on}")
    return True


@transactional
def keep_need(work: Work, *, need_id: int) -> Freshness | None:
    """Ask whether a need is still right, or pause it; returns what was done."""
    need = work.session.get(Need, need_id, with_for_update=True, populate_existing=True)
    if need is None or need.state not in RANKED_NEED_STATES:
        return None
    since = _since(need.confirmed_on, need.opened_at or need.created_at)
    plan = _plan(work, since, holiday_region_of_school(work.session, need.school_id))
    if plan.step is None:
        return None
    users = _contacts(work, need)
    occasion = f"{need.id}:{since}"
    if plan.step is Freshness.PAUSE and _was_warned(work, NoticeKind.NEED_STALE, occasion, users):
        need.state, need.auto_paused_on = NeedState.PAUSED, work.today
        work.session.flush()
        _tell_school(work, need, users, NoticeKind.NEED_PAUSED, occasion, since=str(since))
        return Freshness.PAUSE
    told = _tell_school(work, need, users, NoticeKind.NEED_STALE, f"{occasion}:{plan.asks}", **plan.context)
    return plan.asks if told else None


@transactional
def keep_profile(work: Work, *, professional_id: int) -> Freshness | None:
    """Ask whether a profile is still right, or pause it; returns what was done."""
    profile = work.session.get(Professional, professional_id, with_for_update=True, populate_existing=True)
    if profile is None or profile.state is not ProfileState.ACTIVE:
        return None
    since = _since(profile.confirmed_on, profile.activated_at or profile.created_at)
    plan = _plan(work, since, HOLIDAYS_OF_PEOPLE)
    if plan.step is None:
        return None
    users = _active(news.professional_of(work, profile.id))
    occasion = f"{profile.id}:{since}"
    if plan.step is Freshness.PAUSE and _was_warned(work, NoticeKind.PROFILE_STALE, occasion, users):
        profile.state, profile.paused_until, profile.auto_paused_on = ProfileState.PAUSED, None, work.today
        work.session.flush()
        _tell_person(work, profile, users, NoticeKind.PROFILE_PAUSED, occasion, since=str(since))
        return Freshness.PAUSE
    told = _tell_person(work, profile, users, NoticeKind.PROFILE_STALE, f"{occasion}:{plan.asks}", **plan.context)
    return plan.asks if told else None


@transactional
def ask_need(work: Work, *, need_id: int) -> None:
    """Ask the school, for a coordinator, whether a need is still right; the days of the pause stay as they are.

    Raises NotFoundError, or WrongStateError when it is not searched for, was confirmed or asked this week, or nobody
    is there to ask.
    """
    need = need_at_desk(work, need_id)
    if need.state not in RANKED_NEED_STATES:
        raise WrongStateError("Deze vraag zoekt nu niemand.")
    _refuse_soon(work, NoticeKind.NEED_STALE, Notification.need_id == need.id, need.confirmed_on)
    since = _since(need.confirmed_on, need.opened_at or need.created_at)
    plan = _plan(work, since, holiday_region_of_school(work.session, need.school_id))
    users, key = _contacts(work, need), f"{need.id}:{since}:asked {work.today}"
    if not _tell_school(work, need, users, NoticeKind.NEED_STALE, key, **plan.context):
        raise WrongStateError("Bij deze school is niemand om het te vragen.")


@transactional
def ask_profile(work: Work, *, professional_id: int) -> None:
    """Ask a person, for a coordinator, whether the profile is still right. Raises as :func:`ask_need`."""
    profile = profile_at_desk(work, professional_id)
    if profile.state is not ProfileState.ACTIVE:
        raise WrongStateError("Dit profiel staat niet aan.")
    _refuse_soon(work, NoticeKind.PROFILE_STALE, Notification.professional_id == profile.id, profile.confirmed_on)
    since = _since(profile.confirmed_on, profile.activated_at or profile.created_at)
    plan = _plan(work, since, HOLIDAYS_OF_PEOPLE)
    users, key = _active(news.professional_of(work, profile.id)), f"{profile.id}:{since}:asked {work.today}"
    if not _tell_person(work, profile, users, NoticeKind.PROFILE_STALE, key, **plan.context):
        raise WrongStateError("Deze persoon heeft geen account dat aan staat.")


def _refuse_soon(work: Work, kind: NoticeKind, subject: ColumnElement[bool], confirmed_on: date | None) -> None:
    """Raise WrongStateError for a question that was answered or asked a moment ago."""
    soon = work.today - timedelta(days=ASKED_AGAIN_AFTER_DAYS)
    if confirmed_on is not None and confirmed_on > soon:
        raise WrongStateError(f"Op {confirmed_on:%d-%m-%Y} is nog bevestigd dat dit klopt.")
    asked = work.session.scalar(select(func.max(Notification.created_at)).where(Notification.kind == kind, subject))
    if asked is not None and dutch_date(asked) > soon:
        raise WrongStateError(f"Op {dutch_date(asked):%d-%m-%Y} is dit al gevraagd.")


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where a confirmation stands today. ``asks``: which question it is when it is not paused."""

    step: Freshness | None
    since: date
    pauses_on: date

    @property
    def asks(self) -> Freshness:
        return Freshness.REMIND if self.step is Freshness.REMIND else Freshness.REMIND_AGAIN

    @property
    def context(self) -> dict[str, str]:
        return {"since": self.since.isoformat(), "pauses_on": self.pauses_on.isoformat()}


def _plan(work: Work, since: date, region: HolidayRegion) -> _Plan:
    dates = freshness_dates(since, region)
    # Asked late (no worker ran, or everything was old on the first day): then the pause comes later too.
    pauses_on = max(dates[Freshness.PAUSE], work.today + timedelta(days=WARNED_BEFORE_DAYS))
    return _Plan(step_due(dates, work.today), since, pauses_on)


def _since(confirmed_on: date | None, begun_at: datetime) -> date:
    """Return the day from which the days count; what was never confirmed counts from when it was switched on."""
    return confirmed_on or dutch_date(begun_at)


def _was_warned(work: Work, kind: NoticeKind, occasion: str, users: Sequence[User]) -> bool:
    """Return whether one of them was asked long enough ago, or there is nobody to ask."""
    steps = (Freshness.REMIND, Freshness.REMIND_AGAIN)
    keys = [notice_key(kind, f"{occasion}:{step}", user) for user in users for step in steps]
    until = work.now - timedelta(days=WARNED_BEFORE_DAYS)
    asked = exists().where(Notification.key.in_(keys), Notification.created_at <= until)
    return not users or bool(work.session.scalar(select(asked)))


def _active(users: Sequence[User]) -> Sequence[User]:
    return [user for user in users if user.deactivated_at is None]


def _contacts(work: Work, need: Need) -> Sequence[User]:
    return _active(news.contacts_of(work, need)) or _active(news.members_of(work, need.school_id))


def _tell_school(work: Work, need: Need, users: Sequence[User], kind: NoticeKind, key: str, **context: Any) -> bool:
    school = work.session.get_one(School, need.school_id)
    about = About(party=Party.SCHOOL, need_id=need.id)
    values = {"need_id": need.id, "need_title": need.title, "school": school.name, **context}
    return sum(notify(work, user, kind=kind, key=key, about=about, **values) for user in users) > 0


def _tell_person(
    work: Work, profile: Professional, users: Sequence[User], kind: NoticeKind, key: str, **context: Any
) -> bool:
    about = About(party=Party.PROFESSIONAL, professional_id=profile.id)
    values = {"professional_id": profile.id, **context}
    return sum(notify(work, user, kind=kind, key=key, about=about, **values) for user in users) > 0
