"""The next snapshot after a few changes: copies what changed, shares the rest, derives nothing anew that can be kept.

A changed profile or need costs a copy of the columns it touches, not a rebuild. The old problem stays as it was, so
whoever still reads it is not disturbed.
"""

from dataclasses import dataclass, replace
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

from matcher.matching.columns import Column, Floats, Ints, Needs, People, Problem, Smalls, Table, list_groups, tidy
from matcher.matching.index import Index, Points, added_points, keep, kept, rarity

Kind = TypeVar("Kind", bound=Column)
NOBODY: Ints = np.empty(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows ``begin:end``, of the new rows (``fresh``) or of those that were there."""

    fresh: bool
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Plan:
    """How the rows of two tables make one.

    ``removed``: rows of the old table that go or are replaced. ``in_place``: each is replaced, and nothing is added.
    """

    stretches: tuple[Stretch, ...]
    removed: Ints
    in_place: bool


def updated(
    problem: Problem,
    *,
    people: People | None = None,
    people_gone: ArrayLike = NOBODY,
    needs: Needs | None = None,
    needs_gone: ArrayLike = NOBODY,
) -> Problem:
    """Return the problem with the rows of ``people`` and ``needs`` in place of rows with the same id, or added.

    ``people_gone`` and ``needs_gone`` are ids that vanish; unknown ids do no harm, an id that is also given stays.
    The given rows refer to the same concepts, schools and school years as ``problem``. The result is what a new
    :class:`Problem` of all rows would be. ``problem`` itself does not change.
    """
    new_people, new_needs = _given(problem.people, people), _given(problem.needs, needs)
    for_people = planned(problem.people.ids, new_people.ids, np.asarray(people_gone, dtype=np.int64))
    for_needs = planned(problem.needs.ids, new_needs.ids, np.asarray(needs_gone, dtype=np.int64))
    later = replace(
        problem,
        people=_merged(problem.people, new_people, for_people),
        needs=_merged(problem.needs, new_needs, for_needs),
    )
    index = kept(problem)
    if index is not None:
        carried = _carried(index, (problem, later), (new_people, for_people), (new_needs, for_needs))
        if carried is not None:
            keep(later, carried)
    return later


def _carried(
    index: Index, problems: tuple[Problem, Problem], people: tuple[People, Plan], needs: tuple[Needs, Plan]
) -> Index | None:
    """Return the index of the later problem; None when it has to be made anew."""
    (before, later), (new_people, for_people), (new_needs, for_needs) = problems, people, needs
    areas = element_plan(before.people.areas_ptr, new_people.areas_ptr, for_people)
    area_points = _later_points(index.area_points, (new_people.areas_lat, new_people.areas_lon), areas)
    need_points = _later_points(index.need_points, (new_needs.lat, new_needs.lon), for_needs)
    if area_points is None or need_points is None:
        return None
    skills = element_plan(before.people.skills_ptr, new_people.skills_ptr, for_people)
    concepts = index.holders.size
    lost = np.bincount(before.people.skills_concept[skills.removed], minlength=concepts)
    holders = index.holders - lost + np.bincount(new_people.skills_concept, minlength=concepts)
    return index._replace(
        holders=holders,
        idf=rarity(holders, later.people.ids.size),
        area_points=area_points,
        need_points=need_points,
    )


def _later_points(points: Points, places: tuple[Floats, Floats], plan: Plan) -> Points | None:
    if not places[0].size and not plan.removed.size:
        return points
    more = added_points(points, *places)
    return None if more is None else more._replace(number=_spliced(points.number, more.number, plan))


def _given(table: Table, fresh: Table | None) -> Table:
    """Return the new rows; none when there are none."""
    if fresh is not None:
        return tidy(fresh)
    heads = {names[0] for names in list_groups(table)}
    return type(table)._make(getattr(table, name)[: 1 if name in heads else 0] for name in table._fields)


def _merged(table: Table, new: Table, plan: Plan) -> Table:
    if not new.ids.size and not plan.removed.size:
        return table
    columns: dict[str, Column] = {}
    for names in list_groups(table):
        columns |= _spliced_lists(table, new, names, plan)
    for name in table._fields:
        if name not in columns:
            columns[name] = _spliced(getattr(table, name), getattr(new, name), plan)
    return type(table)._make(columns[name] for name in table._fields)


def planned(old: Ints, new: Ints, gone: Ints) -> Plan:
    """Return the plan for ids ``old`` and ``new`` (both ascending) without those in ``gone``."""
    dropped = np.flatnonzero(np.isin(old, gone[~np.isin(gone, new)])) if gone.size else NOBODY
    place = np.searchsorted(old, new)
    known = place < old.size
    known[known] = old[place[known]] == new[known]
    removed = np.sort(np.concatenate([dropped, place[known]]))
    in_place = bool(known.all()) and not dropped.size
    return Plan(_stretches(place, known, dropped, old.size), removed, in_place)


def _stretches(place: Ints, known: NDArray[np.bool_], dropped: Ints, count: int) -> tuple[Stretch, ...]:
    """Return the rows in their new order; ``place`` is where each new row goes, over an old one when ``known``."""
    events = [(int(at), True, i) for i, at in enumerate(place)] + [(int(at), False, -1) for at in dropped]
    found: list[Stretch] = []
    begin = 0
    for at, fresh, i in sorted(events):
        if at > begin:
            found.append(Stretch(fresh=False, begin=begin, end=at))
        if fresh:
            found.append(Stretch(fresh=True, begin=i, end=i + 1))
        begin = at + 1 if not fresh or known[i] else max(begin, at)
    if begin < count:
        found.append(Stretch(fresh=False, begin=begin, end=count))
    return tuple(found)


def element_plan(old: Smalls, new: Smalls, plan: Plan) -> Plan:
    """Return the plan for the elements of lists, given pointers and the plan for the rows."""
    stretches = tuple(_elements(new if s.fresh else old, s) for s in plan.stretches)
    removed = [np.arange(old[row], old[row + 1], dtype=np.int64) for row in plan.removed]
    in_place = plan.in_place and bool((old[plan.removed + 1] - old[plan.removed] == np.diff(new)).all())
    return Plan(stretches, np.concatenate([NOBODY, *removed]), in_place)


def _elements(ptr: Smalls, rows: Stretch) -> Stretch:
    return Stretch(rows.fresh, int(ptr[rows.begin]), int(ptr[rows.end]))


def _spliced(old: Kind, new: Kind, plan: Plan) -> Kind:
    """Return the column of the new table; the old one itself when nothing in it changed."""
    if plan.in_place and np.array_equal(old[plan.removed], new):
        return old
    parts = [(new if s.fresh else old)[s.begin : s.end] for s in plan.stretches]
    joined: Any = np.concatenate(parts) if parts else old[:0]
    return cast("Kind", joined)


def _spliced_lists(old: Table, new: Table, names: tuple[str, ...], plan: Plan) -> dict[str, Column]:
    head, *members = names
    old_ptr, new_ptr = getattr(old, head), getattr(new, head)
    elements = element_plan(old_ptr, new_ptr, plan)
    columns: dict[str, Column] = {head: old_ptr if elements.in_place else _joined_pointers(old_ptr, new_ptr, plan)}
    return columns | {name: _spliced(getattr(old, name), getattr(new, name), elements) for name in members}


def _joined_pointers(old: Smalls, new: Smalls, plan: Plan) -> Smalls:
    parts, offset = [np.zeros(1, dtype=np.int32)], 0
    for s in plan.stretches:
        ptr = (new if s.fresh else old)[s.begin : s.end + 1]
        parts.append(ptr[1:] + np.int32(offset - int(ptr[0])))
        offset += int(ptr[-1]) - int(ptr[0])
    return np.concatenate(parts)
