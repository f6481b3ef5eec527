"""Placements of the professional and the hours under the six-hours rule."""

from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from matcher import clock
from matcher.access import requires
from matcher.blueprints.legal_words import rule_sentences
from matcher.blueprints.placement_phase import phase_label, phase_of
from matcher.blueprints.professional import blueprint
from matcher.blueprints.professional.common import own_id
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.domain.school_year import school_year_of
from matcher.queries.ledger import Ledger, ledger_of
from matcher.queries.measures import measures
from matcher.queries.placements import PlacementRow, placements_of_professional
from matcher.rules.limits import strictest_for_year


@dataclass(frozen=True, slots=True)
class Rule:
    """The six-hours rule in sentences, with its articles."""

    sentences: list[str]
    article: str


@blueprint.get("/inzet")
@requires(Permission.PROFESSIONAL)
def placements() -> ResponseReturnValue:
    """List placements, with the hours per school year against the limit."""
    rows = placements_of_professional(db.session(), own_id())
    this_year = school_year_of(clock.today())
    limit = strictest_for_year(this_year, measures(db.session()))
    rule = Rule(rule_sentences(limit), limit.article) if limit else None
    return render_template(
        "professional/placements.html",
        rows=rows,
        phase=lambda row: phase_label(phase_of(row)),
        ledgers=_ledgers(rows, this_year),
        rule=rule,
    )


def _ledgers(rows: tuple[PlacementRow, ...], this_year: int) -> list[Ledger]:
    """Return the hours of this school year and of every year with a placement, newest first."""
    years = {year.school_year for row in rows for year in row.years} | {this_year}
    found = (
        ledger_of(db.session(), professional_id=own_id(), school_year=year) for year in sorted(years, reverse=True)
    )
    return [ledger for ledger in found if ledger is not None]
