"""Fewer klokuren per week than the need asks, offered before anybody is told."""

from sqlalchemy import select

from matcher.domain.errors import InvalidInputError, NotFoundError
from matcher.domain.states import Party, Step
from matcher.models import Proposal
from matcher.queries.pair_verdicts import verdict_of
from matcher.rules.klokuren import klokuren_text
from matcher.services.locks import lock_professional
from matcher.services.proposals.steps import check_step, grip, move
from matcher.services.transaction import Work, transactional

FEWEST_MINUTES = 30


@transactional
def offer_hours(work: Work, *, proposal_id: int, minutes: int) -> None:
    """Offer so many minutes of klokuren per week; as many as the need asks takes an earlier offer back.

    Raises InvalidInputError on ``minutes_per_week`` for too few, more than the need asks, or more than the law allows.
    """
    person_id = person_of(work, proposal_id)
    lock_professional(work.session, person_id)
    held = grip(work, proposal_id=proposal_id, party=Party.COORDINATOR)
    check_step(held, Step.ADJUST)
    asked = held.need.minutes_per_week
    if not min(FEWEST_MINUTES, asked) <= minutes <= asked:
        _refuse(f"Kies 0,5 tot en met {klokuren_text(asked)} per week: meer vraagt de school niet.")
    verdict = verdict_of(work.session, professional_id=person_id, need=held.need, minutes_per_week=minutes)
    if minutes < asked and verdict is not None and not verdict.decision.allowed:
        _refuse(verdict.decision.message)
    held.proposal.minutes_per_week = minutes if minutes < asked else None
    note = f"{klokuren_text(minutes)} per week; de vraag is {klokuren_text(asked)}."
    move(work, held, Step.ADJUST, held.proposal.state, note=note)


def _refuse(error: str) -> None:
    raise InvalidInputError(error, {"minutes_per_week": error})


def person_of(work: Work, proposal_id: int) -> int:
    """Return whose proposal it is, before anything is locked: the person comes first in the order of all locks."""
    found = work.session.scalar(select(Proposal.professional_id).where(Proposal.id == proposal_id))
    if found is None:
        raise NotFoundError
    return found
