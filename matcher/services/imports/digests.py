"""A digest of a person or a need as the pages show it: the same digest means that nobody changed anything."""

import hashlib
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.models import Need, NeedSkill, Professional, ProfessionalSkill, Qualification, SearchArea, User

OF_PERSON = (
    Professional.state, Professional.job_title, Professional.employer, Professional.years_experience,
    Professional.motivation, Professional.education_level, Professional.education_field, Professional.certificates,
    Professional.day_parts, Professional.minutes_min, Professional.minutes_max, Professional.available_from,
    Professional.available_to, Professional.online, Professional.sectors, Professional.role_kinds,
    Professional.contract_forms, Professional.consent, Professional.vog_issued_on, Professional.desk_region_code,
    Professional.confirmed_on,
)  # fmt: skip
OF_NEED = (
    Need.state, Need.campus_id, Need.title, Need.role_kind, Need.education, Need.level, Need.learning_goals,
    Need.minutes_per_week, Need.starts_on, Need.ends_on, Need.day_parts, Need.online, Need.contract_forms,
    Need.responsible_teacher, Need.people_wanted, Need.confirmed_on,
)  # fmt: skip


def digest_of_person(session: Session, professional_id: int) -> str:
    """Return the digest of a profile with its parts and the name and telephone number of its account."""
    p, q, area, skill = Professional, Qualification, SearchArea, ProfessionalSkill
    account = (
        select(User.full_name, User.email, User.phone).join(p, p.user_id == User.id).where(p.id == professional_id)
    )
    parts = (
        select(*OF_PERSON).where(p.id == professional_id),
        account.where(p.id == professional_id),
        select(area.position, area.label, area.radius_km).where(area.professional_id == professional_id),
        select(skill.concept_id, skill.level).where(skill.professional_id == professional_id),
        select(q.kind, q.subject, q.valid_from, q.valid_to).where(q.professional_id == professional_id),
    )
    return _digest([sorted(map(_plain, session.execute(part))) for part in parts])


def digest_of_need(session: Session, need_id: int) -> str:
    """Return the digest of a need with its skills."""
    skill = NeedSkill
    parts = (
        select(*OF_NEED).where(Need.id == need_id),
        select(skill.concept_id, skill.required, skill.level).where(skill.need_id == need_id),
    )
    return _digest([sorted(map(_plain, session.execute(part))) for part in parts])


def _plain(row: Sequence[Any]) -> tuple[str, ...]:
    """Return the row as texts; a set in a fixed order."""
    return tuple(repr(sorted(value)) if isinstance(value, (set, frozenset)) else repr(value) for value in row)


def _digest(value: Any) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()
