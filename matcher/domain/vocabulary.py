"""Words of the vocabulary: where a concept comes from, how concepts relate, and how two sources are joined."""

from enum import StrEnum


class ConceptSource(StrEnum):
    """Who rules a concept: the project's own tables, or the ESCO classification of the European Commission."""

    STARTER = "starter"
    ESCO = "esco"


class RelationKind(StrEnum):
    """What the second concept is to the first: broader, or a skill it cannot or can do without."""

    BROADER = "broader"
    ESSENTIAL = "essential"
    OPTIONAL = "optional"


class LinkState(StrEnum):
    """Whether a starter concept and an ESCO concept are one: found by equal text, proposed, or decided by an admin."""

    EXACT = "exact"
    REVIEW = "review"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


# Pairs in these states count as one concept everywhere.
JOINED = frozenset({LinkState.EXACT, LinkState.CONFIRMED})
