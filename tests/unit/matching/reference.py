"""The engine once more in plain Python, pair by pair, straight from the words of docs/matching.md."""

import math

from matcher.matching.constraints import AS_IS, Obstacle, Relax
from matcher.matching.weights import Weights
from tests.unit.matching.small import Area, Need, Person, World


def distance_km(area: Area, need: Need) -> float:
    phi, theta = math.radians(area.lat), math.radians(need.lat)
    turn = math.radians(need.lon) - math.radians(area.lon)
    square = math.sin((theta - phi) / 2) ** 2 + math.cos(phi) * math.cos(theta) * math.sin(turn / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(min(square, 1.0)))


def closeness(world: World, asked: int, held: int) -> float:
    return 1.0 if asked == held else world.related.get((asked, held), 0.0)


def online(person: Person, need: Need) -> bool:
    return person.online and need.online


def reachable(person: Person, need: Need, extra: float) -> bool:
    return online(person, need) or any(distance_km(a, need) <= a.radius + extra for a in person.areas)


def legal(person: Person, need: Need) -> bool:
    if person.exempt_cells & need.rule_cell:
        return True
    return all(asked <= left for asked, left in zip(need.minutes_by_year, person.minutes_left, strict=True))


def shares_skill(world: World, person: Person, need: Need) -> bool:
    if not need.required:
        return True
    return any(closeness(world, asked, held) > 0 for asked in need.required for held in person.skills)


def obstacle(world: World, person: Person, need: Need, relax: Relax = AS_IS) -> Obstacle:
    common = (person.day_parts | relax.person_day_parts) & (need.day_parts | relax.need_day_parts)
    passed = (
        (Obstacle.EXCLUDED_SCHOOL, need.school not in person.barred),
        (Obstacle.SECTOR, person.sectors & need.sector),
        (Obstacle.ROLE_KIND, person.role_kinds & need.role_kind),
        (Obstacle.PROPOSED_BEFORE, (person.id, need.id) not in world.refused),
        (Obstacle.OPEN_PROPOSALS, person.open_proposals < world.max_open),
        (Obstacle.DATES, person.available_from <= need.starts_on and need.ends_on <= person.available_to),
        (Obstacle.DAY_PARTS, common.bit_count() >= need.parts_needed),
        (Obstacle.HOURS, person.minutes_min <= need.minutes_per_week <= person.minutes_max),
        (Obstacle.TRAVEL, reachable(person, need, relax.extra_km)),
        (Obstacle.CONTRACT_FORM, person.contract_forms & need.contract_forms),
        (Obstacle.LEGAL_HOURS, legal(person, need)),
        (Obstacle.NO_SKILL, shares_skill(world, person, need)),
    )
    return next((name for name, fits in passed if not fits), Obstacle.NONE)


def idf(world: World, concept: int) -> float:
    holders = sum(1 for p in world.people if concept in p.skills)
    return math.log((1 + len(world.people)) / (1 + holders)) + 1


def credit(world: World, person: Person, asked: int, level: int, weights: Weights) -> float:
    best = 0.0
    for held, have in person.skills.items():
        close = closeness(world, asked, held)
        near = close if close == 1 else close * weights.related_decay
        best = max(best, near * max(0.0, 1 - weights.level_step * max(0, level - have)))
    return best


def skills_part(world: World, person: Person, need: Need, weights: Weights) -> float:
    nice = {c: v for c, v in need.nice.items() if c not in need.required}
    asked = [(c, v, 1.0) for c, v in need.required.items()] + [(c, v, weights.nice_factor) for c, v in nice.items()]
    possible = sum(idf(world, c) * factor for c, _, factor in asked)
    if possible == 0:
        return 0.5
    return sum(idf(world, c) * f * credit(world, person, c, v, weights) for c, v, f in asked) / possible


def travel_part(person: Person, need: Need) -> float:
    if online(person, need):
        return 1.0
    return max(
        (1 - distance_km(a, need) / max(a.radius, 1e-9) for a in person.areas if distance_km(a, need) <= a.radius),
        default=0.0,
    )


def hours_part(person: Person, need: Need) -> float:
    middle = (person.minutes_min + min(person.minutes_max, 2400)) / 2
    return min(1.0, max(0.0, 1 - abs(need.minutes_per_week - middle) / max(middle, 1.0)))


def total(world: World, person: Person, need: Need, weights: Weights) -> float:
    parts = (
        (weights.skills, skills_part(world, person, need, weights)),
        (weights.travel, travel_part(person, need)),
        (weights.hours, hours_part(person, need)),
    )
    mean = sum(w * part for w, part in parts) / sum(w for w, _ in parts)
    silent = (1 - person.answering / 255) + (1 - need.answering / 255)
    return max(mean - weights.silence * silent, 0.0)
