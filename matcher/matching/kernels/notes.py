"""What a person has for each asked skill, pair by pair: for explanations."""

import numpy as np

from matcher.matching.columns import Ints, Levels, Needs, People, Smalls
from matcher.matching.compiled import kernel
from matcher.matching.index import Index
from matcher.matching.kernels.scores import Shares, credit

NOTHING = -1


@kernel
def best_for_slot(people: People, p: int, index: Index, asked: int, level: int, shares: Shares) -> tuple[int, int]:
    """Return the position among all skills of what counts most for one asked skill, and its concept; else NOTHING.

    Equal credit: the skill itself, then the lowest concept row.
    """
    near = index.near
    at, best, own, chosen = NOTHING, -1.0, False, NOTHING
    for k in range(people.skills_ptr[p], people.skills_ptr[p + 1]):
        concept = people.skills_concept[k]
        for i in range(near.ptr[asked], near.ptr[asked + 1]):
            if near.concept[i] == concept:
                same = concept == asked
                gain = credit(near.close[i], same, level - people.skills_level[k], shares)
                if gain > best or (gain == best and same > own):
                    at, best, own, chosen = k, gain, same, concept
    return at, chosen


@kernel
def best_held(
    people: People, needs: Needs, persons: Ints, asking: Ints, index: Index, shares: Shares
) -> tuple[Smalls, Levels]:
    """Return for k pairs of rows the concept that counts most per asked slot (else ``NOTHING``), and its level.

    Both are (k, s) with s the longest list of asked skills.
    """
    longest = 0
    for i in range(asking.size):
        longest = max(longest, needs.asked_ptr[asking[i] + 1] - needs.asked_ptr[asking[i]])
    held = np.full((persons.size, longest), NOTHING, np.int32)
    levels = np.zeros((persons.size, longest), np.int8)
    for i in range(persons.size):
        begin = needs.asked_ptr[asking[i]]
        for k in range(begin, needs.asked_ptr[asking[i] + 1]):
            at, concept = best_for_slot(people, persons[i], index, needs.asked_concept[k], needs.asked_level[k], shares)
            if at != NOTHING:
                held[i, k - begin], levels[i, k - begin] = concept, people.skills_level[at]
    return held, levels
