"""Yes, no or later by a link in a mail. Opening a link shows the question; only its buttons answer."""

from collections.abc import Callable
from functools import wraps

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from matcher.access import requires
from matcher.blueprints.ending import ended
from matcher.blueprints.mailed import blueprint
from matcher.blueprints.mailed.asked import Asked, asked_by
from matcher.blueprints.mailed.links import limited, or_dead
from matcher.blueprints.postponing import latest_day, postponed
from matcher.domain.errors import WrongStateError
from matcher.domain.permissions import Permission
from matcher.domain.reasons import reason_for
from matcher.domain.states import Step
from matcher.forms.proposals import AnswerForm, DeclineForm, PostponeForm, ReasonForm
from matcher.services import proposals as services

LAYOUT = "layouts/public.html"
GET_AND_POST = ["GET", "POST"]


def _while_asked(view: Callable[[Asked], ResponseReturnValue]) -> Callable[[str], ResponseReturnValue]:
    """Let a view answer while this side is asked; after that the page tells how it stands."""

    @wraps(view)
    def run(token: str) -> ResponseReturnValue:
        asked = asked_by(token)
        return view(asked) if asked.waits else render_template("mailed/answered.html", asked=asked)

    return limited(or_dead(run))


@blueprint.route("/antwoord/<token>", methods=GET_AND_POST)
@requires(Permission.PUBLIC)
@_while_asked
def answer(asked: Asked) -> ResponseReturnValue:
    """Ask the question; the button says yes."""
    form = AnswerForm()
    if not form.validate_on_submit():
        return render_template("mailed/answer.html", asked=asked, form=form)
    try:
        services.accept(asked.work(), proposal_id=asked.proposal_id, party=asked.party)
    except WrongStateError as error:
        flash(error.message, "warning")
    else:
        flash(_("Dank u. Wij hebben uw ja doorgegeven."), "success")
    return redirect(asked.url)


@blueprint.route("/antwoord/<token>/nee", methods=GET_AND_POST)
@requires(Permission.PUBLIC)
@_while_asked
def answer_no(asked: Asked) -> ResponseReturnValue:
    """First the reason, then its ready text to change, then no."""
    if request.method == "GET":
        return _ask_reason(asked)
    form = DeclineForm()
    if form.validate_on_submit() and ended(
        form, services.decline, asked.work(), proposal_id=asked.proposal_id, party=asked.party
    ):
        return redirect(asked.url)
    return _page("end.html", asked, form=form, reason=reason_for(asked.party, form.reason.data or ""))


@blueprint.route("/antwoord/<token>/later", methods=GET_AND_POST)
@requires(Permission.PUBLIC)
@_while_asked
def answer_later(asked: Asked) -> ResponseReturnValue:
    """Ask the day on which the answer comes."""
    form = PostponeForm()
    if Step.POSTPONE not in asked.page.steps:
        flash(_("Het antwoord is al twee keer uitgesteld. Zeg nu ja of nee."), "warning")
        return redirect(asked.url)
    if form.validate_on_submit() and postponed(form, asked.work(), asked.proposal_id, asked.party):
        return redirect(asked.url)
    return _page("postpone.html", asked, form=form, latest=latest_day(asked.need))


def _ask_reason(asked: Asked) -> str:
    reason = reason_for(asked.party, request.args.get("reason", ""))
    if reason is not None:
        form = DeclineForm(data={"reason": reason.code, "text": reason.text, "share": True})
        return _page("end.html", asked, form=form, reason=reason)
    form = ReasonForm(asked.party, formdata=request.args or None)
    if request.args:
        form.validate()
    return _page("reason.html", asked, form=form)


def _page(template: str, asked: Asked, **values: object) -> str:
    """Render a page that is also one of the proposal's own, with a way back to the question."""
    crumbs = [(asked.page.row.need_title, asked.url)]
    return render_template(
        f"proposal/{template}", layout=LAYOUT, shown=asked, crumbs=crumbs, step=Step.DECLINE, **values
    )
