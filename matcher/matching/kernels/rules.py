"""The hard constraints of one pair, on plain numbers: each rule once, for every loop."""

from typing import NamedTuple

from matcher.matching.columns import Ints, Smalls
from matcher.matching.compiled import kernel
from matcher.matching.obstacle import Obstacle

FITS = int(Obstacle.NONE)
SECTOR = int(Obstacle.SECTOR)
ROLE_KIND = int(Obstacle.ROLE_KIND)
EXCLUDED_SCHOOL = int(Obstacle.EXCLUDED_SCHOOL)
PROPOSED_BEFORE = int(Obstacle.PROPOSED_BEFORE)
OPEN_PROPOSALS = int(Obstacle.OPEN_PROPOSALS)
DATES = int(Obstacle.DATES)
DAY_PARTS = int(Obstacle.DAY_PARTS)
HOURS = int(Obstacle.HOURS)
TRAVEL = int(Obstacle.TRAVEL)
CONTRACT_FORM = int(Obstacle.CONTRACT_FORM)
LEGAL_HOURS = int(Obstacle.LEGAL_HOURS)
NO_SKILL = int(Obstacle.NO_SKILL)


class Terms(NamedTuple):
    """What holds for every pair of one question: the cap on open proposals, and the what-if."""

    max_open: int
    extra_km: float
    person_day_parts: int
    need_day_parts: int


class Person(NamedTuple):
    """The numbers of one person, as in ``columns.People``; ``day_parts`` with those of the what-if."""

    sectors: int
    role_kinds: int
    contract_forms: int
    day_parts: int
    minutes_min: int
    minutes_max: int
    available_from: int
    available_to: int
    open_proposals: int


class Need(NamedTuple):
    """The numbers of one need, as in ``columns.Needs``; ``day_parts`` with those of the what-if."""

    sectors: int
    role_kinds: int
    contract_forms: int
    day_parts: int
    parts_needed: int
    minutes_per_week: int
    starts_on: int
    ends_on: int


@kernel
def share(one: int, other: int) -> bool:
    """Return whether two masks have a bit in common."""
    return (one & other) != 0


@kernel
def count_bits(mask: int) -> int:
    """Return how many bits are set, of the lowest 32."""
    pairs = mask - ((mask >> 1) & 0x55555555)
    fours = (pairs & 0x33333333) + ((pairs >> 2) & 0x33333333)
    eights = (fours + (fours >> 4)) & 0x0F0F0F0F
    halves = eights + (eights >> 8)
    return (halves + (halves >> 16)) & 0x3F


@kernel
def listed(values: Ints, begin: int, end: int, wanted: int) -> bool:
    """Return whether ``wanted`` is among ``values[begin:end]``."""
    for i in range(begin, end):  # noqa: SIM110 - no generators in a kernel
        if values[i] == wanted:
            return True
    return False


@kernel
def available(begins: int, ends: int, starts_on: int, ends_on: int) -> bool:
    """Return whether a person is available during the whole period of a need."""
    return (begins <= starts_on) & (ends_on <= ends)


@kernel
def between(least: int, asked: int, most: int) -> bool:
    """Return whether the asked minutes lie within what is offered."""
    return (least <= asked) & (asked <= most)


@kernel
def enough_parts(offered: int, asked: int, needed: int) -> bool:
    """Return whether two masks of day parts share as many as are needed."""
    return count_bits(offered & asked) >= needed


@kernel
def within_law(minutes_left: Smalls, p: int, minutes_by_year: Smalls, q: int) -> bool:
    """Return whether need ``q`` takes no more in any school year than person ``p`` has left."""
    for year in range(minutes_left.shape[1]):  # noqa: SIM110 - no generators in a kernel
        if minutes_by_year[q, year] > minutes_left[p, year]:
            return False
    return True


@kernel
def early_obstacle(person: Person, need: Need, max_open: int) -> int:
    """Return the first failing constraint that reads numbers of both only, 0 when all hold.

    From the last to the first and without leaving early: the compiler makes it free of branches, and in a loop over
    people takes many at once.
    """
    code = FITS
    if not between(person.minutes_min, need.minutes_per_week, person.minutes_max):
        code = HOURS
    if not enough_parts(person.day_parts, need.day_parts, need.parts_needed):
        code = DAY_PARTS
    if not available(person.available_from, person.available_to, need.starts_on, need.ends_on):
        code = DATES
    if person.open_proposals >= max_open:
        code = OPEN_PROPOSALS
    if not share(person.role_kinds, need.role_kinds):
        code = ROLE_KIND
    if not share(person.sectors, need.sectors):
        code = SECTOR
    return code


@kernel
def with_lists(code: int, barred: bool, refused: bool) -> int:  # noqa: FBT001 - as numba wants it
    """Return the first failing constraint when the person may have barred the school or refused the need.

    ``code`` is what ``early_obstacle`` returned; the first comes before all of it, the second after sector and role.
    """
    if barred:
        return EXCLUDED_SCHOOL
    if code in (SECTOR, ROLE_KIND):
        return code
    return PROPOSED_BEFORE if refused else code
