"""Proposals of the school: the list; the page of each is shared with the professional."""

from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _

from matcher import clock
from matcher.access import current_actor, requires
from matcher.blueprints.conversation_pages import ConversationPages
from matcher.blueprints.feedback_pages import FeedbackPages
from matcher.blueprints.message_words import unread_text
from matcher.blueprints.proposal_pages import ProposalPages
from matcher.blueprints.row_pages import page_of
from matcher.blueprints.school import blueprint
from matcher.blueprints.school.current import current_school_id
from matcher.blueprints.school.proposal_groups import (
    GROUPS,
    deadline,
    group_label,
    group_of,
    person_of,
    trial_day,
    waits_for,
)
from matcher.blueprints.trial_pages import TrialPages
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.domain.states import Party
from matcher.queries.needs import need_view
from matcher.queries.proposal_page import ProposalPage, proposal_page
from matcher.queries.proposals import ProposalRow, proposals_of_schools

PAGES = ProposalPages(
    blueprint, Party.SCHOOL, Permission.SCHOOL_ADMITTED, "school/layout.html", place_endpoint="school.place_proposal"
)
PAGES.register()
TrialPages(PAGES).register()
FeedbackPages(PAGES).register()
ConversationPages(blueprint, PAGES.party, PAGES.permission, PAGES.layout).register()


def proposals_here() -> tuple[ProposalRow, ...]:
    """Return the proposals of the chosen school; none while the member waits for admission."""
    return proposals_of_schools(db.session(), {current_school_id()} & current_actor().school_ids, today=clock.today())


def school_proposal(proposal_id: int) -> ProposalPage:
    """Return one proposal as the school sees it. Raises NotFoundError for another school's."""
    return proposal_page(
        db.session(), proposal_id=proposal_id, party=Party.SCHOOL, actor=current_actor(), today=clock.today()
    )


@blueprint.get("/voorstellen")
@requires(Permission.SCHOOL)
def proposals() -> str:
    """List the proposals in groups, the ones that wait for the school first."""
    need_id, wanted = request.args.get("vraag", type=int), request.args.get("groep", "")
    need = need_view(db.session(), actor=current_actor(), need_id=need_id) if need_id else None
    rows = [row for row in proposals_here() if need is None or row.need_id == need.id]
    shown = [row for row in rows if wanted not in GROUPS or group_of(row) == wanted]
    shown.sort(key=lambda row: GROUPS.index(group_of(row)))
    return render_template(
        "school/proposals.html",
        page=page_of(shown),
        tabs=_tabs(rows, wanted, need_id),
        need=need,
        card_of=_card,
    )


def _card(row: ProposalRow) -> dict[str, Any]:
    """Return a proposal for the person_card component."""
    return {
        "headline": person_of(row),
        "url": url_for("school.proposal", proposal_id=row.id),
        "status": row.state,
        "score": row.score,
        "facts": [text for text in _facts(row) if text],
    }


def _facts(row: ProposalRow) -> tuple[str, ...]:
    return row.need_title, row.town, waits_for(row), deadline(row), trial_day(row), unread_text(Party.SCHOOL, row.id)


def _tabs(rows: list[ProposalRow], wanted: str, need_id: int | None) -> list[dict[str, Any]]:
    counts = {name: sum(group_of(row) == name for row in rows) for name in GROUPS}
    every = _tab(_("Alle"), "", len(rows), need_id, active=wanted not in GROUPS)
    return [
        every,
        *(_tab(group_label(name), name, count, need_id, active=wanted == name) for name, count in counts.items()),
    ]


def _tab(text: str, name: str, count: int, need_id: int | None, *, active: bool) -> dict[str, Any]:
    url = url_for("school.proposals", groep=name or None, vraag=need_id)
    return {"label": text, "url": url, "active": active, "count": count}
