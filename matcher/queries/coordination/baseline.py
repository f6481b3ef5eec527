"""The situation in 2020, to hold the own figures against. Source: Kamerstuk 32 637 nr. 448 (10-3-2021).

Minimum numbers: people who are seconded are not counted, so there are more. The goal: Kamerstuk 29 544 nr. 1173.
"""

from dataclasses import dataclass

from matcher.domain.choices import Sector

SOURCE = "Kamerstuk 32 637 nr. 448"
SOURCE_URL = "https://zoek.officielebekendmakingen.nl/kst-32637-448.html"
GOAL = 1000
GOAL_SOURCE = "Kamerstuk 29 544 nr. 1173"
GOAL_URL = "https://zoek.officielebekendmakingen.nl/kst-29544-1173.html"


@dataclass(frozen=True, slots=True)
class SectorBaseline:
    """Hybride docenten in one sector: at least how many, and which share of all teachers."""

    sector: Sector
    people: int
    share: float


SECTORS: tuple[SectorBaseline, ...] = (
    SectorBaseline(Sector.MBO, 3131, 0.109),
    SectorBaseline(Sector.HBO, 3719, 0.124),
)
# Share of hybride docenten by region of residence; of the other 28 regions it is not known.
REGION_SHARES: dict[str, float] = {
    "AM36": 0.20,
    "AM17": 0.17,
    "AM24": 0.17,
    "AM37": 0.09,
    "AM06": 0.09,
    "AM28": 0.09,
    "AM27": 0.08,
}
