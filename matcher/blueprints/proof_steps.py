"""Marking a proof of qualification as seen, and taking that back: the same steps for a school and for a coordinator."""

from flask import redirect, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher.access import work
from matcher.blueprints.service_calls import done, saved
from matcher.database import db
from matcher.domain.errors import NotFoundError
from matcher.domain.labels import label
from matcher.forms.profile_qualification import UnseenForm
from matcher.queries.profile import QualificationRow, qualifications_of
from matcher.services.qualification_proofs import mark_seen, unmark_seen


def proof_of(professional_id: int, qualification_id: int) -> QualificationRow:
    """Return a proof of this person. Raises NotFoundError for one of somebody else."""
    rows = qualifications_of(db.session(), professional_id=professional_id)
    found = next((row for row in rows if row.id == qualification_id), None)
    if found is None:
        raise NotFoundError
    return found


def mark(proof: QualificationRow, back: str) -> Response:
    """Write down that it was seen, and go back."""
    text = _("Genoteerd: u hebt het bewijs gezien. Wij bewaren geen document.")
    done(lambda: mark_seen(work(), qualification_id=proof.id), text)
    return redirect(back)


def take_back(proof: QualificationRow, back: str, *, layout: str, crumbs: list[tuple[str, str]]) -> str | Response:
    """Ask the reason, and write down that it was not seen after all."""
    form = UnseenForm()
    if form.validate_on_submit() and saved(
        form, lambda: unmark_seen(work(), qualification_id=proof.id, reason=form.reason.data or "")
    ):
        return redirect(back)
    title = _("Neem terug: %(proof)s gezien", proof=label(proof.kind))
    return render_template("proof/unmark.html", layout=layout, title=title, form=form, back=back, crumbs=crumbs)
