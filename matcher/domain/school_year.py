"""School years: 1 August to 31 July (WPO/WVO/WEB count a school year so). Identified by the year it begins in."""

from datetime import date

FIRST_MONTH = 8


def school_year_of(day: date) -> int:
    """Return the year in which the school year of ``day`` began."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def bounds(school_year: int) -> tuple[date, date]:
    """Return first and last day of the school year."""
    return date(school_year, 8, 1), date(school_year + 1, 7, 31)


def school_years_between(starts_on: date, ends_on: date) -> range:
    """Return the school years touched by the period, first to last."""
    return range(school_year_of(starts_on), school_year_of(ends_on) + 1)


def school_year_label(school_year: int) -> str:
    """Return e.g. ``2026-2027``."""
    return f"{school_year}-{school_year + 1}"
