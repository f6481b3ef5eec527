"""Which regions somebody coordinates, and who covers for whom."""

from datetime import date

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from matcher.models.base import Base, Id


class CoordinatorAssignment(Base):
    """One region, one landsdeel, or the nation (PTvT), for one user. Exactly one of the three.

    ``read_only``: sees lists, figures and exports of it, and changes nothing.
    """

    __tablename__ = "coordinator_assignment"
    __table_args__ = (
        CheckConstraint(
            "(CASE WHEN national THEN 1 ELSE 0 END) + (CASE WHEN landsdeel_code IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN region_code IS NULL THEN 0 ELSE 1 END) = 1",
            name="one_scope",
        ),
        UniqueConstraint("user_id", "region_code"),
        UniqueConstraint("user_id", "landsdeel_code"),
    )

    id: Mapped[Id]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    national: Mapped[bool] = mapped_column(Boolean, default=False)
    landsdeel_code: Mapped[str | None] = mapped_column(ForeignKey("landsdeel.code"))
    region_code: Mapped[str | None] = mapped_column(ForeignKey("region.code"))
    read_only: Mapped[bool] = mapped_column(Boolean, default=False)


class CoordinatorCover(Base):
    """A colleague who sees and does what an absent coordinator does, from the first to the last day."""

    __tablename__ = "coordinator_cover"
    __table_args__ = (
        CheckConstraint("starts_on <= ends_on", name="dates"),
        CheckConstraint("absent_id <> cover_id", name="two_people"),
    )

    id: Mapped[Id]
    absent_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    cover_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date] = mapped_column(Date)
