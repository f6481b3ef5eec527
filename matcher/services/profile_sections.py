"""Saving the parts of a profile, each by itself."""

from matcher.domain.choices import Consent, ContractForm, RoleKind
from matcher.domain.errors import InvalidInputError
from matcher.models import User
from matcher.queries.profile_lookup import sure_job_title
from matcher.rules.contracts import form_allowed
from matcher.services.employer_consent import refuse_while_live
from matcher.services.profile_access import changed, editable_profile
from matcher.services.profile_commands import (
    AvailabilityCommand,
    BasicsCommand,
    ConsentCommand,
    EducationCommand,
    WishesCommand,
    WorkCommand,
)
from matcher.services.profile_places import replace_areas
from matcher.services.transaction import Work, transactional


@transactional
def save_basics(work: Work, *, professional_id: int, command: BasicsCommand) -> None:
    """Save name, phone and search areas; the region of the profile follows from the home place.

    Raises :class:`PlaceUnclearError` with suggestions when a place is not found or there are several.
    """
    profile = editable_profile(work, professional_id)
    replace_areas(work, profile, command.areas)
    user = work.session.get(User, profile.user_id) if profile.user_id else None
    if user is not None:
        user.full_name, user.phone = command.full_name, command.phone or None
    changed(work, profile)


@transactional
def save_work(work: Work, *, professional_id: int, command: WorkCommand) -> None:
    """Save job and experience. A job title of the vocabulary is linked, so that it can propose skills."""
    profile = editable_profile(work, professional_id)
    profile.job_title = command.job_title
    profile.job_title_id = sure_job_title(work.session, command.job_title)
    profile.employer, profile.years_experience = command.employer, command.years_experience
    changed(work, profile)


@transactional
def save_education(work: Work, *, professional_id: int, command: EducationCommand) -> None:
    """Save the highest education and certificates."""
    profile = editable_profile(work, professional_id)
    profile.education_level, profile.education_field = command.level, command.field
    profile.certificates = command.certificates
    changed(work, profile)


@transactional
def save_availability(work: Work, *, professional_id: int, command: AvailabilityCommand) -> None:
    """Save day parts, klokuren per week and dates. Raises :class:`InvalidInputError` beside the field."""
    profile = editable_profile(work, professional_id)
    check_availability(work, command)
    profile.day_parts, profile.online = command.day_parts, command.online
    profile.minutes_min, profile.minutes_max = command.minutes_min, command.minutes_max
    profile.available_from, profile.available_to = command.available_from, command.available_to
    changed(work, profile)


def check_availability(work: Work, command: AvailabilityCommand) -> None:
    """Raise :class:`InvalidInputError` beside the field for hours or dates that cannot be."""
    errors: dict[str, str] = {}
    if not command.day_parts:
        errors["day_parts"] = "Kies minstens één dagdeel waarop u kunt lesgeven."
    if command.minutes_min > command.minutes_max:
        errors["hours_max"] = "Het hoogste aantal klokuren is kleiner dan het laagste. Draai ze om."
    if command.available_to and command.available_to < command.available_from:
        errors["available_to"] = "De einddatum ligt voor de begindatum."
    elif command.available_to and command.available_to < work.today:
        errors["available_to"] = "De einddatum is al voorbij. Kies een latere datum, of laat dit veld leeg."
    if errors:
        raise InvalidInputError(next(iter(errors.values())), errors)


@transactional
def save_wishes(work: Work, *, professional_id: int, command: WishesCommand) -> None:
    """Save sectors, roles and contract forms. zzp needs the role gastles (Wet DBA)."""
    profile = editable_profile(work, professional_id)
    _check_wishes(command.contract_forms, command.role_kinds)
    profile.sectors, profile.role_kinds = command.sectors, command.role_kinds
    profile.contract_forms = command.contract_forms
    changed(work, profile)


def _check_wishes(forms: frozenset[ContractForm], roles: frozenset[RoleKind]) -> None:
    usable = [form for form in forms if any(form_allowed(form, role) for role in roles)]
    if forms and roles and not usable:
        message = "Als zzp'er kunt u alleen een gastles geven. Kies ook een andere contractvorm, of kies de gastles."
        raise InvalidInputError(message, {"contract_forms": message})


@transactional
def save_consent(work: Work, *, professional_id: int, command: ConsentCommand) -> None:
    """Save the employer's consent and the date of the VOG; a refusal pauses an active profile.

    Raises :class:`WrongStateError` for a consent of one's own while a request to the employer runs or stands.
    """
    profile = editable_profile(work, professional_id)
    errors: dict[str, str] = {}
    if command.consent is Consent.GEGEVEN and not command.consent_minutes:
        errors["consent_hours"] = "Vul in hoeveel klokuren per week uw werkgever goed vindt."
    if command.vog_issued_on and command.vog_issued_on > work.today:
        errors["vog_issued_on"] = "Deze datum ligt in de toekomst. Vul de datum in die op uw VOG staat."
    if errors:
        raise InvalidInputError(next(iter(errors.values())), errors)
    profile.vog_issued_on = command.vog_issued_on
    if command.consent is not None:
        refuse_while_live(work, professional_id)
        profile.consent = command.consent
        profile.consent_minutes = command.consent_minutes if command.consent is Consent.GEGEVEN else None
    changed(work, profile)


@transactional
def save_motivation(work: Work, *, professional_id: int, motivation: str) -> None:
    """Save in the person's own words why he or she wants to teach."""
    profile = editable_profile(work, professional_id)
    profile.motivation = motivation
    changed(work, profile)
