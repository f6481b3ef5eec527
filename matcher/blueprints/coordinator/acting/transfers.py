"""Handing a person or a need to another region: fill in, see who gets it, confirm."""

from flask import flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher import clock
from matcher.access import current_actor, requires, work
from matcher.blueprints.coordinator import blueprint
from matcher.blueprints.coordinator.acting.subjects import crumbs_of, list_url, name_of, page_url, subject_from
from matcher.blueprints.service_calls import saved
from matcher.database import db
from matcher.domain.desk import Subject, SubjectKind
from matcher.domain.errors import NotFoundError
from matcher.domain.permissions import Permission
from matcher.forms.acting import TransferForm
from matcher.queries.coordination.notes import subject_within
from matcher.queries.coordination.transfers import desk_of, receivers, region_choices, region_name
from matcher.services.desk.rehearsing import rehearse
from matcher.services.desk.transfers import transfer_need, transfer_person


@blueprint.route("/mensen/<int:professional_id>/draag-over", endpoint="transfer_person", methods=["GET", "POST"])
@blueprint.route("/onderwijsvragen/<int:need_id>/draag-over", endpoint="transfer_need", methods=["GET", "POST"])
@requires(Permission.COORDINATES)
def transfer(**ids: int) -> str | Response:
    """Hand over in two steps: what is asked is shown with who gets it before anything is written."""
    subject = subject_from(ids)
    if not subject_within(db.session(), scope=current_actor().acts_in, subject=subject):
        raise NotFoundError
    form = TransferForm.with_regions(region_choices(db.session()))
    if "wijzig" in request.form or not form.validate_on_submit():
        return _page(subject, form)
    if "bevestig" in request.form and saved(form, lambda: _hand_over(subject, form)):
        return _done(subject, form.region.data)
    checked = not form.errors and saved(form, lambda: rehearse(work(), lambda: _hand_over(subject, form)))
    return _page(subject, form, checked=checked)


def _hand_over(subject: Subject, form: TransferForm) -> None:
    values = {"region_code": form.region.data or "", "message": form.message.data or ""}
    if subject.kind is SubjectKind.PERSON:
        transfer_person(work(), professional_id=subject.id, **values)
    else:
        transfer_need(work(), need_id=subject.id, **values)


def _done(subject: Subject, region_code: str) -> Response:
    """Go on where the visitor still may be: the page, or the list when it is another region's alone now."""
    name = region_name(db.session(), region_code=region_code)
    flash(_("Overgedragen aan %(region)s. De collega's daar krijgen bericht.", region=name), "success")
    seen = subject_within(db.session(), scope=current_actor().scope, subject=subject)
    return redirect(page_url(subject) if seen else list_url(subject.kind))


def _page(subject: Subject, form: TransferForm, *, checked: bool = False) -> str:
    region = form.region.data or ""
    return render_template(
        "coordinator/acting/transfer.html",
        form=form,
        checked=checked,
        person=subject.kind is SubjectKind.PERSON,
        name=name_of(subject),
        now_at=region_name(db.session(), region_code=desk_of(db.session(), subject=subject) or ""),
        region=region_name(db.session(), region_code=region),
        receivers=receivers(db.session(), region_code=region, on=clock.today()) if checked else (),
        crumbs=crumbs_of(subject),
        back_url=page_url(subject),
    )
