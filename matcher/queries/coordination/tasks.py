"""What a coordinator has to do, most urgent first, and what happened this month. A task goes when it is done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from matcher.domain.actors import Scope
from matcher.domain.states import ProfileState, ProposalState
from matcher.queries.coordination.addresses import unreachable_source
from matcher.queries.coordination.inconsistencies import inconsistencies_source
from matcher.queries.coordination.listing import Source, Wish, all_rows, facet_counts, total
from matcher.queries.coordination.needs import needs_source
from matcher.queries.coordination.people import people_source
from matcher.queries.coordination.placements import STANDING, PlacementSource, placements_source
from matcher.queries.coordination.proposals import proposals_source, review_source
from matcher.queries.coordination.schools import members_waiting, schools_source
from matcher.queries.coordination.scope import View, narrowed
from matcher.queries.proposals import ProposalRow

MOST_EXAMPLES = 3
Chosen = Mapping[str, frozenset[str]]


class TaskKind(StrEnum):
    """The tasks, most urgent first."""

    ABOVE_LIMIT = "above_limit"
    OVERDUE = "overdue"
    VOG = "vog"
    PROOF_UNSEEN = "proof_unseen"
    STOP_ASKED = "stop_asked"
    FULL = "full"
    NEAR_LIMIT = "near_limit"
    PROOF_ENDS = "proof_ends"
    INCONSISTENT = "inconsistent"
    REVIEW = "review"
    NOT_PLACED = "not_placed"
    HOURS_UNCONFIRMED = "hours_unconfirmed"
    ADMIT = "admit"
    UNDELIVERABLE = "undeliverable"
    STALE_NEEDS = "stale_needs"
    STALE_PEOPLE = "stale_people"


URGENT = frozenset(
    {
        TaskKind.ABOVE_LIMIT,
        TaskKind.FULL,
        TaskKind.OVERDUE,
        TaskKind.VOG,
        TaskKind.PROOF_UNSEEN,
        TaskKind.STOP_ASKED,
        TaskKind.NEAR_LIMIT,
    }
)
OF_PLACEMENTS = frozenset({TaskKind.VOG, TaskKind.PROOF_UNSEEN, TaskKind.STOP_ASKED, TaskKind.HOURS_UNCONFIRMED})
PLACEMENT_FACETS = ("vog", "bewijs", "maand", "stoppen")
# What the list behind a task is filtered on; the count of the task is the number of its rows.
ASKS: dict[TaskKind, Chosen] = {
    TaskKind.ABOVE_LIMIT: {"grens": frozenset({"te-veel"})},
    TaskKind.OVERDUE: {"te_laat": frozenset({"ja"})},
    TaskKind.VOG: {"vog": frozenset({"nodig"})},
    TaskKind.PROOF_UNSEEN: {"bewijs": frozenset({"ongezien"})},
    TaskKind.STOP_ASKED: {"stoppen": frozenset({"gevraagd"})},
    TaskKind.HOURS_UNCONFIRMED: {"maand": frozenset({"onbevestigd"})},
    TaskKind.PROOF_ENDS: {"bewijs": frozenset({"eindigt"})},
    TaskKind.FULL: {"grens": frozenset({"vol"})},
    TaskKind.NEAR_LIMIT: {"grens": frozenset({"bijna"})},
    TaskKind.INCONSISTENT: {},
    TaskKind.REVIEW: {},
    TaskKind.NOT_PLACED: {"staat": frozenset({ProposalState.AGREED.value}), "kant": frozenset({"vraag"})},
    TaskKind.ADMIT: {"wachtend": frozenset({"ja"})},
    TaskKind.UNDELIVERABLE: {},
    TaskKind.STALE_NEEDS: {"bevestigd": frozenset({"oud"})},
    TaskKind.STALE_PEOPLE: {"staat": frozenset({ProfileState.ACTIVE.value}), "bevestigd": frozenset({"oud"})},
}


LISTS: dict[TaskKind, Callable[[View], Source[Any]]] = {
    TaskKind.OVERDUE: proposals_source,
    TaskKind.PROOF_ENDS: people_source,
    TaskKind.ABOVE_LIMIT: people_source,
    TaskKind.FULL: people_source,
    TaskKind.NEAR_LIMIT: people_source,
    TaskKind.INCONSISTENT: inconsistencies_source,
    TaskKind.REVIEW: review_source,
    TaskKind.NOT_PLACED: proposals_source,
    TaskKind.ADMIT: schools_source,
    TaskKind.UNDELIVERABLE: unreachable_source,
    TaskKind.STALE_NEEDS: needs_source,
    TaskKind.STALE_PEOPLE: people_source,
}


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the to-do list. ``people``: who wait, for admissions; ``examples``: the first, for late answers."""

    kind: TaskKind
    count: int
    people: int = 0
    examples: tuple[ProposalRow, ...] = ()

    @property
    def urgent(self) -> bool:
        """True for what cannot wait."""
        return self.kind in URGENT


@dataclass(frozen=True, slots=True)
class Month:
    """This month: proposals begun, introductions, placements made and their planned minutes."""

    proposals: int
    introductions: int
    placements: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Home:
    """The first page of a coordinator."""

    tasks: tuple[Task, ...]
    month: Month


# What this month's figures ask of the lists behind them.
MONTH_ASKS: dict[str, Chosen] = {
    "proposals": {"deze_maand": frozenset({"begonnen"})},
    "introductions": {"deze_maand": frozenset({"kennismaking"})},
    "placements": {"deze_maand": frozenset({"gemaakt"}), "staat": STANDING},
}


def home_of(session: Session, *, view: View, region_code: str | None) -> Home:
    """Return tasks and this month's figures, of one region or of the whole scope."""
    asks = _asks(session, view, region_code)
    found = (_task(asks, kind) for kind in TaskKind)
    return Home(tasks=tuple(task for task in found if task.count), month=_month(asks))


def _asks(session: Session, view: View, region_code: str | None) -> "_Asks":
    region: Chosen = {"regio": frozenset({region_code})} if region_code else {}
    counts = facet_counts(session, people_source(view), Wish(region), names=("grens",))
    placements = placements_source(session, view)
    of_placements = facet_counts(session, placements.source, Wish(region), names=PLACEMENT_FACETS)
    return _Asks(session, view, region_code, region, counts["grens"], placements, of_placements)


@dataclass(frozen=True, slots=True)
class _Asks:
    """``at_the_limit``: value of the filter on the limit -> people, of all its tasks in one statement.

    ``of_placements``: the same for placements, by filter.
    """

    session: Session
    view: View
    region_code: str | None
    region: Chosen
    at_the_limit: Mapping[str, int]
    placements: PlacementSource
    of_placements: Mapping[str, Mapping[str, int]]

    def wish(self, chosen: Chosen, sort: str = "") -> Wish:
        return Wish(chosen={**chosen, **self.region}, sort=sort)

    def count(self, kind: TaskKind) -> int:
        """Return how many rows the list behind a task has."""
        if "grens" in ASKS[kind]:
            return sum(self.at_the_limit[value] for value in ASKS[kind]["grens"])
        if kind in OF_PLACEMENTS:
            return sum(self.of_placements[name][value] for name, values in ASKS[kind].items() for value in values)
        return total(self.session, LISTS[kind](self.view), self.wish(ASKS[kind]))


def _task(asks: _Asks, kind: TaskKind) -> Task:
    count = asks.count(kind)
    if kind is TaskKind.OVERDUE and count:
        wish = asks.wish(ASKS[kind], sort="antwoord")
        examples = all_rows(asks.session, proposals_source(asks.view), wish, limit=MOST_EXAMPLES)
        return Task(kind, count, examples=examples)
    if kind is TaskKind.ADMIT and count:
        return Task(kind, count, people=members_waiting(asks.session, scope=_narrow(asks)))
    return Task(kind, count)


def _narrow(asks: _Asks) -> Scope:
    return narrowed(asks.view.scope, asks.region_code)


def _month(asks: _Asks) -> Month:
    proposals = proposals_source(asks.view)
    placements = asks.placements
    made = asks.wish(MONTH_ASKS["placements"])
    return Month(
        proposals=total(asks.session, proposals, asks.wish(MONTH_ASKS["proposals"])),
        introductions=total(asks.session, proposals, asks.wish(MONTH_ASKS["introductions"])),
        placements=total(asks.session, placements.source, made),
        minutes=total(asks.session, placements.source, made, measure=placements.minutes),
    )
