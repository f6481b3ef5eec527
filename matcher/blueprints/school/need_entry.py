"""An onderwijsvraag that a coordinator entered for the school: take it over."""

from flask import redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher.access import current_actor, requires, work
from matcher.blueprints.school import blueprint
from matcher.blueprints.service_calls import done
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.queries.needs import need_view
from matcher.services.entries.needs import take_over_need as take_over


@blueprint.post("/vragen/<int:need_id>/neem-over")
@requires(Permission.SCHOOL_ADMITTED)
def take_over_need(need_id: int) -> Response:
    """Say that an entered need is right; from now on it is one's own."""
    need_view(db.session(), actor=current_actor(), need_id=need_id)
    done(lambda: take_over(work(), need_id=need_id), _("De vraag is nu van uw school. U kunt alles wijzigen."))
    return redirect(url_for("school.need", need_id=need_id))
