"""A route of the routewijzer in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _

from matcher.blueprints.measure_words import most_text, scope_text
from matcher.domain.routes import ROLES_OF_ROUTE, ROUTE_NAMES, Possible
from matcher.queries.matches import NeedMatch
from matcher.queries.route_needs import OpenNeeds, needs_of_route, shown
from matcher.rules.routes import Verdict
from matcher.rules.routes_facts import FactKind

FIRST_MATCHES = 3


@dataclass(frozen=True, slots=True)
class Link:
    """Words and where they lead; an empty address is words only."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class RouteRow:
    """A route. ``facts``: (what, value); ``notes``: what differs or is not certain; ``matches``: needs that fit."""

    possible: Possible
    title: str
    sectors: tuple[str, ...]
    reason: str
    certain: bool
    facts: list[tuple[str, str]]
    notes: list[str]
    conditions: tuple[str, ...]
    next_step: str
    sources: list[Link]
    checked_on: date
    needs: str
    matches: list[Link]
    more_matches: int


def route_row(row: Verdict, needs: Iterable[OpenNeeds], matches: Sequence[NeedMatch]) -> RouteRow:
    """Return a route with the number of open needs it leads to, and those of them that fit the reader."""
    mine = [need for need in matches if need.sector in row.sectors and need.role_kind in ROLES_OF_ROUTE[row.route]]
    return RouteRow(
        possible=row.possible,
        title=ROUTE_NAMES[row.route],
        sectors=tuple(sector.value for sector in row.sectors),
        reason=row.reason,
        certain=row.certain,
        facts=_facts(row),
        notes=_notes(row),
        conditions=row.conditions,
        next_step=row.next_step,
        sources=_sources(row),
        checked_on=min(fact.checked_on for fact in row.facts),
        needs=_needs(needs_of_route(needs, row.route, row.sectors)),
        matches=[Link(need.title, url_for("professional.need", need_id=need.need_id)) for need in mine[:FIRST_MATCHES]],
        more_matches=max(0, len(mine) - FIRST_MATCHES),
    )


def _notes(row: Verdict) -> list[str]:
    """Return what differs or is not certain; where the law is silent, how the hours are summed here."""
    cautions = [fact.text for fact in row.facts if fact.kind is FactKind.CAUTION]
    return [*cautions, scope_text(row.limit)] if row.limit else cautions


def _needs(count: int) -> str:
    """Return how many open needs there are, as anybody may read it."""
    if count == 0:
        return str(_("Hiervoor staat nu geen onderwijsvraag open."))
    visible = shown(count)
    if visible is None:
        return str(_("Hiervoor staan nu minder dan 5 onderwijsvragen open."))
    return str(_("Hiervoor staan nu %(count)s onderwijsvragen open.", count=visible))


def _facts(row: Verdict) -> list[tuple[str, str]]:
    """Return hours for work; for a training also what it takes, with "not known" said aloud."""
    if row.possible is Possible.NO:
        return []
    hours = (str(_("Klokuren")), _hours(row))
    if row.possible is Possible.NOW:
        return [hours]
    unknown = str(_("verschilt; vraag het na"))
    kinds = (
        (_("Duur"), FactKind.MONTHS, unknown),
        (_("Studielast"), FactKind.STUDY_HOURS, unknown),
        (_("Kosten"), FactKind.COST, unknown),
        (_("Subsidie"), FactKind.SUBSIDY, str(_("bij ons niet bekend"))),
    )
    known = [(str(what), fact.text if (fact := row.fact(kind)) else other) for what, kind, other in kinds]
    return [hours, *known, (str(_("O&O-fonds")), _fund(row))]


def _hours(row: Verdict) -> str:
    return most_text(row.limit) if row.limit else str(_("geen grens in de wet"))


def _fund(row: Verdict) -> str:
    """Return the fund that may pay; no amount, because amounts change."""
    if row.fund:
        return str(_("misschien %(name)s, als uw werkgever daarbij hoort", name=row.fund.name))
    return str(_("vraag uw werkgever of uw branche een fonds heeft dat meebetaalt"))


def _sources(row: Verdict) -> list[Link]:
    """Return the article and the sources of the facts shown, each once."""
    others = () if row.possible is Possible.NO else row.facts
    found: dict[str, Link] = {}
    for fact in (*row.laws, *(fact for fact in others if fact.kind is not FactKind.LAW)):
        article = f"{fact.text}, " if fact.kind is FactKind.LAW and fact.text else ""
        url = f"https://{fact.source.url_name}" if fact.source.url_name else ""
        found.setdefault(fact.source.name, Link(f"{article}{fact.source.name}", url))
    return list(found.values())
