"""How a round is cut, and how much the solver may do for it."""

import time

from matcher.domain.rounds import RoundOptions
from matcher.matching.assignment.instance import RoundInstance
from matcher.matching.assignment.parts import (
    Part,
    merge_round,
    result_from_bytes,
    result_to_bytes,
    split_round,
)
from matcher.matching.assignment.result import Effort, RoundResult
from matcher.matching.assignment.solve import solve_round

# A region is far below this and is solved whole; a nation gives work to several workers.
PART_EDGES = 50_000


def effort_of(options: RoundOptions) -> Effort:
    """Return what the options allow: the search is bounded by work, the seconds are a safety net.

    As long as the seconds are not reached, the same instance and seed give the same choice on every machine.
    """
    return Effort(seed=options.seed, seconds=options.seconds, clock=time.monotonic, paced=False)


def split(instance: RoundInstance) -> tuple[Part, ...]:
    """Return the parts, the largest first; none without edges."""
    return split_round(instance, PART_EDGES) if instance.edges else ()


def solve(payload: bytes, options: RoundOptions) -> RoundResult:
    """Solve one part."""
    return solve_round(Part.from_bytes(payload).instance, effort_of(options))


def merge(
    instance: RoundInstance, payloads: tuple[bytes, ...], results: tuple[bytes, ...], options: RoundOptions
) -> RoundResult:
    """Put solved parts together; the choice is feasible for the whole and worth no less than the parts."""
    parts = tuple(Part.from_bytes(payload) for payload in payloads)
    found = tuple(result_from_bytes(result) for result in results)
    if len(parts) == 1 and parts[0].edges.size == instance.edges:
        return found[0]
    return merge_round(instance, parts, found, effort_of(options))


__all__ = ["merge", "result_to_bytes", "solve", "split"]
