"""A proposal joins one professional and one need; its events are its history."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Date, Float, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from matcher.domain.deadlines import DEFAULT_DAYS, ChaseStage
from matcher.domain.states import Answer, Party, ProposalState, Step
from matcher.models.base import Base, Id, UtcDateTime, choice


class Proposal(Base):
    """One pair, once: the unique constraint is what "never the same pair twice" rests on."""

    __tablename__ = "proposal"
    __table_args__ = (
        UniqueConstraint("professional_id", "need_id", name="uq_proposal_pair"),
        Index("ix_proposal_need_state", "need_id", "state"),
        Index("ix_proposal_state_answer_by", "state", "answer_by"),
        Index("ix_proposal_chase_on", "chase_on"),
    )

    id: Mapped[Id]
    professional_id: Mapped[int] = mapped_column(ForeignKey("professional.id"), index=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"))
    state: Mapped[ProposalState] = mapped_column(choice(ProposalState))
    started_by: Mapped[Party] = mapped_column(choice(Party))
    professional_answer: Mapped[Answer] = mapped_column(choice(Answer), default=Answer.PENDING)
    school_answer: Mapped[Answer] = mapped_column(choice(Answer), default=Answer.PENDING)
    # who is waited for: since when, how long (domain.deadlines), and what happens next when no answer comes
    waiting_since: Mapped[date | None] = mapped_column(Date)
    answer_days: Mapped[int] = mapped_column(Integer, default=DEFAULT_DAYS)
    answer_by: Mapped[date | None] = mapped_column(Date)
    chase_stage: Mapped[ChaseStage | None] = mapped_column(choice(ChaseStage))
    chase_on: Mapped[date | None] = mapped_column(Date)
    postponed_until: Mapped[date | None] = mapped_column(Date)
    postponements: Mapped[int] = mapped_column(Integer, default=0)
    message: Mapped[str] = mapped_column(Text, default="")
    # fewer klokuren than the need asks, as the coordinator offers them; None: what the need asks
    minutes_per_week: Mapped[int | None] = mapped_column(Integer)
    # what the engine said when the proposal began: total, parts, version of the weights
    score: Mapped[float | None] = mapped_column(Float)
    score_parts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    weights_version: Mapped[str] = mapped_column(String(20), default="")
    # of the trial lesson (models.trial), kept here so that lists need no further table: the day once a moment was
    # chosen; or else who offered moments of which the other side has to choose one
    trial_on: Mapped[date | None] = mapped_column(Date)
    trial_offered_by: Mapped[Party | None] = mapped_column(choice(Party))
    professional_agreed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    school_agreed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_by: Mapped[Party | None] = mapped_column(choice(Party))
    ended_reason: Mapped[str | None] = mapped_column(String(40))
    ended_text: Mapped[str] = mapped_column(Text, default="")
    reason_shared: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ProposalEvent(Base):
    """A step that was taken: who, as which party, from where to where, and why."""

    __tablename__ = "proposal_event"
    __table_args__ = (Index("ix_proposal_event_to_state_at", "to_state", "at"),)

    id: Mapped[Id]
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    party: Mapped[Party] = mapped_column(choice(Party))
    step: Mapped[Step | None] = mapped_column(choice(Step))
    from_state: Mapped[ProposalState | None] = mapped_column(choice(ProposalState))
    to_state: Mapped[ProposalState] = mapped_column(choice(ProposalState))
    reason: Mapped[str | None] = mapped_column(String(40))
    note: Mapped[str] = mapped_column(Text, default="")
