"""States of profiles, needs, proposals and placements, and the transitions between them, as data.

product.md, "Proposal: states". One test walks all roles x states x transitions against these tables.
"""

from dataclasses import dataclass
from enum import StrEnum


class ProfileState(StrEnum):
    """A professional's profile; only an active one is matched and visible."""

    DRAFT = "draft"
    ACTIVE = "active"
    PAUSED = "paused"


class NeedState(StrEnum):
    """An onderwijsvraag. ``maybe``: the school expects it but cannot promise; matched only softly, never proposed."""

    DRAFT = "draft"
    MAYBE = "maybe"
    OPEN = "open"
    PAUSED = "paused"
    FILLED = "filled"
    CLOSED = "closed"


class PlacementState(StrEnum):
    """A placement. Whether it runs or is over follows from its dates."""

    PLANNED = "planned"
    ENDED_EARLY = "ended_early"
    CANCELLED = "cancelled"


class Answer(StrEnum):
    """Answer of one side to a proposal."""

    PENDING = "pending"
    INTERESTED = "interested"
    DECLINED = "declined"


class ProposalState(StrEnum):
    """Where a proposal stands."""

    SUGGESTED = "suggested"
    IN_REVIEW = "in_review"
    PROPOSED = "proposed"
    INTRODUCED = "introduced"
    TRIAL = "trial"
    AGREED = "agreed"
    PLACED = "placed"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class Party(StrEnum):
    """Who acts on a proposal."""

    PROFESSIONAL = "professional"
    SCHOOL = "school"
    COORDINATOR = "coordinator"
    SYSTEM = "system"


class Step(StrEnum):
    """Verbs that move a proposal."""

    TAKE_UP = "take_up"
    APPROVE = "approve"
    REJECT = "reject"
    INVITE = "invite"
    SHOW_INTEREST = "show_interest"
    ACCEPT = "accept"
    DECLINE = "decline"
    POSTPONE = "postpone"
    DEFER = "defer"
    ADJUST = "adjust"
    OFFER_TRIAL = "offer_trial"
    PLAN_TRIAL = "plan_trial"
    RECORD_TRIAL = "record_trial"
    AGREE = "agree"
    PLACE = "place"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table: this step, from these states, by these parties; does it need a reason."""

    step: Step
    sources: frozenset[ProposalState]
    parties: frozenset[Party]
    needs_reason: bool = False


_S = ProposalState
_P = Party

TRANSITIONS: tuple[Transition, ...] = (
    Transition(Step.TAKE_UP, frozenset({_S.SUGGESTED}), frozenset({_P.COORDINATOR})),
    Transition(Step.APPROVE, frozenset({_S.SUGGESTED, _S.IN_REVIEW}), frozenset({_P.COORDINATOR})),
    Transition(Step.REJECT, frozenset({_S.SUGGESTED, _S.IN_REVIEW}), frozenset({_P.COORDINATOR}), needs_reason=True),
    # The coordinator looks at it again on a later day.
    Transition(Step.DEFER, frozenset({_S.SUGGESTED, _S.IN_REVIEW}), frozenset({_P.COORDINATOR})),
    # Fewer klokuren than the need asks, before anybody is told.
    Transition(Step.ADJUST, frozenset({_S.SUGGESTED, _S.IN_REVIEW}), frozenset({_P.COORDINATOR})),
    # An invitation or shown interest may take over what the engine suggested for the pair. What was closed because a
    # side did not answer can be taken up again, by that side only (services.proposals.beginnings).
    Transition(Step.INVITE, frozenset({_S.SUGGESTED, _S.IN_REVIEW, _S.EXPIRED}), frozenset({_P.SCHOOL})),
    Transition(Step.SHOW_INTEREST, frozenset({_S.SUGGESTED, _S.IN_REVIEW, _S.EXPIRED}), frozenset({_P.PROFESSIONAL})),
    Transition(Step.ACCEPT, frozenset({_S.PROPOSED}), frozenset({_P.PROFESSIONAL, _P.SCHOOL})),
    Transition(Step.DECLINE, frozenset({_S.PROPOSED}), frozenset({_P.PROFESSIONAL, _P.SCHOOL}), needs_reason=True),
    Transition(Step.POSTPONE, frozenset({_S.PROPOSED}), frozenset({_P.PROFESSIONAL, _P.SCHOOL})),
    # A trial lesson: moments are offered, the other side chooses one, afterwards a side says whether it was given; who
    # agreed before saying so can still do it.
    Transition(Step.OFFER_TRIAL, frozenset({_S.INTRODUCED, _S.TRIAL}), frozenset({_P.PROFESSIONAL, _P.SCHOOL})),
    Transition(Step.PLAN_TRIAL, frozenset({_S.TRIAL}), frozenset({_P.PROFESSIONAL, _P.SCHOOL})),
    Transition(Step.RECORD_TRIAL, frozenset({_S.TRIAL, _S.AGREED}), frozenset({_P.PROFESSIONAL, _P.SCHOOL})),
    Transition(Step.AGREE, frozenset({_S.INTRODUCED, _S.TRIAL}), frozenset({_P.PROFESSIONAL, _P.SCHOOL})),
    Transition(Step.PLACE, frozenset({_S.AGREED}), frozenset({_P.SCHOOL, _P.COORDINATOR})),
    Transition(
        Step.WITHDRAW,
        frozenset({_S.PROPOSED, _S.INTRODUCED, _S.TRIAL, _S.AGREED}),
        frozenset({_P.PROFESSIONAL, _P.SCHOOL, _P.COORDINATOR}),
        needs_reason=True,
    ),
    # Nobody answered: every state in which somebody is waited for ends by itself in the end.
    Transition(
        Step.EXPIRE,
        frozenset({_S.SUGGESTED, _S.IN_REVIEW, _S.PROPOSED, _S.INTRODUCED, _S.TRIAL, _S.AGREED}),
        frozenset({_P.SYSTEM}),
    ),
)
BY_STEP: dict[Step, Transition] = {row.step: row for row in TRANSITIONS}

# States in which a new proposal for the pair may begin, and by whom.
BEGINNINGS: dict[Step, tuple[Party, ProposalState]] = {
    Step.INVITE: (Party.SCHOOL, ProposalState.PROPOSED),
    Step.SHOW_INTEREST: (Party.PROFESSIONAL, ProposalState.PROPOSED),
}

OPEN_STATES = frozenset(
    {_S.SUGGESTED, _S.IN_REVIEW, _S.PROPOSED, _S.INTRODUCED, _S.TRIAL, _S.AGREED},
)
ENDED_STATES = frozenset({_S.PLACED, _S.DECLINED, _S.EXPIRED, _S.WITHDRAWN})
# Before review both sides know nothing of it; from these states on they see the proposal.
VISIBLE_TO_PARTIES = frozenset(ProposalState) - {_S.SUGGESTED, _S.IN_REVIEW}
# Names and contact details are shown from the introduction on.
NAMES_REVEALED = frozenset({_S.INTRODUCED, _S.TRIAL, _S.AGREED, _S.PLACED})

NEED_TRANSITIONS: dict[NeedState, frozenset[NeedState]] = {
    NeedState.DRAFT: frozenset({NeedState.MAYBE, NeedState.OPEN, NeedState.CLOSED}),
    NeedState.MAYBE: frozenset({NeedState.OPEN, NeedState.PAUSED, NeedState.CLOSED}),
    NeedState.OPEN: frozenset({NeedState.MAYBE, NeedState.PAUSED, NeedState.FILLED, NeedState.CLOSED}),
    NeedState.PAUSED: frozenset({NeedState.MAYBE, NeedState.OPEN, NeedState.CLOSED}),
    NeedState.FILLED: frozenset({NeedState.OPEN, NeedState.CLOSED}),
    NeedState.CLOSED: frozenset({NeedState.DRAFT}),
}
# Needs that are ranked. A "maybe" shows candidates to the school but sends nothing.
RANKED_NEED_STATES = frozenset({NeedState.OPEN, NeedState.MAYBE})


def may_step(step: Step, state: ProposalState, party: Party) -> bool:
    """Return whether ``party`` may take ``step`` from ``state``."""
    row = BY_STEP[step]
    return state in row.sources and party in row.parties


def steps_open_to(state: ProposalState, party: Party) -> tuple[Step, ...]:
    """Return the steps ``party`` may take from ``state``, in the order of the table."""
    return tuple(row.step for row in TRANSITIONS if may_step(row.step, state, party))
