"""The engine's input: people and needs as columns. Plain arrays, no database, no clock.

Sets of choices are bit masks with the positions of ``matcher.domain.bitsets`` and
``matcher.domain.day_parts``. Days are proleptic ordinals (``date.toordinal``). Hours are minutes of 60 per
klokuur. ``FAR_FUTURE`` stands for "no end".

Lists of different length lie end to end: list ``i`` of ``x_ptr`` is ``x_ptr[i]:x_ptr[i + 1]`` of the other columns
whose names begin with ``x_``. ``matcher.matching.lists`` makes them. The columns go into compiled loops as they are, so
type and layout are fixed: :func:`tidy` brings them in that form.
"""

from dataclasses import dataclass
from typing import NamedTuple, TypeVar, get_args, get_type_hints

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from matcher.domain.caps import MOST_OPEN_PER_PERSON

FAR_FUTURE = 3_000_000
UNLIMITED = 2_000_000_000
MAX_LEVEL = 3

Column = NDArray[np.generic]
Ints = NDArray[np.int64]
Smalls = NDArray[np.int32]
Levels = NDArray[np.int8]
Bytes = NDArray[np.uint8]
Floats = NDArray[np.float64]
Masks = NDArray[np.uint32]
Flags = NDArray[np.bool_]


class People(NamedTuple):
    """Active professionals, one row each, ``ids`` ascending (n rows).

    ``exempt_cells`` is the mask of cells (sector x role kind, ``domain.bitsets.cell_bit``) in which the person is
    outside the six-hours rule; ``minutes_left`` (n, y) is what that rule still allows per school year of
    ``Problem.school_years``. ``areas_*``: search areas, home first. ``skills_*``: rows of ``Problem.concept_ids``,
    ascending, levels 1-3. ``barred_school``: ids of schools the person excluded. ``refused_need``: ids of needs with
    which the person has a proposal, whatever became of it: never offered again. ``answering``: see ``answering``.
    """

    ids: Ints
    sectors: Masks
    role_kinds: Masks
    contract_forms: Masks
    day_parts: Masks
    minutes_min: Smalls
    minutes_max: Smalls
    available_from: Smalls
    available_to: Smalls
    online: Flags
    exempt_cells: Masks
    minutes_left: Smalls
    open_proposals: Smalls
    answering: Bytes
    areas_ptr: Smalls
    areas_lat: Floats
    areas_lon: Floats
    areas_radius_km: Floats
    skills_ptr: Smalls
    skills_concept: Smalls
    skills_level: Levels
    barred_ptr: Smalls
    barred_school: Ints
    refused_ptr: Smalls
    refused_need: Ints


class Needs(NamedTuple):
    """Open needs, one row each, ``ids`` ascending (m rows).

    ``sectors``, ``role_kinds``: masks with one bit. ``day_parts``: the parts in which the work may take place;
    ``parts_needed`` of them are filled. ``rule_cells``: the need's own cell (sector x role kind), one bit.
    ``minutes_by_year`` is (m, y): the klokuren of the whole period per school year, for one person.
    ``asked_*``: rows of ``Problem.concept_ids`` with the asked level 1-3, required ones first, ascending within each.
    ``answering`` is that of the school.
    """

    ids: Ints
    schools: Ints
    sectors: Masks
    role_kinds: Masks
    contract_forms: Masks
    day_parts: Masks
    parts_needed: Smalls
    minutes_per_week: Smalls
    minutes_by_year: Smalls
    rule_cells: Masks
    starts_on: Smalls
    ends_on: Smalls
    lat: Floats
    lon: Floats
    online: Flags
    answering: Bytes
    asked_ptr: Smalls
    asked_concept: Smalls
    asked_level: Levels
    asked_required: Flags


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Problem:
    """Everything one ranking needs: a snapshot that never changes; ``updates.updated`` makes the next one.

    ``related`` is (c, c): closeness of concepts in [0, 1], row the asked one, 1 on the diagonal. ``max_open_proposals``
    caps the open proposals of one person. ``yearly_limit_minutes`` is what the six-hours rule allows in each of
    ``school_years`` (empty: not told); only explanations read it, the limit itself is already in
    ``People.minutes_left``. Problems compare by identity, so that what is derived from one can be kept beside it.
    Raises ``ValueError`` when ids do not ascend.
    """

    people: People
    needs: Needs
    concept_ids: Ints
    school_years: tuple[int, ...]
    related: csr_array
    max_open_proposals: int = MOST_OPEN_PER_PERSON
    yearly_limit_minutes: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "people", tidy(self.people))
        object.__setattr__(self, "needs", tidy(self.needs))


Table = TypeVar("Table", People, Needs)


def tidy(table: Table) -> Table:
    """Return the table with every column in the type it is declared with, rows end to end; a column that is stays.

    Raises ``ValueError`` when ids do not ascend.
    """
    if not (table.ids[:-1] < table.ids[1:]).all():
        raise ValueError("ids must ascend")
    types = DTYPES[type(table)]
    columns = [np.ascontiguousarray(getattr(table, name), types[name]) for name in table._fields]
    unchanged = all(new is old for new, old in zip(columns, table, strict=True))
    return table if unchanged else type(table)._make(columns)


def _dtypes(table: type[People] | type[Needs]) -> dict[str, np.dtype[np.generic]]:
    hints = get_type_hints(table)
    return {name: np.dtype(get_args(get_args(hint)[1])[0]) for name, hint in hints.items()}


DTYPES = {People: _dtypes(People), Needs: _dtypes(Needs)}


def list_groups(table: People | Needs) -> list[tuple[str, ...]]:
    """Return the names of list columns that belong together, pointers first: ``("areas_ptr", "areas_lat", ...)``."""
    heads = [name.removesuffix("ptr") for name in table._fields if name.endswith("_ptr")]
    return [tuple(name for name in table._fields if name.startswith(head)) for head in heads]
