"""An employer's consent, asked by mail: its states, who may bring it where, and the bounds of what is asked.

The consent is a fact that is shown; it is no legal ground to teach (those are in ``rules/grounds.py``).
"""

from datetime import datetime, timedelta
from enum import StrEnum

from matcher.domain.choices import Consent


class ConsentState(StrEnum):
    """Where a request stands. ``cancelled``: the professional took it back."""

    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"


# A person has at most one of these; the database sees to it as well.
LIVE_STATES = frozenset({ConsentState.ASKED, ConsentState.GIVEN})

# What the profile says meanwhile.
PROFILE_SAYS: dict[ConsentState, Consent] = {
    ConsentState.ASKED: Consent.GEVRAAGD,
    ConsentState.GIVEN: Consent.GEGEVEN,
    ConsentState.REFUSED: Consent.GEWEIGERD,
    ConsentState.WITHDRAWN: Consent.GEWEIGERD,
    ConsentState.CANCELLED: Consent.ONBEKEND,
}

STATE_LABELS: dict[ConsentState, str] = {
    ConsentState.ASKED: "gevraagd",
    ConsentState.GIVEN: "gegeven",
    ConsentState.REFUSED: "niet gegeven",
    ConsentState.WITHDRAWN: "ingetrokken door de werkgever",
    ConsentState.CANCELLED: "vervallen",
}

# Answer -> the states from which the employer may give it. As long as nothing newer was asked, a no can become a yes.
ANSWERS: dict[ConsentState, frozenset[ConsentState]] = {
    ConsentState.GIVEN: frozenset(ConsentState) - {ConsentState.CANCELLED},
    ConsentState.REFUSED: frozenset({ConsentState.ASKED}),
    ConsentState.WITHDRAWN: frozenset({ConsentState.GIVEN}),
}

RESEND_AFTER = timedelta(days=2)
ANSWER_WITHIN = timedelta(days=30)
LONGEST_PERIOD = timedelta(days=2 * 366)
# Within ANSWER_WITHIN; who asks more often is not asking an employer.
MOST_REQUESTS = 5


def may_answer(state: ConsentState, answer: ConsentState) -> bool:
    """Return whether the employer may bring a request in ``state`` to ``answer``."""
    return state in ANSWERS[answer]


def overdue(state: ConsentState, sent_at: datetime, now: datetime) -> bool:
    """Return whether the employer let the time to answer go by; the link opens nothing then."""
    return state is ConsentState.ASKED and now - sent_at > ANSWER_WITHIN
