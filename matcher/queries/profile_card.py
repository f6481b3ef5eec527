"""A professional as the other side of a proposal sees one before the introduction: no name, employer, contact, home."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from matcher.domain.choices import ContractForm, EducationLevel, RoleKind
from matcher.domain.errors import NotFoundError
from matcher.models import Professional
from matcher.queries.profile import QualificationRow, Skill, qualifications_of, skills_of
from matcher.queries.references import candidate_reference


@dataclass(frozen=True, slots=True)
class PersonCard:
    """What may be known of a person. Hours are minutes per week, ``day_parts`` a mask."""

    reference: str
    job_title: str
    years_experience: int | None
    education_level: EducationLevel | None
    education_field: str
    certificates: str
    motivation: str
    day_parts: int
    minutes_min: int
    minutes_max: int
    available_from: date | None
    available_to: date | None
    online: bool
    role_kinds: frozenset[RoleKind]
    contract_forms: frozenset[ContractForm]
    vog_issued_on: date | None
    skills: tuple[Skill, ...]
    qualifications: tuple[QualificationRow, ...]


_SAME = (
    "job_title", "years_experience", "education_level", "education_field", "certificates", "motivation", "day_parts",
    "minutes_min", "minutes_max", "available_from", "available_to", "online", "role_kinds", "contract_forms",
    "vog_issued_on",
)  # fmt: skip


def person_card(session: Session, *, professional_id: int) -> PersonCard:
    """Return the card of a person; who may see it is for the caller. Raises :class:`NotFoundError`."""
    row = session.get(Professional, professional_id)
    if row is None:
        raise NotFoundError
    return PersonCard(
        **{name: getattr(row, name) for name in _SAME},
        reference=candidate_reference(row.id),
        skills=skills_of(session, professional_id=row.id),
        qualifications=qualifications_of(session, professional_id=row.id),
    )
