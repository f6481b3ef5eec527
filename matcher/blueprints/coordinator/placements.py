"""The page of one placement."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher import clock
from matcher.access import current_actor, requires, work
from matcher.blueprints.contract_cost import average_costs
from matcher.blueprints.coordinator import blueprint
from matcher.blueprints.coordinator.acting.boxes import note_box
from matcher.blueprints.service_calls import saved
from matcher.database import db
from matcher.domain.desk import SubjectKind
from matcher.domain.permissions import Permission
from matcher.forms.placements import VogForm
from matcher.queries.contract_cost import subject_of_placement
from matcher.queries.coordination.person_page import person_visible
from matcher.queries.coordination.school_page import placement_page
from matcher.queries.placements import PlacementRow, missing_at_start, vog_check_of, vog_of
from matcher.queries.verdicts import decision_of_placement
from matcher.services import placements as placing


@blueprint.get("/inzet/<int:placement_id>")
@requires(Permission.COORDINATOR)
def placement(placement_id: int) -> str:
    """Show one placement with the decision as it was made."""
    row = _row(placement_id)
    return _show(row, _form(row))


@blueprint.post("/inzet/<int:placement_id>")
@requires(Permission.COORDINATES)
def record_vog(placement_id: int) -> str | Response:
    """Write down that the VOG was seen."""
    row = _row(placement_id)
    form = _form(row)
    if form.validate_on_submit() and saved(form, lambda: _record(form, placement_id)):
        flash(_("De VOG is vastgelegd."), "success")
        return redirect(url_for("coordinator.placement", placement_id=placement_id))
    return _show(row, form)


def _row(placement_id: int) -> PlacementRow:
    return placement_page(db.session(), scope=current_actor().scope, placement_id=placement_id)


def _form(row: PlacementRow) -> VogForm:
    return VogForm(data={"vog_issued_on": row.vog_issued_on, "vog_seen_on": row.vog_seen_on})


def _show(row: PlacementRow, form: VogForm) -> str:
    scope = current_actor().scope
    return render_template(
        "coordinator/placement.html",
        row=row,
        form=form,
        vog=vog_of(row),
        vog_check=vog_check_of(row, clock.today()),
        decision=decision_of_placement(db.session(), row.id),
        costs=average_costs(subject_of_placement(row)),
        missing=missing_at_start(row, clock.today()),
        begun=row.starts_on <= clock.today(),
        person_visible=person_visible(db.session(), scope=scope, professional_id=row.professional_id),
        notes=note_box(SubjectKind.PLACEMENT, row.id),
    )


def _record(form: VogForm, placement_id: int) -> None:
    issued, seen = form.vog_issued_on.data, form.vog_seen_on.data
    if issued and seen:
        placing.record_vog(work(), placement_id=placement_id, issued_on=issued, seen_on=seen)
