"""The trial lesson (proefles) of a proposal, and the feedback of both sides on it and on the placement."""

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matcher.domain.states import Party
from matcher.domain.trials import Again, FeedbackKind, TrialState
from matcher.models.base import Base, Id, UtcDateTime, choice


class Trial(Base):
    """The trial lesson of one proposal: moments offered by one side, one of them chosen by the other.

    ``starts_at``: the chosen moment. ``sequence`` rises with every change: calendars go by it (RFC 5545, SEQUENCE).
    """

    __tablename__ = "trial"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id", ondelete="CASCADE"), primary_key=True)
    state: Mapped[TrialState] = mapped_column(choice(TrialState))
    offered_by: Mapped[Party] = mapped_column(choice(Party))
    starts_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    minutes: Mapped[int] = mapped_column(Integer)
    place: Mapped[str] = mapped_column(String(255), default="")
    sequence: Mapped[int] = mapped_column(Integer, default=0)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    options: Mapped[list["TrialOption"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="TrialOption.starts_at"
    )


class TrialOption(Base):
    """A moment that was offered."""

    __tablename__ = "trial_option"
    __table_args__ = (UniqueConstraint("proposal_id", "starts_at"),)

    id: Mapped[Id]
    proposal_id: Mapped[int] = mapped_column(ForeignKey("trial.proposal_id", ondelete="CASCADE"), index=True)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Feedback(Base):
    """What one side says afterwards, once; ``shared``: the other side may read it too, the coordinator always may."""

    __tablename__ = "feedback"
    __table_args__ = (UniqueConstraint("proposal_id", "kind", "party"),)

    id: Mapped[Id]
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id", ondelete="CASCADE"), index=True)
    kind: Mapped[FeedbackKind] = mapped_column(choice(FeedbackKind))
    party: Mapped[Party] = mapped_column(choice(Party))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    again: Mapped[Again] = mapped_column(choice(Again))
    text: Mapped[str] = mapped_column(Text, default="")
    shared: Mapped[bool] = mapped_column(Boolean, default=True)
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
