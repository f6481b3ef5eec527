"""The weights of the score: data with a version, stored with every proposal."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """How the parts of a score count.

    ``skills``, ``travel`` and ``hours`` are shares of the total (they need not add up to 1, the total is divided by
    their sum). ``nice_factor``: weight of a nice skill against a required one. ``level_step``: what is lost per level
    too low. ``related_decay``: what a related concept counts on top of its closeness. ``silence``: what each side that
    never answers takes off the total at most. Raises ``ValueError`` when a number is out of range.
    """

    version: str
    skills: float = 0.6
    travel: float = 0.2
    hours: float = 0.2
    nice_factor: float = 0.3
    level_step: float = 0.25
    related_decay: float = 0.9
    silence: float = 0.04

    def __post_init__(self) -> None:
        if min(self.skills, self.travel, self.hours) < 0 or self.sum <= 0:
            raise ValueError("part weights must not be negative, nor all zero")
        factors = (self.nice_factor, self.level_step, self.related_decay, self.silence)
        if not all(0 <= value <= 1 for value in factors):
            raise ValueError("nice_factor, level_step, related_decay and silence must lie in [0, 1]")

    @property
    def sum(self) -> float:
        """Sum of the part weights."""
        return self.skills + self.travel + self.hours


DEFAULT = Weights(version="2026-2")
