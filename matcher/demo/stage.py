"""Who fits what in the demo, by the engine itself, and who already plays a part."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np

from matcher.demo.asks import Ask
from matcher.demo.people import Person
from matcher.demo.world import World
from matcher.domain.actors import Actor
from matcher.matching.columns import Problem
from matcher.matching.ranking import Ranked, rank_people, score_pair
from matcher.queries.snapshot import build_problem

# More than this at a time would not be believable; the engine stops at five.
MOST_OPEN = 3


@dataclass(slots=True)
class Stage:
    """The engine's columns of the demo before anything happened, and what happened since."""

    world: World
    coordinators: dict[str, Actor]
    people: dict[int, Person]
    problem: Problem
    person_rows: dict[int, int]
    need_rows: dict[int, int]
    placed: set[int] = field(default_factory=set)
    pairs: set[tuple[int, int]] = field(default_factory=set)
    open_of: Counter[int] = field(default_factory=Counter)

    def coordinator(self, ask: Ask) -> Actor:
        """Return who coordinates the region of the need."""
        return self.coordinators[ask.need.region_code]

    def pair(self, ask: Ask, person: Person) -> Ranked:
        """Return the score of a pair and remember that it has a proposal."""
        self.pairs.add((person.profile.id, ask.need.id))
        return score_pair(self.problem, self.person_rows[person.profile.id], self.need_rows[ask.need.id])

    def candidates(self, ask: Ask) -> list[Person]:
        """Return who fits the need and has no proposal for it, best first."""
        row = self.need_rows.get(ask.need.id)
        if row is None:
            return []
        ranked = rank_people(self.problem, row, None)
        return [self.people[r.person_id] for r in ranked if (r.person_id, ask.need.id) not in self.pairs]

    def best_unplaced(self, ask: Ask) -> Person | None:
        """Return the best candidate who is not placed anywhere: one placement per person keeps every ledger legal."""
        return next((p for p in self.candidates(ask) if p.profile.id not in self.placed), None)

    def best_free(self, ask: Ask) -> list[Person]:
        """Return candidates who have little to answer now, best first."""
        return [p for p in self.candidates(ask) if self.open_of[p.profile.id] < MOST_OPEN]

    def make_older(self, ask: Ask, person: Person, begin: datetime) -> None:
        """Let both sides exist before their story begins."""
        profile, need = person.profile, ask.need
        if profile.created_at > begin - timedelta(days=12):
            profile.created_at = person.user.created_at = begin - timedelta(days=30)
            person.user.email_verified_at = profile.created_at + timedelta(minutes=7)
            profile.activated_at = profile.created_at + timedelta(days=2)
        if need.opened_at is None or need.opened_at > begin:
            need.opened_at = begin - timedelta(days=4)
            need.created_at = need.opened_at - timedelta(hours=3)


def open_stage(world: World, coordinators: dict[str, Actor], people: list[Person]) -> Stage:
    """Ask the engine once for the columns of everything that is open."""
    problem = build_problem(world.session, today=world.today)
    return Stage(
        world=world,
        coordinators=coordinators,
        people={person.profile.id: person for person in people},
        problem=problem,
        person_rows=_rows(problem.people.ids),
        need_rows=_rows(problem.needs.ids),
    )


def _rows(ids: np.ndarray[tuple[int], np.dtype[np.int64]]) -> dict[int, int]:
    return {int(key): row for row, key in enumerate(ids)}
