"""From a row of a file to a person or a need, through the same services as the forms."""

from matcher.domain.choices import Language, SkillLevel
from matcher.domain.errors import InvalidInputError
from matcher.models import Campus, EntryOnBehalf, ImportBatch, Need, Professional, User
from matcher.queries.plans import holiday_region_of_school
from matcher.rules.school_weeks import school_weeks
from matcher.services import needs
from matcher.services.accounts import new_session_key, normal_email, stored, user_with_email
from matcher.services.imports.entries import NeedEntry, PersonEntry
from matcher.services.imports.inviting import invite
from matcher.services.need_commands import AskedSkill, NeedGuidance, NeedLocation, NeedRole
from matcher.services.profile_commands import BasicsCommand, SkillsCommand, WishesCommand, WorkCommand
from matcher.services.profile_sections import save_basics, save_wishes, save_work
from matcher.services.profile_skills import save_skills
from matcher.services.transaction import Work

KNOWN = "Er is al een account met dit e-mailadres."


def make_person(work: Work, *, batch: ImportBatch, entry: PersonEntry) -> int:
    """Make an account that cannot sign in yet and a draft profile; ask the person to take it over. Returns the id.

    ``work`` is of the system at the request of the maker. Raises :class:`InvalidInputError` on ``email`` for an
    address that has an account.
    """
    user = _account(work, entry)
    profile = Professional(user_id=user.id, created_at=work.now, desk_region_code=batch.region_code)
    work.session.add(profile)
    work.session.flush()
    _fill(work, profile, entry)
    if batch.consent_way is None or batch.consent_on is None:
        raise InvalidInputError("Bij deze import ontbreekt hoe de mensen ja zeiden.")
    on_behalf = EntryOnBehalf(
        professional_id=profile.id,
        entered_by_id=batch.created_by_id,
        entered_at=work.now,
        consent_way=batch.consent_way,
        consent_on=batch.consent_on,
        consent_note=batch.consent_note,
    )
    work.session.add(on_behalf)
    work.session.flush()
    invite(work, on_behalf, user)
    return profile.id


def _account(work: Work, entry: PersonEntry) -> User:
    if user_with_email(work.session, entry.email) is not None:
        raise InvalidInputError(KNOWN, {"email": KNOWN})
    user = User(
        email=normal_email(entry.email),
        full_name=entry.full_name,
        phone=entry.phone or None,
        # No password belongs to it: the person chooses one when taking over.
        password_hash="",
        session_key=new_session_key(),
        created_at=work.now,
        language=Language.NL,
    )
    if not stored(work, user):
        raise InvalidInputError(KNOWN, {"email": KNOWN})
    return user


def _fill(work: Work, profile: Professional, entry: PersonEntry) -> None:
    of = {"professional_id": profile.id}
    save_basics(work, **of, command=BasicsCommand(entry.full_name, entry.phone, (entry.area,)))
    save_work(work, **of, command=WorkCommand(entry.job_title, entry.employer, entry.years_experience or 0))
    profile.years_experience = entry.years_experience
    if entry.sectors or entry.role_kinds:
        save_wishes(work, **of, command=WishesCommand(entry.sectors, entry.role_kinds, frozenset()))
    if entry.skills:
        save_skills(work, **of, command=SkillsCommand(entry.skills))
    profile.day_parts = entry.day_parts
    profile.minutes_min = entry.minutes_min or 0
    # Only a lowest number was given: more is not known.
    profile.minutes_max = max(entry.minutes_max or 0, profile.minutes_min)
    work.session.flush()


def make_need(work: Work, *, batch: ImportBatch, entry: NeedEntry) -> int:
    """Make a draft of a need and return its id; ``work`` as for :func:`make_person`."""
    need = needs.start_need(work, school_id=entry.school_id, command=NeedRole(entry.role_kind))
    need.created_by_id = batch.created_by_id
    need.title, need.education, need.level = entry.title, entry.education, entry.level
    _when(work, need, entry)
    if entry.campus_id is not None and work.session.get(Campus, entry.campus_id) is not None:
        needs.set_location(work, need_id=need.id, command=NeedLocation(entry.campus_id, online=False))
    if entry.skills:
        asked = [AskedSkill(skill, required=True, level=SkillLevel.BASIS) for skill in entry.skills]
        needs.set_skills(work, need_id=need.id, skills=asked)
    needs.set_guidance(work, need_id=need.id, command=NeedGuidance(entry.responsible_teacher))
    return need.id


def _when(work: Work, need: Need, entry: NeedEntry) -> None:
    need.minutes_per_week, need.day_parts = entry.minutes_per_week or 0, entry.day_parts
    need.people_wanted = entry.people_wanted or 1
    need.starts_on, need.ends_on = entry.starts_on, entry.ends_on
    if entry.starts_on and entry.ends_on:
        region = holiday_region_of_school(work.session, need.school_id)
        need.teaching_weeks = max(1, school_weeks(region, entry.starts_on, entry.ends_on))
    work.session.flush()
