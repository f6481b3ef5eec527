"""A matching round with its parts, the pairs it chose and what it left open."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from matcher.domain.rounds import PairOutcome, PartState, RoundState
from matcher.models.base import Base, Id, UtcDateTime, choice


class MatchingRound(Base):
    """One round: whose needs, how it is solved, on which snapshot, and what came out.

    ``options`` are the fields of ``RoundOptions``; ``today`` and ``snapshot`` say which picture of the database was
    used. ``objective`` is what was maximised, ``bound`` what it cannot exceed. ``figures`` holds the rest of the
    report, in its own words. ``instance`` and ``report`` are the inputs as columns (npz): with the seed in the options
    they give the same pairs again, whatever became of the people and needs. ``claimed_at``: a worker makes the parts,
    or puts them together, since.
    """

    __tablename__ = "matching_round"
    __table_args__ = (Index("ix_matching_round_state", "state"),)

    id: Mapped[Id]
    state: Mapped[RoundState] = mapped_column(choice(RoundState), default=RoundState.PLANNED)
    national: Mapped[bool] = mapped_column(Boolean, default=False)
    options: Mapped[dict[str, Any]] = mapped_column(JSON)
    weights_version: Mapped[str] = mapped_column(String(20))
    # what differs from the weights of that version: name -> share
    weights: Mapped[dict[str, float]] = mapped_column(JSON, default=dict)
    programme_id: Mapped[int | None] = mapped_column(ForeignKey("programme.id", ondelete="SET NULL"), index=True)
    label: Mapped[str] = mapped_column(String(120), default="")
    today: Mapped[date] = mapped_column(Date)
    snapshot: Mapped[str] = mapped_column(String(80), default="")
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    claimed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    applied_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    applied_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    people: Mapped[int] = mapped_column(Integer, default=0)
    needs: Mapped[int] = mapped_column(Integer, default=0)
    edges: Mapped[int] = mapped_column(Integer, default=0)
    objective: Mapped[float | None] = mapped_column(Float)
    bound: Mapped[float | None] = mapped_column(Float)
    figures: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    error: Mapped[str] = mapped_column(Text, default="")
    instance: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    report: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)


class RoundRegion(Base):
    """A region whose needs take part; a national round has none."""

    __tablename__ = "round_region"

    round_id: Mapped[int] = mapped_column(ForeignKey("matching_round.id", ondelete="CASCADE"), primary_key=True)
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"), primary_key=True, index=True)


class RoundPart(Base):
    """A part that is solved by itself: no person and no need is in two of them.

    ``payload`` holds its columns (npz), so that any worker on any machine can solve it. A worker holds it from
    ``claimed_at`` on; ``attempts`` counts the claims, and is the receipt with which the ``result`` (npz) is handed in.
    """

    __tablename__ = "round_part"
    __table_args__ = (UniqueConstraint("round_id", "number"),)

    id: Mapped[Id]
    round_id: Mapped[int] = mapped_column(ForeignKey("matching_round.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(Integer)
    payload: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    people: Mapped[int] = mapped_column(Integer)
    needs: Mapped[int] = mapped_column(Integer)
    edges: Mapped[int] = mapped_column(Integer)
    state: Mapped[PartState] = mapped_column(choice(PartState), default=PartState.WAITING)
    claimed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    result: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    objective: Mapped[float | None] = mapped_column(Float)
    bound: Mapped[float | None] = mapped_column(Float)
    optimal: Mapped[bool] = mapped_column(Boolean, default=False)
    seconds: Mapped[float | None] = mapped_column(Float)
    error: Mapped[str] = mapped_column(Text, default="")


class RoundPair(Base):
    """A pair the round chose. ``total`` and ``parts`` are the score as a proposal keeps it; ``outcome`` of applying."""

    __tablename__ = "round_pair"
    __table_args__ = (
        UniqueConstraint("round_id", "professional_id", "need_id", name="uq_round_pair_once"),
        UniqueConstraint("round_id", "rank"),
    )

    id: Mapped[Id]
    round_id: Mapped[int] = mapped_column(ForeignKey("matching_round.id", ondelete="CASCADE"))
    rank: Mapped[int] = mapped_column(Integer)
    professional_id: Mapped[int] = mapped_column(ForeignKey("professional.id", ondelete="CASCADE"), index=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id", ondelete="CASCADE"), index=True)
    total: Mapped[float] = mapped_column(Float)
    parts: Mapped[dict[str, float]] = mapped_column(JSON)
    outcome: Mapped[PairOutcome | None] = mapped_column(choice(PairOutcome))
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id", ondelete="SET NULL"), index=True)


class RoundLeftOver(Base):
    """A need (or a person who could have had one) that the round left open, with the reason.

    ``places``: how many people the need still asks. ``counts``: reason -> how many people it kept out.
    """

    __tablename__ = "round_left_over"
    __table_args__ = (
        CheckConstraint("(need_id IS NULL) <> (professional_id IS NULL)", name="one_side"),
        Index("ix_round_left_over_round_need", "round_id", "need_id"),
    )

    id: Mapped[Id]
    round_id: Mapped[int] = mapped_column(ForeignKey("matching_round.id", ondelete="CASCADE"))
    need_id: Mapped[int | None] = mapped_column(ForeignKey("need.id", ondelete="CASCADE"), index=True)
    professional_id: Mapped[int | None] = mapped_column(ForeignKey("professional.id", ondelete="CASCADE"), index=True)
    reason: Mapped[str] = mapped_column(String(20))
    places: Mapped[int] = mapped_column(Integer, default=0)
    counts: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
