"""Whether a choice keeps all rules, in plain Python: apart from the solver, so that it can tell on it."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations

from matcher.matching.assignment.instance import DayParts, RoundInstance
from matcher.matching.columns import Ints


def violations(instance: RoundInstance, chosen: Ints) -> tuple[str, ...]:
    """Return in words what is wrong with the chosen edges; empty when everything keeps within the rules."""
    rows = [int(edge) for edge in chosen]
    by_person = defaultdict(list)
    for edge in rows:
        by_person[int(instance.person[edge])].append(edge)
    wrong = [f"edge {edge} twice" for edge, times in Counter(rows).items() if times > 1]
    filled = Counter(int(instance.need[edge]) for edge in rows)
    wrong += [f"need {need} has {count} people" for need, count in filled.items() if count > instance.demands[need]]
    for person, edges in by_person.items():
        if (instance.loads[edges].sum(axis=0) > instance.capacities[person]).any():
            wrong.append(f"person {person} above capacity")
        wrong += apart(instance, person, [int(instance.need[edge]) for edge in edges])
    return tuple(wrong)


def apart(instance: RoundInstance, person: int, needs: list[int]) -> list[str]:
    """Return in words which needs of one person do not go together."""
    pairs = {frozenset(pair) for pair in instance.conflicts.tolist()} if len(needs) > 1 else set()
    wrong = [f"person {person} has {a} and {b}" for a, b in combinations(needs, 2) if frozenset((a, b)) in pairs]
    if not timetable(instance.day_parts, person, needs):
        wrong.append(f"person {person} has no timetable")
    return wrong


def timetable(parts: DayParts, person: int, needs: Iterable[int]) -> bool:
    """Return whether the needs can each have their own day parts while they run: tries all divisions."""
    offered = int(parts.people[person])
    asking = [need for need in needs if parts.parts_needed[need] > 0]

    def place(position: int, taken: dict[int, int]) -> bool:
        if position == len(asking):
            return True
        need = asking[position]
        busy = 0
        for other, mask in taken.items():
            if parts.starts_on[other] <= parts.ends_on[need] and parts.starts_on[need] <= parts.ends_on[other]:
                busy |= mask
        free = offered & int(parts.needs[need]) & ~busy
        bits = [1 << bit for bit in range(32) if free >> bit & 1]
        return any(
            place(position + 1, {**taken, need: sum(some)})
            for some in combinations(bits, int(parts.parts_needed[need]))
        )

    return place(0, {})
