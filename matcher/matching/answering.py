"""How surely a side answers, from its record, as the engine's columns hold it.

The share of answers among the questions that were put, with :data:`PRIOR` answered questions given to everybody: a
newcomer has 1, and one answer that did not come costs little. A column holds it in steps of 1 / :data:`FULL`.
"""

import numpy as np
from numpy.typing import ArrayLike

from matcher.matching.columns import Bytes

PRIOR = 3
FULL = 255


def answering(asked: ArrayLike, answered: ArrayLike) -> Bytes:
    """Return ``FULL x (answered + PRIOR) / (asked + PRIOR)``, rounded; nobody answers more than was asked."""
    share = (np.asarray(answered, np.float64) + PRIOR) / (np.asarray(asked, np.float64) + PRIOR)
    return np.rint(FULL * np.clip(share, 0.0, 1.0)).astype(np.uint8)
