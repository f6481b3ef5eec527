"""Asking an employer's consent by mail, and the employer's answer by signed link.

Every step writes the profile in the same transaction: the consent of the profile, and so what the engine reads.
"""

import secrets
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select, update

from matcher.domain.employer_consent import (
    ANSWER_WITHIN,
    LIVE_STATES,
    LONGEST_PERIOD,
    MOST_REQUESTS,
    PROFILE_SAYS,
    RESEND_AFTER,
    ConsentState,
    may_answer,
)
from matcher.domain.errors import InvalidInputError, NotFoundError, WrongStateError
from matcher.models import EmployerConsent, Professional, User
from matcher.queries.employer_consent import opened_by
from matcher.services.outbox import enqueue, enqueue_for_user
from matcher.services.profile_access import changed
from matcher.services.transaction import Work, transactional

KEY_BYTES = 24
REVOKED = {"link_key": "", "contact_name": "", "contact_email": ""}


@dataclass(frozen=True, slots=True)
class AskCommand:
    """What the professional asks of whom. ``minutes`` per week; ``message``: own words, may be empty."""

    employer: str
    contact_name: str
    contact_email: str
    minutes: int
    starts_on: date
    ends_on: date
    message: str


@dataclass(frozen=True, slots=True)
class GrantCommand:
    """What the employer agrees to. ``minutes`` per week."""

    minutes: int
    starts_on: date
    ends_on: date
    note: str


@transactional
def ask_consent(work: Work, *, professional_id: int, command: AskCommand) -> EmployerConsent:
    """Mail the employer a link. Links of earlier requests stop working.

    Raises :class:`WrongStateError` while a request runs or a consent stands, :class:`InvalidInputError` beside fields.
    """
    profile, user = _own_profile(work, professional_id)
    refuse_while_live(work, profile.id)
    _check_request(work, profile, user, command)
    work.session.execute(update(EmployerConsent).where(EmployerConsent.professional_id == profile.id).values(REVOKED))
    row = EmployerConsent(
        professional_id=profile.id,
        employer=command.employer,
        contact_name=command.contact_name,
        contact_email=command.contact_email,
        message=command.message,
        link_key=secrets.token_urlsafe(KEY_BYTES),
        minutes_asked=command.minutes,
        starts_on=command.starts_on,
        ends_on=command.ends_on,
        asked_at=work.now,
        sent_at=work.now,
    )
    work.session.add(row)
    _bring(work, profile, row, ConsentState.ASKED)
    _mail_employer(work, row, user, kind="employer_asked")
    return row


@transactional
def resend_consent(work: Work, *, professional_id: int) -> None:
    """Send the employer the link once more. Raises :class:`WrongStateError` within two days of the last mail."""
    profile, user = _own_profile(work, professional_id)
    row = _demand_live(work, profile.id)
    if work.now - row.sent_at < RESEND_AFTER:
        raise WrongStateError("De mail is korter dan twee dagen geleden verstuurd. Wacht nog even met opnieuw sturen.")
    row.sent_at = work.now
    work.session.flush()
    _mail_employer(work, row, user, kind="employer_asked" if row.state is ConsentState.ASKED else "employer_copy")


@transactional
def cancel_consent(work: Work, *, professional_id: int) -> None:
    """Take a request back, or end a consent that no longer holds; the link stops working and the employer is told."""
    profile, user = _own_profile(work, professional_id)
    row = _demand_live(work, profile.id)
    _mail_employer(work, row, user, kind="employer_cancelled")
    for name, empty in REVOKED.items():
        setattr(row, name, empty)
    _bring(work, profile, row, ConsentState.CANCELLED)


def end_live_consent(work: Work, *, professional_id: int) -> None:
    """End a request or consent by mail whose profile goes, and tell the employer; part of a service that commits."""
    row, profile = _live(work, professional_id), work.session.get(Professional, professional_id)
    user = work.session.get(User, profile.user_id) if profile and profile.user_id else None
    if row is None or user is None:
        return
    _mail_employer(work, row, user, kind="employer_cancelled")
    for name, empty in REVOKED.items():
        setattr(row, name, empty)
    row.state = ConsentState.CANCELLED
    work.session.flush()


@transactional
def give_consent(work: Work, *, consent_id: int, key: str, command: GrantCommand) -> None:
    """Agree, or change what was agreed to. Raises :class:`NotFoundError` for a link that opens nothing."""
    profile, row = _by_link(work, consent_id, key, ConsentState.GIVEN)
    _check_period(work, command.starts_on, command.ends_on)
    row.minutes_given, row.starts_on, row.ends_on = command.minutes, command.starts_on, command.ends_on
    row.answered_at, row.withdrawn_at, row.note = work.now, None, command.note
    _answer(work, profile, row, ConsentState.GIVEN)


@transactional
def refuse_consent(work: Work, *, consent_id: int, key: str, note: str) -> None:
    """Say no. Raises :class:`NotFoundError` for a link that opens nothing, :class:`WrongStateError` after an answer."""
    profile, row = _by_link(work, consent_id, key, ConsentState.REFUSED)
    row.answered_at, row.note = work.now, note
    _answer(work, profile, row, ConsentState.REFUSED)


@transactional
def withdraw_consent(work: Work, *, consent_id: int, key: str, note: str) -> None:
    """Take a consent back, with the reason in ``note``. Raises as :func:`refuse_consent`."""
    profile, row = _by_link(work, consent_id, key, ConsentState.WITHDRAWN)
    if not note:
        message = "Schrijf kort waarom u de toestemming intrekt."
        raise InvalidInputError(message, {"note": message})
    row.withdrawn_at, row.note = work.now, note
    _answer(work, profile, row, ConsentState.WITHDRAWN)


def _own_profile(work: Work, professional_id: int) -> tuple[Professional, User]:
    """Return the locked profile of who acts: nobody asks an employer in somebody else's name."""
    if work.actor.professional_id != professional_id:
        raise NotFoundError
    profile = work.session.get(Professional, professional_id, with_for_update=True)
    user = work.session.get(User, profile.user_id) if profile is not None and profile.user_id else None
    if profile is None or user is None:
        raise NotFoundError
    return profile, user


def _live(work: Work, professional_id: int) -> EmployerConsent | None:
    return work.session.scalar(
        select(EmployerConsent).where(
            EmployerConsent.professional_id == professional_id, EmployerConsent.state.in_(LIVE_STATES)
        )
    )


def refuse_while_live(work: Work, professional_id: int) -> None:
    """Raise :class:`WrongStateError` while a request runs or a consent by link stands."""
    if _live(work, professional_id) is not None:
        raise WrongStateError("Er loopt al een vraag aan uw werkgever, of u hebt al toestemming. Trek die eerst in.")


def _demand_live(work: Work, professional_id: int) -> EmployerConsent:
    row = _live(work, professional_id)
    if row is None:
        raise WrongStateError("Er loopt geen vraag aan uw werkgever. Kijk wat er nu staat.")
    return row


def _by_link(work: Work, consent_id: int, key: str, answer: ConsentState) -> tuple[Professional, EmployerConsent]:
    """Return profile and request of a link, the profile locked before the request is read."""
    owner = work.session.scalar(select(EmployerConsent.professional_id).where(EmployerConsent.id == consent_id))
    profile = work.session.get(Professional, owner, with_for_update=True) if owner else None
    row = work.session.get(EmployerConsent, consent_id, populate_existing=True)
    if profile is None or row is None or not opened_by(row, key=key, now=work.now):
        raise NotFoundError
    if not may_answer(row.state, answer):
        raise WrongStateError("Het antwoord is intussen veranderd. Kijk wat er nu staat.")
    return profile, row


def _check_request(work: Work, profile: Professional, user: User, command: AskCommand) -> None:
    _check_period(work, command.starts_on, command.ends_on)
    if command.contact_email.lower() == user.email.lower():
        message = "Dit is uw eigen e-mailadres. Vul het adres in van iemand die namens uw werkgever mag antwoorden."
        raise InvalidInputError(message, {"contact_email": message})
    recent = select(func.count()).where(
        EmployerConsent.professional_id == profile.id, EmployerConsent.asked_at > work.now - ANSWER_WITHIN
    )
    if (work.session.scalar(recent) or 0) >= MOST_REQUESTS:
        raise InvalidInputError("U hebt de laatste 30 dagen al vijf keer een vraag gestuurd. Wacht nog even.")


def _check_period(work: Work, starts_on: date, ends_on: date) -> None:
    error = ""
    if ends_on < starts_on:
        error = "De einddatum ligt voor de begindatum."
    elif ends_on < work.today:
        error = "De einddatum is al voorbij. Kies een latere datum."
    elif ends_on - starts_on > LONGEST_PERIOD:
        error = "Kies een periode van ten hoogste twee jaar. Daarna kan de toestemming opnieuw worden gevraagd."
    if error:
        raise InvalidInputError(error, {"ends_on": error})


def _bring(work: Work, profile: Professional, row: EmployerConsent, state: ConsentState) -> None:
    """Set the state, and what the profile says with it; a no pauses an active profile."""
    row.state, profile.consent = state, PROFILE_SAYS[state]
    profile.consent_minutes = row.minutes_given if state is ConsentState.GIVEN else None
    changed(work, profile)


def _answer(work: Work, profile: Professional, row: EmployerConsent, state: ConsentState) -> None:
    _bring(work, profile, row, state)
    user = work.session.get(User, profile.user_id) if profile.user_id else None
    if user is not None:
        enqueue_for_user(work, user, kind="employer_answered", **_facts(row), note=row.note)
        _mail_employer(work, row, user, kind="employer_copy")


def _mail_employer(work: Work, row: EmployerConsent, user: User, *, kind: str) -> None:
    """Mail the contact person. The message goes when the account of the professional goes."""
    enqueue(
        work,
        kind=kind,
        recipient=row.contact_email,
        user_id=user.id,
        token_payload={"consent": row.id, "key": row.link_key},
        contact=row.contact_name,
        person=user.full_name,
        message=row.message,
        **_facts(row),
    )


def _facts(row: EmployerConsent) -> dict[str, Any]:
    """Return what a mail says of the request, as plain JSON values."""
    return {
        "employer": row.employer,
        "state": row.state.value,
        "minutes": row.minutes_given or row.minutes_asked,
        "starts_on": row.starts_on.isoformat(),
        "ends_on": row.ends_on.isoformat(),
    }
