"""Columns of the needs that are ranked: open ones, and "maybe" ones."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
from sqlalchemy import Integer, case, select, type_coerce
from sqlalchemy.orm import Session

from matcher.domain.bitsets import bit_of, cell_bit
from matcher.domain.choices import HolidayRegion, RoleKind
from matcher.domain.day_parts import parts_needed
from matcher.domain.states import RANKED_NEED_STATES
from matcher.matching.columns import Ints, Needs, Smalls
from matcher.matching.lists import asked_skills
from matcher.models import Campus, Municipality, Need, NeedSkill, School
from matcher.queries.plans import need_plan
from matcher.queries.snapshot.answers import answering_of_needs
from matcher.queries.snapshot.frame import Column, Frame, Which, found_in, ordinal, read_columns, read_pairs
from matcher.rules.teaching_plan import minutes_by_year, weeks_held

RANKED = Need.state.in_(RANKED_NEED_STATES)
# Level and required travel with the concept in one number.
LEVELS = 4


def load_needs(session: Session, frame: Frame, which: Which) -> Needs:
    """Return the columns of the ranked needs among ``which``, one row each, ids ascending."""
    n = Need
    # A need that is ranked has a role; the wizard asks it first.
    role = case((n.role_kind.is_(None), RoleKind.GASTDOCENT), else_=n.role_kind)
    forms = type_coerce(n.contract_forms, Integer)
    columns = (n.id, n.school_id, n.sector, type_coerce(role, n.role_kind.type), forms, n.day_parts, n.minutes_per_week)
    when = (n.starts_on, n.ends_on, n.teaching_weeks)
    ranked = (
        select(*columns, *when, Municipality.holiday_region, Campus.lat, Campus.lon, n.online)
        .join(Campus, Campus.id == n.campus_id)
        .join(School, School.id == n.school_id)
        .join(Municipality, Municipality.code == School.municipality_code)
        .where(RANKED, which.holds(n.id))
        .order_by(n.id)
    )
    found = read_columns(session, ranked, 14)
    ids, schools, sectors, roles, forms_offered, day_parts, minutes, *period, lat, lon, online = found
    starts, ends, weeks, regions = period
    keys = np.array(ids, dtype=np.int64)
    return Needs(
        ids=keys,
        schools=np.array(schools, dtype=np.int64),
        sectors=_masks(map(bit_of, sectors)),
        role_kinds=_masks(map(bit_of, roles)),
        contract_forms=_masks(forms_offered),
        day_parts=_masks(day_parts),
        parts_needed=_smalls(map(parts_needed, minutes, day_parts)),
        minutes_per_week=_smalls(minutes),
        minutes_by_year=_minutes_by_year(list(zip(starts, ends, minutes, weeks, regions, strict=True)), frame),
        rule_cells=_masks(map(cell_bit, sectors, roles)),
        starts_on=_smalls(ordinal(day, 0) for day in starts),
        ends_on=_smalls(ordinal(day, 0) for day in ends),
        lat=np.array(lat, dtype=np.float64),
        lon=np.array(lon, dtype=np.float64),
        online=np.array(online, dtype=np.bool_),
        answering=answering_of_needs(session, which, keys),
        **_skills(session, frame, which, keys),
    )


def _masks(values: Any) -> Any:
    return np.fromiter(values, dtype=np.uint32)


def _smalls(values: Any) -> Smalls:
    return np.fromiter(values, dtype=np.int32)


def _minutes_by_year(needs: Sequence[tuple[date | None, date | None, int, int, HolidayRegion]], frame: Frame) -> Smalls:
    column = {year: i for i, year in enumerate(frame.school_years)}
    minutes = np.zeros((len(needs), len(column)), dtype=np.int32)
    for row, need in enumerate(needs):
        for year, planned in planned_by_year(*need).items():
            if year in column:
                minutes[row, column[year]] = planned
    return minutes


def planned_by_year(
    starts_on: date | None, ends_on: date | None, per_week: int, weeks: int, region: HolidayRegion
) -> Mapping[int, int]:
    """Return the minutes per school year a need asks of one person; empty without dates."""
    if starts_on is None or ends_on is None:
        return {}
    # One odd row must not keep the whole engine from being built.
    return minutes_by_year(need_plan(starts_on, ends_on, per_week, min(weeks, weeks_held(starts_on, ends_on)), region))


def _skills(session: Session, frame: Frame, which: Which, ids: Ints) -> dict[str, Column]:
    s = NeedSkill
    asked = s.concept_id * (2 * LEVELS) + s.level * 2 + case((s.required, 1), else_=0)
    needs, skill = read_pairs(session, s.need_id, asked, which.holds(s.need_id))
    needs, ranked = found_in(ids, needs)
    concepts, known = found_in(frame.concept_ids, skill // (2 * LEVELS))
    kept = ranked & known
    level, required = skill // 2 % LEVELS, skill % 2 == 1
    columns = asked_skills(needs[kept], concepts[kept], level[kept], required[kept], ids.size)
    return dict(zip(("asked_ptr", "asked_concept", "asked_level", "asked_required"), columns, strict=True))
