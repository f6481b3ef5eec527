"""Switching a profile on and off: activate, pause, resume, confirm."""

from datetime import date

from sqlalchemy import select

from matcher.domain.errors import InvalidInputError, WrongStateError
from matcher.domain.states import ProfileState
from matcher.models import Professional
from matcher.services.profile_access import changed, completeness_now, editable_profile
from matcher.services.transaction import Work, transactional


@transactional
def activate_profile(work: Work, *, professional_id: int) -> None:
    """Switch the profile on, or on again after a pause.

    Raises :class:`InvalidInputError` that names what is missing.
    """
    profile = editable_profile(work, professional_id)
    if profile.state is ProfileState.ACTIVE:
        raise WrongStateError("Uw profiel staat al aan.")
    missing = completeness_now(work, profile).missing
    if missing:
        raise InvalidInputError(f"Uw profiel is nog niet compleet. Vul nog in: {', '.join(missing)}.")
    _switch_on(work, profile)


def _switch_on(work: Work, profile: Professional) -> None:
    profile.state, profile.paused_until, profile.auto_paused_on = ProfileState.ACTIVE, None, None
    profile.confirmed_on = work.today
    profile.activated_at = profile.activated_at or work.now
    changed(work, profile)


@transactional
def pause_profile(work: Work, *, professional_id: int, until: date | None) -> None:
    """Hide an active profile, until a date or until it is resumed. Raises :class:`WrongStateError`."""
    profile = editable_profile(work, professional_id)
    if profile.state is not ProfileState.ACTIVE:
        raise WrongStateError("Alleen een profiel dat aan staat, kunt u op pauze zetten.")
    if until is not None and until <= work.today:
        message = "Kies een datum na vandaag, of laat het veld leeg."
        raise InvalidInputError(message, {"until": message})
    profile.state, profile.paused_until, profile.auto_paused_on = ProfileState.PAUSED, until, None
    changed(work, profile)


@transactional
def resume_paused_profiles(work: Work) -> int:
    """Switch on every profile whose pause is over, for a daily job; returns how many. Incomplete ones stay paused."""
    over = work.session.scalars(
        select(Professional)
        .where(Professional.state == ProfileState.PAUSED, Professional.paused_until <= work.today)
        .order_by(Professional.id)
        .with_for_update()
    ).all()
    ready = [profile for profile in over if completeness_now(work, profile).complete]
    for profile in ready:
        profile.state, profile.paused_until, profile.auto_paused_on = ProfileState.ACTIVE, None, None
    work.session.flush()
    return len(ready)


@transactional
def confirm_profile(work: Work, *, professional_id: int) -> None:
    """Say that the profile is still right today ("klopt nog")."""
    profile = editable_profile(work, professional_id)
    profile.confirmed_on = work.today
    changed(work, profile)
