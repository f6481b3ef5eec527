"""Placing somebody from an agreed proposal as the coordinator: the school's form, with an exception above the limit."""

from typing import Any

from flask import Response as JsonResponse
from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher import clock
from matcher.access import current_actor, requires, work
from matcher.blueprints.coordinator import blueprint
from matcher.blueprints.place_counter import assessed, counted, of_proposal
from matcher.blueprints.service_calls import saved
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.domain.states import Step
from matcher.forms.coordinator import CoordinatorPlaceForm
from matcher.queries.coordination.need_page import need_facts
from matcher.queries.coordination.review import reviewable
from matcher.queries.offered import as_offered
from matcher.queries.plans import holiday_region_of_school
from matcher.queries.profile import vog_date
from matcher.queries.proposal_page import ProposalPage
from matcher.services.placements import place as place_person


@blueprint.route("/voorstellen/<int:proposal_id>/plaats", methods=["GET", "POST"])
@requires(Permission.COORDINATES)
def place(proposal_id: int) -> str | Response:
    """Fill in and make the placement."""
    page = reviewable(db.session(), proposal_id=proposal_id, actor=current_actor(), today=clock.today())
    if Step.PLACE not in page.steps:
        flash(_("Vastleggen kan zodra beide kanten akkoord zijn."), "info")
        return redirect(url_for("coordinator.proposal", proposal_id=proposal_id))
    form, made = _form(page), list[int]()
    counting = "bereken" in request.form
    if form.validate_on_submit() and not counting and saved(form, lambda: made.append(_place(page, form))):
        flash(_("De inzet is vastgelegd. Beide kanten krijgen een mail."), "success")
        return redirect(url_for("coordinator.placement", placement_id=made[0]))
    assessment, message = assessed(form, of_proposal(proposal_id))
    return render_template("coordinator/place.html", page=page, form=form, assessment=assessment, message=message)


@blueprint.get("/voorstellen/<int:proposal_id>/uren")
@requires(Permission.COORDINATOR)
def placement_hours(proposal_id: int) -> JsonResponse:
    """Answer the live counter from the very same decision."""
    page = reviewable(db.session(), proposal_id=proposal_id, actor=current_actor(), today=clock.today())
    return counted(_form(page, formdata=request.args, meta={"csrf": False}), of_proposal(proposal_id))


def _form(page: ProposalPage, **settings: Any) -> CoordinatorPlaceForm:
    need = need_facts(db.session(), scope=current_actor().scope, need_id=page.row.need_id)
    region = holiday_region_of_school(db.session(), page.row.school_id)
    vog = vog_date(db.session(), professional_id=page.row.professional_id)
    return CoordinatorPlaceForm.of_need(as_offered(need, page.minutes_per_week), region, vog_issued_on=vog, **settings)


def _place(page: ProposalPage, form: CoordinatorPlaceForm) -> int:
    return place_person(work(), proposal_id=page.row.id, command=form.to_command(clock.today()))
