"""What is known of each route, as one dated table: a change of law or amount is a row with a date.

domain.md section 4. Only what was read in a source is here; amounts of O&O funds change, so a fund has a name only.
To change a fact: give the old row a ``valid_to``, add a row with ``valid_from`` the day after, set ``checked_on``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from matcher.domain.choices import Sector
from matcher.domain.routes import RouteKind, WorkField
from matcher.rules.limits import ARTICLE_MBO, ARTICLE_VMBO

# The law and the facts as they stood on this day.
CHECKED_ON = date(2026, 1, 1)


class FactKind(StrEnum):
    """What a fact is about. ``number`` is in months, hours of study, or euro; LAW and CAUTION have no number."""

    LAW = "law"
    MONTHS = "months"
    STUDY_HOURS = "study_hours"
    COST = "cost"
    SUBSIDY = "subsidy"
    CAUTION = "caution"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read, with its date where it has one. ``url_name``: address without scheme, or empty."""

    name: str
    url_name: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of some routes, in force between two dates (None is open). ``text`` is Dutch, for people.

    ``sector`` None: in every sector of the route. ``checked_on``: when it was last held against its source.
    """

    routes: frozenset[RouteKind]
    kind: FactKind
    text: str
    source: Source
    number: int | None = None
    sector: Sector | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    checked_on: date = CHECKED_ON

    def valid_on(self, day: date) -> bool:
        """Return whether this row is in force on ``day``."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Fund:
    """An O&O fund that has paid for hybrid teachers; whether it pays now, and how much, is asked there."""

    name: str
    fields: frozenset[WorkField]
    source: Source
    checked_on: date = CHECKED_ON


WEB = Source("Wet educatie en beroepsonderwijs, tekst van 1-1-2026", "wetten.overheid.nl/BWBR0007625")
WVO = Source("Wet voortgezet onderwijs 2020, tekst van 1-1-2026", "wetten.overheid.nl/BWBR0044212")
LETTER = Source("Kamerstuk 32 637 nr. 448 (10-3-2021)", "zoek.officielebekendmakingen.nl/kst-32637-448")
SEO = Source("Evaluatie Techniekpact, SEO/Technopolis (2020)")
FUNDS_COURSE = Source("Opleiding van de samenwerkende O&O-fondsen in installatie en metaal")
SUBSIDY_RULE = Source("Subsidie zij-instroom, aanvragen sinds 16-10-2022")
SCHOOLS = Source("Beleid van opleiders en hogescholen; dit verschilt")

_PDG = frozenset({RouteKind.PDG, RouteKind.PDG_VERKORT})
_TO_VO = frozenset({RouteKind.ZIJ_INSTROOM_VO})
_COURSE = frozenset({RouteKind.TECHNIEKOPLEIDER})
_QUALIFIED = frozenset({RouteKind.DOCENT, RouteKind.TWEEDE_GRAAD})
_HBO = frozenset({RouteKind.HBO, RouteKind.HBO_BDB})

FACTS: tuple[Fact, ...] = (
    Fact(frozenset({RouteKind.GASTDOCENT}), FactKind.LAW, ARTICLE_VMBO, WVO, sector=Sector.VMBO),
    Fact(frozenset({RouteKind.GASTDOCENT}), FactKind.LAW, ARTICLE_MBO, WEB, sector=Sector.MBO),
    Fact(frozenset({RouteKind.INSTRUCTEUR}) | _COURSE, FactKind.LAW, "WEB artikel 4.2.2", WEB),
    Fact(_PDG, FactKind.LAW, "WEB artikel 4.2.1", WEB),
    Fact(_QUALIFIED, FactKind.LAW, "WEB artikel 4.2.1", WEB, sector=Sector.MBO),
    Fact(_QUALIFIED | _TO_VO, FactKind.LAW, "WVO 2020 hoofdstuk 7", WVO, sector=Sector.VMBO),
    # The letter names the limit for vo and mbo only; no article sets one for hbo.
    Fact(_HBO, FactKind.LAW, "", LETTER),
    Fact(_COURSE, FactKind.MONTHS, "1 jaar", FUNDS_COURSE, number=12),
    Fact(frozenset({RouteKind.PDG}), FactKind.MONTHS, "ongeveer 18 maanden", SEO, number=18),
    Fact(
        frozenset({RouteKind.PDG_VERKORT}),
        FactKind.MONTHS,
        "ten minste 10 maanden (STC met Fontys)",
        SEO,
        number=10,
    ),
    Fact(
        _TO_VO,
        FactKind.MONTHS,
        "een aanstelling van ten hoogste 2 schooljaren, soms 2 jaar langer",
        WVO,
        number=24,
    ),
    Fact(
        frozenset({RouteKind.PDG}),
        FactKind.STUDY_HOURS,
        "60 studiepunten (EC): 1.680 uur, de helft op het werk",
        SEO,
        number=1680,
    ),
    Fact(frozenset({RouteKind.PDG}), FactKind.COST, "ongeveer € 6.000", SEO, number=6000),
    Fact(
        _PDG | _TO_VO,
        FactKind.SUBSIDY,
        "ten hoogste € 25.000 per persoon",
        SUBSIDY_RULE,
        number=25_000,
        valid_from=date(2022, 10, 16),
    ),
    Fact(
        frozenset({RouteKind.GASTDOCENT}),
        FactKind.CAUTION,
        "Of de klokuren bij meer schoolbesturen samen tellen, staat in de wet niet vast.",
        LETTER,
    ),
    Fact(
        _PDG,
        FactKind.CAUTION,
        "Sommige opleiders vragen een aanstelling van ten minste 0,4 fte. Met de zesurenregeling haalt u dat niet.",
        SCHOOLS,
    ),
    Fact(
        _PDG | _TO_VO,
        FactKind.CAUTION,
        "De subsidie staat vaak ook open voor hybride docenten. Vraag de school of dat nu zo is.",
        LETTER,
    ),
    Fact(
        frozenset({RouteKind.PDG_VERKORT}),
        FactKind.CAUTION,
        "Verkort kan niet overal en niet voor iedereen. Vraag het aan de opleider.",
        SEO,
    ),
    Fact(
        _COURSE,
        FactKind.CAUTION,
        "De opleiding is van de fondsen in installatie en metaal. Vraag of uw werk eronder valt.",
        FUNDS_COURSE,
    ),
    Fact(
        frozenset({RouteKind.INSTRUCTEUR}),
        FactKind.CAUTION,
        "Duur en kosten verschillen per opleider.",
        SCHOOLS,
    ),
    Fact(
        frozenset({RouteKind.TWEEDE_GRAAD}),
        FactKind.CAUTION,
        "Toelating, vrijstellingen, duur en kosten verschillen per opleider.",
        SCHOOLS,
    ),
    Fact(
        frozenset({RouteKind.HBO}),
        FactKind.CAUTION,
        "Elke hogeschool stelt eigen eisen, bijvoorbeeld aan uw diploma.",
        SCHOOLS,
    ),
    Fact(
        frozenset({RouteKind.HBO_BDB}),
        FactKind.CAUTION,
        "Vanaf welke omvang dit moet, verschilt per hogeschool, bijvoorbeeld vanaf 0,2 of 0,4 fte.",
        SCHOOLS,
    ),
)

FUNDS: tuple[Fund, ...] = (
    Fund("A+O Metalektro", frozenset({WorkField.METAAL}), FUNDS_COURSE),
    Fund("Wij Techniek (voorheen OTIB)", frozenset({WorkField.INSTALLATIE}), FUNDS_COURSE),
)
TRAININGS = frozenset(RouteKind) - {RouteKind.GASTDOCENT, RouteKind.DOCENT, RouteKind.HBO}


def facts_of(route: RouteKind, sector: Sector, day: date, facts: Sequence[Fact] = FACTS) -> tuple[Fact, ...]:
    """Return the facts of a route in a sector that are in force on ``day``, in the order of the table."""
    return tuple(row for row in facts if route in row.routes and row.sector in {None, sector} and row.valid_on(day))


def fact_of(kind: FactKind, facts: Sequence[Fact]) -> Fact | None:
    """Return the first fact of this kind; None when nothing is known of it."""
    return next((row for row in facts if row.kind is kind), None)


def law_of(facts: Sequence[Fact]) -> Fact:
    """Return the article of a route, of its facts in one sector. Raises ValueError when it has not exactly one."""
    (law,) = (row for row in facts if row.kind is FactKind.LAW)
    return law


def fund_of(route: RouteKind, field: WorkField | None) -> Fund | None:
    """Return the O&O fund that may pay for this route in this field of work; None when none is known."""
    return next((fund for fund in FUNDS if route in TRAININGS and field in fund.fields), None)
