"""A professional's profile with search areas, skills, qualifications and excluded schools."""

from datetime import date, datetime

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matcher.domain.choices import (
    Consent,
    ContractForm,
    EducationLevel,
    QualificationKind,
    RoleKind,
    Sector,
    SkillLevel,
)
from matcher.domain.states import ProfileState
from matcher.models.base import Base, ChoiceSet, Id, UtcDateTime, choice


class Professional(Base):
    """A profile. ``region_code`` is the region of the home place. Hours are minutes per week.

    ``user_id`` is empty only for a deleted account whose placements must still count.
    """

    __tablename__ = "professional"
    __table_args__ = (
        CheckConstraint("minutes_min <= minutes_max", name="minutes_order"),
        CheckConstraint(
            "available_to IS NULL OR available_from IS NULL OR available_from <= available_to", name="dates"
        ),
        Index("ix_professional_region_state", "region_code", "state"),
    )

    id: Mapped[Id]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), unique=True)
    state: Mapped[ProfileState] = mapped_column(choice(ProfileState), default=ProfileState.DRAFT)
    region_code: Mapped[str | None] = mapped_column(ForeignKey("region.code"))
    # the region whose coordinators look after this person, when that was handed over; else all it wants to work in
    desk_region_code: Mapped[str | None] = mapped_column(ForeignKey("region.code"), index=True)
    # work
    job_title: Mapped[str] = mapped_column(String(120), default="")
    job_title_id: Mapped[int | None] = mapped_column(ForeignKey("concept.id", ondelete="SET NULL"))
    employer: Mapped[str] = mapped_column(String(120), default="")
    years_experience: Mapped[int | None] = mapped_column(Integer)
    motivation: Mapped[str] = mapped_column(Text, default="")
    # education
    education_level: Mapped[EducationLevel | None] = mapped_column(choice(EducationLevel))
    education_field: Mapped[str] = mapped_column(String(120), default="")
    certificates: Mapped[str] = mapped_column(String(500), default="")
    # availability
    day_parts: Mapped[int] = mapped_column(Integer, default=0)
    minutes_min: Mapped[int] = mapped_column(Integer, default=0)
    minutes_max: Mapped[int] = mapped_column(Integer, default=0)
    available_from: Mapped[date | None] = mapped_column(Date)
    available_to: Mapped[date | None] = mapped_column(Date)
    online: Mapped[bool] = mapped_column(Boolean, default=False)
    # wishes
    sectors: Mapped[frozenset[Sector]] = mapped_column(ChoiceSet(Sector), default=frozenset)
    role_kinds: Mapped[frozenset[RoleKind]] = mapped_column(ChoiceSet(RoleKind), default=frozenset)
    contract_forms: Mapped[frozenset[ContractForm]] = mapped_column(ChoiceSet(ContractForm), default=frozenset)
    # employer's consent and VOG: never a document, only who saw it and when
    consent: Mapped[Consent] = mapped_column(choice(Consent), default=Consent.ONBEKEND)
    consent_minutes: Mapped[int | None] = mapped_column(Integer)
    vog_issued_on: Mapped[date | None] = mapped_column(Date)
    # life cycle
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    activated_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    confirmed_on: Mapped[date | None] = mapped_column(Date)
    paused_until: Mapped[date | None] = mapped_column(Date)
    # paused by itself on this day, because nobody confirmed it
    auto_paused_on: Mapped[date | None] = mapped_column(Date)

    areas: Mapped[list["SearchArea"]] = relationship(
        lazy="raise", order_by="SearchArea.position", cascade="all, delete-orphan"
    )
    skills: Mapped[list["ProfessionalSkill"]] = relationship(lazy="raise", cascade="all, delete-orphan")
    qualifications: Mapped[list["Qualification"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="Qualification.id"
    )
    exclusions: Mapped[list["ExcludedSchool"]] = relationship(lazy="raise", cascade="all, delete-orphan")


class SearchArea(Base):
    """A place with a radius in which the person wants to teach; position 0 is home.

    ``region_code``: this region's coordinators see the person ("may work across a border").
    """

    __tablename__ = "search_area"
    __table_args__ = (UniqueConstraint("professional_id", "position"),)

    id: Mapped[Id]
    professional_id: Mapped[int] = mapped_column(ForeignKey("professional.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(Integer)
    label: Mapped[str] = mapped_column(String(120))
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"), index=True)
    lat: Mapped[float] = mapped_column(Float)
    lon: Mapped[float] = mapped_column(Float)
    radius_km: Mapped[int] = mapped_column(Integer)


class ProfessionalSkill(Base):
    """A skill of a person with its level 1-3 (:class:`SkillLevel`)."""

    __tablename__ = "professional_skill"

    professional_id: Mapped[int] = mapped_column(ForeignKey("professional.id", ondelete="CASCADE"), primary_key=True)
    concept_id: Mapped[int] = mapped_column(ForeignKey("concept.id"), primary_key=True, index=True)
    level: Mapped[int] = mapped_column(Integer, default=SkillLevel.ERVAREN.value)


class Qualification(Base):
    """A proof of qualification, in force from - to; ``seen_by_id`` saw the paper on ``seen_on``.

    ``reminded_on``: when the person was told that the term ends.
    """

    __tablename__ = "qualification"

    id: Mapped[Id]
    professional_id: Mapped[int] = mapped_column(ForeignKey("professional.id", ondelete="CASCADE"), index=True)
    kind: Mapped[QualificationKind] = mapped_column(choice(QualificationKind))
    sector: Mapped[Sector | None] = mapped_column(choice(Sector))
    subject: Mapped[str] = mapped_column(String(120), default="")
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    reminded_on: Mapped[date | None] = mapped_column(Date)
    seen_on: Mapped[date | None] = mapped_column(Date)
    seen_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))


class ExcludedSchool(Base):
    """A school that must never see this person."""

    __tablename__ = "excluded_school"

    professional_id: Mapped[int] = mapped_column(ForeignKey("professional.id", ondelete="CASCADE"), primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), primary_key=True, index=True)
