"""The needs laid out for a pass over all people: by place, by required concept, and their numbers row by row."""

from typing import NamedTuple

import numpy as np

from matcher.matching.columns import Floats, Needs, Smalls
from matcher.matching.compiled import kernel
from matcher.matching.index import Lists
from matcher.matching.kernels.obstacles import required_end

# Columns of ``Ground.needs``: what is read of a need lies together, in one line of the processor's cache.
SECTOR, ROLE, FORM, PARTS, PARTS_NEEDED, MINUTES, STARTS, ENDS, CELL, PLACE, BEGIN, END, ANSWERING = range(13)
WIDTH = 16


class Ground(NamedTuple):
    """Needs by place and by required concept, and the places around each zone.

    Of the l places where needs are, each is there twice: ``l + i`` stands for place ``i`` for needs that are online.
    ``needs`` is (m, ``WIDTH``). ``around_*``: see ``zones.around``. ``offline`` and ``online`` count the needs of each
    place (l,) by whether they are online. ``by_concept_*`` are lists per concept of the needs that require it, with
    their place. ``open_*`` are lists of needs per place: those that require no skill; the last list, after the places,
    holds those of them that are online. ``serves`` are lists by held concept of the concepts it counts for, only such
    as are asked. ``spots`` and ``weights``: of each asked skill of each need, see ``scores``.
    """

    needs: Smalls
    around_ptr: Smalls
    around_place: Smalls
    around_km: Floats
    offline: Smalls
    online: Smalls
    by_concept_ptr: Smalls
    by_concept_need: Smalls
    by_concept_place: Smalls
    open_ptr: Smalls
    open_need: Smalls
    serves: Lists
    spots: Smalls
    weights: Floats


@kernel
def needs_in_rows(needs: Needs, place: Smalls) -> Smalls:
    """Return ``Ground.needs``; ``place`` (m,) as in ``Ground``."""
    rows = np.zeros((needs.ids.size, WIDTH), np.int32)
    for q in range(needs.ids.size):
        row = rows[q]
        row[SECTOR], row[ROLE], row[FORM] = needs.sectors[q], needs.role_kinds[q], needs.contract_forms[q]
        row[PARTS], row[PARTS_NEEDED] = needs.day_parts[q], needs.parts_needed[q]
        row[MINUTES], row[STARTS], row[ENDS] = needs.minutes_per_week[q], needs.starts_on[q], needs.ends_on[q]
        row[CELL], row[PLACE] = needs.rule_cells[q], place[q]
        row[BEGIN], row[END], row[ANSWERING] = needs.asked_ptr[q], needs.asked_ptr[q + 1], needs.answering[q]
    return rows


@kernel
def lists_by_concept(needs: Needs, place: Smalls, concepts: int) -> tuple[Smalls, Smalls, Smalls]:
    """Return the needs that require each concept: pointers (c + 1,), rows ascending in each list, and their places."""
    ptr = np.zeros(concepts + 1, np.int32)
    for k in range(needs.asked_concept.size):
        if needs.asked_required[k]:
            ptr[needs.asked_concept[k] + 1] += 1
    for concept in range(concepts):
        ptr[concept + 1] += ptr[concept]
    filled, rows, places = ptr.copy(), np.empty(ptr[concepts], np.int32), np.empty(ptr[concepts], np.int32)
    for q in range(needs.ids.size):
        begin = needs.asked_ptr[q]
        for k in range(begin, required_end(needs.asked_required, begin, needs.asked_ptr[q + 1])):
            at = filled[needs.asked_concept[k]]
            rows[at], places[at] = q, place[q]
            filled[needs.asked_concept[k]] = at + 1
    return ptr, rows, places
