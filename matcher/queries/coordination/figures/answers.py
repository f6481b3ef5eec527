"""How each side answers, and why proposals end."""

from collections import defaultdict
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
from matcher.queries.coordination.figures.narrow import Ids
from matcher.queries.coordination.figures.overview import Figures, in_days
from matcher.queries.coordination.figures.together import Rows, Together
from matcher.queries.coordination.scope import View


def answers_by_area(session: Session, areas: Together) -> dict[int, Figures]:
    """Return area -> answers by side, and endings by reason and side."""
    rows = areas.proposals(session, wishes.begun(areas.year))
    by_side, ended = _sides(session, areas, rows), _reasons(session, rows)
    return {n: {"sides": by_side[n], "reasons": ended.get(n, [])} for n in areas.numbers}


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


def _sides(session: Session, areas: Together, rows: Rows) -> dict[int, dict[str, dict[str, Any]]]:
    """Return area -> side -> how many answers in time, later and not at all, and the median days until an answer."""
    found: dict[int, dict[str, dict[str, Any]]] = {
        n: {side.value: dict.fromkeys(HOW, 0) | {"days": None} for side in SIDES_ASKED} for n in areas.numbers
    }
    answered = outcomes(areas.nation, rows.ids)
    by = (rows.area, answered.c.side, answered.c.how)
    counts = rows.located(select(*by, func.count()).select_from(answered), answered.c.proposal_id)
    for area, side, how, count in session.execute(counts.group_by(*by)):
        found[area][side][how] = count
    took = select(rows.area.label("area"), answered.c.side, answered.c.seconds).select_from(answered)
    lasted = rows.located(took.where(answered.c.seconds.is_not(None)), answered.c.proposal_id).subquery()
    for area, side, seconds in session.execute(medians(lasted, ["area", "side"], "seconds")):
        found[area][side]["days"] = in_days(seconds)
    return found


def reasons(session: Session, ids: Ids) -> list[dict[str, Any]]:
    """Return the reasons with which these proposals ended and who gave them, most first."""
    return _reasons(session, Rows(ids)).get(0, [])


def _reasons(session: Session, rows: Rows) -> dict[int, list[dict[str, Any]]]:
    by = (rows.area, Proposal.ended_by, Proposal.ended_reason)
    ended = rows.among(select(*by, func.count()).select_from(Proposal), Proposal.id)
    ended = ended.where(Proposal.ended_reason.in_(REASON_CODES), Proposal.ended_by.is_not(None))
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for area, who, reason, count in session.execute(ended.group_by(*by)):
        found[area].append({"by": who.value, "reason": reason, "count": count})
    return {n: sorted(of, key=lambda row: (-row["count"], row["reason"], row["by"])) for n, of in found.items()}
