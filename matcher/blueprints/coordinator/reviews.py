"""The queue of proposals to review, and the page of one proposal."""

from typing import Any

from flask import render_template
from flask_babel import gettext as _

from matcher import clock
from matcher.access import current_actor, requires
from matcher.blueprints.consent_words import consent_box
from matcher.blueprints.conversation_pages import ConversationPages
from matcher.blueprints.coordinator import blueprint, labels, query_string
from matcher.blueprints.coordinator.filters import Filters
from matcher.blueprints.coordinator.review_words import next_text, parts_of
from matcher.blueprints.coordinator.task_words import may_remind, reminded_text
from matcher.blueprints.feedback_words import feedback_lines
from matcher.blueprints.message_words import conversation_box
from matcher.blueprints.silence_words import silence_text
from matcher.blueprints.trial_words import trial_box
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.domain.states import Party
from matcher.forms.coordinator import ApproveForm
from matcher.queries.coordination.facets_proposals import REVIEW_STATES
from matcher.queries.coordination.proposals import next_review, review_queue, review_row
from matcher.queries.coordination.review import ReviewPage, review_page
from matcher.queries.employer_consent import consent_fact
from matcher.queries.feedback import feedback_of
from matcher.queries.proposals import SIDES, ProposalRow
from matcher.queries.reminders import last_reminders
from matcher.services.proposals.room import no_room

ConversationPages(
    blueprint, Party.COORDINATOR, Permission.COORDINATOR, "coordinator/layout.html", writes=Permission.COORDINATES
).register()


@blueprint.get("/beoordelen")
@requires(Permission.COORDINATOR)
def reviews() -> str:
    """List what waits for review, best score first."""
    seen, wish = query_string.view(), query_string.wish()
    found = review_queue(db.session(), view=seen, wish=wish)
    rows = Filters("proposal", seen, wish, found.counts, found.page.total).rows(
        "staat", "regio", "sector", search=_("Zoek op naam, vraag of school")
    )
    return render_template("coordinator/reviews.html", found=found, filters=rows, same_query=query_string.same_query)


@blueprint.get("/voorstellen/<int:proposal_id>")
@requires(Permission.COORDINATOR)
def proposal(proposal_id: int) -> str:
    """Show one proposal with both sides, what the law says, and what the coordinator may do."""
    return show_proposal(proposal_id, ApproveForm())


def show_proposal(proposal_id: int, form: ApproveForm) -> str:
    """Render the page of one proposal, with the approval form as it is."""
    found = review_page(db.session(), proposal_id=proposal_id, actor=current_actor(), today=clock.today())
    fact = consent_fact(db.session(), professional_id=found.page.row.professional_id)
    return render_template(
        "coordinator/proposal.html",
        found=found,
        consent=consent_box(fact, need=found.offered, today=clock.today()),
        form=form,
        parts=parts_of(found),
        next_text=next_text(found),
        silence=silence_text(found.page.row),
        full=_full(found),
        reviewing=found.page.row.state in REVIEW_STATES,
        following=_following(proposal_id),
        reminder=_reminder(found),
        same_query=query_string.same_query,
        labels=labels,
        **_after_introduction(found),
    )


def _following(proposal_id: int) -> ProposalRow | None:
    """Return the next proposal of the queue with the filters of the address."""
    seen = query_string.view()
    following = next_review(db.session(), view=seen, wish=query_string.wish(), after=proposal_id)
    return None if following is None else review_row(db.session(), view=seen, proposal_id=following)


def _reminder(found: ReviewPage) -> dict[str, Any] | None:
    """Return the button that reminds, while an answer is late that this coordinator may ask for."""
    row = found.page.row
    late = row.answer_by is not None and row.answer_by < clock.today()
    if not (late and row.waiting_for & SIDES and current_actor().acts_in.covers(row.region_code)):
        return None
    at = last_reminders(db.session(), [row.id]).get(row.id)
    return {"may": may_remind(at), "text": reminded_text(at)}


def _full(found: ReviewPage) -> str:
    """Return why a suggestion cannot be sent now: a side has all the proposals it may have."""
    row = found.page.row
    if row.state not in REVIEW_STATES:
        return ""
    ids = {"professional_id": row.professional_id, "need_id": row.need_id}
    return no_room(db.session(), **ids, people_wanted=found.need.people_wanted, party=Party.COORDINATOR)


def _after_introduction(found: ReviewPage) -> dict[str, Any]:
    """Return what follows an introduction: the trial lesson, the messages, what both sides said."""
    proposal_id, party = found.page.row.id, Party.COORDINATOR
    return {
        "trial": trial_box(found.page),
        "conversation": conversation_box(proposal_id, party, blueprint.name),
        "feedback": feedback_lines(feedback_of(db.session(), proposal_id=proposal_id, party=party), party),
    }
