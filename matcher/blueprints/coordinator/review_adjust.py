"""Adjusting a suggestion before it is sent: another need of the same person, or fewer klokuren per week."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher import clock
from matcher.access import current_actor, requires, work
from matcher.blueprints.coordinator import blueprint, query_string
from matcher.blueprints.coordinator.review_steps import page_for, proposal_url
from matcher.blueprints.service_calls import done, saved
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.domain.states import Step
from matcher.forms.desk import OfferHoursForm
from matcher.queries.coordination.need_page import need_facts
from matcher.queries.coordination.other_needs import other_needs
from matcher.services import proposals
from matcher.services.desk.replacing import replace_need as replace

NO_NEED = 0


@blueprint.get("/voorstellen/<int:proposal_id>/andere-vraag")
@requires(Permission.COORDINATES)
def other_need(proposal_id: int) -> str | Response:
    """Show the other needs this person fits, to choose one."""
    page, actor = page_for(proposal_id, Step.REJECT), current_actor()
    if page is None:
        return redirect(proposal_url(proposal_id))
    person = page.row.professional_id
    found = other_needs(db.session(), professional_id=person, scope=actor.acts_in, today=clock.today())
    return render_template(
        "coordinator/review/other_need.html",
        page=page,
        rows=found,
        back_url=proposal_url(proposal_id),
        same_query=query_string.same_query,
    )


@blueprint.post("/voorstellen/<int:proposal_id>/andere-vraag")
@requires(Permission.COORDINATES)
def replace_need(proposal_id: int) -> Response:
    """End this suggestion and go on with one for the need that was chosen."""
    need_id, made = request.form.get("need_id", NO_NEED, type=int), list[int]()

    def act() -> None:
        made.append(replace(work(), proposal_id=proposal_id, need_id=need_id))

    if done(act, _("Het voorstel is nu voor deze vraag. Beoordeel het hieronder.")):
        return redirect(proposal_url(made[0]))
    return redirect(query_string.same_query(url_for("coordinator.other_need", proposal_id=proposal_id)))


@blueprint.route("/voorstellen/<int:proposal_id>/klokuren", methods=["GET", "POST"])
@requires(Permission.COORDINATES)
def offer_hours(proposal_id: int) -> str | Response:
    """Offer fewer klokuren per week than the need asks."""
    page = page_for(proposal_id, Step.ADJUST)
    if page is None:
        return redirect(proposal_url(proposal_id))
    need = need_facts(db.session(), scope=current_actor().acts_in, need_id=page.row.need_id)
    form = OfferHoursForm(data={"minutes_per_week": page.minutes_per_week or need.minutes_per_week})
    if form.validate_on_submit() and saved(form, lambda: _offered(proposal_id, form)):
        flash(_("Het aantal klokuren is aangepast. Het besluit hieronder rekent ermee."), "success")
        return redirect(proposal_url(proposal_id))
    back = proposal_url(proposal_id)
    return render_template("coordinator/review/hours.html", page=page, need=need, form=form, back_url=back)


def _offered(proposal_id: int, form: OfferHoursForm) -> None:
    proposals.offer_hours(work(), proposal_id=proposal_id, minutes=form.minutes_per_week.data or 0)
