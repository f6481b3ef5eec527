"""The measure of the six-hours rule, as a dated table.

domain.md section 2: WVO 2020 art. 7.19 (vo, so vmbo) and WEB art. 4.2.1 lid 6 (mbo), text in force on 1-1-2026; hbo has
no limit. Until 1-8-2020 the limit was 4. What the law leaves open (weeks, scope) is decided in ADR 0002.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from matcher.domain.choices import Sector
from matcher.domain.law import LimitBasis, LimitScope
from matcher.domain.school_year import bounds
from matcher.rules.klokuren import MINUTES_PER_KLOKUUR

# The law names no number of weeks; practice: 240 hours = 6 x 40 teaching weeks (Brainport; domain.md section 2).
WEEKS_PER_SCHOOL_YEAR = 40
# Stands for "no limit" where a number is needed, e.g. in the columns of the matching engine.
UNLIMITED_MINUTES = 2_000_000_000


# A school year (an int, the year it begins in), or the Monday of a week: over what a limit is measured.
Period = int | date


@dataclass(frozen=True, slots=True)
class Limit:
    """How much somebody may teach under the six-hours rule in one sector, between two dates (None is open).

    ``hours_per_week``: klokuren, averaged over the school year. ``weeks``: teaching weeks in a school year.
    ``scope`` and ``basis``: over what hours are summed and measured. ``article``: Dutch, for texts. ``url_name``:
    where the text can be read, without scheme.
    """

    sector: Sector
    hours_per_week: int
    article: str
    source: str
    url_name: str
    valid_from: date | None = None
    valid_to: date | None = None
    weeks: int = WEEKS_PER_SCHOOL_YEAR
    scope: LimitScope = LimitScope.PERSON
    basis: LimitBasis = LimitBasis.YEARLY_AVERAGE

    @property
    def yearly_minutes(self) -> int:
        """Minutes per school year: klokuren per week x teaching weeks x 60 (6 x 40 = 240 klokuren)."""
        return self.hours_per_week * self.weeks * MINUTES_PER_KLOKUUR

    @property
    def minutes(self) -> int:
        """Minutes per period of the basis: a school year, or a week."""
        if self.basis is LimitBasis.WEEKLY_MAXIMUM:
            return self.hours_per_week * MINUTES_PER_KLOKUUR
        return self.yearly_minutes

    def valid_on(self, day: date) -> bool:
        """Return whether this row is in force on ``day``."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


SIX_HOURS_FROM = date(2020, 8, 1)
FOUR_HOURS_TO = date(2020, 7, 31)
ARTICLE_VMBO = "WVO 2020 artikel 7.19"
ARTICLE_MBO = "WEB artikel 4.2.1 lid 6"
_WVO_2020 = "wetten.overheid.nl/BWBR0044212"
_WEB = "wetten.overheid.nl/BWBR0007625"
_HISTORY = "Kamerstuk 32 637 nr. 448 (10-3-2021): tot 1-8-2020 vier klokuren"
_HISTORY_AT = "zoek.officielebekendmakingen.nl/kst-32637-448"

LIMITS: tuple[Limit, ...] = (
    Limit(Sector.VMBO, 4, "voorloper van WVO 2020 artikel 7.19", _HISTORY, _HISTORY_AT, valid_to=FOUR_HOURS_TO),
    Limit(
        Sector.VMBO,
        6,
        ARTICLE_VMBO,
        "Wet voortgezet onderwijs 2020, artikel 7.19, tekst zoals die geldt op 1-1-2026",
        _WVO_2020,
        valid_from=SIX_HOURS_FROM,
    ),
    Limit(Sector.MBO, 4, "WEB artikel 4.2.1", _HISTORY, _HISTORY_AT, valid_to=FOUR_HOURS_TO),
    Limit(
        Sector.MBO,
        6,
        ARTICLE_MBO,
        "Wet educatie en beroepsonderwijs, artikel 4.2.1 lid 6, tekst zoals die geldt op 1-1-2026",
        _WEB,
        valid_from=SIX_HOURS_FROM,
    ),
)


def limit_on(sector: Sector, day: date, limits: Sequence[Limit] = LIMITS) -> Limit | None:
    """Return the limit in force for the sector on ``day``; None where the law sets none (hbo).

    Law: WVO 2020 art. 7.19 (vmbo), WEB art. 4.2.1 lid 6 (mbo).
    """
    return next((row for row in limits if row.sector is sector and row.valid_on(day)), None)


def limit_for_year(sector: Sector, school_year: int, limits: Sequence[Limit] = LIMITS) -> Limit | None:
    """Return the limit in force on the first day of the school year: it holds for that whole year ("op jaarbasis")."""
    return limit_on(sector, bounds(school_year)[0], limits)


def strictest_for_year(school_year: int, limits: Sequence[Limit] = LIMITS) -> Limit | None:
    """Return the lowest limit of all sectors in that school year, for somebody whose next sector is not known yet.

    Its ``article`` names the articles of all sectors, because the hours of all sectors are summed (ADR 0002).
    """
    found = [row for sector in Sector if (row := limit_for_year(sector, school_year, limits))]
    if not found:
        return None
    articles = " en ".join(row.article for row in found)
    return replace(min(found, key=lambda row: row.yearly_minutes), article=articles)


def scoped(limits: Sequence[Limit], scope: LimitScope) -> tuple[Limit, ...]:
    """Return the limits with their hours summed over this scope: the other reading of the same law (ADR 0002)."""
    return tuple(replace(row, scope=scope) for row in limits)


def article_of(sector: Sector) -> str:
    """Return the article of the six-hours rule in the sector; an empty string for hbo, which has none."""
    return {Sector.VMBO: ARTICLE_VMBO, Sector.MBO: ARTICLE_MBO}.get(sector, "")
