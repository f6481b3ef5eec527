"""Colleagues: who coordinates where, who is away, who covers; national coordinators arrange it."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher import clock
from matcher.access import current_actor, requires, work
from matcher.blueprints.coordinator import blueprint
from matcher.blueprints.cover_pages import CoverPages
from matcher.blueprints.service_calls import done, saved
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.forms.colleagues import ColleagueForm, ReadingForm
from matcher.queries.coordination.colleagues import colleague_list, colleague_page, own_covers
from matcher.queries.coordinators import leads_nation
from matcher.queries.reference import regions_without_coordinator, scope_choices
from matcher.services import coordination


@blueprint.get("/collegas")
@requires(Permission.COORDINATOR)
def colleagues() -> str:
    """List who coordinates in and above the own regions, and the covers that concern the visitor."""
    session, actor, today = db.session(), current_actor(), clock.today()
    page = request.args.get("page", 1, type=int)
    leads = leads_nation(session, actor)
    return render_template(
        "colleague/list.html",
        page=colleague_list(session, scope=actor.scope, today=today, page=page),
        covers=own_covers(session, user_id=actor.user_id or 0, today=today),
        leads=leads,
        empty_regions=regions_without_coordinator(session) if leads else (),
    )


@blueprint.route("/collegas/nieuw", methods=["GET", "POST"])
@requires(Permission.NATIONAL)
def add_colleague() -> str | Response:
    """Let the owner of an account coordinate a region or landsdeel."""
    form, added = ColleagueForm(), list[int]()
    form.offer(scope_choices(db.session())[1:])
    if form.validate_on_submit() and saved(form, lambda: added.append(_added(form))):
        flash(_("Uw collega is nu coördinator en krijgt daarvan een mail."), "success")
        return redirect(url_for("coordinator.colleague", user_id=added[0]))
    return render_template("colleague/add.html", form=form)


def _added(form: ColleagueForm) -> int:
    read_only = bool(form.read_only.data)
    return coordination.add_colleague(work(), email=form.address, scope=form.scope.data or "", read_only=read_only)


@blueprint.get("/collegas/<int:user_id>")
@requires(Permission.NATIONAL)
def colleague(user_id: int) -> str:
    """Show one coordinator, with what the nation may arrange."""
    found = colleague_page(db.session(), actor=current_actor(), user_id=user_id, today=clock.today())
    return render_template("colleague/page.html", found=found, oneself=user_id == current_actor().user_id)


@blueprint.post("/collegas/<int:user_id>/gebieden/<int:assignment_id>/weg")
@requires(Permission.NATIONAL)
def end_colleague(user_id: int, assignment_id: int) -> Response:
    """Take an area away."""
    done(
        lambda: coordination.end_coordination(work(), user_id=user_id, assignment_id=assignment_id),
        _("Dit gebied is weggehaald."),
    )
    return redirect(url_for("coordinator.colleagues"))


@blueprint.post("/collegas/<int:user_id>/gebieden/<int:assignment_id>/lezen")
@requires(Permission.NATIONAL)
def colleague_reading(user_id: int, assignment_id: int) -> Response:
    """Switch between reading and changing."""
    read_only = bool(ReadingForm().read_only.data)
    done(
        lambda: coordination.change_reading(work(), user_id=user_id, assignment_id=assignment_id, read_only=read_only),
        _("Deze collega leest nu alleen.") if read_only else _("Deze collega mag nu wijzigen."),
    )
    return redirect(url_for("coordinator.colleague", user_id=user_id))


def _crumbs(_user_id: int) -> list[tuple[str, str]]:
    return [(_("Collega's"), url_for("coordinator.colleagues"))]


CoverPages(blueprint, "/collegas", Permission.COORDINATES, "coordinator/layout.html", _crumbs).register()
