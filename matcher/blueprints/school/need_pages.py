"""Onderwijsvragen of the school: the list, one need, and its buttons."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher import clock
from matcher.access import current_actor, requires, work
from matcher.blueprints.contract_cost import average_costs
from matcher.blueprints.school import blueprint
from matcher.blueprints.school.current import current_school_id
from matcher.blueprints.school.need_steps import summary
from matcher.blueprints.school.need_words import card_line
from matcher.blueprints.school.room import no_room_here
from matcher.blueprints.service_calls import done
from matcher.database import db
from matcher.domain.labels import label
from matcher.domain.permissions import Permission
from matcher.domain.states import NeedState
from matcher.queries.contract_cost import subject_of_need
from matcher.queries.entries import entry_of_need
from matcher.queries.needs import NeedFilter, NeedList, need_list, need_view
from matcher.services import need_states
from matcher.services.needs import EDITABLE, copy_need

VERBS = {
    NeedState.OPEN: need_states.open_need,
    NeedState.MAYBE: need_states.expect_need,
    NeedState.PAUSED: need_states.pause_need,
    NeedState.FILLED: need_states.fill_need,
    NeedState.CLOSED: need_states.close_need,
    NeedState.DRAFT: need_states.revive_need,
}


def button_of(state: NeedState) -> str:
    """Return the verb on the button that moves a need to ``state``."""
    texts = {
        NeedState.OPEN: _("Open deze vraag"),
        NeedState.MAYBE: _("Zet op misschien"),
        NeedState.PAUSED: _("Pauzeer"),
        NeedState.FILLED: _("Zet op vervuld"),
        NeedState.CLOSED: _("Sluit"),
        NeedState.DRAFT: _("Maak er weer een concept van"),
    }
    return str(texts[state])


def _said(state: NeedState) -> str:
    texts = {
        NeedState.OPEN: _("De vraag is open. Hieronder ziet u wie past."),
        NeedState.MAYBE: _("De vraag staat op misschien. U ziet wie past; wij sturen nog niets."),
        NeedState.PAUSED: _("De vraag staat op pauze."),
        NeedState.FILLED: _("Fijn dat het gelukt is. De vraag staat op vervuld."),
        NeedState.CLOSED: _("De vraag is gesloten."),
        NeedState.DRAFT: _("De vraag is weer een concept."),
    }
    return str(texts[state])


def wanted_needs() -> NeedFilter:
    """Read the filter from the address; what is unknown in it is left out."""
    known = {state.value: state for state in NeedState}
    return NeedFilter(
        states=frozenset(known[value] for value in request.args.getlist("status") if value in known),
        text=request.args.get("q", "")[:80],
        page=request.args.get("page", 1, type=int),
    )


def _filters(wanted: NeedFilter, found: NeedList) -> list[dict[str, Any]]:
    states = [
        {"value": s.value, "label": label(s), "count": found.counts.get(s, 0), "checked": s in wanted.states}
        for s in NeedState
    ]
    return [
        {"name": "q", "label": _("Zoek"), "kind": "text", "value": wanted.text},
        {"name": "status", "label": _("Status"), "kind": "checkbox", "options": states},
    ]


@blueprint.get("/vragen")
@requires(Permission.SCHOOL)
def needs() -> str:
    """List the needs of the school."""
    wanted = wanted_needs()
    found = need_list(db.session(), actor=current_actor(), school_id=current_school_id(), wanted=wanted)
    return render_template(
        "school/needs.html", found=found, filters=_filters(wanted, found), line=card_line, wanted=wanted
    )


@blueprint.get("/vragen/<int:need_id>")
@requires(Permission.SCHOOL)
def need(need_id: int) -> str:
    """Show one need with what can be done with it."""
    view = need_view(db.session(), actor=current_actor(), need_id=need_id)
    return render_template(
        "school/need.html",
        need=view,
        rows=summary(view) if view.state in EDITABLE else [{**row, "url": ""} for row in summary(view)],
        line=card_line(view),
        button_of=button_of,
        full=no_room_here(view),
        entry=entry_of_need(db.session(), need_id),
        costs=average_costs(subject_of_need(view, clock.today())),
    )


@blueprint.post("/vragen/<int:need_id>/status")
@requires(Permission.SCHOOL)
def move_need(need_id: int) -> Response:
    """Move a need to another state; an open or expected one goes on to its candidates."""
    target = request.form.get("naar", type=NeedState)
    need_view(db.session(), actor=current_actor(), need_id=need_id)
    if target is None:
        flash(_("Kies een van de knoppen op deze pagina."), "error")
        return redirect(url_for("school.need", need_id=need_id))
    moved = done(lambda: VERBS[target](work(), need_id=need_id), _said(target))
    endpoint = "school.candidates" if moved and target in {NeedState.OPEN, NeedState.MAYBE} else "school.need"
    return redirect(url_for(endpoint, need_id=need_id))


@blueprint.post("/vragen/<int:need_id>/klopt-nog")
@requires(Permission.SCHOOL)
def confirm_need(need_id: int) -> Response:
    """Confirm that the need is still right."""
    done(lambda: need_states.confirm_need(work(), need_id=need_id), _("Dank u. De vraag is vandaag bevestigd."))
    return redirect(url_for("school.need", need_id=need_id))


@blueprint.post("/vragen/<int:need_id>/kopie")
@requires(Permission.SCHOOL)
def duplicate_need(need_id: int) -> Response:
    """Copy a need and go on to check the copy."""
    copy = copy_need(work(), need_id=need_id)
    flash(_("Dit is een kopie, als concept. Wijzig wat anders is."), "success")
    return redirect(url_for("school.check_need", need_id=copy.id))
