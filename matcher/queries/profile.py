"""A whole profile as its own pages show it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.domain.choices import (
    Consent,
    ContractForm,
    EducationLevel,
    QualificationKind,
    RoleKind,
    Sector,
)
from matcher.domain.errors import NotFoundError
from matcher.domain.profile_completeness import Completeness, ProfileFacts, completeness
from matcher.domain.states import ProfileState
from matcher.models import (
    Concept,
    ExcludedSchool,
    Professional,
    ProfessionalSkill,
    Qualification,
    School,
    SearchArea,
    User,
)
from matcher.queries.references import candidate_reference


@dataclass(frozen=True, slots=True)
class Area:
    """A search area; the first one is home."""

    label: str
    radius_km: int


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill with its level 1-3."""

    id: int
    label: str
    level: int


@dataclass(frozen=True, slots=True)
class QualificationRow:
    """A proof of qualification; ``seen_by`` saw the paper on ``seen_on``."""

    id: int
    kind: QualificationKind
    sector: Sector | None
    subject: str
    valid_from: date
    valid_to: date | None
    seen_on: date | None
    seen_by_id: int | None
    seen_by: str


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """A school by name and town."""

    id: int
    name: str
    town: str


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything in a profile. Hours are minutes per week, ``day_parts`` a mask of ``domain.day_parts``."""

    id: int
    reference: str
    state: ProfileState
    full_name: str
    email: str
    phone: str
    areas: tuple[Area, ...]
    job_title: str
    job_title_id: int | None
    employer: str
    years_experience: int | None
    skills: tuple[Skill, ...]
    education_level: EducationLevel | None
    education_field: str
    certificates: str
    qualifications: tuple[QualificationRow, ...]
    day_parts: int
    minutes_min: int
    minutes_max: int
    available_from: date | None
    available_to: date | None
    online: bool
    sectors: frozenset[Sector]
    role_kinds: frozenset[RoleKind]
    contract_forms: frozenset[ContractForm]
    consent: Consent
    consent_minutes: int | None
    vog_issued_on: date | None
    motivation: str
    confirmed_on: date | None
    paused_until: date | None
    auto_paused_on: date | None
    excluded: tuple[SchoolRow, ...]

    @property
    def completeness(self) -> Completeness:
        """Which parts are complete."""
        return completeness(self._facts())

    def _facts(self) -> ProfileFacts:
        return ProfileFacts(
            name=self.full_name,
            areas=len(self.areas),
            job_title=self.job_title,
            years_experience=self.years_experience,
            skills=len(self.skills),
            education_level=self.education_level,
            education_field=self.education_field,
            day_parts=self.day_parts,
            minutes_max=self.minutes_max,
            available_from=self.available_from,
            sectors=len(self.sectors),
            role_kinds=len(self.role_kinds),
            contract_forms=len(self.contract_forms),
            consent=self.consent,
            motivation=self.motivation,
        )


# Columns of the model that stand in the row under the same name.
_SAME = (
    "id", "state", "job_title", "job_title_id", "employer", "years_experience", "education_level", "education_field",
    "certificates", "day_parts", "minutes_min", "minutes_max", "available_from", "available_to", "online", "sectors",
    "role_kinds", "contract_forms", "consent", "consent_minutes", "vog_issued_on", "motivation", "confirmed_on",
    "paused_until", "auto_paused_on",
)  # fmt: skip


def own_profile(session: Session, *, professional_id: int) -> Profile:
    """Return the profile of one person, for that person. Raises :class:`NotFoundError` when it is gone."""
    found = session.execute(
        select(Professional, User)
        .outerjoin(User, User.id == Professional.user_id)
        .where(Professional.id == professional_id)
    ).one_or_none()
    if found is None:
        raise NotFoundError
    row, user = found
    return Profile(
        **{name: getattr(row, name) for name in _SAME},
        reference=candidate_reference(row.id),
        full_name=user.full_name if user else "",
        email=user.email if user else "",
        phone=(user.phone if user else "") or "",
        areas=_areas(session, row.id),
        skills=skills_of(session, professional_id=row.id),
        qualifications=qualifications_of(session, professional_id=row.id),
        excluded=_excluded(session, row.id),
    )


def vog_date(session: Session, *, professional_id: int) -> date | None:
    """Return the date of issue of the VOG as the person gave it; None while unknown."""
    return session.scalar(select(Professional.vog_issued_on).where(Professional.id == professional_id))


def _areas(session: Session, professional_id: int) -> tuple[Area, ...]:
    rows = session.execute(
        select(SearchArea.label, SearchArea.radius_km)
        .where(SearchArea.professional_id == professional_id)
        .order_by(SearchArea.position)
    )
    return tuple(Area(label, radius) for label, radius in rows)


def skills_of(session: Session, *, professional_id: int) -> tuple[Skill, ...]:
    """Return the skills of one person, the best mastered first."""
    rows = session.execute(
        select(Concept.id, Concept.label_nl, ProfessionalSkill.level)
        .join(ProfessionalSkill, ProfessionalSkill.concept_id == Concept.id)
        .where(ProfessionalSkill.professional_id == professional_id)
        .order_by(ProfessionalSkill.level.desc(), Concept.id)
    )
    return tuple(Skill(concept, label, level) for concept, label, level in rows)


def qualifications_of(session: Session, *, professional_id: int) -> tuple[QualificationRow, ...]:
    """Return the proofs of qualification of one person, in the order they were added."""
    rows = session.execute(
        select(Qualification, User.full_name)
        .outerjoin(User, User.id == Qualification.seen_by_id)
        .where(Qualification.professional_id == professional_id)
        .order_by(Qualification.id)
    )
    return tuple(
        QualificationRow(
            id=row.id,
            kind=row.kind,
            sector=row.sector,
            subject=row.subject,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            seen_on=row.seen_on,
            seen_by_id=row.seen_by_id,
            seen_by=name or "",
        )
        for row, name in rows
    )


def _excluded(session: Session, professional_id: int) -> tuple[SchoolRow, ...]:
    rows = session.execute(
        select(School.id, School.name, School.town)
        .join(ExcludedSchool, ExcludedSchool.school_id == School.id)
        .where(ExcludedSchool.professional_id == professional_id)
        .order_by(School.id)
    )
    return tuple(SchoolRow(school, name, town) for school, name, town in rows)
