"""Proposals of the professional: the list; the page of each is shared with the school."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from matcher import clock
from matcher.access import requires
from matcher.blueprints.conversation_pages import ConversationPages
from matcher.blueprints.feedback_pages import FeedbackPages
from matcher.blueprints.professional import blueprint
from matcher.blueprints.professional.common import own_id
from matcher.blueprints.professional.proposal_rows import proposal_cards
from matcher.blueprints.proposal_pages import ProposalPages
from matcher.blueprints.row_pages import CARDS_PER_PAGE, page_of
from matcher.blueprints.trial_pages import TrialPages
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.domain.states import Party
from matcher.queries.proposals import proposals_of_professional

PAGES = ProposalPages(blueprint, Party.PROFESSIONAL, Permission.PROFESSIONAL, "layouts/public.html")
PAGES.register()
TrialPages(PAGES).register()
FeedbackPages(PAGES).register()
ConversationPages(blueprint, PAGES.party, PAGES.permission, PAGES.layout).register()


@blueprint.get("/voorstellen")
@requires(Permission.PROFESSIONAL)
def proposals() -> ResponseReturnValue:
    """List the own proposals: first what waits for an answer."""
    today = clock.today()
    rows = proposals_of_professional(db.session(), own_id(), today=today)
    page = page_of(proposal_cards(rows, today), CARDS_PER_PAGE)
    return render_template("professional/proposals.html", page=page, matches_url=url_for("professional.matches"))
