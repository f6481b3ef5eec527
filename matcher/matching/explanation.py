"""Why one pair fits, and how well: facts as a frozen object. The Dutch sentences are in ``sentences``."""

from dataclasses import dataclass
from math import inf, isnan

import numpy as np

from matcher.matching.columns import Ints, Problem
from matcher.matching.constraints import Obstacle, obstacle_of
from matcher.matching.geo import travel_minutes
from matcher.matching.index import index_of
from matcher.matching.kernels.geometry import closeness, distance_km
from matcher.matching.kernels.notes import NOTHING, best_held
from matcher.matching.ranking import Ranked
from matcher.matching.scoring import shares_of
from matcher.matching.weights import DEFAULT, Weights


@dataclass(frozen=True, slots=True)
class SkillNote:
    """One asked skill against the best the person has for it. Ids of concepts, levels 1-3 (0: not held).

    ``via_id`` is the related concept that counts instead; None when the person holds the skill itself, or nothing.
    """

    concept_id: int
    required: bool
    asked_level: int
    held_level: int = 0
    via_id: int | None = None

    @property
    def full(self) -> bool:
        """True when the skill itself is held at the asked level or above."""
        return self.via_id is None and self.held_level >= max(self.asked_level, 1)

    @property
    def too_low(self) -> bool:
        """True when the skill itself is held below the asked level."""
        return self.via_id is None and 0 < self.held_level < self.asked_level


@dataclass(frozen=True, slots=True)
class LegalYear:
    """The six-hours rule in one school year, in minutes: what is left, what this need takes, and the limit if told."""

    school_year: int
    left: int
    asked: int
    limit: int | None = None

    @property
    def used(self) -> int | None:
        """Minutes used before this need; None when the limit is not told."""
        return None if self.limit is None else max(self.limit - self.left, 0)

    @property
    def used_after(self) -> int | None:
        """Minutes used when this need is added; None when the limit is not told."""
        return None if self.used is None else self.used + self.asked

    @property
    def left_after(self) -> int:
        """Minutes left when this need is added; below zero when it does not fit."""
        return self.left - self.asked


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything a page says about one pair.

    ``matched``: held at the asked level. ``partial``: held too low, or a related concept is. ``missing``: neither;
    required ones first in each. ``distance_km`` is from the search area that fits best (the nearest when none does);
    None without a place. ``online``: both sides accept online. ``day_parts`` is the mask both sides share,
    ``asked_day_parts`` of them are filled. Hours are minutes per week. ``legal`` is empty outside the six-hours rule.
    """

    person_id: int
    need_id: int
    obstacle: Obstacle
    matched: tuple[SkillNote, ...]
    partial: tuple[SkillNote, ...]
    missing: tuple[SkillNote, ...]
    distance_km: float | None
    travel_minutes: int | None
    online: bool
    day_parts: int
    asked_day_parts: int
    minutes_asked: int
    minutes_min: int
    minutes_max: int
    legal: tuple[LegalYear, ...]


class Explainer:
    """Explains pairs of one problem."""

    def __init__(self, problem: Problem, weights: Weights = DEFAULT) -> None:
        self._problem = problem
        self._weights = weights

    def explain(self, person_row: int, need_row: int) -> Explanation:
        """Return the explanation of one pair, whether it fits or not."""
        obstacle = obstacle_of(self._problem, person_row, need_row)
        return self._explain_rows(np.array([person_row]), np.array([need_row]), obstacle)[0]

    def explain_all(self, ranked: tuple[Ranked, ...]) -> tuple[Explanation, ...]:
        """Return an explanation for each pair of a ranking of this problem, in its order."""
        people = np.searchsorted(self._problem.people.ids, np.array([r.person_id for r in ranked], np.int64))
        needs = np.searchsorted(self._problem.needs.ids, np.array([r.need_id for r in ranked], np.int64))
        return self._explain_rows(people, needs, Obstacle.NONE)

    def _explain_rows(self, people: Ints, needs: Ints, obstacle: Obstacle) -> tuple[Explanation, ...]:
        problem = self._problem
        held, levels = best_held(
            problem.people, problem.needs, people, needs, index_of(problem), shares_of(self._weights)
        )
        rows = zip(people.tolist(), needs.tolist(), held.tolist(), levels.tolist(), strict=True)
        return tuple(self._explain(p, q, self._notes(q, best, level), obstacle) for p, q, best, level in rows)

    def _explain(self, p: int, q: int, notes: list[SkillNote], obstacle: Obstacle) -> Explanation:
        people, needs = self._problem.people, self._problem.needs
        distance = self._distance(p, q)
        return Explanation(
            person_id=int(people.ids[p]),
            need_id=int(needs.ids[q]),
            obstacle=obstacle,
            matched=tuple(n for n in notes if n.full),
            partial=tuple(n for n in notes if n.held_level and not n.full),
            missing=tuple(n for n in notes if not n.held_level),
            distance_km=distance,
            travel_minutes=None if distance is None else round(float(travel_minutes(distance))),
            online=bool(people.online[p] and needs.online[q]),
            day_parts=int(people.day_parts[p] & needs.day_parts[q]),
            asked_day_parts=int(needs.parts_needed[q]),
            minutes_asked=int(needs.minutes_per_week[q]),
            minutes_min=int(people.minutes_min[p]),
            minutes_max=int(people.minutes_max[p]),
            legal=self._legal(p, q),
        )

    def _notes(self, q: int, held: list[int], levels: list[int]) -> list[SkillNote]:
        needs = self._problem.needs
        span = slice(needs.asked_ptr[q], needs.asked_ptr[q + 1])
        columns = (needs.asked_concept, needs.asked_level, needs.asked_required)
        asked = [column[span].tolist() for column in columns]
        # The lists of a shorter need end in empty slots.
        return [self._note(*slot) for slot in zip(*asked, held, levels, strict=False)]

    def _note(self, asked: int, asked_level: int, required: bool, via: int, level: int) -> SkillNote:  # noqa: FBT001
        ids = self._problem.concept_ids
        return SkillNote(
            concept_id=int(ids[asked]),
            required=required,
            asked_level=asked_level,
            held_level=level,
            via_id=None if via == NOTHING or self._same(asked, via) else int(ids[via]),
        )

    def _same(self, asked: int, held: int) -> bool:
        """Return whether two concept rows are one concept: the same row, or joined at closeness 1."""
        related = self._problem.related
        span = slice(related.indptr[asked], related.indptr[asked + 1])
        return asked == held or bool((related.data[span][related.indices[span] == held] >= 1.0).any())

    def _distance(self, p: int, q: int) -> float | None:
        people, needs = self._problem.people, self._problem.needs
        best: tuple[float, float] | None = None
        for a in range(people.areas_ptr[p], people.areas_ptr[p + 1]):
            away = distance_km(people.areas_lat[a], people.areas_lon[a], needs.lat[q], needs.lon[q])
            if not isnan(away):
                # The area that fits best, else the nearest.
                best = max(best or (-inf, -inf), (closeness(away, people.areas_radius_km[a]), -away))
        return None if best is None else -best[1]

    def _legal(self, p: int, q: int) -> tuple[LegalYear, ...]:
        people, needs = self._problem.people, self._problem.needs
        if people.exempt_cells[p] & needs.rule_cells[q]:
            return ()
        years = self._problem.school_years
        limits = self._problem.yearly_limit_minutes or (None,) * len(years)
        rows = zip(years, people.minutes_left[p].tolist(), needs.minutes_by_year[q].tolist(), limits, strict=True)
        return tuple(LegalYear(year, left, asked, limit) for year, left, asked, limit in rows if asked)
