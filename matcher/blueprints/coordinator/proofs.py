"""The coordinator notes that a proof of qualification was seen."""

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher.access import current_actor, requires
from matcher.blueprints import proof_steps
from matcher.blueprints.coordinator import blueprint
from matcher.blueprints.coordinator.desk_lists.way_back import back_to
from matcher.database import db
from matcher.domain.errors import NotFoundError
from matcher.domain.permissions import Permission
from matcher.queries.coordination.person_page import person_visible
from matcher.queries.profile import QualificationRow


def _back(professional_id: int) -> str:
    return url_for("coordinator.person", professional_id=professional_id, _anchor="bewijzen")


def _proof(professional_id: int, qualification_id: int) -> QualificationRow:
    if not person_visible(db.session(), scope=current_actor().scope, professional_id=professional_id):
        raise NotFoundError
    return proof_steps.proof_of(professional_id, qualification_id)


@blueprint.post("/mensen/<int:professional_id>/bewijzen/<int:qualification_id>/gezien")
@requires(Permission.COORDINATES)
def mark_proof_seen(professional_id: int, qualification_id: int) -> Response:
    """Note that the proof was seen."""
    return proof_steps.mark(_proof(professional_id, qualification_id), _back(professional_id))


@blueprint.route("/mensen/<int:professional_id>/bewijzen/<int:qualification_id>/terugnemen", methods=["GET", "POST"])
@requires(Permission.COORDINATES)
def unmark_proof_seen(professional_id: int, qualification_id: int) -> str | Response:
    """Take it back, with a reason."""
    proof = _proof(professional_id, qualification_id)
    crumbs = [(_("Mensen"), back_to("coordinator.people")), (_("Deze persoon"), _back(professional_id))]
    return proof_steps.take_back(proof, _back(professional_id), layout="coordinator/layout.html", crumbs=crumbs)
