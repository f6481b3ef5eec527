"""The programmes of the demo: the five pilots of 2021 with their regions, and the national one.

Names and regions: Kamerstuk 32 637 nr. 448 (10-3-2021). The answer times are made up.
"""

from dataclasses import dataclass
from datetime import date

from matcher.demo.world import World
from matcher.domain.deadlines import AnswerTimes, Wait
from matcher.domain.school_year import bounds, school_year_of
from matcher.models import Programme, ProgrammeRegion


@dataclass(frozen=True, slots=True)
class Pilot:
    """A programme; without regions it is national."""

    name: str
    regions: tuple[str, ...]
    times: AnswerTimes


PILOTS = (
    Pilot("PTvT: hybride docenten in heel Nederland", (), AnswerTimes()),
    Pilot("De Hybride Docent maritiem (STC-Group, Rotterdam)", ("AM22",), AnswerTimes(answer=14, meeting=14)),
    Pilot("Hybride Tech Docenten mbo-mkb (Brainport, Eindhoven)", ("AM28", "AM32"), AnswerTimes(review=5, answer=7)),
    Pilot("Maak- en onderhoudsindustrie (Techport, IJmuiden)", ("AM37",), AnswerTimes(trial=14)),
    Pilot("Cybersecurity (The Hague Security Delta, Den Haag)", ("AM21",), AnswerTimes(answer=7, meeting=7)),
    Pilot("Oost Nederland - LLO (Windesheim, Zwolle)", ("AM36",), AnswerTimes(placing=14)),
)


def make_programmes(world: World) -> None:
    """Make them before anything is waited for, so that their answer times hold in every story."""
    began: date = bounds(school_year_of(world.today) - 1)[0]
    for pilot in PILOTS:
        days = {f"{wait}_days": pilot.times.of(wait) for wait in Wait}
        regions = [ProgrammeRegion(region_code=code) for code in pilot.regions]
        world.session.add(
            Programme(name=pilot.name, starts_on=began, national=not pilot.regions, regions=regions, **days)
        )
    world.session.flush()
