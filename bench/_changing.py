"""Changes of a crowd of invented people and needs, and the wait for the suggestions that follow."""

import random
from time import monotonic, sleep
from typing import Any

from sqlalchemy import delete, exists, func, select
from sqlalchemy.orm import Session

from matcher import clock, jobs
from matcher.domain.actors import SYSTEM
from matcher.domain.states import ProposalState
from matcher.models import MatchRefresh, Need, Professional, Proposal, ProposalEvent
from matcher.services.transaction import Work, transactional

PATIENCE = 120
_chance = random.Random(1)


def change(session: Session, what: str) -> dict[str, Any]:
    """Change one need or profile that has no suggestions; return how long they took and how many came."""
    model, column = (Need, Proposal.need_id) if what == "need" else (Professional, Proposal.professional_id)
    number = _chance.choice(session.scalars(select(model.id)).all())
    suggested = (column == number, Proposal.state == ProposalState.SUGGESTED)
    _forget(session, select(Proposal.id).where(*suggested))
    begun = _changed(Work(session=session, actor=SYSTEM, now=clock.now(), enqueue=jobs.enqueue), what, number)
    while session.scalar(select(exists().where(MatchRefresh.subject_id == number, MatchRefresh.kind == what))):
        session.rollback()
        if monotonic() > begun + PATIENCE:
            raise TimeoutError("no worker looked at it")
        sleep(0.005)
    seconds = monotonic() - begun
    return {"seconds": seconds, "suggestions": session.scalar(select(func.count(Proposal.id)).where(*suggested))}


def _forget(session: Session, proposals: Any) -> None:
    connection = session.connection()
    ids = list(connection.scalars(proposals))
    connection.execute(delete(ProposalEvent).where(ProposalEvent.proposal_id.in_(ids)))
    connection.execute(delete(Proposal).where(Proposal.id.in_(ids)))
    session.commit()


def _changed(work: Work, what: str, number: int) -> float:
    """Make the change; return the moment after the commit."""
    committed: list[float] = []
    work.after_commit(lambda: committed.append(monotonic()))
    _save(work, what, number)
    return committed[0]


@transactional
def _save(work: Work, what: str, number: int) -> None:
    if what == "need":
        work.session.get_one(Need, number).minutes_per_week += 5
    else:
        work.session.get_one(Professional, number).minutes_max += 5
