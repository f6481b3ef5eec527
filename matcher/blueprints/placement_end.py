"""At the end of a placement: the way to the feedback of a side that has not given it yet."""

from flask import url_for

from matcher import clock
from matcher.database import db
from matcher.domain.states import Party, PlacementState
from matcher.queries.placement_feedback import feedback_given
from matcher.queries.placements import PlacementRow

PARTIES = {"professional": Party.PROFESSIONAL, "school": Party.SCHOOL}


def feedback_url(area: str, row: PlacementRow) -> str:
    """Return the page where this side tells how it went; empty before the end, or once it was told."""
    endpoint = f"{area}.placement_feedback"
    over = row.ends_on < clock.today() and row.state is not PlacementState.CANCELLED
    if not over:
        return ""
    if feedback_given(db.session(), proposal_id=row.proposal_id, party=PARTIES[area]):
        return ""
    return url_for(endpoint, proposal_id=row.proposal_id)
