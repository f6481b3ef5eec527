"""A trial lesson (proefles) and the feedback on it and on a placement: their words."""

from enum import StrEnum


class TrialState(StrEnum):
    """Where the trial lesson of a proposal stands. OFFERED: moments wait for the choice of the other side."""

    OFFERED = "offered"
    PLANNED = "planned"
    ATTENDED = "attended"
    MISSED = "missed"


class FeedbackKind(StrEnum):
    """What the feedback is about."""

    TRIAL = "trial"
    PLACEMENT = "placement"


class Again(StrEnum):
    """Answer to "zou u het weer doen?"."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


TRIAL_LABELS: dict[TrialState, str] = {
    TrialState.OFFERED: "momenten voorgesteld",
    TrialState.PLANNED: "gepland",
    TrialState.ATTENDED: "gegeven",
    TrialState.MISSED: "niet doorgegaan",
}
AGAIN_LABELS: dict[Again, str] = {Again.YES: "ja", Again.MAYBE: "misschien", Again.NO: "nee"}
MOST_MOMENTS = 5
