"""Writing and removing a note."""

from flask import flash, redirect, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher.access import current_actor, requires, work
from matcher.blueprints.coordinator import blueprint
from matcher.blueprints.coordinator.acting.subjects import crumbs_of, name_of, page_url, subject_from
from matcher.blueprints.service_calls import saved
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.forms.acting import NoteForm
from matcher.queries.coordination.notes import notes_of
from matcher.services.desk.notes import remove_note, write_note

ANCHOR = "notities"


@blueprint.route("/mensen/<int:professional_id>/notities", endpoint="person_notes", methods=["GET", "POST"])
@blueprint.route("/onderwijsvragen/<int:need_id>/notities", endpoint="need_notes", methods=["GET", "POST"])
@blueprint.route("/scholen/<int:school_id>/notities", endpoint="school_notes", methods=["GET", "POST"])
@blueprint.route("/inzet/<int:placement_id>/notities", endpoint="placement_notes", methods=["GET", "POST"])
@requires(Permission.COORDINATES)
def notes(**ids: int) -> str | Response:
    """Add a note; what was typed stays when it cannot be kept."""
    subject, form = subject_from(ids), NoteForm()
    rows = notes_of(db.session(), actor=current_actor(), subject=subject)
    if form.validate_on_submit() and saved(
        form, lambda: write_note(work(), subject=subject, text=form.text.data or "")
    ):
        flash(_("De notitie is bewaard."), "success")
        return redirect(page_url(subject, ANCHOR))
    return render_template(
        "coordinator/acting/notes_page.html",
        rows=rows,
        form=form,
        name=name_of(subject),
        crumbs=crumbs_of(subject),
        back_url=page_url(subject, ANCHOR),
    )


@blueprint.post("/notities/<int:note_id>/verwijder")
@requires(Permission.COORDINATES)
def remove_desk_note(note_id: int) -> Response:
    """Remove a note of one's own."""
    subject = remove_note(work(), note_id=note_id)
    flash(_("De notitie is verwijderd."), "success")
    return redirect(page_url(subject, ANCHOR))
