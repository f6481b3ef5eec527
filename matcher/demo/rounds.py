"""Dry runs: a coordinator asks what changes when travelling counts for more, the nation looks at a landsdeel."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.domain.rounds import RoundOptions, RoundScope
from matcher.models import MatchingRound, User
from matcher.queries.actors import load_actor
from matcher.services.rounds import plan_round
from matcher.services.transaction import Work

REGIONAL, NATIONAL = "coordinator@example.nl", "landelijk@example.nl"
TWENTE, OOST = RoundScope(regions=frozenset({"AM05"})), RoundScope(landsdeel="oost")
NEAR: Mapping[str, float] = {"skills": 0.3, "travel": 0.6, "hours": 0.1}
ROUNDS: tuple[tuple[str, RoundScope, Mapping[str, float]], ...] = (
    (REGIONAL, TWENTE, {}),
    (REGIONAL, TWENTE, NEAR),
    (NATIONAL, OOST, {}),
)


def plan_demo_rounds(work: Work) -> list[int]:
    """Plan them and return their ids; none when there is a round already, or nobody of the demo to begin one."""
    if work.session.scalar(select(MatchingRound.id).limit(1)):
        return []
    return list(_planned(work, _users(work.session)))


def _users(session: Session) -> dict[str, int]:
    return dict(session.execute(select(User.email, User.id).where(User.email.in_([REGIONAL, NATIONAL]))).all())


def _planned(work: Work, users: Mapping[str, int]) -> Iterator[int]:
    for email, scope, weights in ROUNDS:
        if email in users:
            asks = replace(work, actor=load_actor(work.session, user_id=users[email]))
            yield plan_round(asks, scope=scope, options=RoundOptions(), weights=weights)
