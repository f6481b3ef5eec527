"""Claims a planned round for the worker that makes its parts."""

from dataclasses import dataclass

from sqlalchemy import select

from matcher.domain.rounds import RoundOptions, RoundScope, RoundState
from matcher.matching.weights import Weights
from matcher.models import RoundRegion
from matcher.services.rounds.claims import MOST_ATTEMPTS, claim_round, lock_round, options_of, weights_of
from matcher.services.rounds.planning import move
from matcher.services.transaction import Work, transactional


@dataclass(frozen=True, slots=True)
class Order:
    """A round somebody is making the parts of."""

    round_id: int
    scope: RoundScope
    options: RoundOptions
    weights: Weights


@transactional
def take_round(work: Work, *, round_id: int) -> Order | None:
    """Claim a round; None when its parts are made, or being made. One that broke every worker fails."""
    found = claim_round(work.session, round_id, state=RoundState.PLANNED, now=work.now)
    if found is None:
        return None
    if found.attempts > MOST_ATTEMPTS:
        move(found, RoundState.FAILED)
        found.error, found.finished_at = found.error or "no worker could prepare it", work.now
        return None
    regions = work.session.scalars(select(RoundRegion.region_code).where(RoundRegion.round_id == round_id))
    scope = RoundScope(regions=frozenset(regions), national=found.national)
    return Order(found.id, scope, options_of(found), weights_of(found))


@transactional
def put_back_round(work: Work, *, round_id: int, error: str) -> None:
    """Free a round whose parts could not be made or put together, for another attempt."""
    found = lock_round(work.session, round_id)
    if found is not None and found.state in {RoundState.PLANNED, RoundState.MERGING}:
        found.claimed_at, found.error = None, error[:500]
