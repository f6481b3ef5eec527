"""What a coordinator has to do, most urgent first, and what happened this month. A task goes when it is done."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.queries.coordination.listing import Source, Wish, all_rows, total
from matcher.queries.coordination.placements import STANDING
from matcher.queries.coordination.schools import members_of_school
from matcher.queries.coordination.scope import View
from matcher.queries.coordination.task_kinds import ASKS, URGENT, Chosen, Holder, TaskKind
from matcher.queries.coordination.task_sources import Counts, TaskSources
from matcher.queries.proposals import ProposalRow
from matcher.queries.reminders import last_reminders

__all__ = ["ASKS", "MONTH_ASKS", "Holder", "Home", "Late", "Month", "Task", "TaskKind", "home_of"]

MOST_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Late:
    """An answer that is late, with when somebody was last reminded of it."""

    row: ProposalRow
    reminded_at: datetime | None


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the to-do list. ``asleep``: rows that were put off and do not count.

    ``people``: who wait, for admissions; ``examples``: the first, for late answers.
    """

    kind: TaskKind
    count: int
    asleep: int = 0
    people: int = 0
    examples: tuple[Late, ...] = ()

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
    """The first page of a coordinator. ``put_off``: tasks of which every row was put off."""

    tasks: tuple[Task, ...]
    month: Month
    put_off: tuple[Task, ...] = ()


# What this month's figures ask of the lists behind them.
MONTH_ASKS: dict[str, Chosen] = {
    "proposals": {"deze_maand": frozenset({"begonnen"})},
    "introductions": {"deze_maand": frozenset({"kennismaking"})},
    "placements": {"deze_maand": frozenset({"gemaakt"}), "staat": STANDING},
}


def home_of(session: Session, *, view: View, region_code: str | None, holder: Holder = Holder.EVERYBODY) -> Home:
    """Return tasks and this month's figures, of one region or of the whole scope; tasks of one holder."""
    region: Chosen = {"regio": frozenset({region_code})} if region_code else {}
    sources = TaskSources(session, view, region, holder)
    counts = sources.counts()
    found = tuple(_task(sources, kind, counts[kind]) for kind in TaskKind)
    return Home(
        tasks=tuple(task for task in found if task.count),
        month=_month(sources),
        put_off=tuple(task for task in found if task.asleep and not task.count),
    )


def _task(sources: TaskSources, kind: TaskKind, counts: Counts) -> Task:
    if kind is TaskKind.OVERDUE and counts.awake:
        return Task(kind, counts.awake, counts.asleep, examples=_late(sources))
    if kind is TaskKind.ADMIT and counts.awake:
        waiting = members_of_school(admitted=False)
        people = total(sources.session, sources.rows(kind), sources.wish(kind), measure=waiting)
        return Task(kind, counts.awake, counts.asleep, people=people)
    return Task(kind, counts.awake, counts.asleep)


def _late(sources: TaskSources) -> tuple[Late, ...]:
    kind = TaskKind.OVERDUE
    rows = all_rows(sources.session, sources.rows(kind), sources.wish(kind), limit=MOST_EXAMPLES)
    reminded = last_reminders(sources.session, [row.id for row in rows])
    return tuple(Late(row, reminded.get(row.id)) for row in rows)


def _month(sources: TaskSources) -> Month:
    session, placements = sources.session, sources.placements
    proposals: Source[ProposalRow] = sources.of(TaskKind.OVERDUE)
    made = _asked(sources, MONTH_ASKS["placements"])
    return Month(
        proposals=total(session, proposals, _asked(sources, MONTH_ASKS["proposals"])),
        introductions=total(session, proposals, _asked(sources, MONTH_ASKS["introductions"])),
        placements=total(session, placements.source, made),
        minutes=total(session, placements.source, made, measure=placements.minutes),
    )


def _asked(sources: TaskSources, chosen: Chosen) -> Wish:
    return Wish(chosen={**chosen, **sources.region})
