"""How many proposals a person and a need have on their way, and how many may be."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matcher.domain.caps import MOST_OPEN_PER_PERSON, OCCUPYING, most_open_of_need
from matcher.models import Proposal


@dataclass(frozen=True, slots=True)
class Room:
    """``running``: proposals sent out and not placed or ended; ``most``: how many may run at the same time."""

    running: int
    most: int

    @property
    def full(self) -> bool:
        """True when no other proposal may begin now."""
        return self.running >= self.most


def room_of_person(session: Session, *, professional_id: int) -> Room:
    """Return the room of a professional."""
    return Room(_running(session, Proposal.professional_id == professional_id), MOST_OPEN_PER_PERSON)


def room_of_need(session: Session, *, need_id: int, people_wanted: int) -> Room:
    """Return the room of a need that asks for so many people."""
    return Room(_running(session, Proposal.need_id == need_id), most_open_of_need(people_wanted))


def _running(session: Session, of_whom: Any) -> int:
    counted = select(func.count()).select_from(Proposal).where(of_whom, Proposal.state.in_(OCCUPYING))
    return session.scalar(counted) or 0
