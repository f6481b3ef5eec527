"""A round begins: what the coordinator asks for, and its parts."""

import dataclasses
from collections.abc import Mapping

from sqlalchemy import insert, select

from matcher.domain.errors import NotFoundError, WrongStateError
from matcher.domain.jobs import Job
from matcher.domain.permissions import may_run_round
from matcher.domain.rounds import RUNNING_ROUNDS, RoundOptions, RoundScope, RoundState, may_become
from matcher.matching.assignment.parts import Part
from matcher.matching.weights import DEFAULT
from matcher.models import MatchingRound, RoundLeftOver, RoundPart, RoundRegion
from matcher.queries.rounds.input import RoundInput
from matcher.queries.rounds.reasons import reason_of
from matcher.services.rounds.choosing import chosen_area, differing
from matcher.services.rounds.claims import lock_round
from matcher.services.rounds.payload import packed_instance, packed_report
from matcher.services.rounds.solver import split
from matcher.services.transaction import Work, transactional


@transactional
def plan_round(
    work: Work, *, scope: RoundScope, options: RoundOptions, weights: Mapping[str, float] | None = None
) -> int:
    """Begin a dry run over the open needs of a scope; returns its id. The work itself is a job.

    ``weights``: what of RoundWeights is wanted; the rest is as the programme wants it, else as the engine has it.
    Raises InvalidInputError for no or an unknown region, or weights that cannot be, NotFoundError for a region of
    somebody else.
    """
    area = chosen_area(work, scope)
    planned = MatchingRound(
        state=RoundState.PLANNED,
        national=area.national,
        programme_id=area.programme_id,
        label=area.label,
        options=dataclasses.asdict(options),
        weights_version=DEFAULT.version,
        weights=differing({**area.weights, **(weights or {})}),
        today=work.today,
        created_by_id=work.actor.user_id,
        created_at=work.now,
        figures={},
    )
    work.session.add(planned)
    work.session.flush()
    work.session.add_all(RoundRegion(round_id=planned.id, region_code=code) for code in area.regions)
    round_id = planned.id
    work.after_commit(lambda: work.enqueue(Job.PREPARE_ROUND, round_id))
    return round_id


def own_round(work: Work, round_id: int) -> MatchingRound:
    """Lock and return a round. Raises NotFoundError unless the actor may act for all its regions."""
    found = lock_round(work.session, round_id)
    if found is None:
        raise NotFoundError
    regions = work.session.scalars(select(RoundRegion.region_code).where(RoundRegion.round_id == round_id))
    if not may_run_round(work.actor, regions=frozenset(regions), national=found.national):
        raise NotFoundError
    return found


def move(found: MatchingRound, state: RoundState) -> None:
    """Change the state. Raises WrongStateError when the table does not allow it."""
    if not may_become(found.state, state):
        raise WrongStateError("Dit kan nu niet meer: de ronde is intussen veranderd. Bekijk de pagina opnieuw.")
    found.state = state


@transactional
def store_parts(work: Work, *, round_id: int, snapshot: str, given: RoundInput) -> int:
    """Write the parts of a claimed round and ask for each to be solved; returns how many. Done once."""
    found = lock_round(work.session, round_id)
    if found is None or found.state is not RoundState.PLANNED:
        return 0
    instance = given.material.instance
    parts = split(instance)
    found.instance, found.report = packed_instance(instance), packed_report(given.material)
    found.snapshot, found.claimed_at, found.today, found.error = snapshot, None, work.today, ""
    found.people, found.needs, found.edges = given.people, len(given.places), instance.edges
    found.figures = {"places": sum(given.places.values()), "parts": len(parts), "candidates": instance.people}
    _write_left_over(work, round_id, given)
    rows = [_row(round_id, number, part) for number, part in enumerate(parts)]
    if rows:
        work.session.execute(insert(RoundPart), rows)
    move(found, RoundState.SOLVING)
    if not parts:
        move(found, RoundState.MERGING)
    work.session.flush()
    ids = list(
        work.session.scalars(select(RoundPart.id).where(RoundPart.round_id == round_id).order_by(RoundPart.number))
    )
    work.after_commit(lambda: _ring(work, round_id, ids))
    return len(parts)


def _ring(work: Work, round_id: int, parts: list[int]) -> None:
    for part in parts:
        work.enqueue(Job.SOLVE_ROUND_PART, part)
    if not parts:
        work.enqueue(Job.MERGE_ROUND, round_id)


def _row(round_id: int, number: int, part: Part) -> dict[str, object]:
    sizes = {name: getattr(part.instance, name) for name in ("people", "needs", "edges")}
    return {"round_id": round_id, "number": number, "payload": part.to_bytes(), **sizes}


def _write_left_over(work: Work, round_id: int, given: RoundInput) -> None:
    rows = [
        {
            "round_id": round_id,
            "need_id": need,
            "reason": reason_of(counts),
            "places": given.places[need],
            "counts": counts,
        }
        for need, counts in given.without_candidates.items()
    ]
    if rows:
        work.session.execute(insert(RoundLeftOver), rows)


@transactional
def cancel_round(work: Work, *, round_id: int) -> None:
    """Stop a round, or throw a dry run away. A part that is being solved is finished, but its result is not kept.

    Raises NotFoundError for somebody else's round, WrongStateError when it is applied already.
    """
    found = own_round(work, round_id)
    move(found, RoundState.CANCELLED)
    found.finished_at = work.now


@transactional
def fail_round(work: Work, *, round_id: int, error: str) -> None:
    """Write down that a round cannot be finished."""
    found = lock_round(work.session, round_id)
    if found is not None and found.state in RUNNING_ROUNDS - {RoundState.APPLYING}:
        move(found, RoundState.FAILED)
        found.error, found.finished_at = error[:500], work.now
