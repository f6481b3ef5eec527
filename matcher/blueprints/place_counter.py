"""What the rules say of a placement while it is typed: for the page, and for its live counter."""

from flask import Response, jsonify
from flask_babel import gettext as _

from matcher import clock
from matcher.access import current_actor
from matcher.database import db
from matcher.domain.errors import InvalidInputError
from matcher.forms.placements import PlaceForm
from matcher.queries.placement_assessment import Assessment, assessment_for


def assessed(form: PlaceForm, proposal_id: int) -> tuple[Assessment | None, str]:
    """Return the assessment of what is typed with its message; without one, the message says what keeps us from it."""
    if not form.countable:
        return None, str(_("Vul de data, de klokuren en de lesweken in, dan rekenen wij het uit."))
    command = form.to_command(clock.today())
    try:
        found = assessment_for(db.session(), proposal_id=proposal_id, command=command, actor=current_actor())
    except InvalidInputError as error:
        return None, next(iter(error.fields.values()), error.message)
    return found, found.decision.message


def counted(form: PlaceForm, proposal_id: int) -> Response:
    """Answer the live counter from the very same decision."""
    form.validate()
    assessment, message = assessed(form, proposal_id)
    return jsonify(message=message, allowed=assessment is None or assessment.decision.allowed)
