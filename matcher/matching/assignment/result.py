"""What a round costs at most and what comes out of it."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from matcher.matching.columns import Floats, Ints


@dataclass(frozen=True, slots=True)
class Effort:
    """How much a solver may do. Without a ``clock`` only the budgets count: the same seed gives the same result.

    ``seconds`` is measured with ``clock`` (any function that returns seconds, e.g. ``time.monotonic``); reaching it
    ends the search early, so that results may then differ from run to run. ``rounds`` are steps of the dual search;
    ``moves`` of the local search count per edge close enough to matter; ``nodes`` of the tree search are per
    programme; so many ``neighbourhoods`` are solved anew. ``gap_percent``: stop when the gap is proven no larger.
    ``paced``: the local search hurries to be done in ``seconds``; if not, the clock changes nothing before its end.
    """

    seed: int = 1
    seconds: float | None = None
    clock: Callable[[], float] | None = None
    rounds: int = 120
    moves: int = 10
    nodes: int = 500
    neighbourhoods: int = 20
    gap_percent: float = 0.0
    paced: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class RoundResult:
    """Chosen edges (rows of the instance, ascending), their value, and a proven bound on the value of any choice.

    ``need_price`` (m,): what one more person would be worth to each need, the prices behind the bound.
    ``gap_percent`` = 100 x (bound - objective) / bound; ``optimal``: proven, up to rounding. ``greedy`` is the value
    of the plain greedy choice, ``method`` tells which step ended it.
    """

    chosen: Ints
    objective: float
    bound: float
    greedy: float
    method: str
    need_price: Floats = field(default_factory=lambda: np.zeros(0))

    @property
    def gap_percent(self) -> float:
        """How far the objective is from the bound, in percent of the bound."""
        return 100 * (self.bound - self.objective) / self.bound if self.bound > 0 else 0.0

    @property
    def optimal(self) -> bool:
        """Whether nothing better exists."""
        return bool(self.bound - self.objective <= 1e-6 * max(1.0, abs(self.bound)))


class Timer:
    """Seconds left of an effort; without a clock there is always time."""

    def __init__(self, effort: Effort) -> None:
        self._clock = effort.clock if effort.seconds is not None else None
        self._end = self._clock() + (effort.seconds or 0.0) if self._clock else np.inf

    def left(self) -> float:
        """Return the seconds left, infinite without a clock; never below zero."""
        return max(self._end - self._clock(), 0.0) if self._clock else float(np.inf)

    def share(self, part: float) -> float | None:
        """Return a part of the seconds left; None without a clock."""
        return part * self.left() if self._clock else None
