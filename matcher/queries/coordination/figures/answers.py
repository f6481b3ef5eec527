"""How each side answers, and why proposals end."""

from typing import Any

from sqlalchemy import func, literal, select, union_all
from sqlalchemy.orm import Session

from matcher.models import Proposal, ProposalEvent
from matcher.queries.coordination.facets_answers import (
    HOW,
    IN_TIME,
    LATER,
    SIDES_ASKED,
    grouped_questions,
    how_answered,
    question_in,
)
from matcher.queries.coordination.facets_proposals import REASON_CODES
from matcher.queries.coordination.figures import wishes
from matcher.queries.coordination.figures.median import medians
from matcher.queries.coordination.figures.narrow import Ids, few, proposal_ids
from matcher.queries.coordination.figures.overview import Figures, in_days
from matcher.queries.coordination.figures.place import Place
from matcher.queries.coordination.scope import View


def answers(session: Session, view: View, place: Place) -> Figures:
    """Return answers by side, and endings by reason and side."""
    ids = few(session, proposal_ids(view, {**wishes.begun(view.year), **place.chosen}))
    return {"sides": sides(session, view, ids), "reasons": reasons(session, ids)}


def outcomes(view: View, ids: Ids) -> Any:
    """Return one row for each question to a side that counts: proposal, side, how it was answered, seconds it took."""
    asked = grouped_questions(ProposalEvent.proposal_id.in_(ids))
    parts = []
    for side in SIDES_ASKED:
        question = question_in(asked, side)
        for how, condition in how_answered(question, Proposal.state, view.today).items():
            seconds = question.seconds if how in {IN_TIME, LATER} else literal(None)
            columns = (asked.c.proposal_id, literal(side.value).label("side"), literal(how).label("how"))
            rows = select(*columns, seconds.label("seconds")).join(Proposal, Proposal.id == asked.c.proposal_id)
            parts.append(rows.where(condition))
    return union_all(*parts).cte("outcomes")


def sides(session: Session, view: View, ids: Ids) -> dict[str, dict[str, Any]]:
    """Return side -> how many answers in time, later and not at all, and the median days until an answer."""
    rows = outcomes(view, ids)
    found: dict[str, dict[str, Any]] = {side.value: dict.fromkeys(HOW, 0) | {"days": None} for side in SIDES_ASKED}
    for side, how, count in session.execute(
        select(rows.c.side, rows.c.how, func.count()).group_by(rows.c.side, rows.c.how)
    ):
        found[side][how] = count
    for side, seconds in session.execute(medians(rows, ["side"], "seconds")):
        found[side]["days"] = in_days(seconds)
    return found


def reasons(session: Session, ids: Ids) -> list[dict[str, Any]]:
    """Return the reasons with which proposals ended and who gave them, most first."""
    rows = (
        select(Proposal.ended_by, Proposal.ended_reason, func.count())
        .where(Proposal.id.in_(ids), Proposal.ended_reason.in_(REASON_CODES), Proposal.ended_by.is_not(None))
        .group_by(Proposal.ended_by, Proposal.ended_reason)
    )
    found = [{"by": by.value, "reason": reason, "count": count} for by, reason, count in session.execute(rows) if by]
    return sorted(found, key=lambda row: (-row["count"], row["reason"], row["by"]))
