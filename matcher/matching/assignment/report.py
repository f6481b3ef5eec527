"""What a round brought, and for whom it brought nothing and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from matcher.matching.assignment.instance import Flags, RoundInstance
from matcher.matching.assignment.result import RoundResult
from matcher.matching.assignment.state import add, empty_state, fixed_of, together
from matcher.matching.columns import Floats, Ints


class Unplaced(StrEnum):
    """Why a need lacks people, or a person has no proposal: the first that holds."""

    NO_CANDIDATE = "no_candidate"  # no edge at all: the obstacles of ``matching.constraints`` say why
    LEGAL_HOURS = "legal_hours_alone"  # no edge fits by itself: legal limit
    WEEK_HOURS = "week_hours_alone"  # idem: weekly minutes, or open proposals
    FULL = "full"  # every other side that fits is full, or its hours are taken
    DAY_PARTS = "day_parts_together"  # what has room does not go together with what was chosen
    LESS_WORTH = "less_worth"  # room left, but no gain


@dataclass(frozen=True, slots=True)
class Left:
    """A row that lacks proposals: its id, how many it lacks, and the reason."""

    id: int
    lacking: int
    reason: Unplaced


@dataclass(frozen=True, slots=True)
class RoundReport:
    """Figures of a round.

    ``asked``/``filled``: people asked for and chosen. Needs full, partly filled and empty are of those that ask.
    ``people_placed`` of ``people_reached`` (with an edge). ``minutes``: the sum of chosen loads per kind.
    ``mean_quality`` is before bonuses. ``waiting_chosen``/``waiting_others``: mean days of reached people with and
    without a proposal. ``newcomers``: share of the placed who had none before. ``gini``: of proposals per reached one.
    """

    asked: int
    filled: int
    needs_full: int
    needs_partly: int
    needs_empty: int
    people_reached: int
    people_placed: int
    minutes: Mapping[str, int]
    mean_quality: float
    objective: float
    bound: float
    gap_percent: float
    optimal: bool
    waiting_chosen: float
    waiting_others: float
    newcomers: float
    gini: float
    needs_left: tuple[Left, ...]
    people_left: tuple[Left, ...]


def report_of(
    instance: RoundInstance, result: RoundResult, waiting: Ints | None = None, earlier: Ints | None = None
) -> RoundReport:
    """Return the figures. ``waiting`` (n,): days each person waits; ``earlier`` (n,): proposals before this round."""
    chosen = result.chosen
    filled = np.bincount(instance.need[chosen], minlength=instance.needs)
    per_person = np.bincount(instance.person[chosen], minlength=instance.people)
    reached = np.bincount(instance.person, minlength=instance.people) > 0
    placed, asks = per_person > 0, instance.demands > 0
    waiting = np.zeros(instance.people, dtype=np.int64) if waiting is None else waiting
    earlier = np.zeros(instance.people, dtype=np.int64) if earlier is None else earlier
    needs_left, people_left = unplaced(instance, chosen)
    return RoundReport(
        asked=int(instance.demands.sum()),
        filled=chosen.size,
        needs_full=int((asks & (filled >= instance.demands)).sum()),
        needs_partly=int((asks & (filled > 0) & (filled < instance.demands)).sum()),
        needs_empty=int((asks & (filled == 0)).sum()),
        people_reached=int(reached.sum()),
        people_placed=int(placed.sum()),
        minutes={
            kind: int(total) for kind, total in zip(instance.kinds, instance.loads[chosen].sum(axis=0), strict=False)
        },
        mean_quality=_mean(instance.quality[chosen]),
        objective=result.objective,
        bound=result.bound,
        gap_percent=result.gap_percent,
        optimal=result.optimal,
        waiting_chosen=_mean(waiting[placed]),
        waiting_others=_mean(waiting[reached & ~placed]),
        newcomers=_mean(earlier[placed] == 0),
        gini=gini(per_person[reached]),
        needs_left=needs_left,
        people_left=people_left,
    )


def _mean(values: Ints | Floats | Flags) -> float:
    return float(values.mean()) if values.size else 0.0


def gini(counts: Ints) -> float:
    """Return the Gini coefficient of counts: 0 everybody the same, towards 1 one has all; 0 when there is nothing."""
    total, size = counts.sum(), counts.size
    if total == 0:
        return 0.0
    ranks = np.arange(1, size + 1)
    return float((2 * (ranks * np.sort(counts)).sum() / total - size - 1) / size)


def unplaced(instance: RoundInstance, chosen: Ints) -> tuple[tuple[Left, ...], tuple[Left, ...]]:
    """Return the needs that lack people and the people without a proposal, each with the first reason that holds."""
    state = empty_state(instance)
    fixed = fixed_of(instance)
    for edge in chosen:
        add(fixed, state, int(edge))
    lacking = np.maximum(instance.demands - state.filled, 0)
    placed = np.bincount(instance.person[chosen], minlength=instance.people)
    fits_alone = instance.loads <= instance.capacities[instance.person]
    has_room = ((state.used[instance.person] + instance.loads) <= instance.capacities[instance.person]).all(axis=1)
    has_room &= (state.filled < instance.demands)[instance.need]
    out = state.chosen == 0
    goes = np.array(
        [has_room[e] and out[e] and together(fixed, state, e) for e in range(instance.edges)], dtype=np.bool_
    )
    legal = np.array([kind.startswith("legal") for kind in instance.kinds] or [False] * fits_alone.shape[1])
    stages = (fits_alone[:, legal].all(axis=1) | ~out, fits_alone.all(axis=1) | ~out, has_room & out, goes)
    needs = _left(instance.need, instance.need_ids, lacking, stages)
    people = _left(instance.person, instance.person_ids, (placed == 0).astype(np.int64), stages)
    return needs, people


_STAGES = (Unplaced.LEGAL_HOURS, Unplaced.WEEK_HOURS, Unplaced.FULL, Unplaced.DAY_PARTS)


def _left(rows: Ints, ids: Ints, lacking: Ints, stages: tuple[Flags, ...]) -> tuple[Left, ...]:
    """Name for each lacking row the first stage that no edge of it passes."""
    edges = np.bincount(rows, minlength=ids.size)
    passed = [np.bincount(rows, stage, minlength=ids.size) > 0 for stage in stages]

    def reason(row: int) -> Unplaced:
        if not edges[row]:
            return Unplaced.NO_CANDIDATE
        return next((why for why, ok in zip(_STAGES, passed, strict=True) if not ok[row]), Unplaced.LESS_WORTH)

    return tuple(Left(int(ids[row]), int(lacking[row]), reason(int(row))) for row in np.flatnonzero(lacking))
