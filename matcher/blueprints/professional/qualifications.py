"""Proofs of qualification: add, change and remove."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from matcher.access import requires, work
from matcher.blueprints.professional import blueprint
from matcher.blueprints.professional.common import me, own_id, saved
from matcher.blueprints.qualification_words import kind_rows
from matcher.blueprints.service_calls import done
from matcher.domain.errors import NotFoundError
from matcher.domain.permissions import Permission
from matcher.domain.profile_completeness import Section
from matcher.forms.profile_qualification import QualificationForm
from matcher.queries.profile import QualificationRow
from matcher.services import profile_qualifications as services
from matcher.services.qualification_proofs import change_qualification as change


def _back() -> ResponseReturnValue:
    return redirect(url_for("professional.section", name=Section.EDUCATION.value, _anchor="bewijzen"))


@blueprint.route("/profiel/opleiding/bewijs", methods=["GET", "POST"])
@requires(Permission.PROFESSIONAL)
def add_qualification() -> ResponseReturnValue:
    """Add a proof."""
    form = QualificationForm()
    if form.validate_on_submit():
        command = form.to_command()
        if saved(form, lambda: services.add_qualification(work(), professional_id=own_id(), command=command)):
            flash(_("Het bewijs staat in uw profiel."), "success")
            return _back()
    return render_template("professional/qualification.html", form=form, proof=None, kinds=kind_rows())


@blueprint.route("/profiel/opleiding/bewijs/<int:qualification_id>", methods=["GET", "POST"])
@requires(Permission.PROFESSIONAL)
def change_qualification(qualification_id: int) -> ResponseReturnValue:
    """Change a proof."""
    proof = _own(qualification_id)
    form = QualificationForm(data=QualificationForm.initial(proof))
    if form.validate_on_submit() and saved(form, lambda: _change(form, proof.id)):
        flash(_("Het bewijs is gewijzigd."), "success")
        return _back()
    return render_template("professional/qualification.html", form=form, proof=proof, kinds=kind_rows())


def _own(qualification_id: int) -> QualificationRow:
    found = next((row for row in me().qualifications if row.id == qualification_id), None)
    if found is None:
        raise NotFoundError
    return found


def _change(form: QualificationForm, qualification_id: int) -> None:
    change(work(), professional_id=own_id(), qualification_id=qualification_id, command=form.to_command())


@blueprint.post("/profiel/opleiding/bewijs/<int:qualification_id>/verwijderen")
@requires(Permission.PROFESSIONAL)
def remove_qualification(qualification_id: int) -> ResponseReturnValue:
    """Remove a proof, unless hours that would count again do not fit."""
    done(
        lambda: services.remove_qualification(work(), professional_id=own_id(), qualification_id=qualification_id),
        _("Het bewijs is verwijderd."),
    )
    return _back()
