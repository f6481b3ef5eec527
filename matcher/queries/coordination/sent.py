"""What people were told about things in the scope of a coordinator, and how the mail of it went."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from matcher.domain.actors import Scope
from matcher.domain.errors import NotFoundError
from matcher.domain.notifications import NOTICES, MailMode, NoticeKind
from matcher.domain.states import Party
from matcher.models import Need, Notification, OutboxMessage, Placement, Professional, Proposal, School, User
from matcher.models.outbox import MAX_ATTEMPTS
from matcher.queries.coordination.areas import moments_within
from matcher.queries.coordination.listing import Condition, Facet, Listing, Source, Wish, any_like, by_value, listing
from matcher.queries.coordination.people import reaches
from matcher.queries.coordination.scope import View, midnight
from matcher.queries.notification_access import ABOUT_NOTHING, among_all_within, within_scope
from matcher.queries.notifications import subjects_of


class MailState(StrEnum):
    """How the mail of a notification went."""

    SENT = "verstuurd"
    WAITING = "wacht"
    FAILED = "mislukt"
    DIGESTED = "overzicht"
    FOR_DIGEST = "wacht-op-overzicht"
    NONE = "geen"


@dataclass(frozen=True, slots=True)
class SentRow:
    """One thing somebody was told. ``subject`` and ``body``: of its own mail, on its page only, once it was sent."""

    id: int
    kind: NoticeKind
    party: Party | None
    context: Mapping[str, Any]
    subjects: Mapping[str, int | None]
    recipient: str
    email: str
    created_at: datetime
    read_at: datetime | None
    mode: MailMode
    mail: MailState
    sent_at: datetime | None
    subject: str = ""
    body: str = ""


class Mail(NamedTuple):
    """What is known of the mail of its own; ``id`` None: there is none."""

    id: int | None
    sent_at: datetime | None
    undeliverable: bool | None
    attempts: int | None


_N, _O = Notification, OutboxMessage
_GONE = or_(_O.attempts >= MAX_ATTEMPTS, _O.undeliverable.is_(True))
_STATES: dict[MailState, Condition] = {
    MailState.SENT: _O.sent_at.is_not(None),
    MailState.WAITING: and_(_O.id.is_not(None), _O.sent_at.is_(None), ~_GONE),
    MailState.FAILED: and_(_O.id.is_not(None), _O.sent_at.is_(None), _GONE),
    MailState.DIGESTED: and_(_O.id.is_(None), _N.mode == MailMode.DIGEST, _N.digested_at.is_not(None)),
    MailState.FOR_DIGEST: and_(_O.id.is_(None), _N.mode == MailMode.DIGEST, _N.digested_at.is_(None)),
    MailState.NONE: and_(_O.id.is_(None), _N.mode != MailMode.DIGEST),
}


def sent_source(view: View) -> Source[SentRow]:
    """Return the list of a coordinator: searched by who was told, person, onderwijsvraag and school."""
    reader, person = aliased(User), aliased(User)
    where = func.coalesce(Need.region_code, Professional.region_code)
    return Source(
        statement=_joined(reader, person).where(among_all_within(view.scope), ~ABOUT_NOTHING),
        detail=lambda ids: _joined(reader, person).where(_N.id.in_(ids)),
        found_by=_found_by,
        facets=(
            # Where a message belongs is said by what it is about: too dear to count for all of them.
            Facet(
                "regio",
                {region.code: _about(region.code) for region in view.regions},
                counted=False,
            ),
            *(
                replace(facet, counted=False)
                for facet in view.areas.facets(where.in_, lambda area: moments_within(_N.created_at, area, midnight))
            ),
            by_value("bericht", _N.kind, (kind for kind, notice in NOTICES.items() if notice.listed)),
            Facet("mail", {state.value: condition for state, condition in _STATES.items()}),
        ),
        searched=(reader.full_name, person.full_name, Need.title, School.name),
        sorts={"datum": (_N.created_at,), "naam": (func.lower(reader.full_name),)},
        default_sort="-datum",
        few=not view.scope.national,
        tie=_N.id,
        make=_row,
    )


def _about(region_code: str) -> Condition:
    """Return what a message must be about: an onderwijsvraag in the region, or a person who is seen there."""
    return or_(Need.region_code == region_code, reaches(region_code))


# What a notification is about, whichever of its subjects says so.
_NEED_ID = func.coalesce(_N.need_id, Proposal.need_id, Placement.need_id)
_PROFESSIONAL_ID = func.coalesce(_N.professional_id, Proposal.professional_id, Placement.professional_id)


def _found_by(pattern: str) -> Condition:
    """Search accounts, people and needs first: there are fewer of them than of messages."""
    accounts = select(User.id).where(any_like((User.full_name,), pattern)).cte("accounts")
    named = select(accounts.c.id)
    people = select(Professional.id).where(Professional.user_id.in_(named))
    needs = (
        select(Need.id).join(School, School.id == Need.school_id).where(any_like((Need.title, School.name), pattern))
    )
    return or_(_N.user_id.in_(named), _PROFESSIONAL_ID.in_(people), _NEED_ID.in_(needs))


def _joined(reader: Any, person: Any) -> Select[Any]:
    return (
        select(_N, reader.full_name, reader.email, _O.id, _O.sent_at, _O.undeliverable, _O.attempts)
        .outerjoin(reader, reader.id == _N.user_id)
        .outerjoin(_O, _O.id == _N.outbox_id)
        .outerjoin(Proposal, Proposal.id == _N.proposal_id)
        .outerjoin(Placement, Placement.id == _N.placement_id)
        .outerjoin(Need, Need.id == _NEED_ID)
        .outerjoin(School, School.id == Need.school_id)
        .outerjoin(Professional, Professional.id == _PROFESSIONAL_ID)
        .outerjoin(person, person.id == Professional.user_id)
    )


def _row(found: Any) -> SentRow:
    row, recipient, email, *columns = found
    mail = Mail(*columns)
    return SentRow(
        id=row.id,
        kind=row.kind,
        party=row.party,
        context=row.context,
        subjects=subjects_of(row),
        recipient=recipient,
        email=email,
        created_at=row.created_at,
        read_at=row.read_at,
        mode=row.mode,
        mail=_mail_state(row, mail),
        sent_at=row.digested_at if mail.id is None else mail.sent_at,
    )


def _mail_state(row: Notification, mail: Mail) -> MailState:
    if mail.id is None:
        if row.mode is not MailMode.DIGEST:
            return MailState.NONE
        return MailState.DIGESTED if row.digested_at else MailState.FOR_DIGEST
    if mail.sent_at is not None:
        return MailState.SENT
    return MailState.FAILED if mail.undeliverable or (mail.attempts or 0) >= MAX_ATTEMPTS else MailState.WAITING


def sent_list(session: Session, *, view: View, wish: Wish) -> Listing[SentRow]:
    """Return a page of what was told, newest first."""
    return listing(session, sent_source(view), wish)


def sent_page(session: Session, *, scope: Scope, notification_id: int) -> SentRow:
    """Return one of them, with the text of its mail. Raises NotFoundError outside the scope."""
    reader, person = aliased(User), aliased(User)
    asked = _joined(reader, person).where(within_scope(scope), ~ABOUT_NOTHING, _N.id == notification_id)
    found = session.execute(asked.add_columns(_O.subject, _O.body)).one_or_none()
    if found is None:
        raise NotFoundError
    *row, subject, body = found
    return replace(_row(row), subject=subject or "", body=body or "")
