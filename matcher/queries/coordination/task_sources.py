"""The rows behind each kind of task, what is held of them, and all counts of the first page in few statements."""

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import and_, func, or_, select, true
from sqlalchemy.orm import Session

from matcher.models import ImportBatch, Inconsistency, Need, Placement, Professional, Proposal, School, TaskHold, User
from matcher.queries.coordination.addresses import unreachable_source
from matcher.queries.coordination.import_errors import import_errors_source
from matcher.queries.coordination.inconsistencies import inconsistencies_source
from matcher.queries.coordination.listing import Condition, Source, Wish, conditions
from matcher.queries.coordination.needs import needs_source
from matcher.queries.coordination.people import people_source
from matcher.queries.coordination.placements import PlacementSource, placements_source
from matcher.queries.coordination.proposals import proposals_source, review_source
from matcher.queries.coordination.schools import schools_source
from matcher.queries.coordination.scope import View
from matcher.queries.coordination.task_kinds import ASKS, SORTS, SUBJECTS, Chosen, Holder, Subject, TaskKind

# Ids of the rows, as a hold keeps them.
KEYS: dict[Subject, Any] = {
    Subject.PERSON: Professional.id,
    Subject.PROPOSAL: Proposal.id,
    Subject.PLACEMENT: Placement.id,
    Subject.NEED: Need.id,
    Subject.SCHOOL: School.id,
    Subject.ACCOUNT: User.id,
    Subject.FINDING: Inconsistency.id,
    Subject.IMPORT: ImportBatch.id,
}
_LISTS: dict[Subject, Callable[[View], Source[Any]]] = {
    Subject.PERSON: people_source,
    Subject.PROPOSAL: proposals_source,
    Subject.NEED: needs_source,
    Subject.SCHOOL: schools_source,
    Subject.ACCOUNT: unreachable_source,
    Subject.FINDING: inconsistencies_source,
    Subject.IMPORT: import_errors_source,
}
REVIEWS = "reviews"


@dataclass(frozen=True, slots=True)
class Counts:
    """``awake``: rows that ask something now; ``asleep``: rows that were put off."""

    awake: int = 0
    asleep: int = 0


@dataclass(slots=True)
class TaskSources:
    """The lists behind the tasks, each made once. ``region``: narrowed to one, as the address asks it."""

    session: Session
    view: View
    region: Chosen = field(default_factory=dict)
    holder: Holder = Holder.EVERYBODY
    _made: dict[str, Source[Any]] = field(default_factory=dict)
    _placements: PlacementSource | None = None

    @property
    def placements(self) -> PlacementSource:
        """The list of placements, whose filters ask the database themselves."""
        if self._placements is None:
            self._placements = placements_source(self.session, self.view)
        return self._placements

    def of(self, kind: TaskKind) -> Source[Any]:
        """Return the list behind a task, not yet filtered on it."""
        name = _list_of(kind)
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def _make(self, name: str) -> Source[Any]:
        if name == REVIEWS:
            return review_source(self.view)
        if name == Subject.PLACEMENT:
            return self.placements.source
        return _LISTS[Subject(name)](self.view)

    def wish(self, kind: TaskKind, page: int = 1) -> Wish:
        """Return what a task asks of its list, in the region of the address."""
        return Wish(chosen={**ASKS[kind], **self.region}, sort=SORTS.get(kind, ""), page=page)

    def rows(self, kind: TaskKind, *, asleep: bool = False) -> Source[Any]:
        """Return the rows of a task that ask something now, or that were put off, of whom the address asks."""
        source, key = self.of(kind), KEYS[SUBJECTS[kind]]
        put_off = self._put_off(kind, key)
        held = (put_off if asleep else ~put_off, self._held(kind, key))
        return replace(source, statement=source.statement.where(*held))

    def _put_off(self, kind: TaskKind, key: Any) -> Condition:
        condition: Condition = key.in_(
            select(TaskHold.subject_id).where(TaskHold.kind == kind.value, TaskHold.snoozed_until > self.view.today)
        )
        return condition

    def _held(self, kind: TaskKind, key: Any) -> Condition:
        holds = select(TaskHold.subject_id).where(TaskHold.kind == kind.value)
        if self.holder is Holder.ME:
            mine: Condition = key.in_(holds.where(TaskHold.assigned_to_id == self.view.user_id))
            return mine
        if self.holder is Holder.NOBODY:
            free: Condition = key.not_in(holds.where(TaskHold.assigned_to_id.is_not(None)))
            return free
        return true()

    def counts(self, kinds: Collection[TaskKind] = tuple(TaskKind)) -> dict[TaskKind, Counts]:
        """Return how many rows each task has: one statement for all tasks of one list."""
        lists: dict[str, list[TaskKind]] = defaultdict(list)
        for kind in kinds:
            lists[_list_of(kind)].append(kind)
        return {kind: found for group in lists.values() for kind, found in self._count(group).items()}

    def _count(self, kinds: list[TaskKind]) -> dict[TaskKind, Counts]:
        source = self.of(kinds[0])
        asked = {kind: and_(true(), *conditions(source, self.wish(kind))) for kind in kinds}
        cells = [cell for kind in kinds for cell in self._cells(kind, asked[kind])]
        statement = source.statement.with_only_columns(*cells, maintain_column_froms=True).order_by(None)
        numbers = [int(number) for number in self.session.execute(statement.where(or_(*asked.values()))).one()]
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        return {kind: Counts(*pair) for kind, pair in zip(kinds, pairs, strict=True)}

    def _cells(self, kind: TaskKind, asked: Condition) -> tuple[Any, Any]:
        key = KEYS[SUBJECTS[kind]]
        put_off, held = self._put_off(kind, key), self._held(kind, key)
        cells = (func.count().filter(and_(asked, held, state)) for state in (~put_off, put_off))
        awake, asleep = (cell.label(f"{kind.value}_{name}") for cell, name in zip(cells, "ab", strict=True))
        return awake, asleep

    def matching(self, kind: TaskKind, ids: Collection[int]) -> frozenset[int]:
        """Return which of these rows are such a task now, put off or not."""
        source, key = self.of(kind), KEYS[SUBJECTS[kind]]
        statement = source.statement.with_only_columns(key, maintain_column_froms=True).order_by(None)
        asked = (key.in_(list(ids)), *conditions(source, self.wish(kind)))
        return frozenset(self.session.scalars(statement.where(*asked)))


def _list_of(kind: TaskKind) -> str:
    return REVIEWS if kind is TaskKind.REVIEW else SUBJECTS[kind].value
