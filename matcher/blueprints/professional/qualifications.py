"""Proofs of qualification: add and remove."""

from functools import partial

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from matcher.access import requires, work
from matcher.blueprints.professional import blueprint
from matcher.blueprints.professional.common import own_id, saved
from matcher.blueprints.service_calls import done
from matcher.domain.permissions import Permission
from matcher.domain.profile_completeness import Section
from matcher.forms.profile_qualification import QualificationForm
from matcher.services import profile_qualifications as services


@blueprint.route("/profiel/opleiding/bewijs", methods=["GET", "POST"])
@requires(Permission.PROFESSIONAL)
def add_qualification() -> ResponseReturnValue:
    """Add a proof."""
    form = QualificationForm()
    if form.validate_on_submit():
        command = form.to_command()
        if saved(form, lambda: services.add_qualification(work(), professional_id=own_id(), command=command)):
            flash(_("Het bewijs staat in uw profiel."), "success")
            return redirect(url_for("professional.section", name=Section.EDUCATION.value))
    return render_template("professional/qualification.html", form=form)


@blueprint.post("/profiel/opleiding/bewijs/<int:qualification_id>/verwijderen")
@requires(Permission.PROFESSIONAL)
def remove_qualification(qualification_id: int) -> ResponseReturnValue:
    """Remove a proof."""
    remove = partial(services.remove_qualification, work(), professional_id=own_id(), qualification_id=qualification_id)
    done(remove, _("Het bewijs is verwijderd."))
    return redirect(url_for("professional.section", name=Section.EDUCATION.value))
