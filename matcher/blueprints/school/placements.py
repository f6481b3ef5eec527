"""Placements (inzet) of the school: the list, one placement, its VOG."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher import clock
from matcher.access import current_actor, requires, work
from matcher.blueprints.contract_cost import average_costs
from matcher.blueprints.placement_end import feedback_url
from matcher.blueprints.placement_phase import PHASES, phase_label, phase_of
from matcher.blueprints.placement_steps import month_forms
from matcher.blueprints.row_pages import page_of
from matcher.blueprints.school import blueprint
from matcher.blueprints.school.current import current_school_id
from matcher.blueprints.service_calls import saved
from matcher.database import db
from matcher.domain.choices import Sector
from matcher.domain.permissions import Permission
from matcher.forms.needs_fields import given
from matcher.forms.placements import MonthForm, VogForm
from matcher.queries.contract_cost import subject_of_placement
from matcher.queries.placements import (
    PlacementRow,
    missing_at_start,
    placement_of_school,
    placements_of_schools,
    vog_check_of,
    vog_of,
)
from matcher.queries.verdicts import decision_of_placement
from matcher.services.placements import record_vog


def placements_here() -> tuple[PlacementRow, ...]:
    """Return the placements of the chosen school; none while the member waits for admission."""
    return placements_of_schools(db.session(), {current_school_id()} & current_actor().school_ids)


@blueprint.get("/inzet")
@requires(Permission.SCHOOL)
def placements() -> str:
    """List the placements by phase."""
    rows = placements_here()
    wanted = request.args.get("fase", "")
    counts = {phase: sum(phase_of(row) == phase for row in rows) for phase in PHASES}
    shown = [row for row in rows if wanted not in PHASES or phase_of(row) == wanted]
    return render_template(
        "school/placements.html",
        page=page_of(shown),
        tabs=_tabs(wanted, counts),
        total=len(rows),
        phase_of=phase_of,
        phase_label=phase_label,
        vog_of=vog_of,
    )


def _tabs(wanted: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    every = {"label": _("Alle"), "url": url_for("school.placements"), "active": wanted not in counts}
    rest = [
        {
            "label": phase_label(phase).capitalize(),
            "url": url_for("school.placements", fase=phase),
            "active": wanted == phase,
            "count": count,
        }
        for phase, count in counts.items()
    ]
    return [{**every, "count": sum(counts.values())}, *rest]


def own_placement(placement_id: int) -> PlacementRow:
    """Return a placement of the member's schools. Raises NotFoundError for another one."""
    return placement_of_school(db.session(), placement_id, current_actor().school_ids)


@blueprint.route("/inzet/<int:placement_id>", methods=["GET", "POST"])
@requires(Permission.SCHOOL)
def placement(placement_id: int) -> str | Response:
    """Show one placement; note a VOG that was seen."""
    row = own_placement(placement_id)
    form = VogForm(data={"vog_issued_on": row.vog_issued_on, "vog_seen_on": row.vog_seen_on})
    if form.validate_on_submit() and saved(form, lambda: _note_vog(placement_id, form)):
        flash(_("De VOG is genoteerd."), "success")
        return redirect(url_for("school.placement", placement_id=placement_id))
    return placement_page(row, form)


def placement_page(row: PlacementRow, form: VogForm, month_form: MonthForm | None = None) -> str:
    """Show the placement; ``month_form``: a month that could not be confirmed as it was typed."""
    return render_template(
        "school/placement.html",
        row=row,
        decision=decision_of_placement(db.session(), row.id),
        form=form,
        month_form=month_form,
        month_forms=month_forms(row, month_form),
        missing=missing_at_start(row, clock.today()),
        begun=row.starts_on <= clock.today(),
        vog=vog_of(row),
        vog_check=vog_check_of(row, clock.today()),
        ask_vog=row.sector is not Sector.HBO and row.changeable,
        phase=phase_label(phase_of(row)),
        costs=average_costs(subject_of_placement(row)),
        feedback_url=feedback_url("school", row),
    )


def _note_vog(placement_id: int, form: VogForm) -> None:
    record_vog(
        work(),
        placement_id=placement_id,
        issued_on=given(form.vog_issued_on.data),
        seen_on=given(form.vog_seen_on.data),
    )
