"""Chance that falls the same way each time: the demo is built from a seed."""

from random import Random


def dice(seed: int, part: str) -> Random:
    """Return the same dice for the same seed and part."""
    return Random(f"{seed}:{part}")  # noqa: S311  (invented data, no secret)


def chance(rng: Random, share: float) -> bool:
    """Return True in this share of the throws."""
    return rng.random() < share
