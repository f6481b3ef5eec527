"""An onderwijsvraag of a school with the skills it asks."""

from datetime import date, datetime

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matcher.domain.choices import ContractForm, NeedLevel, RoleKind, Sector, SkillLevel
from matcher.domain.states import NeedState
from matcher.models.base import Base, ChoiceSet, Id, UtcDateTime, choice


class Need(Base):
    """A need. ``sector`` and ``region_code`` follow from school and campus, kept here to filter on.

    ``minutes_per_week`` are klokuren in minutes; ``teaching_weeks`` the weeks of lessons between the dates.
    """

    __tablename__ = "need"
    __table_args__ = (
        CheckConstraint("starts_on IS NULL OR ends_on IS NULL OR starts_on <= ends_on", name="dates"),
        CheckConstraint("people_wanted >= 1", name="people_wanted"),
        Index("ix_need_region_state", "region_code", "state"),
    )

    id: Mapped[Id]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"), index=True)
    campus_id: Mapped[int | None] = mapped_column(ForeignKey("campus.id"), index=True)
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"))
    sector: Mapped[Sector] = mapped_column(choice(Sector))
    state: Mapped[NeedState] = mapped_column(choice(NeedState), default=NeedState.DRAFT)
    title: Mapped[str] = mapped_column(String(120), default="")
    role_kind: Mapped[RoleKind | None] = mapped_column(choice(RoleKind))
    education: Mapped[str] = mapped_column(String(160), default="")
    level: Mapped[NeedLevel | None] = mapped_column(choice(NeedLevel))
    learning_goals: Mapped[str] = mapped_column(Text, default="")
    minutes_per_week: Mapped[int] = mapped_column(Integer, default=0)
    teaching_weeks: Mapped[int] = mapped_column(Integer, default=0)
    starts_on: Mapped[date | None] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    day_parts: Mapped[int] = mapped_column(Integer, default=0)
    online: Mapped[bool] = mapped_column(Boolean, default=False)
    contract_forms: Mapped[frozenset[ContractForm]] = mapped_column(ChoiceSet(ContractForm), default=frozenset)
    responsible_teacher: Mapped[str] = mapped_column(String(120), default="")
    people_wanted: Mapped[int] = mapped_column(Integer, default=1)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    confirmed_on: Mapped[date | None] = mapped_column(Date)
    # paused by itself on this day, because nobody confirmed it
    auto_paused_on: Mapped[date | None] = mapped_column(Date)

    skills: Mapped[list["NeedSkill"]] = relationship(lazy="raise", cascade="all, delete-orphan")


class NeedSkill(Base):
    """A skill the need asks: required or nice, at a level 1-3."""

    __tablename__ = "need_skill"

    need_id: Mapped[int] = mapped_column(ForeignKey("need.id", ondelete="CASCADE"), primary_key=True)
    concept_id: Mapped[int] = mapped_column(ForeignKey("concept.id"), primary_key=True, index=True)
    required: Mapped[bool] = mapped_column(Boolean, default=True)
    level: Mapped[int] = mapped_column(Integer, default=SkillLevel.BASIS.value)
