"""A placement (inzet): the agreed teaching, on a legal ground, with its klokuren per school year."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, CheckConstraint, Date, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matcher.domain.choices import ContractForm, LegalGround, RoleKind, Sector
from matcher.domain.states import PlacementState
from matcher.models.base import Base, Id, UtcDateTime, choice


class Placement(Base):
    """A placement. ``verdict`` keeps the decision of the six-hours rule as it was made, with its numbers."""

    __tablename__ = "placement"
    __table_args__ = (
        CheckConstraint("starts_on <= ends_on", name="dates"),
        CheckConstraint(
            "legal_ground <> 'zesurenregeling' OR (responsible_teacher <> '' AND subject_parts <> '')",
            name="zesurenregeling_needs_teacher_and_subject",
        ),
        Index("ix_placement_region_starts_on", "region_code", "starts_on"),
    )

    id: Mapped[Id]
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), unique=True)
    professional_id: Mapped[int] = mapped_column(ForeignKey("professional.id"), index=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"), index=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"), index=True)
    board_id: Mapped[int] = mapped_column(ForeignKey("board.id"))
    campus_id: Mapped[int | None] = mapped_column(ForeignKey("campus.id"))
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"))
    sector: Mapped[Sector] = mapped_column(choice(Sector))
    role_kind: Mapped[RoleKind] = mapped_column(choice(RoleKind))
    legal_ground: Mapped[LegalGround] = mapped_column(choice(LegalGround))
    state: Mapped[PlacementState] = mapped_column(choice(PlacementState), default=PlacementState.PLANNED)
    responsible_teacher: Mapped[str] = mapped_column(String(120), default="")
    subject_parts: Mapped[str] = mapped_column(String(255), default="")
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date] = mapped_column(Date)
    minutes_per_week: Mapped[int] = mapped_column(Integer)
    teaching_weeks: Mapped[int] = mapped_column(Integer)
    contract_form: Mapped[ContractForm] = mapped_column(choice(ContractForm))
    vog_issued_on: Mapped[date | None] = mapped_column(Date)
    vog_seen_on: Mapped[date | None] = mapped_column(Date)
    vog_seen_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    verdict: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    ended_reason: Mapped[str] = mapped_column(String(500), default="")
    # an exception above the limit, by a coordinator
    exception_reason: Mapped[str | None] = mapped_column(String(500))
    exception_article: Mapped[str | None] = mapped_column(String(120))
    exception_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))

    years: Mapped[list["PlacementYear"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="PlacementYear.school_year"
    )


class PlacementYear(Base):
    """Planned minutes of a placement in one school year, with the limit that held when it was made.

    The check repeats ``rules.six_hours.check_row_allows`` for what one row can know: a single placement may
    not exceed the yearly limit by itself. The sum over placements is guarded under the person's lock.
    """

    __tablename__ = "placement_year"
    __table_args__ = (
        CheckConstraint("planned_minutes >= 0", name="planned_minutes"),
        CheckConstraint("NOT under_rule OR has_exception OR planned_minutes <= limit_minutes", name="six_hours_limit"),
        Index("ix_placement_year_school_year", "school_year"),
    )

    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id", ondelete="CASCADE"), primary_key=True)
    school_year: Mapped[int] = mapped_column(Integer, primary_key=True)
    planned_minutes: Mapped[int] = mapped_column(Integer)
    limit_minutes: Mapped[int] = mapped_column(Integer)
    under_rule: Mapped[bool] = mapped_column(Boolean)
    has_exception: Mapped[bool] = mapped_column(Boolean, default=False)
