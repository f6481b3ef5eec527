"""Place the professional of an agreed proposal; the counter tells beforehand what the rule will say."""

from typing import Any

from flask import Response as FlaskResponse
from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher import clock
from matcher.access import current_actor, requires, work
from matcher.blueprints.place_counter import assessed, counted, of_proposal
from matcher.blueprints.school import blueprint
from matcher.blueprints.school.proposals import school_proposal
from matcher.blueprints.service_calls import saved
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.domain.states import Step
from matcher.forms.placements import PlaceForm
from matcher.queries.needs import need_view
from matcher.queries.offered import as_offered
from matcher.queries.plans import holiday_region_of_school
from matcher.queries.profile import vog_date
from matcher.queries.proposal_page import ProposalPage
from matcher.services.placements import place


def _form(page: ProposalPage, **settings: Any) -> PlaceForm:
    need = need_view(db.session(), actor=current_actor(), need_id=page.row.need_id)
    region = holiday_region_of_school(db.session(), page.row.school_id)
    vog = vog_date(db.session(), professional_id=page.row.professional_id)
    return PlaceForm.of_need(as_offered(need, page.minutes_per_week), region, vog_issued_on=vog, **settings)


@blueprint.route("/voorstellen/<int:proposal_id>/plaatsen", methods=["GET", "POST"])
@requires(Permission.SCHOOL_ADMITTED)
def place_proposal(proposal_id: int) -> str | Response:
    """Fill in and make the placement."""
    page = school_proposal(proposal_id)
    if Step.PLACE not in page.steps:
        flash(_("Plaatsen kan zodra u allebei akkoord bent."), "info")
        return redirect(url_for("school.proposal", proposal_id=proposal_id))
    form, made = _form(page), list[int]()
    if (
        form.validate_on_submit()
        and "bereken" not in request.form
        and saved(form, lambda: made.append(_place(page, form)))
    ):
        flash(_("De inzet is vastgelegd."), "success")
        return redirect(url_for("school.placement", placement_id=made[0]))
    assessment, message = assessed(form, of_proposal(proposal_id))
    return render_template("school/place.html", page=page, form=form, assessment=assessment, message=message)


def _place(page: ProposalPage, form: PlaceForm) -> int:
    return place(work(), proposal_id=page.row.id, command=form.to_command(clock.today()))


@blueprint.get("/voorstellen/<int:proposal_id>/uren")
@requires(Permission.SCHOOL_ADMITTED)
def placement_hours(proposal_id: int) -> FlaskResponse:
    """Answer the live counter from the very same decision."""
    form = _form(school_proposal(proposal_id), formdata=request.args, meta={"csrf": False})
    return counted(form, of_proposal(proposal_id))
