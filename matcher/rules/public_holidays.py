"""The public holidays of the Netherlands on which schools are closed (ADR 0011)."""

from datetime import date
from functools import cache

# The law treats this day as a public holiday for terms only (Algemene termijnenwet art. 3 lid 2); schools choose.
NOT_FREE = "Goede vrijdag"


def public_holidays(year: int) -> dict[date, str]:
    """Return the public holidays of the year with their Dutch names, in order.

    5 May counts in the years of a lustrum only (2025, 2030); Koningsdag is 26 April when the 27th is a Sunday.
    """
    return dict(_of_year(year))


def is_public_holiday(day: date) -> bool:
    """Return whether the day is a public holiday."""
    return day in _of_year(day.year)


@cache
def _of_year(year: int) -> dict[date, str]:
    # Here, and not above: it loads in some 50 ms and most processes never ask for a date.
    from holidays import country_holidays  # noqa: PLC0415

    found = country_holidays("NL", years=year, language="nl")
    return {day: _spelled(name) for day, name in sorted(found.items()) if name != NOT_FREE}


def _spelled(name: str) -> str:
    # Dutch writes "tweede paasdag" small and Koningsdag with a capital; the library starts both with a capital.
    return name[0].lower() + name[1:] if " " in name else name
