"""The facts that decide whether a profile is complete, in one statement."""

from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from matcher.domain.errors import NotFoundError
from matcher.domain.profile_completeness import Completeness, ProfileFacts, completeness
from matcher.models import Professional, ProfessionalSkill, SearchArea, User


def _statement() -> Select[Any]:
    areas = select(func.count()).where(SearchArea.professional_id == Professional.id).scalar_subquery()
    skills = select(func.count()).where(ProfessionalSkill.professional_id == Professional.id).scalar_subquery()
    return select(Professional, User.full_name, areas, skills).outerjoin(User, User.id == Professional.user_id)


def profile_facts(session: Session, *, professional_id: int) -> ProfileFacts:
    """Return the facts of one profile. Raises :class:`NotFoundError` when it is gone."""
    row = session.execute(_statement().where(Professional.id == professional_id)).one_or_none()
    if row is None:
        raise NotFoundError
    profile, name, areas, skills = row
    return ProfileFacts(
        name=name or "",
        areas=areas,
        skills=skills,
        job_title=profile.job_title,
        years_experience=profile.years_experience,
        education_level=profile.education_level,
        education_field=profile.education_field,
        day_parts=profile.day_parts,
        minutes_max=profile.minutes_max,
        available_from=profile.available_from,
        sectors=len(profile.sectors),
        role_kinds=len(profile.role_kinds),
        contract_forms=len(profile.contract_forms),
        consent=profile.consent,
        motivation=profile.motivation,
    )


def profile_completeness(session: Session, *, professional_id: int) -> Completeness:
    """Return which parts of the profile are complete."""
    return completeness(profile_facts(session, professional_id=professional_id))
