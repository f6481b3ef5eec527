"""The words of filters that come from a figure of the dashboard."""

from collections.abc import Collection
from contextlib import suppress
from datetime import date

from flask_babel import format_date
from flask_babel import gettext as _

from matcher.blueprints.coordinator.domain_words import domain_name
from matcher.domain.states import Party
from matcher.queries.coordination.facets_answers import HOW, SIDES_ASKED
from matcher.queries.coordination.facets_skills import DOMAINS


def words(name: str, chosen: Collection[str]) -> dict[str, str]:
    """Return value -> words of a filter: all its values, or of the long ones only those that are chosen."""
    if name == "domein":
        return {domain: domain_name(domain) for domain in DOMAINS}
    if name == "dekking":
        return {"vol": _("alle voorzien"), "deels": _("deels voorzien"), "niet": _("geen voorzien")}
    known = {"voorstel": _never, "antwoord": _answers}.get(name)
    if known is not None:
        return {value: text for value, text in known().items() if value in chosen}
    return {day.isoformat(): _day(name, day) for day in _days(chosen)}


def _never() -> dict[str, str]:
    return {"geen": _("nog nooit een")}


def _answers() -> dict[str, str]:
    side = {
        Party.PROFESSIONAL: _("professional"),
        Party.SCHOOL: _("school"),
        Party.COORDINATOR: _("coördinator"),
    }
    how = dict(zip(HOW, (_("binnen tien dagen"), _("later"), _("geen antwoord")), strict=True))
    return {f"{party.value}-{name}": f"{side[party]}: {text}" for party in SIDES_ASKED for name, text in how.items()}


def _days(chosen: Collection[str]) -> list[date]:
    found = []
    for value in sorted(chosen):
        with suppress(ValueError):
            found.append(date.fromisoformat(value))
    return found


def _day(name: str, day: date) -> str:
    return str(format_date(day, "d MMMM y" if name == "week" else "MMMM y"))
