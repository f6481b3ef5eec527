"""Messages between the two sides and the coordinator about a proposal, in plain text."""

import re
from datetime import timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from matcher.domain.errors import InvalidInputError, NotFoundError, WrongStateError
from matcher.domain.notifications import NoticeKind
from matcher.domain.states import NAMES_REVEALED, Party
from matcher.domain.trials import LONGEST_MESSAGE
from matcher.models import ConversationRead, ExcludedSchool, Need, Proposal, ProposalMessage, User
from matcher.queries.actors import load_actor
from matcher.queries.conversation import may_read
from matcher.queries.covers import covers_of
from matcher.services.proposals import news
from matcher.services.proposals.steps import Grip, grip
from matcher.services.transaction import Work, transactional

MOST_AN_HOUR = 30
# Line breaks and tabs stay; what cannot be seen goes.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@transactional
def send_message(work: Work, *, proposal_id: int, party: Party, body: str) -> int:
    """Write to the other parties; returns the message's id. They are told that there is one, never what it says.

    Raises NotFoundError for somebody else's proposal or a school the person keeps away, WrongStateError while names are
    not known or when it is over, InvalidInputError for an empty, too long or too frequent message.
    """
    held = grip(work, proposal_id=proposal_id, party=party)
    _check_open(work, held)
    text = _checked(body)
    _check_pace(work)
    message = ProposalMessage(
        proposal_id=proposal_id, author_id=work.actor.user_id, party=party, body=text, sent_at=work.now
    )
    work.session.add(message)
    work.session.flush()
    _read_until(work, proposal_id, message.id)
    _tell_others(work, held, message)
    return message.id


@transactional
def mark_read(work: Work, *, proposal_id: int, party: Party, message_id: int) -> None:
    """Note that the actor has read up to this message. Raises NotFoundError for what they may not read."""
    found = work.session.scalar(
        select(ProposalMessage.id)
        .join(Proposal, Proposal.id == ProposalMessage.proposal_id)
        .join(Need, Need.id == Proposal.need_id)
        .where(ProposalMessage.id == message_id, Proposal.id == proposal_id, may_read(party, work.actor))
    )
    if found is None or work.actor.user_id is None:
        raise NotFoundError
    _read_until(work, proposal_id, message_id)


def _check_open(work: Work, held: Grip) -> None:
    excluded = work.session.get(ExcludedSchool, (held.proposal.professional_id, held.need.school_id))
    if excluded is not None and held.party is Party.SCHOOL:
        raise NotFoundError
    if excluded is not None or held.proposal.state not in NAMES_REVEALED:
        raise WrongStateError("U kunt hier geen berichten sturen. Dat kan zolang u met elkaar in gesprek bent.")


def _checked(body: str) -> str:
    text = _UNSEEN.sub("", body.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if not text:
        raise InvalidInputError("Schrijf eerst een bericht.", {"body": "Schrijf eerst een bericht."})
    if len(text) > LONGEST_MESSAGE:
        message = f"Houd uw bericht korter dan {LONGEST_MESSAGE} tekens."
        raise InvalidInputError(message, {"body": message})
    return text


def _check_pace(work: Work) -> None:
    """Nobody is buried in messages: so many an hour for one author, in all conversations together."""
    recent = select(func.count()).where(
        ProposalMessage.author_id == work.actor.user_id, ProposalMessage.sent_at > work.now - timedelta(hours=1)
    )
    if (work.session.scalar(recent) or 0) >= MOST_AN_HOUR:
        message = "U hebt het laatste uur veel berichten gestuurd. Probeer het later opnieuw."
        raise InvalidInputError(message, {"body": message})


def _read_until(work: Work, proposal_id: int, message_id: int) -> None:
    """Move the mark forward, never back; two browsers of one person may do so at once."""
    on_postgresql = work.session.get_bind().dialect.name == "postgresql"
    insert = postgresql.insert if on_postgresql else sqlite.insert
    row = insert(ConversationRead).values(proposal_id=proposal_id, user_id=work.actor.user_id, message_id=message_id)
    work.session.execute(
        row.on_conflict_do_update(
            index_elements=["proposal_id", "user_id"],
            set_={"message_id": row.excluded.message_id},
            where=ConversationRead.message_id < row.excluded.message_id,
        )
    )


def _tell_others(work: Work, held: Grip, message: ProposalMessage) -> None:
    readers = {
        Party.PROFESSIONAL: news.professional_of(work, held.proposal.professional_id),
        Party.SCHOOL: _school_readers(work, held),
        Party.COORDINATOR: _coordinators(work, held.proposal, held.need),
    }
    for side, users in readers.items():
        if side is not held.party:
            others = [user for user in users if user.id != work.actor.user_id]
            occasion = f"message {message.id}"
            kind = NoticeKind.MESSAGE_NEW
            news.tell_users(work, others, held.proposal, held.need, side=side, kind=kind, occasion=occasion)


def _school_readers(work: Work, held: Grip) -> list[User]:
    """Return the school's contact and the colleagues who wrote before; nobody of a school the person keeps away."""
    if work.session.get(ExcludedSchool, (held.proposal.professional_id, held.need.school_id)) is not None:
        return []
    wrote = select(ProposalMessage.author_id).where(
        ProposalMessage.proposal_id == held.proposal.id, ProposalMessage.party == Party.SCHOOL
    )
    told = {user.id for user in news.contacts_of(work, held.need)} | set(work.session.scalars(wrote))
    return [user for user in news.members_of(work, held.need.school_id) if user.id in told]


def _coordinators(work: Work, proposal: Proposal, need: Need) -> list[User]:
    """Return who wrote as coordinator, and who covers for them today, while they may act in the region of the need."""
    wrote = select(ProposalMessage.author_id).where(
        ProposalMessage.proposal_id == proposal.id, ProposalMessage.party == Party.COORDINATOR
    )
    told = or_(User.id.in_(wrote), User.id.in_(covers_of(wrote, work.today)))
    users = work.session.scalars(select(User).where(told).order_by(User.id)).all()
    return [user for user in users if _coordinates(work, user, need)]


def _coordinates(work: Work, user: User, need: Need) -> bool:
    return load_actor(work.session, user_id=user.id, on=work.today).acts_in.covers(need.region_code)
