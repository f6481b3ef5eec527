"""Matching rounds (koppelronden): the list with the form for a new dry run, and the page of one round."""

from typing import Any

from flask import render_template, request
from flask_babel import gettext as _

from matcher.access import current_actor, requires
from matcher.blueprints.coordinator import blueprint, query_string
from matcher.blueprints.coordinator.round_words import fairness_of, figures_of, next_text
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.domain.rounds import RoundState
from matcher.forms.rounds import PlanRoundForm
from matcher.queries import rounds as queries


@blueprint.get("/rondes")
@requires(Permission.COORDINATOR)
def rounds() -> str:
    """List the rounds of the own regions."""
    return show_rounds(PlanRoundForm.for_regions(query_string.view().regions))


def show_rounds(form: PlanRoundForm) -> str:
    """Render the list, with the form as it is."""
    found = queries.round_list(db.session(), scope=current_actor().scope, page=request.args.get("page", 1, type=int))
    return render_template("coordinator/rounds.html", found=found, form=form, seen=query_string.view())


@blueprint.get("/rondes/<int:round_id>")
@requires(Permission.COORDINATOR)
def matching_round(round_id: int) -> str:
    """Show what a round chose, what it left open and why, and how far it is."""
    session = db.session()
    found = queries.round_of(session, scope=current_actor().scope, round_id=round_id)
    return render_template(
        "coordinator/round.html",
        found=found,
        **_results(round_id),
        progress=queries.progress_of(session, round_id=round_id),
        outcomes=queries.outcomes_of(session, round_id=round_id),
        figures=figures_of(found),
        fairness=fairness_of(found),
        next_text=next_text(found),
        may_apply=found.state is RoundState.SOLVED and bool(found.figures.get("pairs")),
        may_cancel=found.state is RoundState.SOLVED or (found.running and found.state is not RoundState.APPLYING),
        tabs=_tabs(found),
        shows_open=_shows_open(),
    )


def _shows_open() -> bool:
    return request.args.get("toon") == "open"


def _results(round_id: int) -> dict[str, Any]:
    """Return the page of pairs or of open needs, as the address asks."""
    session, number = db.session(), request.args.get("page", 1, type=int)
    if not _shows_open():
        return {"results": queries.pair_page(session, round_id=round_id, page=number), "reasons": []}
    reasons = queries.open_reasons(session, round_id=round_id)
    return {
        "results": queries.open_need_page(session, round_id=round_id, page=number),
        "reasons": [{"label": words, "value": count} for words, count in reasons.items()],
    }


def _tabs(found: queries.RoundRow) -> list[dict[str, Any]]:
    open_needs = sum(queries.open_reasons(db.session(), round_id=found.id).values())
    return [
        {"label": _("Gekozen paren"), "url": "?", "active": not _shows_open(), "count": found.figures.get("pairs", 0)},
        {"label": _("Vragen die open blijven"), "url": "?toon=open", "active": _shows_open(), "count": open_needs},
    ]
