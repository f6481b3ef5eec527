"""A part of a score as pages show it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScorePart:
    """A part of the score, 0..1, with what it rests on."""

    label: str
    score: float
    text: str = ""
