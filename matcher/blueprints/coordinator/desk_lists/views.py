"""Saved views: kept under a name, chosen at the list, renamed, thrown away."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher.access import current_actor, requires, work
from matcher.blueprints.coordinator import blueprint, query_string
from matcher.blueprints.coordinator.desk_lists.words import LIST_IN_URL, filter_words, list_url
from matcher.blueprints.service_calls import done, saved
from matcher.database import db
from matcher.domain.desk import DeskList, ExportFormat
from matcher.domain.permissions import Permission
from matcher.exports.words import list_name
from matcher.forms.saved_views import SavedViewForm
from matcher.queries.saved_views import own_view, views_of
from matcher.services import saved_views as services


def tools_of(which: DeskList) -> dict[str, Any]:
    """Return what stands above a list: its views, where to keep this one, and its files."""
    present = query_string.present()
    views = views_of(db.session(), current_actor(), which)
    keep = url_for("coordinator.new_view", desk_list=which.value)
    return {
        "views": [{"name": row.name, "owner": row.owner, "url": list_url(which, row.query)} for row in views],
        "views_url": url_for("coordinator.views"),
        "keep_url": query_string.same_query(keep) if present else "",
        "export_url": query_string.same_query(url_for("coordinator.make_export", desk_list=which.value)),
        "formats": [
            (ExportFormat.CSV.value, _("Download als CSV")),
            (ExportFormat.XLSX.value, _("Download als Excel")),
        ],
    }


@blueprint.get("/weergaven")
@requires(Permission.COORDINATOR)
def views() -> str:
    """List the views that can be chosen, per list."""
    found = views_of(db.session(), current_actor())
    seen = query_string.view()
    lists = [
        (list_name(which), [row for row in found if row.desk_list is which])
        for which in DeskList
        if any(row.desk_list is which for row in found)
    ]
    words = {row.id: filter_words(row.desk_list, row.query, seen) for row in found}
    return render_template("coordinator/lists/views.html", lists=lists, words=words, list_url=list_url)


@blueprint.route(f"/weergaven/nieuw/{LIST_IN_URL}", methods=["GET", "POST"])
@requires(Permission.COORDINATOR)
def new_view(desk_list: str) -> str | Response:
    """Ask for a name, and keep the filters, search and sort of the address under it."""
    which, form, asked = DeskList(desk_list), SavedViewForm(), query_string.present()
    if form.validate_on_submit() and saved(form, lambda: _save(which, form, asked)):
        flash(_("De weergave is bewaard. U vindt hem bij Bewaarde weergaven."), "success")
        return redirect(list_url(which, asked))
    return _form(form, which, asked, _("Bewaar deze weergave"))


def _save(which: DeskList, form: SavedViewForm, asked: str) -> None:
    name, shared = form.name.data or "", bool(form.shared.data)
    services.save_view(work(), desk_list=which, query=asked, name=name, shared=shared)


def _form(form: SavedViewForm, which: DeskList, asked: str, title: str) -> str:
    return render_template(
        "coordinator/lists/view_form.html",
        form=form,
        heading=title,
        name=list_name(which),
        back=list_url(which, asked),
        words=filter_words(which, asked, query_string.view()),
    )


@blueprint.route("/weergaven/<int:view_id>", methods=["GET", "POST"])
@requires(Permission.COORDINATOR)
def rename_view(view_id: int) -> str | Response:
    """Give an own view another name, share it or no longer."""
    row = own_view(db.session(), current_actor(), view_id)
    form = SavedViewForm(data={"name": row.name, "shared": row.shared} if request.method == "GET" else None)
    if form.validate_on_submit() and saved(form, lambda: _rename(view_id, form)):
        flash(_("De weergave is gewijzigd."), "success")
        return redirect(url_for("coordinator.views"))
    return _form(form, row.desk_list, row.query, _("Wijzig de weergave"))


def _rename(view_id: int, form: SavedViewForm) -> None:
    services.rename_view(work(), view_id=view_id, name=form.name.data or "", shared=bool(form.shared.data))


@blueprint.post("/weergaven/<int:view_id>/verwijder")
@requires(Permission.COORDINATOR)
def delete_view(view_id: int) -> Response:
    """Throw an own view away."""
    done(lambda: services.delete_view(work(), view_id=view_id), _("De weergave is verwijderd."))
    return redirect(url_for("coordinator.views"))
