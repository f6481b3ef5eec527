"""A placement (inzet): the agreed teaching, on a legal ground, with its klokuren per school year."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Date, ForeignKey, Index, Integer, String, Time
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matcher.domain.choices import ContractForm, HolidayRegion, LegalGround, PlanKind, RoleKind, Sector
from matcher.domain.states import PlacementState
from matcher.models.base import Base, Id, UtcDateTime, choice


class Placement(Base):
    """A placement with its plan of hours (``rules.teaching_plan.Plan``).

    ``legal_ground``: on the first day. ``minutes_per_week`` and ``teaching_weeks``: of a weekly plan, else the average
    over its weeks. ``weekdays``: bits 0 (Monday) to 6. ``days``: [ISO date, minutes] of a plan of single days.
    """

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
    plan_kind: Mapped[PlanKind] = mapped_column(choice(PlanKind), default=PlanKind.WEEKLY)
    total_minutes: Mapped[int] = mapped_column(Integer)
    weekdays: Mapped[int] = mapped_column(Integer, default=0)
    days: Mapped[list[Any]] = mapped_column(JSON, default=list)
    # at which time the lessons begin, in the Netherlands; for the calendar only
    start_time: Mapped[time | None] = mapped_column(Time)
    holiday_region: Mapped[HolidayRegion] = mapped_column(choice(HolidayRegion), default=HolidayRegion.MIDDEN)
    contract_form: Mapped[ContractForm] = mapped_column(choice(ContractForm))
    vog_issued_on: Mapped[date | None] = mapped_column(Date)
    vog_seen_on: Mapped[date | None] = mapped_column(Date)
    vog_seen_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    ended_reason: Mapped[str] = mapped_column(String(500), default="")
    # the last day and the reason the professional asked for, as long as it runs
    stop_wished_on: Mapped[date | None] = mapped_column(Date)
    stop_wish: Mapped[str] = mapped_column(String(500), default="")
    exception_id: Mapped[int | None] = mapped_column(ForeignKey("hours_exception.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))

    years: Mapped[list["PlacementYear"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="PlacementYear.school_year"
    )


class PlacementYear(Base):
    """Minutes of a placement in one school year, and the limit that held when it was made.

    ``counted_minutes``: those under the six-hours rule. ``limit_minutes``: what one placement may count; with a
    recorded exception what that allows. The check repeats ``rules.six_hours.check_row_allows`` for what one row can
    know; the sum over placements is guarded under the person's lock.
    """

    __tablename__ = "placement_year"
    __table_args__ = (
        CheckConstraint("planned_minutes >= 0", name="planned_minutes"),
        CheckConstraint("counted_minutes >= 0", name="counted_minutes"),
        CheckConstraint("counted_minutes <= limit_minutes", name="six_hours_limit"),
        Index("ix_placement_year_school_year", "school_year"),
    )

    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id", ondelete="CASCADE"), primary_key=True)
    school_year: Mapped[int] = mapped_column(Integer, primary_key=True)
    planned_minutes: Mapped[int] = mapped_column(Integer)
    counted_minutes: Mapped[int] = mapped_column(Integer)
    limit_minutes: Mapped[int] = mapped_column(Integer)


class PlacementMonth(Base):
    """The real minutes of a month, once the school confirmed them; ``month`` is its first day."""

    __tablename__ = "placement_month"
    __table_args__ = (CheckConstraint("real_minutes >= 0", name="real_minutes"),)

    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id", ondelete="CASCADE"), primary_key=True)
    month: Mapped[date] = mapped_column(Date, primary_key=True)
    real_minutes: Mapped[int] = mapped_column(Integer)
    confirmed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))


class PlacementMonthClaim(Base):
    """What the professional says was really taught in a month; the school confirms it in :class:`PlacementMonth`."""

    __tablename__ = "placement_month_claim"
    __table_args__ = (CheckConstraint("minutes >= 0", name="minutes"),)

    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id", ondelete="CASCADE"), primary_key=True)
    month: Mapped[date] = mapped_column(Date, primary_key=True)
    minutes: Mapped[int] = mapped_column(Integer)
    note: Mapped[str] = mapped_column(String(255), default="")
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
