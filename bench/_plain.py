"""The ranking in plain Python, one pair after the other, to hold the engine against: no arrays, none of its code."""

import math
from dataclasses import dataclass
from functools import cache

import numpy as np

from matcher.matching.columns import Problem
from matcher.matching.national import Rankings
from matcher.matching.weights import DEFAULT

# Pairs per sample: random ones, ones in the lists, and every pair of a few people and of a few needs.
RANDOM_PAIRS = 2_000
LISTS = 3
CLOSE = 5e-9
Levels = dict[int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """One person or need: numbers by name, and lists of tuples by the name of their pointers."""

    numbers: dict[str, float]
    lists: dict[str, list[tuple[float, ...]]]


class Plain:
    """The score of pairs of one problem, ``None`` when they do not fit."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.people = problem.people.ids.size
        holders = np.bincount(problem.people.skills_concept, minlength=problem.concept_ids.size).tolist()
        self.idf = [math.log((1 + self.people) / (1 + count)) + 1 for count in holders]
        flat = problem.related.tocoo()
        cells = zip(flat.row.tolist(), flat.col.tolist(), flat.data.tolist(), strict=True)
        self.related = {(asked, held): close for asked, held, close in cells if close}
        self.person = cache(self._person)
        self.need = cache(self._need)

    def total(self, p: int, q: int) -> float | None:
        person, need = self.person(p), self.need(q)
        if not self._fits(person, need):
            return None
        weights = DEFAULT
        parts = (
            (weights.skills, self._skills(person, need)),
            (weights.travel, self._travel(person, need)),
            (weights.hours, _hours(person, need)),
        )
        mean = sum(weight * part for weight, part in parts) / sum(weight for weight, _ in parts)
        return max(mean - weights.silence * sum(1 - row.numbers["answering"] / 255 for row in (person, need)), 0.0)

    def _fits(self, person: Row, need: Row) -> bool:
        a, b = person.numbers, need.numbers
        masks = all(int(a[name]) & int(b[name]) for name in ("sectors", "role_kinds", "contract_forms"))
        met = (b["schools"],) in person.lists["barred"] or (b["ids"],) in person.lists["refused"]
        free = a["open_proposals"] < self.problem.max_open_proposals
        dates = a["available_from"] <= b["starts_on"] and b["ends_on"] <= a["available_to"]
        parts = (int(a["day_parts"]) & int(b["day_parts"])).bit_count() >= b["parts_needed"]
        hours = a["minutes_min"] <= b["minutes_per_week"] <= a["minutes_max"]
        years = zip(need.lists["by_year"], person.lists["left"], strict=True)
        law = int(a["exempt_cells"]) & int(b["rule_cells"]) or all(asked <= left for asked, left in years)
        return bool(masks and not met and free and dates and parts and hours and law and self._reach(person, need) >= 0
                    and self._shares(person, need))  # fmt: skip

    def _reach(self, person: Row, need: Row) -> float:
        if person.numbers["online"] and need.numbers["online"]:
            return 1.0
        best = -1.0
        for lat, lon, radius in person.lists["areas"]:
            away = _km(lat, lon, need.numbers["lat"], need.numbers["lon"])
            if away <= radius:
                best = max(best, 1 - away / max(radius, 1e-9))
        return best

    def _travel(self, person: Row, need: Row) -> float:
        return max(self._reach(person, need), 0.0)

    def _close(self, asked: float, held: float) -> float:
        return 1.0 if asked == held else self.related.get((int(asked), int(held)), 0.0)

    def _shares(self, person: Row, need: Row) -> bool:
        required = [concept for concept, _, must in need.lists["asked"] if must]
        held = [concept for concept, _ in person.lists["skills"]]
        return not required or any(self._close(c, h) > 0 for c in required for h in held)

    def _skills(self, person: Row, need: Row) -> float:
        gained, possible = 0.0, 0.0
        for concept, level, must in need.lists["asked"]:
            weight = self.idf[int(concept)] * (1.0 if must else DEFAULT.nice_factor)
            credits_ = (self._credit(concept, level, held, have) for held, have in person.lists["skills"])
            gained += weight * max(credits_, default=0.0)
            possible += weight
        return gained / possible if possible else 0.5

    def _credit(self, concept: float, level: float, held: float, have: float) -> float:
        close = self._close(concept, held)
        near = close if close >= 1 else close * DEFAULT.related_decay
        return near * max(0.0, 1 - DEFAULT.level_step * max(0.0, level - have))

    def _person(self, p: int) -> Row:
        t = self.problem.people
        numbers = {name: getattr(t, name)[p].item() for name in t._fields[:14] if name != "minutes_left"}
        lists = {
            "areas": _list(t.areas_ptr, p, t.areas_lat, t.areas_lon, t.areas_radius_km),
            "skills": _list(t.skills_ptr, p, t.skills_concept, t.skills_level),
            "barred": _list(t.barred_ptr, p, t.barred_school),
            "refused": _list(t.refused_ptr, p, t.refused_need),
            "left": [(value,) for value in t.minutes_left[p].tolist()],
        }
        return Row(numbers, lists)

    def _need(self, q: int) -> Row:
        t = self.problem.needs
        numbers = {name: getattr(t, name)[q].item() for name in t._fields[:16] if name != "minutes_by_year"}
        lists = {
            "asked": _list(t.asked_ptr, q, t.asked_concept, t.asked_level, t.asked_required),
            "by_year": [(value,) for value in t.minutes_by_year[q].tolist()],
        }
        return Row(numbers, lists)


def _list(ptr: np.ndarray, row: int, *columns: np.ndarray) -> list[tuple[float, ...]]:
    span = slice(int(ptr[row]), int(ptr[row + 1]))
    return list(zip(*(column[span].tolist() for column in columns), strict=True))


def _km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    one, other = math.radians(lat_a), math.radians(lat_b)
    turn = math.radians(lon_b - lon_a)
    square = math.sin((other - one) / 2) ** 2 + math.cos(one) * math.cos(other) * math.sin(turn / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(min(square, 1.0)))


def _hours(person: Row, need: Row) -> float:
    a, asked = person.numbers, need.numbers["minutes_per_week"]
    middle = (a["minutes_min"] + min(a["minutes_max"], 2400)) / 2
    return min(1.0, max(0.0, 1 - abs(asked - middle) / max(middle, 1.0)))


def check(problem: Problem, found: Rankings, rng: np.random.Generator) -> tuple[int, int]:
    """Return how many pairs were checked, and how many are not as plain Python has it.

    A pair in a list must have that total. A pair of a whole row or column that is not in its list must not fit, or come
    after the last one there.
    """
    plain = Plain(problem)
    n, m = problem.people.ids.size, problem.needs.ids.size
    checked, wrong = _check_rows(plain, found, rng)
    for p in rng.integers(0, n, LISTS).tolist():
        totals = {q: plain.total(p, q) for q in range(m)}
        wrong += _differences(totals, found.needs_of_person[p].tolist(), found.needs_totals[p].tolist())
        checked += m
    for q in rng.integers(0, m, LISTS).tolist():
        some = rng.integers(0, n, RANDOM_PAIRS).tolist() + [p for p in found.people_of_need[q].tolist() if p >= 0]
        totals = {p: plain.total(p, q) for p in some}
        wrong += _differences(totals, found.people_of_need[q].tolist(), found.people_totals[q].tolist())
        checked += len(totals)
    return checked, wrong


def _check_rows(plain: Plain, found: Rankings, rng: np.random.Generator) -> tuple[int, int]:
    """Check totals of random pairs that are in a list."""
    edges = found.edges()
    if not edges.people.size:
        return 0, 0
    chosen = rng.integers(0, edges.people.size, RANDOM_PAIRS)
    pairs = zip(edges.people[chosen].tolist(), edges.needs[chosen].tolist(), edges.totals[chosen].tolist(), strict=True)
    wrong = sum(1 for p, q, total in pairs if not _same(plain.total(p, q), total))
    return chosen.size, wrong


def _same(one: float | None, other: float) -> bool:
    return one is not None and abs(one - other) <= CLOSE


def _differences(totals: dict[int, float | None], rows: list[int], found: list[float]) -> int:
    """Return how many of ``totals`` by row are not as in a list of rows, best first, with what was found."""
    listed = {row: total for row, total in zip(rows, found, strict=True) if row >= 0}
    wrong = sum(1 for row, total in listed.items() if row in totals and not _same(totals[row], total))
    full = len(listed) == len(rows)
    last = min(found) if full else -1.0
    others = (total for row, total in totals.items() if row not in listed and total is not None)
    return wrong + sum(1 for total in others if total > last + CLOSE)
