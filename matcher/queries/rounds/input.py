"""What a matching round decides on, read from the database and the engine: who could be proposed to what.

Whose needs: those open in the regions of the round. Which people: those who want to work there, so with home or another
search area in one of these regions; the same people the coordinator of these regions sees by name.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from matcher.clock import dutch_date
from matcher.domain.actors import Scope
from matcher.domain.rounds import RoundOptions, RoundScope
from matcher.domain.states import NeedState, PlacementState, ProposalState
from matcher.matching.columns import Ints
from matcher.matching.weights import DEFAULT, Weights
from matcher.models import Need, Placement, Professional, Proposal, RoundPair
from matcher.queries.coordination.scope import people_within, within
from matcher.queries.engine import Engine
from matcher.queries.rounds.edges import Candidates, Choice, candidates_of_needs, national_choice
from matcher.queries.rounds.instance import Material, material_of

# Somebody is being asked or has said yes: the place is taken as long as that lasts.
ASKED = (ProposalState.PROPOSED, ProposalState.INTRODUCED, ProposalState.TRIAL, ProposalState.AGREED)
IN_REVIEW = (ProposalState.SUGGESTED, ProposalState.IN_REVIEW)


@dataclass(frozen=True, slots=True)
class RoundInput:
    """The material of a round, and the needs that nobody can be proposed to: need -> reason -> people kept out."""

    material: Material
    places: Mapping[int, int]
    without_candidates: Mapping[int, Mapping[str, int]]
    people: int


def round_input(
    session: Session,
    engine: Engine,
    *,
    scope: RoundScope,
    options: RoundOptions,
    today: date,
    weights: Weights = DEFAULT,
) -> RoundInput:
    """Return everything a round is made of, as the database is now, scored with these weights."""
    seen = Scope(national=scope.national, regions=scope.regions)
    places = {need: free for need, free in open_places(session, seen).items() if need in engine.need_rows}
    known = known_people(session, places)
    choice = (
        national_choice(engine.problem, options.per_need, known, weights)
        if scope.national
        else Choice(_person_rows(session, engine, seen), options.per_need)
    )
    found = candidates_of_needs(engine, list(places), choice, known, weights)
    waiting = _waiting(session, found, today)
    return RoundInput(
        material=material_of(engine.problem, found, places, waiting, options),
        places=places,
        without_candidates=found.left_out,
        people=int(choice.people.size),
    )


def open_places(session: Session, scope: Scope) -> dict[int, int]:
    """Return need id -> how many people it still asks; only open needs of the scope with room left.

    Taken are placements, proposals on their way, and what an earlier round suggested and nobody reviewed yet.
    """
    taken = _count_by_need(session, select(Placement.need_id).where(Placement.state != PlacementState.CANCELLED))
    by_round = select(RoundPair.proposal_id).where(RoundPair.proposal_id.is_not(None))
    waiting = Proposal.state.in_(IN_REVIEW) & Proposal.id.in_(by_round)
    asked = _count_by_need(session, select(Proposal.need_id).where(or_(Proposal.state.in_(ASKED), waiting)))
    rows = session.execute(
        select(Need.id, Need.people_wanted)
        .where(Need.state == NeedState.OPEN, within(Need.region_code, scope))
        .order_by(Need.id)
    )
    free = {need: wanted - taken.get(need, 0) - asked.get(need, 0) for need, wanted in rows}
    return {need: places for need, places in free.items() if places > 0}


def _count_by_need(session: Session, needs: object) -> dict[int, int]:
    column = needs.subquery().c.need_id  # type: ignore[attr-defined]
    rows = session.execute(select(column, func.count()).where(column.is_not(None)).group_by(column))
    return dict(rows.all())


def _person_rows(session: Session, engine: Engine, scope: Scope) -> Ints:
    """Return the rows of the people of these regions, ascending."""
    people = session.scalars(select(Professional.id).where(people_within(scope)))
    return np.array(sorted(engine.person_rows[p] for p in people if p in engine.person_rows), dtype=np.int64)


def known_people(session: Session, needs: Collection[int]) -> dict[int, frozenset[int]]:
    """Return need -> the people with a proposal for it in whatever state: a pair is never proposed twice."""
    found: dict[int, set[int]] = defaultdict(set)
    for need, person in session.execute(select(Proposal.need_id, Proposal.professional_id)):
        if need in needs:
            found[need].add(person)
    return {need: frozenset(people) for need, people in found.items()}


def _waiting(session: Session, found: Candidates, today: date) -> tuple[dict[int, int], dict[int, int]]:
    """Return how many days each person and each need of the candidates waits."""
    people, needs = set(found.person_ids.tolist()), set(found.need_ids.tolist())
    joined = session.execute(select(Professional.id, Professional.created_at))
    opened = session.execute(select(Need.id, func.coalesce(Need.opened_at, Need.created_at)))
    return _days(joined.all(), people, today), _days(opened.all(), needs, today)


def _days(rows: Collection[tuple[int, datetime]], wanted: Collection[int], today: date) -> dict[int, int]:
    return {key: max((today - dutch_date(since)).days, 0) for key, since in rows if key in wanted}
