"""The parts of a round put together: chosen pairs, what stays open and why, and the figures."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import func, insert, select
from sqlalchemy.orm import undefer

from matcher.domain.rounds import RoundOptions, RoundState
from matcher.matching.assignment.instance import RoundInstance
from matcher.matching.assignment.report import Left, RoundReport, report_of
from matcher.matching.assignment.result import RoundResult
from matcher.matching.columns import Ints
from matcher.models import MatchingRound, RoundLeftOver, RoundPair, RoundPart
from matcher.queries.rounds.edges import PARTS
from matcher.queries.rounds.instance import Material
from matcher.services.rounds.claims import claim_round, lock_round, options_of
from matcher.services.rounds.figures import NOTHING, figures_of
from matcher.services.rounds.payload import unpacked
from matcher.services.rounds.planning import move
from matcher.services.rounds.solver import merge
from matcher.services.transaction import Work, transactional

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Pile:
    """Everything the merge needs, as bytes."""

    round_id: int
    instance: bytes
    report: bytes
    payloads: tuple[bytes, ...]
    results: tuple[bytes, ...]
    options: RoundOptions


@dataclass(frozen=True, slots=True)
class Merged:
    """What came out: the material, the choice for the whole of it, and what it brought."""

    material: Material
    result: RoundResult
    report: RoundReport


@transactional
def take_merge(work: Work, *, round_id: int) -> Pile | None:
    """Claim the merge of a round; None when it is done, or somebody does it."""
    found = claim_round(work.session, round_id, state=RoundState.MERGING, now=work.now)
    if found is None:
        return None
    columns = select(RoundPart.payload, RoundPart.result).where(RoundPart.round_id == round_id)
    rows = work.session.execute(columns.order_by(RoundPart.number)).all()
    whole = work.session.get_one(
        MatchingRound, round_id, options=[undefer(MatchingRound.instance), undefer(MatchingRound.report)]
    )
    pile = Pile(
        round_id=round_id,
        instance=whole.instance or b"",
        report=whole.report or b"",
        payloads=tuple(row[0] for row in rows),
        results=tuple(row[1] or b"" for row in rows),
        options=options_of(found),
    )
    work.session.expire(whole, ["instance", "report"])
    return pile


def merged(pile: Pile) -> Merged | None:
    """Put the parts together, apart from the database; None for a round in which nobody fits anything."""
    if not pile.payloads:
        return None
    material = unpacked(pile.instance, pile.report)
    result = merge(material.instance, pile.payloads, pile.results, pile.options)
    return Merged(material, result, report_of(material.instance, result, material.person_days))


@transactional
def store_merged(work: Work, *, round_id: int, outcome: Merged | None) -> bool:
    """Write what a round chose and left open, once: whoever comes second finds it solved (or stopped)."""
    found = lock_round(work.session, round_id)
    if found is None or found.state is not RoundState.MERGING:
        return False
    if outcome is None:
        found.objective, found.bound, figures = 0.0, 0.0, NOTHING
    else:
        material, result, report = outcome.material, outcome.result, outcome.report
        _write(work, round_id, _pairs(material, result.chosen), _left_over(material.instance, report))
        found.objective, found.bound = float(result.objective), float(result.bound)
        figures = figures_of(material, result.chosen, report, int(found.figures["places"]))
    found.figures = {**found.figures, **figures, "seconds": _seconds(work, round_id)}
    move(found, RoundState.SOLVED)
    found.finished_at, found.claimed_at, found.error = work.now, None, ""
    return True


def _seconds(work: Work, round_id: int) -> float:
    """Return how long the parts took together, wherever they were solved."""
    took = select(func.sum(RoundPart.seconds)).where(RoundPart.round_id == round_id)
    return round(work.session.scalar(took) or 0.0, 2)


def _pairs(material: Material, chosen: Ints) -> list[Row]:
    instance = material.instance
    return [
        {
            "professional_id": int(instance.person_ids[instance.person[edge]]),
            "need_id": int(instance.need_ids[instance.need[edge]]),
            "total": float(instance.quality[edge]),
            # A round that began before there was a further part has the first ones.
            "parts": dict(zip(PARTS, material.parts[edge].tolist(), strict=False)),
        }
        for edge in chosen.tolist()
    ]


def _left_over(instance: RoundInstance, report: RoundReport) -> list[Row]:
    """Return the needs that lack people and the people without a need; all of them had candidates."""
    candidates = dict(
        zip(instance.need_ids.tolist(), np.bincount(instance.need, minlength=instance.needs), strict=True)
    )
    asked = dict(zip(instance.need_ids.tolist(), instance.demands.tolist(), strict=True))
    needs = [
        {
            **_left("need_id", left),
            "places": left.lacking,
            "counts": {left.reason.value: int(candidates[left.id]) - asked[left.id] + left.lacking},
        }
        for left in report.needs_left
    ]
    return needs + [_left("professional_id", left) for left in report.people_left]


def _left(side: str, left: Left) -> Row:
    empty: Row = {"need_id": None, "professional_id": None, "places": 0, "counts": {}}
    return {**empty, side: left.id, "reason": left.reason.value}


def _write(work: Work, round_id: int, pairs: list[Row], left: list[Row]) -> None:
    """Write the rows; the best pair has rank 1, ties by person and need."""
    pairs.sort(key=lambda row: (-row["total"], row["professional_id"], row["need_id"]))
    ranked = [{"round_id": round_id, "rank": rank, **row} for rank, row in enumerate(pairs, start=1)]
    if ranked:
        work.session.execute(insert(RoundPair), ranked)
    if left:
        work.session.execute(insert(RoundLeftOver), [{"round_id": round_id, **row} for row in left])
