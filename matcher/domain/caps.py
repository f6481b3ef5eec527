"""How many proposals may run at the same time, so that whoever is asked can answer all of them."""

from matcher.domain.states import OPEN_STATES, VISIBLE_TO_PARTIES

# Proposals that take somebody's attention: sent out and not yet placed.
OCCUPYING = OPEN_STATES & VISIBLE_TO_PARTIES
MOST_OPEN_PER_PERSON = 5
# For every person a need asks for.
MOST_OPEN_PER_PLACE = 5


def most_open_of_need(people_wanted: int) -> int:
    """Return how many proposals a need may have on their way."""
    return MOST_OPEN_PER_PLACE * max(1, people_wanted)
