"""The measure of the six-hours rule in Dutch: how much, counted how, over what, and since when."""

from collections.abc import Iterable, Sequence

from flask_babel import format_date
from flask_babel import gettext as _

from matcher.domain.klokuren import MINUTES_PER_KLOKUUR, klokuren_text
from matcher.domain.labels import LABELS
from matcher.domain.law import LimitBasis, LimitScope
from matcher.queries.measures import MeasureRow
from matcher.rules.limits import Limit


def most_text(limit: Limit) -> str:
    """Return e.g. "gemiddeld 6 klokuren per week over het schooljaar"."""
    hours = klokuren_text(limit.hours_per_week * MINUTES_PER_KLOKUUR)
    if limit.basis is LimitBasis.WEEKLY_MAXIMUM:
        return str(_("%(hours)s in elke week apart", hours=hours))
    return str(_("gemiddeld %(hours)s per week over het schooljaar", hours=hours))


def counted_text(limit: Limit) -> str:
    """Return how that is counted, as a sentence."""
    if limit.basis is LimitBasis.WEEKLY_MAXIMUM:
        return str(_("Een drukke week kan niet worden goedgemaakt met een rustige week."))
    year = klokuren_text(limit.yearly_minutes)
    return str(_("Wij rekenen met %(weeks)s lesweken, dus %(year)s per schooljaar.", weeks=limit.weeks, year=year))


def scope_text(limit: Limit) -> str:
    """Return over what hours are summed, as a sentence."""
    if limit.scope is LimitScope.BOARD:
        return str(_("Wij tellen de klokuren per schoolbestuur."))
    return str(_("Wij tellen de klokuren bij alle scholen samen."))


def measure_sentences(limits: Iterable[Limit]) -> list[str]:
    """Return one sentence or two per sector; sectors with the same measure are taken together."""
    found: dict[str, list[str]] = {}
    for limit in limits:
        text = _("ten hoogste %(most)s. %(counted)s", most=most_text(limit), counted=counted_text(limit))
        found.setdefault(str(text), []).append(LABELS[limit.sector])
    return [_("In %(sectors)s: %(text)s", sectors=" en ".join(names), text=text) for text, names in found.items()]


def scope_sentences(limits: Iterable[Limit]) -> list[str]:
    """Return over what hours are summed; with the sector where they differ."""
    found: dict[str, list[str]] = {}
    for limit in limits:
        found.setdefault(scope_text(limit), []).append(LABELS[limit.sector])
    if len(found) < 2:  # noqa: PLR2004 (one text holds everywhere)
        return list(found)
    return [f"{' en '.join(names)}: {text}" for text, names in found.items()]


def meaning(limits: Sequence[Limit]) -> list[str]:
    """Return what these measures, alike but for their sector, mean from their first day on."""
    first = limits[0]
    opening = _(
        "Vanaf %(day)s rekenen wij in %(sectors)s met ten hoogste %(most)s.",
        day=format_date(first.valid_from, "d-M-yyyy"),
        sectors=" en ".join(LABELS[limit.sector] for limit in limits),
        most=most_text(first),
    )
    return [str(opening), counted_text(first), scope_text(first), *mask_note(limits)]


def mask_note(limits: Iterable[Limit]) -> list[str]:
    """Return what a maximum per week does not do in the lists of matches; empty for a yearly average."""
    if all(limit.basis is LimitBasis.YEARLY_AVERAGE for limit in limits):
        return []
    text = _(
        "Let op bij een grens per week: de lijsten met wie past, rekenen met de som over het schooljaar. Bij het"
        " plaatsen kijken wij wel naar elke week. Een inzet die in een lijst past, gaat dan misschien toch niet door."
    )
    return [str(text)]


def by_sector(rows: Iterable[MeasureRow]) -> dict[str, list[tuple[MeasureRow, str]]]:
    """Return sector -> its measures, each with what it says."""
    found: dict[str, list[tuple[MeasureRow, str]]] = {}
    for row in rows:
        text = _("Ten hoogste %(most)s.", most=most_text(row.limit))
        sentences = (str(text), counted_text(row.limit), scope_text(row.limit))
        found.setdefault(LABELS[row.limit.sector], []).append((row, " ".join(sentences)))
    return found
