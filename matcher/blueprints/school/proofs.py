"""The school notes that it saw a proof of qualification, from the introduction on."""

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher.access import requires
from matcher.blueprints import proof_steps
from matcher.blueprints.school import blueprint
from matcher.blueprints.school.proposals import school_proposal
from matcher.domain.permissions import Permission


def _back(proposal_id: int) -> str:
    return url_for("school.proposal", proposal_id=proposal_id, _anchor="bewijzen")


@blueprint.post("/voorstellen/<int:proposal_id>/bewijzen/<int:qualification_id>/gezien")
@requires(Permission.SCHOOL_ADMITTED)
def mark_proof_seen(proposal_id: int, qualification_id: int) -> Response:
    """Note that the proof was seen."""
    row = school_proposal(proposal_id).row
    return proof_steps.mark(proof_steps.proof_of(row.professional_id, qualification_id), _back(proposal_id))


@blueprint.route("/voorstellen/<int:proposal_id>/bewijzen/<int:qualification_id>/terugnemen", methods=["GET", "POST"])
@requires(Permission.SCHOOL_ADMITTED)
def unmark_proof_seen(proposal_id: int, qualification_id: int) -> str | Response:
    """Take it back, with a reason."""
    row = school_proposal(proposal_id).row
    crumbs = [(_("Voorstellen"), url_for("school.proposals")), (row.need_title, _back(proposal_id))]
    proof = proof_steps.proof_of(row.professional_id, qualification_id)
    return proof_steps.take_back(proof, _back(proposal_id), layout="school/layout.html", crumbs=crumbs)
