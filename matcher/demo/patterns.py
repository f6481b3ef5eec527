"""Day parts that people and schools really have: a fixed day, two mornings, evenings."""

from random import Random

from matcher.domain.day_parts import PARTS, WEEKDAYS, to_mask

WORKDAYS = WEEKDAYS[:5]
MORNING, AFTERNOON, EVENING = PARTS
DAYTIME = (MORNING, AFTERNOON)


def mask(days: tuple[str, ...], parts: tuple[str, ...]) -> int:
    """Return every combination of these days and parts as a mask."""
    return to_mask(f"{day}-{part}" for day in days for part in parts)


def _some(rng: Random, count: int) -> tuple[str, ...]:
    return tuple(rng.sample(WORKDAYS, count))


def offered(rng: Random) -> int:
    """Return when somebody can teach."""
    kind = rng.choices(
        ("day", "two_days", "mornings", "afternoons", "evenings", "friday", "flexible", "day_and_evening", "saturday"),
        (16, 20, 12, 8, 7, 7, 21, 7, 2),
    )[0]
    return {
        "day": lambda: mask(_some(rng, 1), DAYTIME),
        "two_days": lambda: mask(_some(rng, 2), DAYTIME),
        "mornings": lambda: mask(_some(rng, rng.choice((2, 3))), (MORNING,)),
        "afternoons": lambda: mask(_some(rng, rng.choice((2, 3))), (AFTERNOON,)),
        "evenings": lambda: mask(_some(rng, rng.choice((2, 3, 4))), (EVENING,)),
        "friday": lambda: mask(("vr",), DAYTIME),
        "flexible": lambda: mask(_some(rng, rng.choice((4, 5))), DAYTIME),
        "day_and_evening": lambda: mask(_some(rng, 1), DAYTIME) | mask(_some(rng, 2), (EVENING,)),
        "saturday": lambda: mask(("za",), (MORNING,)) | mask(_some(rng, 2), (EVENING,)),
    }[kind]()


def daytime(rng: Random) -> int:
    """Return one to three whole days."""
    return mask(_some(rng, rng.choice((1, 2, 2, 3))), DAYTIME)


def asked(rng: Random, *, evenings: bool = False) -> int:
    """Return when a school can have the lessons: mostly some days to choose from."""
    if evenings:
        return mask(_some(rng, 3), (EVENING,))
    kind = rng.choices(("days", "mornings", "afternoons", "week"), (30, 10, 10, 50))[0]
    return {
        "days": lambda: mask(_some(rng, rng.choice((2, 3, 3))), DAYTIME),
        "mornings": lambda: mask(_some(rng, rng.choice((4, 5))), (MORNING,)),
        "afternoons": lambda: mask(_some(rng, rng.choice((4, 5))), (AFTERNOON,)),
        "week": lambda: mask(WORKDAYS, DAYTIME),
    }[kind]()
