"""How reliably and how fast a person or a school answers, counted from the events of proposals."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Integer
from sqlalchemy.orm import Mapped, mapped_column

from matcher.domain.states import Party
from matcher.models.base import Base, UtcDateTime, choice


class AnswerRecord(Base):
    """Of how many proposals that asked this side, how many were answered in time, and the median of the minutes.

    ``subject_id``: the professional's or the school's, as ``party`` says.
    """

    __tablename__ = "answer_record"
    __table_args__ = (CheckConstraint("answered >= 0 AND answered <= asked", name="answered"),)

    party: Mapped[Party] = mapped_column(choice(Party), primary_key=True)
    subject_id: Mapped[int] = mapped_column(Integer, primary_key=True)
    asked: Mapped[int] = mapped_column(Integer, default=0)
    answered: Mapped[int] = mapped_column(Integer, default=0)
    median_minutes: Mapped[int | None] = mapped_column(Integer)
    counted_at: Mapped[datetime] = mapped_column(UtcDateTime)
