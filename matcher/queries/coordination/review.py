"""The review page of a proposal: both sides, the score in parts, what the law says, earlier contacts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.domain.actors import Actor
from matcher.domain.choices import LegalGround, RoleKind
from matcher.domain.errors import NotFoundError
from matcher.domain.law import LimitScope
from matcher.domain.states import Party, ProposalState
from matcher.models import Need, Placement, Proposal, School
from matcher.queries.coordination.need_page import NeedFacts, need_facts
from matcher.queries.coordination.person_page import YearHours, hours_of, person_visible
from matcher.queries.ledger import engagements_of, exceptions_of, holdings_of
from matcher.queries.matches import Match, match_of
from matcher.queries.measures import measures
from matcher.queries.plans import holiday_region_of_school, need_plan
from matcher.queries.profile import Profile, own_profile
from matcher.queries.proposal_page import ProposalPage, proposal_page
from matcher.queries.proposals import ProposalRow, in_scope, proposal_rows, to_row
from matcher.rules.grounds import legal_ground
from matcher.rules.six_hours import Decision, Request, decide, decide_readings
from matcher.rules.teaching_plan import minutes_by_year


@dataclass(frozen=True, slots=True)
class Verdict:
    """The ground on which the person would teach this need, and the decision of the six-hours rule.

    ``readings``: the decision with hours summed per person, and per board.
    """

    ground: LegalGround
    decision: Decision
    readings: Mapping[LimitScope, Decision]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Everything a coordinator needs to decide. ``match`` is None when a side is not ranked now.

    ``verdict`` is None while dates or hours of the need are missing. ``earlier``: other proposals of this person at
    this school. ``person_visible`` and ``need_visible``: whether their own pages may be opened.
    """

    page: ProposalPage
    person: Profile
    person_visible: bool
    need: NeedFacts
    need_visible: bool
    match: Match | None
    verdict: Verdict | None
    hours: tuple[YearHours, ...]
    earlier: tuple[ProposalRow, ...]
    placement_id: int | None


def review_page(session: Session, *, proposal_id: int, actor: Actor, today: date) -> ReviewPage:
    """Return the page of one proposal for a coordinator. Raises NotFoundError for one outside the scope."""
    page = proposal_page(session, proposal_id=proposal_id, party=Party.COORDINATOR, actor=actor, today=today)
    row, scope = page.row, actor.scope
    person = row.professional_id
    need = need_facts(session, scope=scope, need_id=row.need_id, condition=False)
    return ReviewPage(
        page=page,
        person=own_profile(session, professional_id=person),
        person_visible=person_visible(session, scope=scope, professional_id=person),
        need=need,
        need_visible=scope.covers(row.region_code),
        match=match_of(session, professional_id=person, need_id=row.need_id, today=today),
        verdict=_verdict(session, person, need),
        hours=hours_of(session, scope=scope, professional_id=person, today=today),
        earlier=_earlier(session, actor, row, today),
        placement_id=_placement(session, row),
    )


def reviewable(session: Session, *, proposal_id: int, actor: Actor, today: date) -> ProposalPage:
    """Return a proposal the coordinator may act on. Raises NotFoundError when its need lies in another region."""
    page = proposal_page(session, proposal_id=proposal_id, party=Party.COORDINATOR, actor=actor, today=today)
    if not actor.acts_in.covers(page.row.region_code):
        raise NotFoundError
    return page


def _verdict(session: Session, professional_id: int, need: NeedFacts) -> Verdict | None:
    if need.starts_on is None or need.ends_on is None or not need.teaching_weeks:
        return None
    role = need.role_kind or RoleKind.GASTDOCENT
    ground = legal_ground(need.sector, role, holdings_of(session, professional_id), need.starts_on)
    region = holiday_region_of_school(session, need.school_id)
    plan = need_plan(need.starts_on, need.ends_on, need.minutes_per_week, need.teaching_weeks, region)
    try:
        requested = minutes_by_year(plan)
    except ValueError:
        return None
    case: dict[str, Any] = {
        "sector": need.sector,
        "ground": ground,
        "request": Request(requested, last_day=need.ends_on, teaching_weeks=need.teaching_weeks),
        "engagements": engagements_of(session, professional_id),
        "board_id": session.scalar(select(School.board_id).where(School.id == need.school_id)),
        "exceptions": exceptions_of(session, professional_id),
        "limits": measures(session),
    }
    return Verdict(ground, decide(**case), decide_readings(**case)) if requested else None


def _earlier(session: Session, actor: Actor, row: ProposalRow, today: date) -> tuple[ProposalRow, ...]:
    rows = session.execute(
        proposal_rows()
        .where(
            Proposal.professional_id == row.professional_id,
            Need.school_id == row.school_id,
            Proposal.id != row.id,
            in_scope(actor.scope),
        )
        .order_by(Proposal.updated_at.desc(), Proposal.id.desc())
    )
    return tuple(to_row(found, today=today, names=True) for found in rows)


def _placement(session: Session, row: ProposalRow) -> int | None:
    if row.state is not ProposalState.PLACED:
        return None
    return session.scalar(select(Placement.id).where(Placement.proposal_id == row.id))
