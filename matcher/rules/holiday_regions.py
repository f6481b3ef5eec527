"""Which municipality has its school holidays in which region (Regeling vaststelling schoolvakanties, regio-indeling).

The regeling also divides four municipalities. We know the municipality only, so these places follow the rest of theirs:
Hank and Dussen (Altena), Didam (Montferland) and Dodewaard (Neder-Betuwe) are zuid by law, and Abcoude (De Ronde Venen)
is noord. A school may also choose another region under conditions (art. 7 and 8 of the regeling of 2016-2019).
"""

from matcher.domain.choices import HolidayRegion

PROVINCES = {
    "Drenthe": HolidayRegion.NOORD,
    "Flevoland": HolidayRegion.NOORD,
    "Fryslân": HolidayRegion.NOORD,
    "Gelderland": HolidayRegion.MIDDEN,
    "Groningen": HolidayRegion.NOORD,
    "Limburg": HolidayRegion.ZUID,
    "Noord-Brabant": HolidayRegion.ZUID,
    "Noord-Holland": HolidayRegion.NOORD,
    "Overijssel": HolidayRegion.NOORD,
    "Utrecht": HolidayRegion.MIDDEN,
    "Zeeland": HolidayRegion.ZUID,
    "Zuid-Holland": HolidayRegion.MIDDEN,
}
GELDERLAND_ZUID = (
    "Arnhem",
    "Berg en Dal",
    "Beuningen",
    "Doesburg",
    "Druten",
    "Duiven",
    "Heumen",
    "Lingewaard",
    "Maasdriel",
    "Nijmegen",
    "Overbetuwe",
    "Renkum",
    "Rheden",
    "Rozendaal",
    "West Maas en Waal",
    "Westervoort",
    "Wijchen",
    "Zaltbommel",
    "Zevenaar",
)
EXCEPTIONS = {
    ("Flevoland", "Zeewolde"): HolidayRegion.MIDDEN,
    ("Gelderland", "Hattem"): HolidayRegion.NOORD,
    ("Noord-Brabant", "Altena"): HolidayRegion.MIDDEN,
    ("Utrecht", "Eemnes"): HolidayRegion.NOORD,
    **{("Gelderland", name): HolidayRegion.ZUID for name in GELDERLAND_ZUID},
}


def holiday_region_of(province: str, municipality: str) -> HolidayRegion:
    """Return the region of the school holidays; the names are those of the reference table of municipalities.

    Source: Regeling vaststelling schoolvakanties, article on the regio-indeling. Raises KeyError for a province that
    does not exist.
    """
    return EXCEPTIONS.get((province, municipality)) or PROVINCES[province]
