"""People entered by a coordinator: made, filled in further, and invited to take over, until they do."""

import secrets

from sqlalchemy import select

from matcher.domain.entries import may_invite_again
from matcher.domain.errors import InvalidInputError, NotFoundError, WrongStateError
from matcher.domain.profile_completeness import Section
from matcher.domain.states import ProfileState
from matcher.models import EntryOnBehalf, Professional, User
from matcher.queries.coordination.person_page import person_visible
from matcher.queries.profile_lookup import sure_job_title
from matcher.services.accounts import new_session_key, normal_email, stored, user_with_email
from matcher.services.entries.commands import ConsentGiven, PersonEntry, Times
from matcher.services.entries.consent import entry_with
from matcher.services.entries.invitations import invite
from matcher.services.entries.reach import demand_reach
from matcher.services.passwords import hash_password
from matcher.services.profile_access import changed, completeness_now, editable_profile
from matcher.services.profile_commands import SkillsCommand
from matcher.services.profile_places import replace_areas
from matcher.services.profile_sections import check_wishes, save_consent
from matcher.services.profile_skills import save_skills
from matcher.services.profile_state import activate_profile
from matcher.services.transaction import Work, transactional

DESK_SECTIONS: dict[Section, str] = {
    Section.BASICS: "naam en woonplaats",
    Section.WORK: "beroep en jaren ervaring",
    Section.SKILLS: "vaardigheden",
    Section.EDUCATION: "opleiding",
    Section.AVAILABILITY: "dagdelen, klokuren en begindatum",
    Section.WISHES: "sectoren, rollen en contractvormen",
    Section.CONSENT: "toestemming van de werkgever",
    Section.MOTIVATION: "motivatie",
}


class KnownAddressError(InvalidInputError):
    """The address has an account. ``professional_id``: whose, when the actor may see that person."""

    def __init__(self, message: str, professional_id: int | None) -> None:
        super().__init__(message, {"email": message})
        self.professional_id = professional_id


@transactional
def enter_person(work: Work, *, command: PersonEntry, consent: ConsentGiven) -> Professional:
    """Make an account nobody can sign in to yet, with its profile, and invite its owner to take it over.

    Raises :class:`NotFoundError` for who may change nothing, :class:`InvalidInputError` beside the field: an address
    that is known (:class:`KnownAddressError`), a place that is unclear or outside the regions of the actor.
    """
    if work.actor.acts_in.empty:
        raise NotFoundError
    entry = entry_with(work, consent)
    user = _account(work, command)
    profile = Professional(user_id=user.id, created_at=work.now)
    work.session.add(profile)
    work.session.flush()
    _fill(work, profile, user, command)
    entry.professional_id = profile.id
    work.session.add(entry)
    work.session.flush()
    invite(work, entry, user)
    return profile


def _account(work: Work, command: PersonEntry) -> User:
    _refuse_known(work, command.email)
    user = User(
        email=normal_email(command.email),
        full_name=command.full_name,
        # Of a password that nobody knows.
        password_hash=hash_password(secrets.token_urlsafe(48)),
        session_key=new_session_key(),
        created_at=work.now,
    )
    if not stored(work, user):
        _refuse_known(work, command.email)
    return user


def _refuse_known(work: Work, email: str) -> None:
    user = user_with_email(work.session, email)
    if user is None:
        return
    person = work.session.scalar(select(Professional.id).where(Professional.user_id == user.id))
    if person and person_visible(work.session, scope=work.actor.scope, professional_id=person):
        raise KnownAddressError("Deze persoon staat er al.", person)
    message = "Dit e-mailadres heeft al een account. Deze persoon kan zelf inloggen en het profiel invullen."
    raise KnownAddressError(message, None)


@transactional
def change_person(work: Work, *, professional_id: int, command: PersonEntry) -> None:
    """Change what was entered, as long as nobody took it over. Another address gets the invitation, the old link dies.

    Raises :class:`WrongStateError` after the take-over, and what :func:`enter_person` raises.
    """
    profile, entry, user = _waiting(work, professional_id)
    moved = normal_email(command.email) != user.email
    if moved:
        _refuse_known(work, command.email)
        user.email, user.session_key = normal_email(command.email), new_session_key()
        user.undeliverable_since, user.undeliverable_reason = None, ""
    _fill(work, profile, user, command)
    if moved:
        invite(work, entry, user)


@transactional
def invite_again(work: Work, *, professional_id: int) -> None:
    """Send the invitation once more. Raises :class:`WrongStateError` when it has just gone out or is not needed."""
    _profile, entry, user = _waiting(work, professional_id)
    if not may_invite_again(entry.invited_at, work.now):
        raise WrongStateError("De uitnodiging is net verstuurd. Wacht een uur voordat u haar nog een keer stuurt.")
    invite(work, entry, user)


def _waiting(work: Work, professional_id: int) -> tuple[Professional, EntryOnBehalf, User]:
    """Return profile, entry and account of somebody who did not take over yet; for the desk only."""
    if work.actor.acts_in.empty:
        raise NotFoundError
    profile = editable_profile(work, professional_id)
    entry = work.session.scalar(
        select(EntryOnBehalf)
        .where(EntryOnBehalf.professional_id == professional_id)
        .execution_options(populate_existing=True)
    )
    user = work.session.get(User, profile.user_id) if profile.user_id else None
    if entry is None or user is None:
        raise NotFoundError
    if entry.taken_over_at is not None:
        raise WrongStateError("Deze persoon heeft het profiel overgenomen. Alleen de persoon zelf wijzigt het nu.")
    return profile, entry, user


def _fill(work: Work, profile: Professional, user: User, command: PersonEntry) -> None:
    user.full_name, user.phone = command.full_name, command.phone or None
    replace_areas(work, profile, command.areas)
    demand_reach(work, profile)
    profile.job_title = command.job_title
    profile.job_title_id = sure_job_title(work.session, command.job_title)
    profile.employer, profile.years_experience = command.employer, command.years_experience
    profile.education_level, profile.education_field = command.education_level, command.education_field
    profile.certificates, profile.motivation = command.certificates, command.motivation
    _fill_times(profile, command.times)
    check_wishes(command.wishes.contract_forms, command.wishes.role_kinds)
    profile.sectors, profile.role_kinds = command.wishes.sectors, command.wishes.role_kinds
    profile.contract_forms = command.wishes.contract_forms
    work.session.flush()
    if command.skills:
        save_skills(work, professional_id=profile.id, command=SkillsCommand(command.skills))
    save_consent(work, professional_id=profile.id, command=command.employer_consent)
    changed(work, profile)
    if command.activate and profile.state is not ProfileState.ACTIVE:
        _activate(work, profile)


def _fill_times(profile: Professional, times: Times) -> None:
    """Set what is known of when somebody can teach. Raises :class:`InvalidInputError` beside the field."""
    low, high = times.minutes_min or 0, times.minutes_max or times.minutes_min or 0
    errors: dict[str, str] = {}
    if low > high:
        errors["hours_max"] = "Het hoogste aantal klokuren is kleiner dan het laagste. Draai ze om."
    if times.available_from and times.available_to and times.available_to < times.available_from:
        errors["available_to"] = "De einddatum ligt voor de begindatum."
    if errors:
        raise InvalidInputError(next(iter(errors.values())), errors)
    profile.day_parts, profile.online = times.day_parts, times.online
    profile.minutes_min, profile.minutes_max = low, high
    profile.available_from, profile.available_to = times.available_from, times.available_to


def _activate(work: Work, profile: Professional) -> None:
    missing = [DESK_SECTIONS[row.section] for row in completeness_now(work, profile).sections if not row.complete]
    if missing:
        message = f"Het profiel kan nog niet aan. Vul nog aan: {', '.join(missing)}."
        raise InvalidInputError(message, {"activate": message})
    activate_profile(work, professional_id=profile.id)
