"""The programmes of the demo: the five pilots of 2021 with their regions, and the national one.

Names, regions and who leads them: Kamerstuk 32 637 nr. 448 (10-3-2021); the 1,000 of the national programme: Kamerstuk
29 544 nr. 1173 (3-2-2023). Answer times, weights and all other targets are examples, made up for the demo.
"""

from dataclasses import dataclass, field
from datetime import date

from matcher.demo.world import World
from matcher.domain.deadlines import AnswerTimes, Wait
from matcher.domain.programmes import TargetKind, Targets
from matcher.domain.school_year import bounds, school_year_of
from matcher.models import Programme, ProgrammeRegion


@dataclass(frozen=True, slots=True)
class Pilot:
    """A programme; without regions it is national."""

    name: str
    regions: tuple[str, ...]
    times: AnswerTimes
    partners: tuple[str, ...]
    targets: Targets
    weights: dict[str, float] = field(default_factory=dict)


PTVT = "Platform Talent voor Technologie"
PILOTS = (
    Pilot("1.000 hybride docenten (PTvT, heel Nederland)", (), AnswerTimes(), (PTVT,), Targets(placements=1000)),
    Pilot(
        "De Hybride Docent maritiem (STC-Group, Rotterdam)",
        ("AM22",),
        AnswerTimes(answer=14, meeting=14),
        ("STC-Group", PTVT),
        Targets(people=40, hours=1200, placements=15, schools=3),
    ),
    Pilot(
        "Hybride Tech Docenten mbo-mkb (Brainport, Eindhoven)",
        ("AM28", "AM32"),
        AnswerTimes(review=5, answer=7),
        ("Brainport", PTVT),
        Targets(people=60, hours=2400, placements=30, schools=6),
        {"skills": 0.7, "travel": 0.1},
    ),
    Pilot(
        "Maak- en onderhoudsindustrie (Techport, IJmuiden)",
        ("AM37",),
        AnswerTimes(trial=14),
        ("Techport", PTVT),
        Targets(people=30, placements=10, schools=4),
    ),
    Pilot(
        "Cybersecurity (The Hague Security Delta, Den Haag)",
        ("AM21",),
        AnswerTimes(answer=7, meeting=7),
        ("The Hague Security Delta", PTVT),
        Targets(people=35, hours=900, placements=12, schools=4),
        {"skills": 0.8},
    ),
    Pilot(
        "Oost Nederland - LLO (Windesheim, Zwolle)",
        ("AM36",),
        AnswerTimes(placing=14),
        ("Hogeschool Windesheim", PTVT),
        Targets(people=30, hours=1000, placements=12, schools=5),
    ),
)


def make_programmes(world: World) -> None:
    """Make them before anything is waited for, so that their answer times hold in every story."""
    began: date = bounds(school_year_of(world.today) - 1)[0]
    for pilot in PILOTS:
        days = {f"{wait}_days": pilot.times.of(wait) for wait in Wait}
        targets = {f"target_{kind}": pilot.targets.of(kind) for kind in TargetKind}
        regions = [ProgrammeRegion(region_code=code) for code in pilot.regions]
        row = Programme(
            name=pilot.name, starts_on=began, national=not pilot.regions, regions=regions, **days, **targets
        )
        row.partners, row.weights = list(pilot.partners), dict(pilot.weights)
        world.session.add(row)
    world.session.flush()
