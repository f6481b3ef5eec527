"""A programme of PTvT: regions that work together for a period, with answer times of their own."""

from datetime import date

from sqlalchemy import JSON, Boolean, CheckConstraint, Date, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matcher.domain.deadlines import DEFAULT_DAYS
from matcher.models.base import Base, Id


class Programme(Base):
    """A programme. ``national``: all regions. The days are those of ``domain.deadlines.AnswerTimes``.

    Targets are counts over the whole period, hours in klokuren; None: no target. ``weights``: what of
    ``domain.rounds.RoundWeights`` its rounds change; empty: nothing.
    """

    __tablename__ = "programme"
    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR starts_on <= ends_on", name="dates"),
        CheckConstraint(
            "review_days BETWEEN 2 AND 60 AND answer_days BETWEEN 2 AND 60 AND meeting_days BETWEEN 2 AND 60"
            " AND trial_days BETWEEN 2 AND 60 AND placing_days BETWEEN 2 AND 60",
            name="answer_times",
        ),
        CheckConstraint(
            "target_people >= 0 AND target_hours >= 0 AND target_placements >= 0 AND target_schools >= 0",
            name="targets",
        ),
    )

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(120), unique=True)
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    national: Mapped[bool] = mapped_column(Boolean, default=False)
    review_days: Mapped[int] = mapped_column(Integer, default=DEFAULT_DAYS)
    answer_days: Mapped[int] = mapped_column(Integer, default=DEFAULT_DAYS)
    meeting_days: Mapped[int] = mapped_column(Integer, default=DEFAULT_DAYS)
    trial_days: Mapped[int] = mapped_column(Integer, default=DEFAULT_DAYS)
    placing_days: Mapped[int] = mapped_column(Integer, default=DEFAULT_DAYS)
    partners: Mapped[list[str]] = mapped_column(JSON, default=list)
    target_people: Mapped[int | None] = mapped_column(Integer)
    target_hours: Mapped[int | None] = mapped_column(Integer)
    target_placements: Mapped[int | None] = mapped_column(Integer)
    target_schools: Mapped[int | None] = mapped_column(Integer)
    weights: Mapped[dict[str, float]] = mapped_column(JSON, default=dict)

    regions: Mapped[list["ProgrammeRegion"]] = relationship(lazy="raise", cascade="all, delete-orphan")


class ProgrammeRegion(Base):
    """A region of a programme."""

    __tablename__ = "programme_region"

    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id", ondelete="CASCADE"), primary_key=True)
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"), primary_key=True, index=True)
