"""The school holidays of vo (and po) per region, as set by the Minister of OCW; most mbo follows them.

Kerst-, mei- and zomervakantie are set (Regeling vaststelling schoolvakanties); herfst- and voorjaarsvakantie are
advised. A school may add a second week in May, and mbo sets its own dates (ADR 0011).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from matcher.domain.choices import HolidayRegion

SOURCE = (
    "Rijksoverheid (OCW), overzicht schoolvakanties per schooljaar; de kerst-, mei- en zomervakantie staan vast, de "
    "herfst- en voorjaarsvakantie zijn advies: rijksoverheid.nl/onderwerpen/schoolvakanties"
)
SATURDAY = 5
# Saturday to Sunday: the weeks and the weekend before them.
WEEKS = {"zomervakantie": 6, "herfstvakantie": 1, "kerstvakantie": 2, "voorjaarsvakantie": 1, "meivakantie": 1}
COLUMNS = (HolidayRegion.NOORD, HolidayRegion.MIDDEN, HolidayRegion.ZUID)
# First Saturday per region; the columns are those of the official pages: noord, midden, zuid.
TABLE = """
zomervakantie      2019-07-13  2019-07-20  2019-07-06

herfstvakantie     2019-10-19  2019-10-19  2019-10-12
kerstvakantie      2019-12-21  2019-12-21  2019-12-21
voorjaarsvakantie  2020-02-15  2020-02-22  2020-02-22
meivakantie        2020-04-25  2020-04-25  2020-04-25
zomervakantie      2020-07-04  2020-07-18  2020-07-11

herfstvakantie     2020-10-10  2020-10-17  2020-10-17
kerstvakantie      2020-12-19  2020-12-19  2020-12-19
voorjaarsvakantie  2021-02-20  2021-02-20  2021-02-13
meivakantie        2021-05-01  2021-05-01  2021-05-01
zomervakantie      2021-07-10  2021-07-17  2021-07-24

herfstvakantie     2021-10-16  2021-10-16  2021-10-23
kerstvakantie      2021-12-25  2021-12-25  2021-12-25
voorjaarsvakantie  2022-02-19  2022-02-26  2022-02-26
meivakantie        2022-04-30  2022-04-30  2022-04-30
zomervakantie      2022-07-16  2022-07-09  2022-07-23

herfstvakantie     2022-10-15  2022-10-22  2022-10-22
kerstvakantie      2022-12-24  2022-12-24  2022-12-24
voorjaarsvakantie  2023-02-25  2023-02-25  2023-02-18
meivakantie        2023-04-29  2023-04-29  2023-04-29
zomervakantie      2023-07-22  2023-07-08  2023-07-15

herfstvakantie     2023-10-21  2023-10-14  2023-10-14
kerstvakantie      2023-12-23  2023-12-23  2023-12-23
voorjaarsvakantie  2024-02-17  2024-02-17  2024-02-10
meivakantie        2024-04-27  2024-04-27  2024-04-27
zomervakantie      2024-07-20  2024-07-13  2024-07-06

herfstvakantie     2024-10-26  2024-10-26  2024-10-19
kerstvakantie      2024-12-21  2024-12-21  2024-12-21
voorjaarsvakantie  2025-02-15  2025-02-22  2025-02-22
meivakantie        2025-04-26  2025-04-26  2025-04-26
zomervakantie      2025-07-12  2025-07-19  2025-07-05

herfstvakantie     2025-10-18  2025-10-18  2025-10-11
kerstvakantie      2025-12-20  2025-12-20  2025-12-20
voorjaarsvakantie  2026-02-21  2026-02-14  2026-02-14
meivakantie        2026-04-25  2026-04-25  2026-04-25
zomervakantie      2026-07-04  2026-07-18  2026-07-11

herfstvakantie     2026-10-10  2026-10-17  2026-10-17
kerstvakantie      2026-12-19  2026-12-19  2026-12-19
voorjaarsvakantie  2027-02-20  2027-02-20  2027-02-13
meivakantie        2027-04-24  2027-04-24  2027-04-24
zomervakantie      2027-07-10  2027-07-17  2027-07-24

herfstvakantie     2027-10-16  2027-10-16  2027-10-23
kerstvakantie      2027-12-25  2027-12-25  2027-12-25
voorjaarsvakantie  2028-02-19  2028-02-26  2028-02-26
meivakantie        2028-04-29  2028-04-29  2028-04-29
zomervakantie      2028-07-15  2028-07-08  2028-07-22

herfstvakantie     2028-10-14  2028-10-21  2028-10-21
kerstvakantie      2028-12-23  2028-12-23  2028-12-23
voorjaarsvakantie  2029-02-17  2029-02-17  2029-02-10
meivakantie        2029-04-28  2029-04-28  2029-04-28
zomervakantie      2029-07-21  2029-07-07  2029-07-14

herfstvakantie     2029-10-20  2029-10-20  2029-10-13
kerstvakantie      2029-12-22  2029-12-22  2029-12-22
voorjaarsvakantie  2030-02-16  2030-02-23  2030-02-23
meivakantie        2030-04-27  2030-04-27  2030-04-27
zomervakantie      2030-07-20  2030-07-13  2030-07-06
"""


@dataclass(frozen=True, slots=True)
class SchoolHoliday:
    """A holiday of the schools of one region; both days are in it, a Saturday and a Sunday."""

    region: HolidayRegion
    name: str
    starts_on: date
    ends_on: date


def _holidays() -> Iterator[SchoolHoliday]:
    for name, *starts in map(str.split, filter(None, TABLE.splitlines())):
        length = timedelta(weeks=WEEKS[name], days=1)
        for region, first in zip(COLUMNS, map(date.fromisoformat, starts), strict=True):
            yield SchoolHoliday(region, name, first, first + length)


HOLIDAYS: tuple[SchoolHoliday, ...] = tuple(_holidays())
# The table says nothing of days outside these two: the functions below know no holiday there.
KNOWN_FROM = date(2019, 8, 1)
KNOWN_TO = max(holiday.ends_on for holiday in HOLIDAYS)


@cache
def _by_day(region: HolidayRegion) -> dict[date, SchoolHoliday]:
    return {
        holiday.starts_on + timedelta(days=n): holiday
        for holiday in HOLIDAYS
        if holiday.region is region
        for n in range((holiday.ends_on - holiday.starts_on).days + 1)
    }


def holiday_on(region: HolidayRegion, day: date) -> SchoolHoliday | None:
    """Return the school holiday of the region on that day; none is known before KNOWN_FROM and after KNOWN_TO.

    Source: Regeling vaststelling schoolvakanties and the dates OCW advises (SOURCE).
    """
    return _by_day(region).get(day)


def is_school_day(region: HolidayRegion, day: date) -> bool:
    """Return whether it is Monday to Friday and no school holiday; public holidays are not looked at."""
    return day.weekday() < SATURDAY and holiday_on(region, day) is None
