"""The review page of a proposal: both sides, the score in parts, what the law says, earlier contacts."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import false, func, or_, select
from sqlalchemy.orm import Session

from matcher.domain.actors import Actor
from matcher.domain.errors import NotFoundError
from matcher.domain.states import Party, ProposalState
from matcher.models import DeskNote, Need, Placement, Proposal, ProposalMessage, User
from matcher.queries.coordination.need_page import NeedFacts, need_facts
from matcher.queries.coordination.person_page import YearHours, hours_of, person_visible
from matcher.queries.matches import Match, match_of
from matcher.queries.offered import as_offered
from matcher.queries.pair_verdicts import Verdict, verdict_of
from matcher.queries.profile import Profile, own_profile
from matcher.queries.proposal_page import ProposalPage, proposal_page
from matcher.queries.proposals import ProposalRow, in_scope, proposal_rows, to_row

MOST_NOTES = 5


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note of a coordinator about a side of the pair; ``author`` is empty for who left."""

    at: datetime
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """What went before between this person and this school: other proposals, with how many messages, and notes."""

    proposals: tuple[ProposalRow, ...]
    messages: int
    notes: tuple[NoteRow, ...]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Everything a coordinator needs to decide. ``match`` is None when a side is not ranked now.

    ``verdict`` is None while dates or hours of the need are missing. ``need``: as the school asks it; ``offered``: with
    the hours of the proposal. ``person_visible`` and ``need_visible``: whether their own pages may be opened.
    """

    page: ProposalPage
    person: Profile
    person_visible: bool
    need: NeedFacts
    offered: NeedFacts
    need_visible: bool
    match: Match | None
    verdict: Verdict | None
    hours: tuple[YearHours, ...]
    earlier: Earlier
    placement_id: int | None


def review_page(session: Session, *, proposal_id: int, actor: Actor, today: date) -> ReviewPage:
    """Return the page of one proposal for a coordinator. Raises NotFoundError for one outside the scope."""
    page = proposal_page(session, proposal_id=proposal_id, party=Party.COORDINATOR, actor=actor, today=today)
    row, scope = page.row, actor.scope
    person = row.professional_id
    need = need_facts(session, scope=scope, need_id=row.need_id, condition=False)
    offered = as_offered(need, page.minutes_per_week)
    visible = person_visible(session, scope=scope, professional_id=person)
    return ReviewPage(
        page=page,
        person=own_profile(session, professional_id=person),
        person_visible=visible,
        need=need,
        offered=offered,
        need_visible=scope.covers(row.region_code),
        match=match_of(session, professional_id=person, need_id=row.need_id, today=today),
        verdict=verdict_of(session, professional_id=person, need=offered),
        hours=hours_of(session, scope=scope, professional_id=person, today=today),
        earlier=_earlier(session, actor, row, today, person=visible, school=need.school_visible),
        placement_id=_placement(session, row),
    )


def reviewable(session: Session, *, proposal_id: int, actor: Actor, today: date) -> ProposalPage:
    """Return a proposal the coordinator may act on. Raises NotFoundError when its need lies in another region."""
    page = proposal_page(session, proposal_id=proposal_id, party=Party.COORDINATOR, actor=actor, today=today)
    if not actor.acts_in.covers(page.row.region_code):
        raise NotFoundError
    return page


def _earlier(session: Session, actor: Actor, row: ProposalRow, today: date, *, person: bool, school: bool) -> Earlier:
    """Return earlier contact; ``person`` and ``school``: whether the reader may know what is noted about them."""
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
    proposals = tuple(to_row(found, today=today, names=True) for found in rows)
    of_these = select(func.count()).where(ProposalMessage.proposal_id.in_([found.id for found in proposals]))
    messages = session.scalar(of_these) or 0
    return Earlier(proposals, messages, _notes(session, actor, row, person=person, school=school))


def _notes(session: Session, actor: Actor, row: ProposalRow, *, person: bool, school: bool) -> tuple[NoteRow, ...]:
    n = DeskNote
    need = n.need_id == row.need_id if actor.scope.covers(row.region_code) else false()
    about = or_(
        n.professional_id == row.professional_id if person else false(),
        n.school_id == row.school_id if school else false(),
        need,
    )
    rows = session.execute(
        select(n.at, User.full_name, n.text)
        .outerjoin(User, User.id == n.author_id)
        .where(about)
        .order_by(n.at.desc(), n.id.desc())
        .limit(MOST_NOTES)
    )
    return tuple(NoteRow(at, author or "", text) for at, author, text in rows)


def _placement(session: Session, row: ProposalRow) -> int | None:
    if row.state is not ProposalState.PLACED:
        return None
    return session.scalar(select(Placement.id).where(Placement.proposal_id == row.id))
