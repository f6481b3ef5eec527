"""An employer's consent to teach: asked by mail, answered by signed link, kept as history."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from matcher.domain.employer_consent import ConsentState
from matcher.models.base import Base, Id, UtcDateTime, choice

_LIVE = text("state IN ('asked', 'given')")


class EmployerConsent(Base):
    """One request with its answer. Hours are minutes per week; the employer may change hours and period.

    ``link_key`` is part of the signed link; an empty one has revoked it, and then name and address of the contact
    person are gone as well. ``sent_at``: the last mail to the employer.
    """

    __tablename__ = "employer_consent"
    __table_args__ = (
        CheckConstraint("starts_on <= ends_on", name="dates"),
        CheckConstraint("minutes_asked > 0 AND (minutes_given IS NULL OR minutes_given > 0)", name="minutes_positive"),
        CheckConstraint("state <> 'given' OR minutes_given IS NOT NULL", name="given_needs_minutes"),
        Index("uq_employer_consent_live", "professional_id", unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE),
    )

    id: Mapped[Id]
    professional_id: Mapped[int] = mapped_column(ForeignKey("professional.id", ondelete="CASCADE"), index=True)
    state: Mapped[ConsentState] = mapped_column(choice(ConsentState), default=ConsentState.ASKED)
    employer: Mapped[str] = mapped_column(String(120))
    contact_name: Mapped[str] = mapped_column(String(120))
    contact_email: Mapped[str] = mapped_column(String(254))
    message: Mapped[str] = mapped_column(Text, default="")
    link_key: Mapped[str] = mapped_column(String(43))
    minutes_asked: Mapped[int] = mapped_column(Integer)
    minutes_given: Mapped[int | None] = mapped_column(Integer)
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date] = mapped_column(Date)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    note: Mapped[str] = mapped_column(Text, default="")
