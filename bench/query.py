"""How fast one question is answered: need -> people and person -> needs, the best 50 with explanation and sentences,

and one changed profile or need in all rankings.
"""

import argparse
import json
from collections.abc import Callable
from itertools import cycle
from time import perf_counter

import numpy as np

from bench.synthetic import Size, make_problem
from matcher.matching.columns import Needs, People, Problem, list_groups
from matcher.matching.explanation import Explainer
from matcher.matching.index import index_of
from matcher.matching.ranking import rank_needs, rank_people
from matcher.matching.sentences import for_professional, for_school
from matcher.matching.updates import updated
from matcher.matching.warming import warm_up

TOP = 50
Figures = dict[str, float]


def main(argv: list[str]) -> int:
    args = _arguments(argv)
    warm_up()
    problem = make_problem(Size(args.professionals, args.needs, args.skills), args.seed)
    begun = perf_counter()
    index_of(problem)
    index_ms = 1000 * (perf_counter() - begun)
    labels = {int(i): f"vaardigheid {i}" for i in problem.concept_ids}

    def candidates(row: int) -> int:
        found = rank_people(problem, row, TOP)
        return len([for_school(e, labels) for e in Explainer(problem).explain_all(found)])

    def matches(row: int) -> int:
        found = rank_needs(problem, row, TOP)
        return len([for_professional(e, labels) for e in Explainer(problem).explain_all(found)])

    rng = np.random.default_rng(args.seed)
    to_people, found_people = _timed(candidates, rng.integers(0, args.needs, args.samples).tolist())
    to_needs, found_needs = _timed(matches, rng.integers(0, args.professionals, args.samples).tolist())
    figures = {
        "bench": "query",
        "professionals": args.professionals,
        "needs": args.needs,
        "index_ms": round(index_ms, 1),
        "need_to_people_ms": to_people,
        "need_to_people_found": found_people,
        "person_to_needs_ms": to_needs,
        "person_to_needs_found": found_needs,
        "update_ms": _updates(problem, rng, args.samples),
    }
    print(json.dumps(figures))
    return 0


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench query", description=__doc__)
    parser.add_argument("--professionals", type=int, default=100_000)
    parser.add_argument("--needs", type=int, default=2_000)
    parser.add_argument("--skills", type=int, default=13_500)
    parser.add_argument("--samples", type=int, default=200, help="questions asked each way, and changes made")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args(argv)


def _timed(ask: Callable[[int], int], rows: list[int]) -> tuple[Figures, float]:
    """Return percentiles in ms after a short warming up, and the mean number found."""
    for row in rows[:5]:
        ask(row)
    times, found = [], 0
    for row in rows:
        begun = perf_counter()
        found += ask(row)
        times.append(1000 * (perf_counter() - begun))
    return _percentiles(times), round(found / len(rows), 1)


def _percentiles(times: list[float]) -> Figures:
    return {f"p{q}": round(float(np.percentile(times, q)), 2) for q in (50, 95, 99)}


def _updates(problem: Problem, rng: np.random.Generator, samples: int) -> Figures:
    """Return percentiles in ms of one change after another: a profile, a new person, a need, somebody who leaves.

    A changed row has the fields of another one, so every column may change and every list may get another length.
    The change counts as made when the next ranking could begin: the new snapshot and all that is derived from it.
    """
    times = []
    for kind, _ in zip(cycle(("profile", "person", "need", "gone")), range(samples), strict=False):
        people, needs = problem.people, problem.needs
        person, need = (int(rng.integers(0, table.ids.size)) for table in (people, needs))
        other_person, other_need = (int(rng.integers(0, table.ids.size)) for table in (people, needs))
        new = int(people.ids[-1]) + 1 if kind == "person" else int(people.ids[person])
        changed = _one_row(people, other_person)._replace(ids=np.array([new]))
        asked = _one_row(needs, other_need)._replace(ids=needs.ids[need : need + 1])
        begun = perf_counter()
        if kind == "need":
            problem = updated(problem, needs=asked)
        elif kind == "gone":
            problem = updated(problem, people_gone=people.ids[person : person + 1])
        else:
            problem = updated(problem, people=changed)
        index_of(problem)
        times.append(1000 * (perf_counter() - begun))
    return _percentiles(times)


def _one_row(table: People | Needs, row: int) -> People | Needs:
    """Return one row of a table as a table."""
    columns = {name: getattr(table, name)[row : row + 1] for name in table._fields}
    for head, *members in list_groups(table):
        ptr = getattr(table, head)
        begin, end = int(ptr[row]), int(ptr[row + 1])
        columns |= {name: getattr(table, name)[begin:end] for name in members}
        columns[head] = np.array([0, end - begin], dtype=np.int32)
    return type(table)(**columns)
