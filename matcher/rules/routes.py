"""The routewijzer: which routes to teaching are open to somebody today, which after a training, which not, and why.

domain.md sections 2 to 4. Facts are rows of :mod:`matcher.rules.routes_facts`, conditions are the functions of
:mod:`matcher.rules.routes_conditions`; here they become one verdict per route.
"""

from dataclasses import dataclass, replace

from matcher.domain.choices import Consent, Sector
from matcher.domain.klokuren import MINUTES_PER_KLOKUUR
from matcher.domain.routes import SECTORS_OF_ROUTE, WORK, Possible, RouteKind
from matcher.rules import routes_text as text
from matcher.rules.limits import Limit
from matcher.rules.routes_conditions import Finding, Situation, finding
from matcher.rules.routes_facts import Fact, FactKind, Fund, Source, fact_of, facts_of, fund_of, law_of


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer for one route. Texts are Dutch.

    ``sectors``: where the answer holds. ``laws``: the articles there, one per sector. ``limit``: the six-hours rule,
    None where the law sets no limit. ``enough``: whether the hours wanted fit (None when not told, or the route is
    closed). ``certain``: False when somebody else decides or something is not known. ``held``: a training that is not
    needed (any more). ``conditions``: what is needed before the first lesson.
    """

    route: RouteKind
    possible: Possible
    sectors: tuple[Sector, ...]
    reason: str
    certain: bool
    held: bool
    limit: Limit | None
    enough: bool | None
    laws: tuple[Fact, ...]
    facts: tuple[Fact, ...]
    fund: Fund | None
    conditions: tuple[str, ...]
    next_step: str

    @property
    def article(self) -> str:
        """The articles, e.g. "WVO 2020 artikel 7.19 en WEB artikel 4.2.1 lid 6"; empty where the law is silent."""
        return " en ".join(dict.fromkeys(law.text for law in self.laws))

    def fact(self, kind: FactKind) -> Fact | None:
        """Return what is known of ``kind``: duration, study load, cost, subsidy or a caution."""
        return fact_of(kind, self.facts)


def verdicts(situation: Situation) -> tuple[Verdict, ...]:
    """Return the verdict of every route, in the order of :class:`RouteKind`.

    Law: WVO 2020 art. 7.19 and ch. 7; WEB art. 4.2.1, 4.2.1 lid 6 and 4.2.2; hbo: nr. 448.
    """
    return tuple(verdict(route, situation) for route in RouteKind)


def verdict(route: RouteKind, situation: Situation) -> Verdict:
    """Return the verdict of one route: the best over the sectors wanted; of equals the one with a limit."""
    own = SECTORS_OF_ROUTE[route]
    wanted = own & situation.sectors if situation.sectors else own
    if not wanted:
        elsewhere = Finding(Possible.NO, text.other_sector(own, situation.sectors))
        return _verdict(route, situation, {s: elsewhere for s in Sector if s in own})
    found = {s: _with_consent(route, situation, finding(route, situation, s)) for s in Sector if s in wanted}
    best = min(found.values(), key=_order)
    return _verdict(route, situation, {s: row for s, row in found.items() if _alike(row, best)})


def _order(row: Finding) -> tuple[int, bool]:
    """Open before closed; of two that are open the one with a limit, so that nobody is promised too much."""
    return (list(Possible).index(row.possible), row.limit is None)


def _alike(one: Finding, other: Finding) -> bool:
    """Two sectors have the same answer when only the article of the limit differs."""
    return replace(one, limit=None) == replace(other, limit=None) and _hours(one) == _hours(other)


def _hours(row: Finding) -> int | None:
    return row.limit.yearly_minutes if row.limit else None


def _with_consent(route: RouteKind, situation: Situation, row: Finding) -> Finding:
    """Without the employer's consent nobody starts, whatever the law allows: such a profile is never matched."""
    if situation.consent is Consent.GEWEIGERD and route in WORK and row.possible is Possible.NOW:
        return replace(row, possible=Possible.NO, reason=text.REFUSED)
    return row


def _verdict(route: RouteKind, situation: Situation, found: dict[Sector, Finding]) -> Verdict:
    """Return the verdict of findings that are alike, by sector."""
    sectors, row = tuple(found), next(iter(found.values()))
    by_sector = {sector: facts_of(route, sector, situation.on) for sector in sectors}
    facts = tuple(dict.fromkeys(fact for rows in by_sector.values() for fact in rows))
    return Verdict(
        route=route,
        possible=row.possible,
        sectors=sectors,
        reason=_reason(situation, row),
        certain=row.certain,
        held=row.held,
        limit=row.limit,
        enough=_enough(situation, row),
        laws=tuple(_law(law_of(rows), found[sector].limit) for sector, rows in by_sector.items()),
        facts=facts,
        fund=fund_of(route, situation.field) if row.possible is Possible.LATER else None,
        conditions=_conditions(route, situation, sectors, row),
        next_step=_next_step(route, row),
    )


def _law(law: Fact, limit: Limit | None) -> Fact:
    """A measure may rest on another article than the table of facts names."""
    if limit is None or limit.article == law.text:
        return law
    return replace(law, text=limit.article, source=Source(limit.source, limit.url_name))


def _enough(situation: Situation, row: Finding) -> bool | None:
    if situation.minutes_per_week is None or row.possible is Possible.NO:
        return None
    return row.limit is None or situation.minutes_per_week <= row.limit.hours_per_week * MINUTES_PER_KLOKUUR


def _reason(situation: Situation, row: Finding) -> str:
    """Return why, with the limit, and that more is wanted where it is."""
    parts = [row.reason]
    if row.limit and row.possible is Possible.NOW:
        parts.append(text.limit_text(row.limit))
        if situation.minutes_per_week is not None and not _enough(situation, row):
            parts.append(text.not_enough(situation.minutes_per_week))
    return " ".join(parts)


def _conditions(route: RouteKind, situation: Situation, sectors: tuple[Sector, ...], row: Finding) -> tuple[str, ...]:
    """Return what work that is open today still needs: a responsible teacher, a VOG, the employer's consent."""
    if route not in WORK or row.possible is not Possible.NOW:
        return ()
    responsible = text.RESPONSIBLE if row.limit else ""
    vog = [text.vog_text(sector, situation.vog_issued_on, situation.on) for sector in sectors]
    return tuple(filter(None, (responsible, *vog, text.consent_text(situation.consent))))


def _next_step(route: RouteKind, row: Finding) -> str:
    """Return what to do now; nothing for a training that is not needed or a route that is closed."""
    if row.possible is Possible.NOW:
        return text.NEXT_NOW.get(route, "")
    if row.possible is Possible.LATER:
        return text.NEXT_LATER[route]
    return text.NEXT_REFUSED if row.reason is text.REFUSED else ""
