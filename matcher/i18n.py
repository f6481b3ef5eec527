"""Language of the interface, and forms of dates, numbers and hours for templates: Dutch, in mail also English."""

from datetime import date, datetime, timedelta
from enum import Enum

from flask import Flask
from flask_babel import format_date, format_decimal, get_locale, gettext

from matcher import clock
from matcher.domain import day_parts
from matcher.domain.labels import label
from matcher.domain.reasons import reason_label
from matcher.domain.school_year import school_year_label
from matcher.extensions import babel
from matcher.rules.contract_cost import euro_text
from matcher.rules.klokuren import MINUTES_PER_KLOKUUR, format_klokuren, klokuren_text

THOUSAND = 1_000
THOUSAND_KLOKUREN = 60_000


def _date(value: date | datetime | str | None, pattern: str = "d MMMM yyyy") -> str:
    """Return the date in the language of the reader; a text is an ISO date or month (as mail keeps it)."""
    if value is None:
        return ""
    if isinstance(value, str):
        value = date.fromisoformat(f"{value}-01" if len(value) == len("2026-10") else value)
    day = clock.dutch_date(value) if isinstance(value, datetime) else value
    return str(format_date(day, pattern))


def _short_date(value: date | datetime | None) -> str:
    return _date(value, "dd-MM-yyyy")


def moment(value: datetime | None) -> str:
    """Return the Dutch date with the time."""
    if value is None:
        return ""
    return f"{_date(value)}, {value.astimezone(clock.AMSTERDAM):%H:%M}"


def lesson_time(starts_at: datetime | str, minutes: int) -> str:
    """Return e.g. "donderdag 12 maart 2026, 10.00-11.00 uur"; a text is an ISO moment (as mail keeps it)."""
    begin = datetime.fromisoformat(starts_at) if isinstance(starts_at, str) else starts_at
    begin, end = (each.astimezone(clock.AMSTERDAM) for each in (begin, begin + timedelta(minutes=minutes)))
    times = f"{begin:%H:%M}-{end:%H:%M}" if _english() else f"{begin:%H.%M}-{end:%H.%M} uur"
    return f"{_date(begin, 'EEEE d MMMM yyyy')}, {times}"


def _english() -> bool:
    return bool(get_locale().language == "en")


def _number(value: float | int | None) -> str:  # noqa: PYI041 (the type checker tells them apart)
    if isinstance(value, int):
        # Most numbers of a page; the library takes long for each.
        text = f"{value:,}"
        return text if abs(value) < THOUSAND or _english() else text.replace(",", ".")
    return "" if value is None else str(format_decimal(value))


def klokuren_number(minutes: int) -> str:
    """Return minutes as klokuren to read, with a point per thousand: ``4.195,5`` (a field or a file has no point)."""
    whole, comma, decimals = format_klokuren(minutes).partition(",")
    if comma and _english():
        comma = "."
    return f"{_number(int(whole)) if minutes >= THOUSAND_KLOKUREN else whole}{comma}{decimals}"


def _klokuren_word(minutes: int) -> str:
    """Return minutes with their word, as ``klokuren_text``; in English ``4.5 clock hours``."""
    if not _english():
        return klokuren_text(minutes)
    return f"{klokuren_number(minutes)} {'clock hour' if 0 < minutes <= MINUTES_PER_KLOKUUR else 'clock hours'}"


def _percent(share: float | None) -> str:
    return "" if share is None else str(round(share * 100))


def _label(member: Enum | None) -> str:
    return label(member)


def init_app(app: Flask) -> None:
    """Bind Babel and the filters."""
    babel.init_app(app, locale_selector=lambda: "nl", timezone_selector=lambda: "Europe/Amsterdam")
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.filters.update(
        dagdelen=day_parts.describe,
        datum=_date,
        datum_kort=_short_date,
        euro=euro_text,
        tijdstip=moment,
        getal=_number,
        klokuren=klokuren_number,
        klokuren_woord=_klokuren_word,
        label=_label,
        lestijd=lesson_time,
        procent=_percent,
        reden=reason_label,
        schooljaar=school_year_label,
    )
    app.jinja_env.globals["gettext"] = gettext
