"""A trial lesson (proefles) and the feedback on it and on a placement: their words."""

from dataclasses import dataclass
from datetime import date, time
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
FURTHEST_DAYS = 90
SHORTEST_MINUTES, LONGEST_MINUTES = 15, 480
LONGEST_PLACE = 255
LONGEST_MESSAGE = 4000
LONGEST_FEEDBACK = 2000
# How long feedback may still be changed, and how long before its end a placement may be looked back on.
CHANGE_DAYS = 14


@dataclass(frozen=True, slots=True)
class LocalMoment:
    """A moment as somebody in the Netherlands typed it; ``name``: what an error about it refers to."""

    day: date
    at: time
    name: str = "day_1"
