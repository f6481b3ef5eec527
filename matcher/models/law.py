"""The law as the platform applies it: dated measures, exceptions, verdicts as they were, what does not add up."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, CheckConstraint, Date, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from matcher.domain.choices import Sector
from matcher.domain.law import LimitBasis, LimitScope, VerdictOccasion
from matcher.models.base import Base, Id, UtcDateTime, choice


class HoursMeasure(Base):
    """A dated limit of the six-hours rule in one sector (``rules.limits.Limit``). None as a date is open."""

    __tablename__ = "hours_measure"
    __table_args__ = (
        CheckConstraint("hours_per_week > 0 AND weeks > 0", name="positive"),
        CheckConstraint("valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to", name="dates"),
        Index("uq_hours_measure_sector_valid_from", "sector", "valid_from", unique=True),
    )

    id: Mapped[Id]
    sector: Mapped[Sector] = mapped_column(choice(Sector))
    hours_per_week: Mapped[int] = mapped_column(Integer)
    weeks: Mapped[int] = mapped_column(Integer)
    scope: Mapped[LimitScope] = mapped_column(choice(LimitScope))
    basis: Mapped[LimitBasis] = mapped_column(choice(LimitBasis))
    article: Mapped[str] = mapped_column(String(120))
    source: Mapped[str] = mapped_column(String(255))
    url_name: Mapped[str] = mapped_column(String(200), default="")
    reason: Mapped[str] = mapped_column(String(500), default="")
    valid_from: Mapped[date | None] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))


class HoursException(Base):
    """More than the limit for one person in one school year, recorded by a coordinator (``rules.hours_exceptions``)."""

    __tablename__ = "hours_exception"
    __table_args__ = (
        CheckConstraint("reason <> '' AND article <> ''", name="reason_and_article"),
        CheckConstraint("allowed_minutes > 0", name="allowed_minutes"),
        Index("ix_hours_exception_professional_id_school_year", "professional_id", "school_year"),
    )

    id: Mapped[Id]
    professional_id: Mapped[int] = mapped_column(ForeignKey("professional.id", ondelete="CASCADE"))
    school_year: Mapped[int] = mapped_column(Integer)
    allowed_minutes: Mapped[int] = mapped_column(Integer)
    valid_until: Mapped[date] = mapped_column(Date)
    reason: Mapped[str] = mapped_column(String(500))
    article: Mapped[str] = mapped_column(String(120))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))


class RuleVerdict(Base):
    """What the rules said, with the facts they were asked, their version, when and to whom. Never changed."""

    __tablename__ = "rule_verdict"
    __table_args__ = (Index("ix_rule_verdict_placement_id_at", "placement_id", "at"),)

    id: Mapped[Id]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    occasion: Mapped[VerdictOccasion] = mapped_column(choice(VerdictOccasion))
    professional_id: Mapped[int] = mapped_column(ForeignKey("professional.id", ondelete="CASCADE"), index=True)
    placement_id: Mapped[int | None] = mapped_column(ForeignKey("placement.id", ondelete="CASCADE"))
    allowed: Mapped[bool] = mapped_column(Boolean)
    rule_version: Mapped[str] = mapped_column(String(20))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    outcome: Mapped[dict[str, Any]] = mapped_column(JSON)


class Inconsistency(Base):
    """Something the nightly check found that does not add up; solved when a later check no longer finds it."""

    __tablename__ = "inconsistency"
    __table_args__ = (Index("ix_inconsistency_professional_id_solved_at", "professional_id", "solved_at"),)

    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(String(40))
    professional_id: Mapped[int] = mapped_column(ForeignKey("professional.id", ondelete="CASCADE"))
    placement_id: Mapped[int | None] = mapped_column(ForeignKey("placement.id", ondelete="CASCADE"))
    message: Mapped[str] = mapped_column(String(500))
    found_at: Mapped[datetime] = mapped_column(UtcDateTime)
    solved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
