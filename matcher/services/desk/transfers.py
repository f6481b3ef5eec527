"""Hands a person or a need to another region, with a message to the coordinators there."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from matcher.domain.desk import LONGEST_TRANSFER_MESSAGE, SHORTEST_TRANSFER_MESSAGE, Subject, SubjectKind
from matcher.domain.errors import WrongStateError
from matcher.domain.notifications import NoticeKind
from matcher.domain.states import Party, ProposalState
from matcher.models import Proposal, Region, Transfer, User
from matcher.queries.coordinators import coordinators_of
from matcher.services.needs import EDITABLE, invalid, need_at_desk
from matcher.services.notifying import About, notify
from matcher.services.profile_access import profile_at_desk
from matcher.services.proposals.waiting import start_waiting
from matcher.services.transaction import Work, transactional

REVIEWED = (ProposalState.SUGGESTED, ProposalState.IN_REVIEW)


@transactional
def transfer_person(work: Work, *, professional_id: int, region_code: str, message: str, occasion: str = "") -> int:
    """Give a person to the desk of another region; returns the id of the transfer.

    From then on the coordinators there see the person and may act; the old region does while a search area lies in it.
    ``occasion``: tells the colleagues once about everything handed over on it. Raises NotFoundError, WrongStateError
    for somebody who left, InvalidInputError beside ``region`` or ``message``.
    """
    profile = profile_at_desk(work, professional_id)
    if profile.user_id is None:
        raise WrongStateError("Deze persoon heeft geen account meer.")
    now_at = profile.desk_region_code or profile.region_code
    _check(work, now_at, region_code, message)
    profile.desk_region_code = region_code
    return _hand_over(work, Subject(SubjectKind.PERSON, profile.id), now_at, region_code, message, occasion)


@transactional
def transfer_need(work: Work, *, need_id: int, region_code: str, message: str, occasion: str = "") -> int:
    """Give a need to another region; returns the id of the transfer. Raises as :func:`transfer_person`.

    What waits for review there gets its whole answer time anew; placements stay with the region they were made in.
    """
    # Proposals before the need: the one order of all locks.
    reviewed = _lock_reviewed(work, need_id)
    need = need_at_desk(work, need_id)
    if need.state not in EDITABLE:
        raise WrongStateError("Deze vraag is vervuld of gesloten. Overdragen heeft geen zin meer.")
    now_at = need.region_code
    _check(work, now_at, region_code, message)
    need.region_code = region_code
    work.session.flush()
    for proposal in reviewed:
        if proposal.postponed_until is None:
            start_waiting(work, proposal, need)
    return _hand_over(work, Subject(SubjectKind.NEED, need.id), now_at, region_code, message, occasion)


def _lock_reviewed(work: Work, need_id: int) -> Sequence[Proposal]:
    waiting = select(Proposal).where(Proposal.need_id == need_id, Proposal.state.in_(REVIEWED)).order_by(Proposal.id)
    return work.session.scalars(waiting.with_for_update().execution_options(populate_existing=True)).all()


def _check(work: Work, now_at: str | None, region_code: str, message: str) -> None:
    """Raise InvalidInputError for a region that cannot be, or a message that says nothing."""
    if work.session.get(Region, region_code) is None:
        raise invalid("region", "Kies een regio uit de lijst.")
    if region_code == now_at:
        raise invalid("region", "Deze regio heeft dit al. Kies een andere regio.")
    if not coordinators_of(work.session, region_code=region_code, on=work.today):
        raise invalid("region", "Deze regio heeft nog geen coördinator. Kies een andere regio.")
    if not SHORTEST_TRANSFER_MESSAGE <= len(message.strip()) <= LONGEST_TRANSFER_MESSAGE:
        raise invalid(
            "message", f"Schrijf {SHORTEST_TRANSFER_MESSAGE} tot {LONGEST_TRANSFER_MESSAGE} tekens voor uw collega's."
        )


def _hand_over(
    work: Work, subject: Subject, from_region: str | None, to_region: str, message: str, occasion: str
) -> int:
    """Write the transfer down and tell the colleagues."""
    row = Transfer(
        **{subject.column: subject.id},
        from_region=from_region,
        to_region=to_region,
        message=message.strip(),
        by_id=work.actor.user_id,
        at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    _tell(work, subject, to_region, occasion or f"transfer {row.id}", several=bool(occasion))
    return row.id


def _tell(work: Work, subject: Subject, region_code: str, key: str, *, several: bool) -> None:
    """Tell who coordinates the region; never who or what it is, nor the message: that stands on the page."""
    values: dict[str, Any] = {
        "what": subject.kind.value,
        "subject_id": subject.id,
        "several": several,
        "region": work.session.get_one(Region, region_code).name,
    }
    about = About(party=Party.COORDINATOR, **{subject.column: subject.id})
    for user in colleagues_there(work, region_code):
        notify(work, user, kind=NoticeKind.DESK_TRANSFER, key=key, about=about, **values)


def colleagues_there(work: Work, region_code: str) -> Sequence[User]:
    """Return who is told of a transfer to a region: who coordinates it, without who hands over."""
    found = coordinators_of(work.session, region_code=region_code, on=work.today)
    return [user for user in found if user.id != work.actor.user_id]
