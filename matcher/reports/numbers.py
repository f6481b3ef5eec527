"""Cells as Dutch readers write them."""

from datetime import date

from matcher.reports.content import Cell


def dutch(value: Cell) -> str:
    """Return a number as 1.234,5 (two decimals at most), a date as 31-12-2026, nothing as a dash."""
    if value is None:
        return "-"
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    whole, _, rest = f"{value:,.2f}".partition(".")
    rest = rest.rstrip("0")
    return whole.replace(",", ".") + (f",{rest}" if rest else "")
