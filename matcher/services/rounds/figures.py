"""The figures of a round."""

import numpy as np

from matcher.matching.assignment.report import RoundReport
from matcher.matching.columns import Ints
from matcher.queries.rounds.instance import Material

Figures = dict[str, float | int | bool | None]
NOTHING: Figures = {
    "pairs": 0,
    "people_chosen": 0,
    "needs_served": 0,
    "minutes": 0,
    "coverage": 0.0,
    "quality": None,
    "gap": 0.0,
    "optimal": True,
    "waiting_served": None,
    "waiting_open": None,
    "people_waiting_chosen": 0.0,
    "people_waiting_others": 0.0,
    "gini": 0.0,
    "seconds": 0.0,
}


def figures_of(material: Material, chosen: Ints, report: RoundReport, places: int) -> Figures:
    """Return the figures of a round that asked for ``places`` people.

    ``coverage`` is the share of the places that were filled, ``quality`` the mean score, ``gap`` what is proven to be
    missing at most, as a share of the bound; ``minutes`` are klokuren in minutes. ``waiting``: median days that needs
    wait, of those served and of those left open with candidates. ``people_waiting``: mean days of the people with
    candidates, chosen and not. ``gini``: how unevenly the pairs lie over them, 0 evenly.
    """
    needs = material.instance.need[chosen]
    served = np.bincount(needs, minlength=material.instance.needs) > 0
    return {
        "pairs": report.filled,
        "people_chosen": report.people_placed,
        "needs_served": report.needs_full + report.needs_partly,
        "minutes": int(material.minutes[needs].sum()),
        "coverage": report.filled / places if places else 0.0,
        "quality": report.mean_quality if report.filled else None,
        "gap": report.gap_percent / 100,
        "optimal": report.optimal,
        "waiting_served": _median(material.need_days[served]),
        "waiting_open": _median(material.need_days[~served]),
        "people_waiting_chosen": report.waiting_chosen,
        "people_waiting_others": report.waiting_others,
        "gini": report.gini,
    }


def _median(days: Ints) -> float | None:
    return float(np.median(days)) if days.size else None
