"""Needs that fit the professional, and the page of one need."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from matcher import clock
from matcher.access import requires, work
from matcher.blueprints.professional import blueprint
from matcher.blueprints.professional.common import me, own_id, saved
from matcher.blueprints.professional.match_rows import match_cards, need_page
from matcher.blueprints.row_pages import CARDS_PER_PAGE, page_of
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.forms.proposals import DismissForm, InterestForm
from matcher.queries.matches import needs_for
from matcher.services import proposals as services


@blueprint.get("/vragen")
@requires(Permission.PROFESSIONAL)
def matches() -> ResponseReturnValue:
    """List the needs that fit, best first."""
    found = needs_for(db.session(), professional_id=own_id(), today=clock.today())
    page = page_of(found, CARDS_PER_PAGE)
    return render_template("professional/matches.html", page=page, cards=match_cards(page.rows), profile=me())


@blueprint.get("/vragen/<int:need_id>")
@requires(Permission.PROFESSIONAL)
def need(need_id: int) -> ResponseReturnValue:
    """Show one need, with what fits and what does not."""
    return _need_page(need_id, InterestForm())


def _need_page(need_id: int, form: InterestForm) -> str:
    own = me()
    return render_template(
        "professional/need.html", shown=need_page(own.id, need_id), own_day_parts=own.day_parts, form=form
    )


@blueprint.post("/vragen/<int:need_id>/interesse")
@requires(Permission.PROFESSIONAL)
def show_interest(need_id: int) -> ResponseReturnValue:
    """Tell the school that one is interested."""
    form = InterestForm()
    shown = need_page(own_id(), need_id)
    message = form.message.data or ""
    if form.validate_on_submit() and saved(
        form, lambda: services.show_interest(work(), need_id=shown.need.id, message=message)
    ):
        told = _(
            "Uw interesse is doorgegeven. De school heeft %(days)s dagen om te antwoorden.", days=shown.answer_days
        )
        flash(told, "success")
        return redirect(url_for("professional.proposals"))
    return _need_page(need_id, form)


@blueprint.route("/vragen/<int:need_id>/nee", methods=["GET", "POST"])
@requires(Permission.PROFESSIONAL)
def dismiss_need(need_id: int) -> ResponseReturnValue:
    """Never show this need again; nobody is told."""
    shown = need_page(own_id(), need_id)
    form = DismissForm()
    if form.validate_on_submit() and saved(
        form, lambda: services.dismiss_need(work(), need_id=need_id, reason=form.reason.data)
    ):
        flash(_("U ziet deze vraag niet meer."), "success")
        return redirect(url_for("professional.matches"))
    return render_template("professional/dismiss.html", shown=shown, form=form)
