"""Which regions somebody coordinates."""

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from matcher.models.base import Base, Id


class CoordinatorAssignment(Base):
    """One region, one landsdeel, or the nation (PTvT), for one user. Exactly one of the three."""

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
