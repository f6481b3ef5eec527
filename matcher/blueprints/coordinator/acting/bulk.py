"""Several rows of a list at once: choose, check what will happen, confirm, and read what was done."""

import secrets
from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from matcher import clock
from matcher.access import current_actor, requires, work
from matcher.blueprints.coordinator import blueprint, query_string
from matcher.blueprints.coordinator.acting import bulk_words
from matcher.blueprints.service_calls import saved
from matcher.database import db
from matcher.domain.desk import ACTIONS_OF, MOST_ROWS, TRANSFERS, BulkAction, BulkList, BulkOrder
from matcher.domain.permissions import Permission
from matcher.forms.acting import TransferForm
from matcher.forms.coordinator import EndForm
from matcher.queries.coordination.bulk import LIST_OF, bulk_report, found_ids
from matcher.queries.coordination.transfers import receivers, region_choices, region_name
from matcher.services.desk.bulk import check, run

LISTS = {
    BulkList.PEOPLE: "coordinator.people",
    BulkList.NEEDS: "coordinator.needs",
    BulkList.PROPOSALS: "coordinator.proposals",
    BulkList.REVIEWS: "coordinator.reviews",
}
LARGEST_ID = 2**31 - 1


@blueprint.context_processor
def bulk_choices() -> dict[str, Any]:
    """Give the lists ``bulk_actions(list)``: value and words of each action, empty for who only reads."""
    return {"bulk_actions": _actions, "most_rows": MOST_ROWS}


def _actions(name: str) -> list[tuple[str, str]]:
    if current_actor().acts_in.empty:
        return []
    return [(action.value, bulk_words.verb(action)) for action in ACTIONS_OF[BulkList(name)]]


@blueprint.post("/bulk/controle")
@requires(Permission.COORDINATES)
def bulk_check() -> str | Response:
    """Show the chosen rows and which will be skipped; nothing is written."""
    action = _action()
    if action is None:
        flash(_("Kies wat u wilt doen."), "error")
        return redirect(url_for("coordinator.home"))
    ids, total = _chosen(LIST_OF[action])
    if not ids:
        flash(_("Kies eerst een of meer rijen."), "error")
        return redirect(query_string.same_query(url_for(LISTS[LIST_OF[action]])))
    if total > len(ids):
        text = _("U koos %(total)s rijen. Dit zijn de eerste %(most)s; doe daarna de rest.", total=total, most=len(ids))
        flash(text, "info")
    form = _form(action)
    answered = "region" not in form or ("region" in request.form and form.validate())
    return _check_page(_order(action, ids, form), form, answered=answered)


@blueprint.post("/bulk/doe")
@requires(Permission.COORDINATES)
def bulk_do() -> str | Response:
    """Do it with each row, and show the report; the same page sent twice does it once."""
    action = _action()
    if action is None:
        return redirect(url_for("coordinator.home"))
    form, made = _form(action), list[int]()
    order = _order(action, _ids(), form)
    if form.validate_on_submit() and saved(
        form, lambda: made.append(run(work(), order=order, key=request.form.get("sleutel", "")))
    ):
        return redirect(query_string.same_query(url_for("coordinator.bulk_done", run_id=made[0])))
    if not order.ids:
        return redirect(query_string.same_query(url_for(LISTS[LIST_OF[action]])))
    return _check_page(order, form, answered="region" not in form or not form["region"].errors)


@blueprint.get("/bulk/<int:run_id>")
@requires(Permission.COORDINATOR)
def bulk_done(run_id: int) -> str:
    """Show what was done with each row, to who did it."""
    report = bulk_report(db.session(), run_id=run_id, actor=current_actor(), today=clock.today())
    return render_template("coordinator/acting/bulk_report.html", report=report, **_words(report.action))


def _action() -> BulkAction | None:
    name = request.form.get("actie", "")
    return BulkAction(name) if name in set(BulkAction) else None


def _ids() -> tuple[int, ...]:
    return tuple(row for row in request.form.getlist("rij", type=int) if 0 < row <= LARGEST_ID)


def _chosen(bulk_list: BulkList) -> tuple[tuple[int, ...], int]:
    """Return the ids that go along, and how many were chosen: the ticked rows, or all of the filter."""
    found: Sequence[int] = _ids()
    if "alle" in request.form:
        found = found_ids(db.session(), view=query_string.view(), bulk_list=bulk_list, wish=query_string.wish())
    return tuple(found[:MOST_ROWS]), len(found)


def _form(action: BulkAction) -> FlaskForm:
    """Return what an action asks beside its rows."""
    if action in TRANSFERS:
        return TransferForm.with_regions(region_choices(db.session()))
    return EndForm() if action is BulkAction.REJECT else FlaskForm()


def _order(action: BulkAction, ids: tuple[int, ...], form: FlaskForm) -> BulkOrder:
    asked = {name: form[name].data or "" for name in ("reason", "note", "region", "message") if name in form}
    return BulkOrder(action, ids, **asked)


def _check_page(order: BulkOrder, form: FlaskForm, *, answered: bool) -> str:
    """Show the rows, and ask what is missing; without ``answered`` the region is not known yet, so nothing is tried."""
    rows = check(work(), order=order) if answered else ()
    return render_template(
        "coordinator/acting/bulk_check.html",
        order=order,
        form=form,
        answered=answered,
        good=[row for row in rows if not row.why],
        skipped=[row for row in rows if row.why],
        key=secrets.token_urlsafe(16),
        region=region_name(db.session(), region_code=order.region),
        receivers=receivers(db.session(), region_code=order.region, on=clock.today())
        if answered and order.region
        else (),
        same_query=query_string.same_query,
        **_words(order.action),
    )


def _words(action: BulkAction) -> dict[str, Any]:
    bulk_list = LIST_OF[action]
    return {
        "verb": bulk_words.verb(action),
        "effect": bulk_words.effect(action),
        "outcome": bulk_words.outcome(action),
        "count_text": bulk_words.count_text,
        "back": (bulk_words.list_name(bulk_list), query_string.same_query(url_for(LISTS[bulk_list]))),
    }
