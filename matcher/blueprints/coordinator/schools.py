"""The page of one school, with who waits to be admitted."""

from flask import redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher.access import current_actor, requires, work
from matcher.blueprints.answer_words import record_text
from matcher.blueprints.coordinator import blueprint
from matcher.blueprints.coordinator.acting.boxes import note_box
from matcher.blueprints.service_calls import done
from matcher.database import db
from matcher.domain.desk import SubjectKind
from matcher.domain.permissions import Permission
from matcher.domain.states import Party
from matcher.queries.coordination.school_page import school_page
from matcher.services import memberships


@blueprint.get("/scholen/<int:school_id>")
@requires(Permission.COORDINATOR)
def school(school_id: int) -> str:
    """Show members, needs and placements of one school."""
    found = school_page(db.session(), scope=current_actor().scope, school_id=school_id)
    return render_template(
        "coordinator/school.html",
        found=found,
        answers=record_text(found.answers, Party.SCHOOL),
        notes=note_box(SubjectKind.SCHOOL, school_id),
    )


@blueprint.post("/scholen/<int:school_id>/leden/<int:membership_id>/laat-toe")
@requires(Permission.COORDINATES)
def admit(school_id: int, membership_id: int) -> Response:
    """Let a waiting member in."""
    done(lambda: memberships.admit(work(), membership_id=membership_id), _("Toegelaten. De persoon krijgt een mail."))
    return redirect(url_for("coordinator.school", school_id=school_id))


@blueprint.post("/scholen/<int:school_id>/leden/<int:membership_id>/wijs-af")
@requires(Permission.COORDINATES)
def refuse(school_id: int, membership_id: int) -> Response:
    """Refuse a waiting member."""
    done(lambda: memberships.refuse(work(), membership_id=membership_id), _("Afgewezen. De persoon krijgt een mail."))
    return redirect(url_for("coordinator.school", school_id=school_id))
