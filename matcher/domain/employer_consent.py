"""An employer's consent, asked by mail: its states, who may bring it where, and the bounds of what is asked.

The consent is a fact that is shown. It is no legal ground to teach (see ``rules/grounds.py``) and no law asks for it.
"""

from datetime import timedelta
from enum import StrEnum


class ConsentState(StrEnum):
    """Where a request stands. ``cancelled``: the professional took it back."""

    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"


# A person has at most one of these; the database sees to it as well.
LIVE_STATES = frozenset({ConsentState.ASKED, ConsentState.GIVEN})

# What the employer may do with the link; refused and withdrawn can be reconsidered as long as nothing newer was asked.
EMPLOYER_SOURCES: dict[ConsentState, frozenset[ConsentState]] = {
    ConsentState.GIVEN: frozenset(ConsentState) - {ConsentState.CANCELLED},
    ConsentState.REFUSED: frozenset({ConsentState.ASKED}),
    ConsentState.WITHDRAWN: frozenset({ConsentState.GIVEN}),
}

RESEND_AFTER = timedelta(days=2)
ANSWER_WITHIN = timedelta(days=30)
LONGEST_PERIOD = timedelta(days=2 * 366)


def may_answer(state: ConsentState, answer: ConsentState) -> bool:
    """Return whether the employer may bring a request in ``state`` to ``answer``."""
    return state in EMPLOYER_SOURCES[answer]
