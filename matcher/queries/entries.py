"""What was entered for others: who did it, with which consent, and whether it was taken over."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from matcher.clock import dutch_date
from matcher.domain.actors import Actor, Scope
from matcher.domain.choices import Sector
from matcher.domain.desk import ConsentWay
from matcher.domain.entries import may_invite_again, removed_on
from matcher.domain.errors import NotFoundError
from matcher.models import Campus, EntryOnBehalf, Professional, School, SchoolMembership, User
from matcher.queries.coordination.person_page import person_visible
from matcher.queries.coordination.scope import people_within, within
from matcher.queries.paging import Page, contains, fetch_page
from matcher.queries.profile import Profile, own_profile


@dataclass(frozen=True, slots=True)
class EntryNote:
    """How a person or a need was entered. ``removed_on``: when a person's data go if nobody takes them over."""

    id: int
    entered_by: str
    entered_at: datetime
    consent_way: ConsentWay
    consent_on: date
    consent_note: str
    invited_at: datetime | None
    taken_over_at: datetime | None
    removed_on: date

    def may_invite(self, now: datetime) -> bool:
        """Return whether another invitation may go out."""
        return self.taken_over_at is None and may_invite_again(self.invited_at, now)


@dataclass(frozen=True, slots=True)
class TakeOver:
    """What somebody sees who is invited to take a profile over."""

    note: EntryNote
    profile: Profile
    user_id: int
    email: str


@dataclass(frozen=True, slots=True)
class WaitingEntry:
    """A person who was entered and did not take over yet."""

    professional_id: int
    name: str
    job_title: str
    entered_at: datetime
    invited_at: datetime | None
    removed_on: date


@dataclass(frozen=True, slots=True)
class DeskSchool:
    """A school for which the desk may enter a need."""

    id: int
    name: str
    town: str
    sector: Sector


@dataclass(frozen=True, slots=True)
class DeskSchoolChoices:
    """What can be chosen for a need of a school: (id, text) of its campuses in the regions and of its members."""

    school: DeskSchool
    campuses: tuple[tuple[int, str], ...]
    members: tuple[tuple[int, str], ...]


def entry_of_person(session: Session, professional_id: int) -> EntryNote | None:
    """Return how a person was entered; None for who signed up. The caller has checked that it may be seen."""
    return _note(session, EntryOnBehalf.professional_id == professional_id)


def entry_of_need(session: Session, need_id: int) -> EntryNote | None:
    """Return how a need was entered; None for one the school made. The caller has checked that it may be seen."""
    return _note(session, EntryOnBehalf.need_id == need_id)


def _note(session: Session, condition: ColumnElement[bool]) -> EntryNote | None:
    found = session.execute(
        select(EntryOnBehalf, User.full_name)
        .outerjoin(User, User.id == EntryOnBehalf.entered_by_id)
        .where(condition)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        return None
    row, name = found
    return EntryNote(
        id=row.id,
        entered_by=name or "",
        entered_at=row.entered_at,
        consent_way=row.consent_way,
        consent_on=row.consent_on,
        consent_note=row.consent_note,
        invited_at=row.invited_at,
        taken_over_at=row.taken_over_at,
        removed_on=removed_on(dutch_date(row.entered_at)),
    )


def take_over_view(session: Session, *, entry_id: int, key: str) -> TakeOver:
    """Return what an invitation is about. Raises :class:`NotFoundError` when its link works no more."""
    note = _note(session, EntryOnBehalf.id == entry_id)
    found = session.execute(
        select(User, Professional.id)
        .join(Professional, Professional.user_id == User.id)
        .join(EntryOnBehalf, EntryOnBehalf.professional_id == Professional.id)
        .where(EntryOnBehalf.id == entry_id, User.deactivated_at.is_(None))
    ).one_or_none()
    if note is None or found is None or note.taken_over_at is not None:
        raise NotFoundError
    user, professional_id = found
    if not secrets.compare_digest(user.session_key, key):
        raise NotFoundError
    profile = own_profile(session, professional_id=professional_id)
    return TakeOver(note=note, profile=profile, user_id=user.id, email=user.email)


def desk_person(session: Session, *, scope: Scope, professional_id: int) -> tuple[Profile, EntryNote]:
    """Return a person who was entered and did not take over, to fill in further within these regions.

    Raises :class:`NotFoundError` for everybody else.
    """
    note = entry_of_person(session, professional_id)
    if scope.empty or not person_visible(session, scope=scope, professional_id=professional_id):
        raise NotFoundError
    if note is None or note.taken_over_at is not None:
        raise NotFoundError
    return own_profile(session, professional_id=professional_id), note


def desk_schools(session: Session, *, actor: Actor, text: str, number: int) -> Page[DeskSchool]:
    """Return a page of the schools in which the actor may enter something, by name."""
    wanted = select(School.id, School.name, School.town, School.sector).where(
        within(School.region_code, actor.acts_in),
        School.name.ilike(contains(text), escape="\\") | School.town.ilike(contains(text), escape="\\"),
    )
    return fetch_page(session, wanted.order_by(School.name, School.id), lambda row: DeskSchool(*row), number=number)


def desk_school(session: Session, *, actor: Actor, school_id: int) -> DeskSchoolChoices:
    """Return what to choose from at a school of the actor's regions. Raises :class:`NotFoundError` for another."""
    scope = actor.acts_in
    found = session.execute(
        select(School.id, School.name, School.town, School.sector).where(
            School.id == school_id, within(School.region_code, scope)
        )
    ).one_or_none()
    if found is None or scope.empty:
        raise NotFoundError
    campuses = session.execute(
        select(Campus.id, Campus.name, Campus.town)
        .where(Campus.school_id == school_id, within(Campus.region_code, scope))
        .order_by(Campus.name, Campus.id)
    )
    members = session.execute(
        select(User.id, User.full_name)
        .join(SchoolMembership, SchoolMembership.user_id == User.id)
        .where(SchoolMembership.school_id == school_id, SchoolMembership.admitted_at.is_not(None))
        .order_by(User.full_name, User.id)
    )
    return DeskSchoolChoices(
        school=DeskSchool(*found),
        campuses=tuple((row.id, ", ".join(dict.fromkeys((row.name, row.town)))) for row in campuses),
        members=tuple((row.id, row.full_name) for row in members),
    )


def waiting_entries(session: Session, *, scope: Scope, number: int) -> Page[WaitingEntry]:
    """Return a page of the people of these regions who were entered and did not take over yet, the oldest first."""
    e = EntryOnBehalf
    wanted = (
        select(Professional.id, User.full_name, Professional.job_title, e.entered_at, e.invited_at)
        .join(Professional, Professional.id == e.professional_id)
        .join(User, User.id == Professional.user_id)
        .where(e.taken_over_at.is_(None), people_within(scope))
    )
    return fetch_page(session, wanted.order_by(e.entered_at, e.id), _waiting, number=number)


def _waiting(row: Any) -> WaitingEntry:
    person, name, job_title, entered_at, invited_at = row
    return WaitingEntry(person, name, job_title, entered_at, invited_at, removed_on(dutch_date(entered_at)))
