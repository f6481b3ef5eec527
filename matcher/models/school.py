"""Boards (bevoegd gezag), schools, campuses, memberships and invitations of colleagues."""

from datetime import datetime

from sqlalchemy import Boolean, Float, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matcher.domain.choices import Sector
from matcher.models.base import Base, Id, UtcDateTime, choice


class Board(Base):
    """A bevoegd gezag: the legal person that appoints."""

    __tablename__ = "board"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(160), unique=True)


class School(Base):
    """A school: mbo institution, hogeschool or vo school. ``from_reference``: came with the product's own tables."""

    __tablename__ = "school"
    __table_args__ = (UniqueConstraint("name", "sector"),)

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(160))
    sector: Mapped[Sector] = mapped_column(choice(Sector))
    kind: Mapped[str] = mapped_column(String(40), default="")
    board_id: Mapped[int] = mapped_column(ForeignKey("board.id"), index=True)
    town: Mapped[str] = mapped_column(String(80))
    municipality_code: Mapped[str] = mapped_column(ForeignKey("municipality.code"), index=True)
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"), index=True)
    aliases: Mapped[str] = mapped_column(String(255), default="")
    from_reference: Mapped[bool] = mapped_column(Boolean, default=False)

    board: Mapped[Board] = relationship(lazy="raise")
    campuses: Mapped[list["Campus"]] = relationship(back_populates="school", lazy="raise", order_by="Campus.id")


class Campus(Base):
    """A locatie of a school; its point is where a need is."""

    __tablename__ = "campus"
    __table_args__ = (UniqueConstraint("school_id", "name"),)

    id: Mapped[Id]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    address: Mapped[str] = mapped_column(String(160), default="")
    town: Mapped[str] = mapped_column(String(80))
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"), index=True)
    lat: Mapped[float] = mapped_column(Float)
    lon: Mapped[float] = mapped_column(Float)

    school: Mapped[School] = relationship(back_populates="campuses", lazy="raise")


class SchoolMembership(Base):
    """A user works for a school. Without ``admitted_at`` the membership waits for a colleague or coordinator."""

    __tablename__ = "school_membership"
    __table_args__ = (UniqueConstraint("user_id", "school_id"),)

    id: Mapped[Id]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), index=True)
    is_admin: Mapped[bool] = mapped_column(Boolean, default=False)
    job_title: Mapped[str] = mapped_column(String(120), default="")
    requested_at: Mapped[datetime] = mapped_column(UtcDateTime)
    admitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    admitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))


class SchoolInvitation(Base):
    """A colleague invited by e-mail; accepting it admits at once."""

    __tablename__ = "school_invitation"
    __table_args__ = (
        Index(
            "uq_school_invitation_open",
            "school_id",
            "email",
            unique=True,
            sqlite_where=text("accepted_at IS NULL"),
            postgresql_where=text("accepted_at IS NULL"),
        ),
    )

    id: Mapped[Id]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), index=True)
    email: Mapped[str] = mapped_column(String(254))
    as_admin: Mapped[bool] = mapped_column(Boolean, default=False)
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    invited_at: Mapped[datetime] = mapped_column(UtcDateTime)
    accepted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
