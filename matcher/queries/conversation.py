"""Messages about a proposal, for whoever may read them: from the introduction on, and afterwards when it ended."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, true
from sqlalchemy.orm import Session

from matcher.domain.actors import Actor
from matcher.domain.errors import NotFoundError
from matcher.domain.states import ENDED_STATES, NAMES_REVEALED, Party
from matcher.models import (
    ConversationRead,
    Need,
    Proposal,
    ProposalEvent,
    ProposalMessage,
    School,
    User,
)
from matcher.queries.exclusions import not_excluded
from matcher.queries.proposals import readable_by

NEWEST = 3


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One message. ``name`` is None for who left, and for the other side once names are no longer shown."""

    id: int
    party: Party
    name: str | None
    mine: bool
    unread: bool
    sent_at: datetime
    body: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """The messages of a proposal, oldest first. ``open``: new ones may be written, as far as the state goes."""

    need_title: str
    school: str
    messages: tuple[MessageRow, ...]
    open: bool

    @property
    def unread(self) -> int:
        """How many messages the reader has not seen."""
        return sum(row.unread for row in self.messages)

    @property
    def newest(self) -> tuple[MessageRow, ...]:
        """The last few."""
        return self.messages[-NEWEST:]


_WAS_REVEALED = exists().where(ProposalEvent.proposal_id == Proposal.id, ProposalEvent.to_state.in_(NAMES_REVEALED))
_REVEALED = Proposal.state.in_(NAMES_REVEALED) | (Proposal.state.in_(ENDED_STATES) & _WAS_REVEALED)


def may_read(party: Party, actor: Actor) -> ColumnElement[bool]:
    """Return which conversations (of Proposal with Need) the actor may read as this party."""
    return and_(readable_by(party, actor), _REVEALED)


def conversation_of(session: Session, *, proposal_id: int, party: Party, actor: Actor) -> Conversation:
    """Return the conversation of a proposal. Raises NotFoundError for one this party may not read."""
    found = session.execute(
        select(Proposal.state, Need.title, School.name, ~not_excluded())
        .join(Need, Need.id == Proposal.need_id)
        .join(School, School.id == Need.school_id)
        .where(Proposal.id == proposal_id, may_read(party, actor))
    ).one_or_none()
    if found is None:
        raise NotFoundError
    state, title, school, excluded = found
    revealed = state in NAMES_REVEALED or party is Party.COORDINATOR
    return Conversation(
        need_title=title,
        school=school,
        messages=_messages(session, proposal_id, party, actor, names=revealed),
        open=state in NAMES_REVEALED and not excluded,
    )


def newest_messages(session: Session, *, proposal_id: int, party: Party, actor: Actor) -> Conversation | None:
    """Return the conversation for the page of its proposal; None where there is none to read."""
    try:
        return conversation_of(session, proposal_id=proposal_id, party=party, actor=actor)
    except NotFoundError:
        return None


def _messages(session: Session, proposal_id: int, party: Party, actor: Actor, *, names: bool) -> tuple[MessageRow, ...]:
    read = session.scalar(
        select(ConversationRead.message_id).where(
            ConversationRead.proposal_id == proposal_id, ConversationRead.user_id == actor.user_id
        )
    )
    rows = session.execute(
        select(ProposalMessage, User.full_name)
        .outerjoin(User, User.id == ProposalMessage.author_id)
        .where(ProposalMessage.proposal_id == proposal_id)
        .order_by(ProposalMessage.id)
    )
    return tuple(
        MessageRow(
            id=row.id,
            party=row.party,
            name=name if names or row.party in {party, Party.COORDINATOR} else None,
            mine=_mine(row, actor),
            unread=row.id > (read or 0) and bool(row.body) and not _mine(row, actor),
            sent_at=row.sent_at,
            body=row.body,
        )
        for row, name in rows
    )


def _mine(row: ProposalMessage, actor: Actor) -> bool:
    return row.author_id is not None and row.author_id == actor.user_id


def unread_by_proposal(session: Session, *, party: Party, actor: Actor) -> dict[int, int]:
    """Return proposal id -> messages the actor has not read, in one query; a coordinator follows where they wrote."""
    if actor.user_id is None:
        return {}
    seen = and_(ConversationRead.proposal_id == Proposal.id, ConversationRead.user_id == actor.user_id)
    rows = session.execute(
        select(ProposalMessage.proposal_id, func.count())
        .join(Proposal, Proposal.id == ProposalMessage.proposal_id)
        .join(Need, Need.id == Proposal.need_id)
        .outerjoin(ConversationRead, seen)
        .where(may_read(party, actor), _follows(party, actor.user_id), ProposalMessage.body != "")
        .where(ProposalMessage.id > func.coalesce(ConversationRead.message_id, 0))
        .where(or_(ProposalMessage.author_id.is_(None), ProposalMessage.author_id != actor.user_id))
        .group_by(ProposalMessage.proposal_id)
    )
    return {row[0]: row[1] for row in rows}


def _follows(party: Party, user_id: int) -> ColumnElement[bool]:
    if party is not Party.COORDINATOR:
        return true()
    return Proposal.id.in_(select(ProposalMessage.proposal_id).where(ProposalMessage.author_id == user_id))
