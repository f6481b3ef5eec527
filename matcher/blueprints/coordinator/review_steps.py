"""The buttons of a review: take up, approve, reject, review later, withdraw."""

from datetime import date

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher import clock
from matcher.access import current_actor, requires, work
from matcher.blueprints.coordinator import blueprint, query_string
from matcher.blueprints.coordinator.desk_lists.way_back import back_to, place
from matcher.blueprints.coordinator.reviews import show_proposal
from matcher.blueprints.postponing import latest_day
from matcher.blueprints.service_calls import done, saved
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.domain.states import Party, Step
from matcher.forms.coordinator import ApproveForm, EndForm
from matcher.forms.proposals import PostponeForm
from matcher.queries.coordination.proposals import next_review
from matcher.queries.coordination.review import reviewable
from matcher.queries.profile_needs import need_detail
from matcher.queries.proposal_page import ProposalPage
from matcher.services import proposals


def _back(proposal_id: int) -> Response:
    """Go to the proposal, with the filters of the queue still in the address."""
    return redirect(proposal_url(proposal_id))


def _following(proposal_id: int) -> int | None:
    """Return the next proposal of the queue with these filters, looked up before this one leaves it."""
    seen, wish = query_string.view(), query_string.wish()
    return next_review(db.session(), view=seen, wish=wish, after=proposal_id)


def _after(following: int | None) -> Response:
    """Go back to the place in the list the reader came from, else on to the next of the queue."""
    return redirect(back_to("coordinator.proposals")) if place() else _go_on(following)


def _go_on(following: int | None) -> Response:
    """Go to the next proposal of the queue; to the queue itself when nothing waits any more."""
    if following is not None:
        return _back(following)
    return redirect(query_string.same_query(url_for("coordinator.reviews")))


def proposal_url(proposal_id: int) -> str:
    """Return the address of the page of a proposal, with the filters of the queue still in it."""
    return query_string.same_query(url_for("coordinator.proposal", proposal_id=proposal_id))


@blueprint.post("/voorstellen/<int:proposal_id>/neem-in-behandeling")
@requires(Permission.COORDINATES)
def take_up(proposal_id: int) -> Response:
    """Begin the review, so that colleagues see that somebody does."""
    done(lambda: proposals.take_up(work(), proposal_id=proposal_id), _("U hebt dit voorstel in behandeling."))
    return _back(proposal_id)


@blueprint.post("/voorstellen/<int:proposal_id>/keur-goed")
@requires(Permission.COORDINATES)
def approve(proposal_id: int) -> str | Response:
    """Send the proposal to both sides."""
    form = ApproveForm()
    if not form.validate_on_submit():
        return show_proposal(proposal_id, form)
    following = _following(proposal_id)
    sent = done(
        lambda: proposals.approve(work(), proposal_id=proposal_id, message=form.message.data or ""),
        _("Voorstel %(id)s is verstuurd. Beide kanten krijgen een mail.", id=proposal_id),
    )
    return _after(following) if sent else _back(proposal_id)


@blueprint.route("/voorstellen/<int:proposal_id>/wijs-af", methods=["GET", "POST"])
@requires(Permission.COORDINATES)
def reject(proposal_id: int) -> str | Response:
    """Do not send the proposal, with a reason."""
    form = EndForm()
    if not form.validate_on_submit():
        return _end_page(proposal_id, Step.REJECT, form)
    following = _following(proposal_id)
    rejected = done(
        lambda: proposals.reject(work(), proposal_id=proposal_id, reason=form.reason.data, note=form.note.data or ""),
        _("Voorstel %(id)s is afgewezen. Dit paar wordt niet nog eens voorgesteld.", id=proposal_id),
    )
    return _after(following) if rejected else _back(proposal_id)


@blueprint.route("/voorstellen/<int:proposal_id>/later", methods=["GET", "POST"])
@requires(Permission.COORDINATES)
def defer(proposal_id: int) -> str | Response:
    """Review the proposal on a later day."""
    page, form = page_for(proposal_id, Step.DEFER), PostponeForm()
    if page is None:
        return _back(proposal_id)
    following = _following(proposal_id)
    if form.validate_on_submit() and saved(form, lambda: _deferred(proposal_id, form)):
        flash(_("Op de gekozen dag staat dit voorstel weer bij Beoordelen."), "success")
        return _after(following)
    latest = latest_day(need_detail(db.session(), need_id=page.row.need_id))
    return render_template(
        "coordinator/defer.html", page=page, form=form, latest=latest, back_url=proposal_url(proposal_id)
    )


def _deferred(proposal_id: int, form: PostponeForm) -> None:
    day: date = form.until.data  # type: ignore[assignment]
    proposals.defer(work(), proposal_id=proposal_id, until=day, note=form.note.data or "")


@blueprint.route("/voorstellen/<int:proposal_id>/trek-in", methods=["GET", "POST"])
@requires(Permission.COORDINATES)
def withdraw(proposal_id: int) -> str | Response:
    """Stop a proposal that runs, with a reason."""
    form = EndForm()
    if not form.validate_on_submit():
        return _end_page(proposal_id, Step.WITHDRAW, form)
    done(
        lambda: proposals.withdraw(
            work(),
            proposal_id=proposal_id,
            party=Party.COORDINATOR,
            reason=form.reason.data,
            text=form.note.data or "",
            share=True,
        ),
        _("Het voorstel is ingetrokken. Beide kanten krijgen een mail."),
    )
    return _back(proposal_id)


def _end_page(proposal_id: int, step: Step, form: EndForm) -> str | Response:
    """Ask the reason; a proposal that moved on meanwhile is shown as it is now."""
    page = page_for(proposal_id, step)
    if page is None:
        return _back(proposal_id)
    return render_template(
        "coordinator/end_proposal.html",
        page=page,
        form=form,
        rejecting=step is Step.REJECT,
        back_url=proposal_url(proposal_id),
    )


def page_for(proposal_id: int, step: Step) -> ProposalPage | None:
    """Return the proposal while the coordinator may take this step; else say why not."""
    page = reviewable(db.session(), proposal_id=proposal_id, actor=current_actor(), today=clock.today())
    if step in page.steps:
        return page
    flash(_("Dit kan nu niet meer: het voorstel is intussen veranderd."), "error")
    return None
