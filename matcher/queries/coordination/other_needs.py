"""Other needs a person of a suggestion fits, within the regions of the coordinator."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.domain.actors import Scope
from matcher.domain.states import NeedState
from matcher.models import ExcludedSchool, Need, Proposal
from matcher.queries.coordination.scope import within
from matcher.queries.matches import NeedMatch, needs_for
from matcher.queries.pair_verdicts import PersonVerdicts, Verdict, asked_hours

MOST_OTHER_NEEDS = 10


@dataclass(frozen=True, slots=True)
class OtherNeed:
    """A need that fits, with the verdict of the six-hours rule (None while dates or hours are missing)."""

    match: NeedMatch
    verdict: Verdict | None


def other_needs(session: Session, *, professional_id: int, scope: Scope, today: date) -> tuple[OtherNeed, ...]:
    """Return the best open needs of the scope this person was never joined with, best first."""
    free = _free(session, professional_id, scope)
    found = [row for row in needs_for(session, professional_id=professional_id, today=today) if row.need_id in free]
    best = found[:MOST_OTHER_NEEDS]
    verdicts = PersonVerdicts(
        session, professional_id=professional_id, school_ids={free[row.need_id].school_id for row in best}
    )
    return tuple(OtherNeed(row, verdicts.of(asked_hours(free[row.need_id]))) for row in best)


def _free(session: Session, professional_id: int, scope: Scope) -> dict[int, Need]:
    """Return the open needs of the scope without a proposal of this person, and not of an excluded school."""
    joined = select(Proposal.need_id).where(Proposal.professional_id == professional_id)
    barred = select(ExcludedSchool.school_id).where(ExcludedSchool.professional_id == professional_id)
    rows = session.scalars(
        select(Need).where(
            Need.state == NeedState.OPEN,
            within(Need.region_code, scope),
            Need.id.not_in(joined),
            Need.school_id.not_in(barred),
        )
    )
    return {need.id: need for need in rows}
