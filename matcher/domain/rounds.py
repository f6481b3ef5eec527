"""Matching rounds: states, transitions, options and reasons, as data."""

from dataclasses import dataclass
from enum import StrEnum


class RoundState(StrEnum):
    """Where a round stands. Everything up to SOLVED is a dry run: nobody is proposed to anybody."""

    PLANNED = "planned"
    SOLVING = "solving"
    MERGING = "merging"
    SOLVED = "solved"
    APPLYING = "applying"
    APPLIED = "applied"
    FAILED = "failed"
    CANCELLED = "cancelled"


class PartState(StrEnum):
    """Where one part of a round stands. A WAITING part may have a worker on it: see its claim."""

    WAITING = "waiting"
    SOLVED = "solved"
    FAILED = "failed"


_S = RoundState

# Who moves: the workers along the first rows, the coordinator from SOLVED to APPLYING and to CANCELLED.
ROUND_TRANSITIONS: dict[RoundState, frozenset[RoundState]] = {
    _S.PLANNED: frozenset({_S.SOLVING, _S.FAILED, _S.CANCELLED}),
    _S.SOLVING: frozenset({_S.MERGING, _S.FAILED, _S.CANCELLED}),
    _S.MERGING: frozenset({_S.SOLVED, _S.FAILED, _S.CANCELLED}),
    _S.SOLVED: frozenset({_S.APPLYING, _S.CANCELLED}),
    _S.APPLYING: frozenset({_S.APPLIED}),
    _S.APPLIED: frozenset(),
    _S.FAILED: frozenset(),
    _S.CANCELLED: frozenset(),
}
RUNNING_ROUNDS = frozenset({_S.PLANNED, _S.SOLVING, _S.MERGING, _S.APPLYING})


def may_become(state: RoundState, following: RoundState) -> bool:
    """Return whether a round may go from one state to the other."""
    return following in ROUND_TRANSITIONS[state]


class PairOutcome(StrEnum):
    """What applying did with one chosen pair: a suggestion, or why there is none."""

    SUGGESTED = "suggested"
    PERSON_AWAY = "person_away"
    NEED_NOT_OPEN = "need_not_open"
    NEED_FULL = "need_full"
    SCHOOL_EXCLUDED = "school_excluded"
    KNOWN_PAIR = "known_pair"
    MANY_PROPOSALS = "many_proposals"
    NEED_BUSY = "need_busy"
    LEGAL_HOURS = "legal_hours"


# Reasons for what stays open, beside the obstacles of the engine (in lower case).
KNOWN = "known"
# What a coordinator may ask at most.
MOST_FAIRNESS = 0.2
MOST_PER_NEED = 200
MOST_SECONDS = 120
MOST_SEED = 999_999_999


@dataclass(frozen=True, slots=True)
class RoundOptions:
    """How a round is solved. Stored with it: with the stored inputs the same seed gives the same pairs again.

    ``seconds``: the time one part may take. ``per_need``: how many candidates of each need take part, best first.
    ``fairness`` in [0, 1]: what waiting long adds to a score at most (0: nothing). ``same_school``: what is taken off
    for every further school of one person, so that one school twice is worth more than two.
    Raises ``ValueError`` when a number is out of range.
    """

    seed: int = 1
    seconds: float = 10.0
    per_need: int = 40
    fairness: float = 0.05
    same_school: float = 0.0

    def __post_init__(self) -> None:
        if not (0 <= self.fairness <= 1 and 0 <= self.same_school <= 1):
            raise ValueError("fairness and same_school must lie in [0, 1]")
        if self.seconds <= 0 or self.per_need < 1 or self.seed < 0:
            raise ValueError("seconds and per_need must be above zero, seed not below")


@dataclass(frozen=True, slots=True)
class RoundWeights:
    """How much skills, travel and hours count in a round, as shares of the total; they need not add up to 1.

    Raises ``ValueError`` for a share below zero or when all are zero.
    """

    skills: float = 0.6
    travel: float = 0.2
    hours: float = 0.2

    def __post_init__(self) -> None:
        if min(self.skills, self.travel, self.hours) < 0 or self.skills + self.travel + self.hours <= 0:
            raise ValueError("weights must not be negative, nor all zero")


@dataclass(frozen=True, slots=True)
class RoundScope:
    """Whose needs take part: those of some regions, of a landsdeel or a programme (all its regions), or the nation.

    The first of ``national``, ``programme_id``, ``landsdeel`` and ``regions`` that is given counts.
    """

    regions: frozenset[str] = frozenset()
    national: bool = False
    landsdeel: str = ""
    programme_id: int | None = None


class ReplayState(StrEnum):
    """How far it is to solve a round once more from what was stored with it."""

    ASKED = "asked"
    DONE = "done"
    FAILED = "failed"


# What can be solved once more: the rounds that were solved, applied or not.
REPLAYABLE = frozenset({_S.SOLVED, _S.APPLYING, _S.APPLIED})


@dataclass(frozen=True, slots=True)
class Replay:
    """Solving a round once more, as its figures keep it.

    ``at``: when it was asked or done (ISO). ``same``: the same pairs; ``pairs`` of the repetition, of which ``new``
    were not chosen before; ``missing``: pairs of the round that it did not choose.
    """

    state: ReplayState
    at: str
    same: bool = False
    pairs: int = 0
    new: int = 0
    missing: int = 0
    seconds: float = 0.0
