"""Compiles the engine, or loads what was compiled before, so that no visitor waits for it."""

from typing import Any

import numpy as np
from scipy.sparse import eye_array

from matcher.matching.answering import FULL
from matcher.matching.columns import FAR_FUTURE, Needs, People, Problem
from matcher.matching.explanation import Explainer
from matcher.matching.national import rank_all
from matcher.matching.ranking import rank_needs, rank_people, what_if_needs, what_if_people
from matcher.matching.updates import updated


def warm_up() -> None:
    """Ask every question about one person and one need; seconds the first time, a moment after that."""
    problem = _smallest()
    (best,) = rank_people(problem, 0)
    rank_needs(problem, 0)
    what_if_people(problem, 0)
    what_if_needs(problem, 0)
    Explainer(problem).explain_all((best,))
    rank_all(updated(problem, people=problem.people), 1, 1)


def _smallest() -> Problem:
    """Return one person who fits one need."""
    # One array serves many columns: the problem gives each the type it wants.
    one: Any = np.ones(1, np.int32)
    zero, nothing, ptr, years = one * 0, one[:0], np.append(one * 0, one), one[:, None]
    no: Any = zero == 1
    people = People(
        ids=one, sectors=one, role_kinds=one, contract_forms=one, day_parts=one, minutes_min=zero, minutes_max=one,
        available_from=zero, available_to=one + FAR_FUTURE, online=no, exempt_cells=one, minutes_left=years,
        open_proposals=zero, answering=one * FULL, areas_ptr=ptr, areas_lat=one, areas_lon=one, areas_radius_km=one,
        skills_ptr=ptr, skills_concept=zero, skills_level=one, barred_ptr=ptr * 0, barred_school=nothing,
        refused_ptr=ptr * 0, refused_need=nothing,
    )  # fmt: skip
    needs = Needs(
        ids=one, schools=one, sectors=one, role_kinds=one, contract_forms=one, day_parts=one, parts_needed=one,
        minutes_per_week=one, minutes_by_year=years, rule_cells=one, starts_on=one, ends_on=one, lat=one, lon=one,
        online=no, answering=one * FULL, asked_ptr=ptr, asked_concept=zero, asked_level=one, asked_required=~no,
    )  # fmt: skip
    return Problem(people, needs, np.ones(1, np.int64), (1,), eye_array(1, format="csr"))
