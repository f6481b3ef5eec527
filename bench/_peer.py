"""sparse_dot_topn on the same problem: exact top 20 both ways of a sparse product, on two threads.

What a product can hold of the score: skills by rarity (each person's row and each need's row of length one), and in
extra columns travel and hours. A person has a column for every place of needs within reach, with a constant that no
other part can make up for plus the closeness; each need has one such column. So pairs out of reach stay below the
threshold. Hours: a column for each asked number of weekly minutes, with the fit. The other constraints, levels and
related skills are left out, which is in the peer's favour.
"""

import json
import resource
import sys
from time import perf_counter

import numpy as np
from scipy.sparse import csr_array, csr_matrix, hstack
from sparse_dot_topn import sp_matmul_topn

from bench.synthetic import Size, make_problem
from matcher.matching.columns import Floats, Problem
from matcher.matching.index import index_of
from matcher.matching.kernels.zones import around, widest

TOP = 20
THREADS = 2
REACH = 10.0
SKILLS, TRAVEL, HOURS = 0.6, 0.2, 0.2


def main(argv: list[str]) -> int:
    professionals, needs, skills, seed = (int(number) for number in argv)
    people, asked = (csr_matrix(rows) for rows in matrices(make_problem(Size(professionals, needs, skills), seed)))
    begun = perf_counter()
    sp_matmul_topn(people, csr_matrix(asked.T), top_n=TOP, threshold=REACH, sort=True, n_threads=THREADS)
    sp_matmul_topn(asked, csr_matrix(people.T), top_n=TOP, threshold=REACH, sort=True, n_threads=THREADS)
    seconds = perf_counter() - begun
    rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": round(seconds, 3), "peak_rss_mb": round(rss, 1)}))
    return 0


def matrices(problem: Problem) -> tuple[csr_array, csr_array]:
    """Return people and needs as rows over skills, places and weekly minutes, in single precision."""
    people, needs, index = problem.people, problem.needs, index_of(problem)
    n, m, concepts = people.ids.size, needs.ids.size, problem.concept_ids.size
    places, number = index.need_points.total, index.need_points.number
    offered, kinds = np.unique(needs.minutes_per_week, return_inverse=True)
    held = _unit(csr_array((index.idf[people.skills_concept], people.skills_concept, people.skills_ptr), (n, concepts)))
    wanted = _unit(csr_array((index.idf[needs.asked_concept], needs.asked_concept, needs.asked_ptr), (m, concepts)))
    one, ptr = np.ones(m), np.arange(m + 1)
    return (
        _together(held, _travel(problem, places), _hours(problem, offered)),
        _together(wanted, csr_array((one, number, ptr), (m, places)), csr_array((one, kinds, ptr), (m, offered.size))),
    )


def _together(skills: csr_array, travel: csr_array, hours: csr_array) -> csr_array:
    return csr_array(hstack([skills, travel, hours], format="csr", dtype=np.float32))


def _unit(rows: csr_array) -> csr_array:
    length = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1))).reshape(-1)
    rows.data *= np.repeat(np.sqrt(SKILLS) / np.maximum(length, 1e-9), np.diff(rows.indptr))
    return rows


def _travel(problem: Problem, places: int) -> csr_array:
    people, index = problem.people, index_of(problem)
    areas, needs = index.area_points, index.need_points
    radius = widest(areas.number, people.areas_radius_km, areas.total)
    ptr, place, km = around(*_degrees(areas), radius, *_degrees(needs))
    length = np.diff(ptr)[areas.number]
    starts = np.repeat(ptr[areas.number] - np.cumsum(length) + length, length)
    spots = starts + np.arange(length.sum())
    owner = np.repeat(np.repeat(np.arange(people.ids.size), np.diff(people.areas_ptr)), length)
    reach = np.repeat(people.areas_radius_km, length)
    kept = km[spots] <= reach
    closeness = REACH + TRAVEL * (1 - km[spots][kept] / reach[kept])
    row, column = owner[kept], place[spots][kept]
    # Two areas may reach the same place: the best counts.
    order = np.lexsort((-closeness, column, row))
    first = np.ones(order.size, dtype=np.bool_)
    first[1:] = (np.diff(row[order]) != 0) | (np.diff(column[order]) != 0)
    chosen = order[first]
    return csr_array((closeness[chosen], (row[chosen], column[chosen])), (people.ids.size, places), dtype=np.float32)


def _degrees(points: object) -> tuple[Floats, Floats]:
    known = slice(points.total)  # type: ignore[attr-defined]
    return points.lat[known].view(np.float64), points.lon[known].view(np.float64)  # type: ignore[attr-defined]


def _hours(problem: Problem, offered: Floats) -> csr_array:
    people = problem.people
    middle = (people.minutes_min + np.minimum(people.minutes_max, 2400)) / 2
    fit = 1 - np.abs(offered[None, :] - middle[:, None]) / np.maximum(middle, 1)[:, None]
    return csr_array((HOURS * np.clip(fit, 0, 1)).astype(np.float32))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
