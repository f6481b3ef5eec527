"""The page of one person."""

from flask import render_template

from matcher import clock
from matcher.access import current_actor, requires
from matcher.blueprints.answer_words import record_text
from matcher.blueprints.coordinator import blueprint, labels
from matcher.blueprints.coordinator.acting.boxes import note_box, transfer_box
from matcher.blueprints.coordinator.rights import acts_for
from matcher.blueprints.qualification_words import proof_rows
from matcher.database import db
from matcher.domain.desk import SubjectKind
from matcher.domain.permissions import Permission
from matcher.domain.states import Party
from matcher.queries.coordination.person_page import person_page
from matcher.queries.entries import entry_of_person


@blueprint.get("/mensen/<int:professional_id>")
@requires(Permission.COORDINATOR)
def person(professional_id: int) -> str:
    """Show profile, hours, proposals and placements of one person."""
    actor, today = current_actor(), clock.today()
    found = person_page(db.session(), scope=actor.scope, professional_id=professional_id, today=today)
    proofs = proof_rows(found.profile.qualifications, today, reader_id=actor.user_id, names=True)
    return render_template(
        "coordinator/person.html",
        found=found,
        answers=record_text(found.answers, Party.PROFESSIONAL),
        scope=actor.scope,
        labels=labels,
        proofs=proofs,
        notes=note_box(SubjectKind.PERSON, professional_id),
        handed=transfer_box(SubjectKind.PERSON, professional_id),
        acts=acts_for(professional_id),
        entry=entry_of_person(db.session(), professional_id),
        now=clock.now(),
    )
