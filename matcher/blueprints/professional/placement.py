"""One placement of the professional: its facts, its months to fill in, and asking to stop."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from matcher import clock
from matcher.access import current_actor, requires, work
from matcher.blueprints.placement_end import feedback_url
from matcher.blueprints.placement_phase import phase_label, phase_of
from matcher.blueprints.placement_steps import claim, claim_forms
from matcher.blueprints.professional import blueprint
from matcher.blueprints.professional.common import own_id
from matcher.blueprints.service_calls import done, saved
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.domain.states import Party
from matcher.forms.needs_fields import given
from matcher.forms.placement_steps import MonthClaimForm, StopWishForm
from matcher.queries.placements import PlacementRow, placement_of_professional
from matcher.queries.proposal_page import proposal_page
from matcher.services.placements import ask_to_stop, take_back_stop


def _own(placement_id: int) -> PlacementRow:
    return placement_of_professional(db.session(), placement_id, own_id())


def _back(row: PlacementRow, message: str, kind: str = "success") -> ResponseReturnValue:
    flash(message, kind)
    return redirect(url_for("professional.placement", placement_id=row.id))


@blueprint.get("/inzet/<int:placement_id>")
@requires(Permission.PROFESSIONAL)
def placement(placement_id: int) -> ResponseReturnValue:
    """Show one placement."""
    return _page(_own(placement_id))


def _page(row: PlacementRow, month_form: MonthClaimForm | None = None) -> str:
    about = proposal_page(
        db.session(),
        proposal_id=row.proposal_id,
        party=Party.PROFESSIONAL,
        actor=current_actor(),
        today=clock.today(),
    )
    return render_template(
        "professional/placement.html",
        row=row,
        contacts=about.school_contacts,
        month_form=month_form,
        month_forms=claim_forms(row, month_form),
        phase=phase_label(phase_of(row)),
        running=row.changeable and row.ends_on > clock.today(),
        feedback_url=feedback_url("professional", row),
    )


@blueprint.post("/inzet/<int:placement_id>/maand")
@requires(Permission.PROFESSIONAL)
def placement_month(placement_id: int) -> ResponseReturnValue:
    """Enter what was really taught in a month."""
    row, form = _own(placement_id), MonthClaimForm()
    if form.validate_on_submit() and saved(form, lambda: claim(row, form)):
        return _back(row, _("De klokuren zijn ingevuld. De school bevestigt ze nog."))
    return _page(row, form)


@blueprint.route("/inzet/<int:placement_id>/stoppen", methods=["GET", "POST"])
@requires(Permission.PROFESSIONAL)
def ask_stop(placement_id: int) -> ResponseReturnValue:
    """Ask the school to stop before the last day."""
    row = _own(placement_id)
    if not row.changeable or row.ends_on <= clock.today():
        return _back(row, _("Deze inzet is al afgelopen of gestopt."), "info")
    form = StopWishForm(data={"last_day": row.stop_wished_on})
    if form.validate_on_submit() and saved(form, lambda: _ask(row, form)):
        return _back(row, _("De school en de coördinator weten dat u eerder wilt stoppen."))
    return render_template("professional/ask_stop.html", row=row, form=form)


def _ask(row: PlacementRow, form: StopWishForm) -> None:
    ask_to_stop(work(), placement_id=row.id, last_day=given(form.last_day.data), reason=form.words)


@blueprint.post("/inzet/<int:placement_id>/toch-niet-stoppen")
@requires(Permission.PROFESSIONAL)
def take_back(placement_id: int) -> ResponseReturnValue:
    """Take back the question to stop."""
    row = _own(placement_id)
    done(lambda: take_back_stop(work(), placement_id=row.id), _("Uw vraag om te stoppen is ingetrokken."))
    return redirect(url_for("professional.placement", placement_id=row.id))
