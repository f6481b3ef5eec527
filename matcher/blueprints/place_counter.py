"""What the rules say of a placement while it is typed: for the page, and for its live counter."""

from collections.abc import Callable
from functools import partial

from flask import Response, jsonify, render_template
from flask_babel import gettext as _

from matcher import clock
from matcher.access import current_actor
from matcher.database import db
from matcher.domain.errors import InvalidInputError
from matcher.domain.placing import PlaceCommand
from matcher.forms.placements import PlaceForm
from matcher.queries.placement_assessment import Assessment, assessment_for, assessment_of_change

Assess = Callable[[PlaceCommand], Assessment]


def of_proposal(proposal_id: int) -> Assess:
    """Return how a new placement is assessed."""
    find = partial(assessment_for, db.session(), proposal_id=proposal_id, actor=current_actor())
    return lambda command: find(command=command)


def of_placement(placement_id: int) -> Assess:
    """Return how the change of a placement is assessed; its own hours are not counted twice."""
    find = partial(assessment_of_change, db.session(), placement_id=placement_id, actor=current_actor())
    return lambda command: find(command=command)


def assessed(form: PlaceForm, assess: Assess) -> tuple[Assessment | None, str]:
    """Return the assessment of what is typed with its message; without one, the message says what keeps us from it."""
    if not form.countable:
        return None, str(_("Vul de data en de klokuren in, dan rekenen wij het uit."))
    try:
        found = assess(form.to_command(clock.today()))
    except InvalidInputError as error:
        return None, next(iter(error.fields.values()), error.message)
    return found, found.decision.message


def counted(form: PlaceForm, assess: Assess) -> Response:
    """Answer the live counter from the very same decision."""
    form.validate()
    assessment, message = assessed(form, assess)
    html = render_template("proposal/place_outcome.html", assessment=assessment, form=form)
    return jsonify(message=message, allowed=assessment is None or assessment.decision.allowed, html=html)
