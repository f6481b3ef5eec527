"""An employer's consent as each side may see it: others the fact, the professional all, the employer what is asked."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.domain.choices import Consent
from matcher.domain.employer_consent import LIVE_STATES, PROFILE_SAYS, ConsentState, overdue
from matcher.domain.errors import NotFoundError
from matcher.models import EmployerConsent, Professional, User


@dataclass(frozen=True, slots=True)
class LinkedAnswer:
    """What became of a request by mail, without employer, contact person or their words. Minutes per week."""

    state: ConsentState
    minutes: int | None
    starts_on: date
    ends_on: date
    asked_at: datetime
    answered_at: datetime | None
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class ConsentFact:
    """What a school or coordinator may know. ``linked`` is None when the professional filled it in."""

    consent: Consent
    minutes: int | None
    linked: LinkedAnswer | None


@dataclass(frozen=True, slots=True)
class OwnConsent:
    """A request as the professional reads it. ``minutes_given`` and ``note`` are the employer's."""

    state: ConsentState
    employer: str
    contact_name: str
    contact_email: str
    message: str
    minutes_asked: int
    minutes_given: int | None
    starts_on: date
    ends_on: date
    asked_at: datetime
    sent_at: datetime
    answered_at: datetime | None
    withdrawn_at: datetime | None
    note: str

    @property
    def live(self) -> bool:
        """True while it is asked or given."""
        return self.state in LIVE_STATES


@dataclass(frozen=True, slots=True)
class AskedConsent:
    """A request as the employer reads it by link. ``note`` is the own earlier one."""

    id: int
    state: ConsentState
    person: str
    employer: str
    contact_name: str
    message: str
    minutes_asked: int
    minutes_given: int | None
    starts_on: date
    ends_on: date
    answered_at: datetime | None
    withdrawn_at: datetime | None
    note: str


_OWN = (
    "state", "employer", "contact_name", "contact_email", "message", "minutes_asked", "minutes_given", "starts_on",
    "ends_on", "asked_at", "sent_at", "answered_at", "withdrawn_at", "note",
)  # fmt: skip
_ASKED = (
    "id", "state", "employer", "contact_name", "message", "minutes_asked", "minutes_given", "starts_on", "ends_on",
    "answered_at", "withdrawn_at", "note",
)  # fmt: skip


def consent_fact(session: Session, *, professional_id: int) -> ConsentFact:
    """Return what others may know of the consent; who they are is for the caller. Raises :class:`NotFoundError`."""
    profile = session.get(Professional, professional_id)
    if profile is None:
        raise NotFoundError
    row = _newest(session, professional_id)
    # A profile that says something else was changed by the professional since: a new job, or an answer in person.
    linked = _linked(row) if row is not None and PROFILE_SAYS[row.state] is profile.consent else None
    return ConsentFact(profile.consent, profile.consent_minutes, linked)


def _newest(session: Session, professional_id: int) -> EmployerConsent | None:
    return session.scalar(
        select(EmployerConsent)
        .where(EmployerConsent.professional_id == professional_id, EmployerConsent.state != ConsentState.CANCELLED)
        .order_by(EmployerConsent.id.desc())
        .limit(1)
    )


def _linked(row: EmployerConsent) -> LinkedAnswer:
    return LinkedAnswer(
        state=row.state,
        minutes=row.minutes_given,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        asked_at=row.asked_at,
        answered_at=row.answered_at,
        withdrawn_at=row.withdrawn_at,
    )


def own_consents(session: Session, *, professional_id: int) -> tuple[OwnConsent, ...]:
    """Return every request of a person, newest first."""
    rows = session.scalars(
        select(EmployerConsent)
        .where(EmployerConsent.professional_id == professional_id)
        .order_by(EmployerConsent.id.desc())
    )
    return tuple(OwnConsent(**{name: getattr(row, name) for name in _OWN}) for row in rows)


def opened_by(row: EmployerConsent | None, *, key: str, now: datetime) -> bool:
    """Return whether a link with this key opens the request: not revoked, not too old."""
    if row is None or not row.link_key or overdue(row.state, row.sent_at, now):
        return False
    return secrets.compare_digest(row.link_key, key)


def consent_by_link(session: Session, *, consent_id: int, key: str, now: datetime) -> AskedConsent:
    """Return what the employer is asked. Raises :class:`NotFoundError` for a link that opens nothing (any more)."""
    found = session.execute(
        select(EmployerConsent, User.full_name)
        .join(Professional, Professional.id == EmployerConsent.professional_id)
        .join(User, User.id == Professional.user_id)
        .where(EmployerConsent.id == consent_id, User.deactivated_at.is_(None))
    ).one_or_none()
    if found is None or not opened_by(found[0], key=key, now=now):
        raise NotFoundError
    row, person = found
    return AskedConsent(person=person, **{name: getattr(row, name) for name in _ASKED})
