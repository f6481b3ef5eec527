"""``flask rules routes``: the routewijzer for many situations, in JSON lines."""

from collections.abc import Mapping
from typing import Any, BinaryIO

import click

from matcher.cli.json_lines import answer_lines
from matcher.cli.rules import rules
from matcher.cli.rules_routes_input import situation_of
from matcher.domain.klokuren import MINUTES_PER_KLOKUUR
from matcher.rules.routes import Verdict, verdicts
from matcher.rules.routes_facts import Fact, FactKind


@rules.command("routes")
@click.argument("source", metavar="[FILE|-]", type=click.File("rb"), default="-")
def routes_command(source: BinaryIO) -> None:
    """Say per route to teaching whether it is open to somebody: now, later (a training) or no, and why.

    Reads one JSON object per line from FILE or standard input, prints one per line. Needs no database.

    \b
    id                anything; comes back in the answer
    on                day of the question, 2026-09-01; default today
    education         mbo-2, mbo-3, mbo-4, hbo or wo ("mbo_3" and "mbo3" too)
    field             field of work, free text: "lastechniek"
    years_experience  number of years
    certificates      list or text; PDD, PDC, PDG and BDB count as a proof
    qualifications    list of {"kind", "sector", "from", "to"}; kind: bevoegd, pdg,
                      geschiktheidsverklaring, in_opleiding, instructeur, bdb
    sector            vo, vmbo, mbo or hbo, or a list; wanted
    hours_per_week    klokuren of 60 minutes; wanted
    employer_consent  true, false, "gevraagd", "niet_nodig"
    vog_issued_on     day on the VOG

    A missing key is not known; other keys are ignored. A broken or impossible line gives {"id", "line", "error"} and
    the lines after it are answered as usual.
    """  # noqa: D301 - to click it is a backspace: do not wrap
    answer_lines(source, answered)


def answered(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``{"on", "routes": {route: {...}}}``. Raises ValueError (Dutch) for facts that cannot be."""
    situation = situation_of(facts)
    return {
        "on": situation.on.isoformat(),
        "routes": {row.route.value: _as_json(row) for row in verdicts(situation)},
    }


def _as_json(row: Verdict) -> dict[str, Any]:
    """Amounts are euro, hours klokuren or hours of study; null is "no limit" for hours, else "not known"."""
    return {
        "possible": row.possible.value,
        "reason": row.reason,
        "certain": row.certain,
        "held": row.held,
        "sectors": [sector.value for sector in row.sectors],
        "hours_per_week": row.limit.hours_per_week if row.limit else None,
        "hours_per_year": row.limit.yearly_minutes // MINUTES_PER_KLOKUUR if row.limit else None,
        "enough": row.enough,
        "article": row.article or None,
        "source": "; ".join(law.source.name for law in row.laws),
        "checked_on": min(law.checked_on for law in row.laws).isoformat(),
        "months": _number(row.fact(FactKind.MONTHS)),
        "study_hours": _number(row.fact(FactKind.STUDY_HOURS)),
        "cost": _number(row.fact(FactKind.COST)),
        "subsidy": _number(row.fact(FactKind.SUBSIDY)),
        "fund": row.fund.name if row.fund else None,
        "conditions": list(row.conditions),
        "next_step": row.next_step or None,
        "notes": [fact.text for fact in row.facts if fact.kind is FactKind.CAUTION],
    }


def _number(fact: Fact | None) -> int | None:
    return fact.number if fact else None
