"""Columns of the active professionals."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from sqlalchemy import Integer, select, type_coerce
from sqlalchemy.orm import Session

from matcher.domain.caps import OCCUPYING
from matcher.domain.states import VISIBLE_TO_PARTIES, ProfileState
from matcher.matching.columns import FAR_FUTURE, Ints, Masks, People, Smalls
from matcher.matching.lists import held_skills, lists_of
from matcher.models import (
    ExcludedSchool,
    Placement,
    Professional,
    ProfessionalSkill,
    Proposal,
    Qualification,
    SearchArea,
)
from matcher.queries.ledger import engagements_where
from matcher.queries.measures import measures
from matcher.queries.snapshot.answers import answering_of_people
from matcher.queries.snapshot.frame import Column, Frame, Which, found_in, ordinal, read_columns, read_pairs
from matcher.rules.grounds import Holding
from matcher.rules.snapshot import exempt_cells, minutes_left_by_year

ACTIVE = Professional.state == ProfileState.ACTIVE
# A level takes less than this; it travels with the concept in one number.
LEVELS = 4


def load_people(session: Session, frame: Frame, which: Which) -> People:
    """Return the columns of the active professionals among ``which``, one row each, ids ascending."""
    p = Professional
    # Masks are read as integers: building sets for every row would cost more than all the rest.
    masks = (type_coerce(column, Integer) for column in (p.sectors, p.role_kinds, p.contract_forms))
    numbers = (p.day_parts, p.minutes_min, p.minutes_max, p.available_from, p.available_to, p.online)
    active = select(p.id, *masks, *numbers).where(ACTIVE, which.holds(p.id)).order_by(p.id)
    columns = read_columns(session, active, 10)
    ids = np.array(columns[0], dtype=np.int64)
    return People(
        ids=ids,
        sectors=np.array(columns[1], dtype=np.uint32),
        role_kinds=np.array(columns[2], dtype=np.uint32),
        contract_forms=np.array(columns[3], dtype=np.uint32),
        day_parts=np.array(columns[4], dtype=np.uint32),
        minutes_min=np.array(columns[5], dtype=np.int32),
        minutes_max=np.array(columns[6], dtype=np.int32),
        available_from=np.array([ordinal(day, 0) for day in columns[7]], dtype=np.int32),
        available_to=np.array([ordinal(day, FAR_FUTURE) for day in columns[8]], dtype=np.int32),
        online=np.array(columns[9], dtype=np.bool_),
        exempt_cells=_exempt_cells(session, frame, which, ids),
        minutes_left=_minutes_left(session, frame, which, ids),
        open_proposals=_open_proposals(session, which, ids),
        answering=answering_of_people(session, which, ids),
        **_areas(session, which, ids),
        **_skills(session, frame, which, ids),
        **_barred(session, which, ids),
        **_refused(session, which, ids),
    )


def _named(names: tuple[str, ...], columns: Sequence[Any]) -> dict[str, Column]:
    return dict(zip(names, columns, strict=True))


def _areas(session: Session, which: Which, ids: Ints) -> dict[str, Column]:
    a = SearchArea
    columns = (a.professional_id, a.lat, a.lon, a.radius_km)
    places = select(*columns).where(which.holds(a.professional_id)).order_by(a.professional_id, a.position)
    owners, *found = map(np.array, read_columns(session, places, 4))
    people, known = found_in(ids, owners.astype(np.int64))
    lists = lists_of(people[known], ids.size, *(column[known].astype(np.float64) for column in found))
    return _named(("areas_ptr", "areas_lat", "areas_lon", "areas_radius_km"), lists)


def _skills(session: Session, frame: Frame, which: Which, ids: Ints) -> dict[str, Column]:
    s = ProfessionalSkill
    people, skill = read_pairs(
        session, s.professional_id, s.concept_id * LEVELS + s.level, which.holds(s.professional_id)
    )
    people, active = found_in(ids, people)
    concepts, known = found_in(frame.concept_ids, skill // LEVELS)
    kept = active & known
    columns = held_skills(people[kept], concepts[kept], (skill % LEVELS)[kept], ids.size)
    return _named(("skills_ptr", "skills_concept", "skills_level"), columns)


def _barred(session: Session, which: Which, ids: Ints) -> dict[str, Column]:
    e = ExcludedSchool
    people, schools = read_pairs(session, e.professional_id, e.school_id, which.holds(e.professional_id))
    people, active = found_in(ids, people)
    return _named(("barred_ptr", "barred_school"), lists_of(people[active], ids.size, schools[active]))


def _refused(session: Session, which: Which, ids: Ints) -> dict[str, Column]:
    """Return the needs with a proposal. A suggestion in review is none yet: both sides may still find each other."""
    p = Proposal
    seen = p.state.in_(VISIBLE_TO_PARTIES)
    people, needs = read_pairs(session, p.professional_id, p.need_id, seen, which.holds(p.professional_id))
    people, active = found_in(ids, people)
    return _named(("refused_ptr", "refused_need"), lists_of(people[active], ids.size, needs[active]))


def _exempt_cells(session: Session, frame: Frame, which: Which, ids: Ints) -> Masks:
    """Fill in what holds for everybody (hbo), then correct those who hold a proof of qualification."""
    q = Qualification
    proofs = select(q.professional_id, q.kind, q.sector, q.valid_from, q.valid_to).where(which.holds(q.professional_id))
    holdings: dict[int, list[Holding]] = defaultdict(list)
    for person, kind, sector, valid_from, valid_to in zip(*read_columns(session, proofs, 5), strict=True):
        holdings[person].append(Holding(kind, sector, valid_from, valid_to))
    masks = np.full(ids.size, exempt_cells((), frame.today), dtype=np.uint32)
    for row, held in _rows_of(ids, holdings):
        masks[row] = exempt_cells(held, frame.today)
    return masks


def _minutes_left(session: Session, frame: Frame, which: Which, ids: Ints) -> Smalls:
    """Fill everybody with the whole limit, then correct the few who have placements."""
    limits = measures(session)
    whole = np.array(minutes_left_by_year((), frame.school_years, frame.today, limits=limits), dtype=np.int32)
    left = np.tile(whole, (ids.size, 1))
    engagements = engagements_where(session, which.holds(Placement.professional_id))
    for row, engaged in _rows_of(ids, engagements):
        left[row] = minutes_left_by_year(engaged, frame.school_years, frame.today, limits=limits)
    return left


def _rows_of(ids: Ints, by_person: dict[int, Any]) -> Iterable[tuple[int, Any]]:
    """Yield row and value of the people who have a row."""
    people, active = found_in(ids, np.fromiter(by_person, dtype=np.int64))
    return ((row, value) for row, there, value in zip(people, active, by_person.values(), strict=True) if there)


def _open_proposals(session: Session, which: Which, ids: Ints) -> Smalls:
    p = Proposal
    occupying = p.state.in_(OCCUPYING)
    people, _ = read_pairs(session, p.professional_id, p.need_id, occupying, which.holds(p.professional_id))
    people, active = found_in(ids, people)
    return np.bincount(people[active], minlength=ids.size).astype(np.int32)
