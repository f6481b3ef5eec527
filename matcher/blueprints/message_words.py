"""Messages in words: who wrote, when; for the page of messages and the newest ones on the page of a proposal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from matcher.access import current_actor
from matcher.database import db
from matcher.domain.states import Party
from matcher.i18n import moment
from matcher.queries.conversation import MessageRow, newest_messages
from matcher.unread import unread_here


@dataclass(frozen=True, slots=True)
class MessageLine:
    """A message for the component; ``at`` is a text with the time."""

    id: int
    who: str
    at: str
    sent_at: datetime
    text: str
    mine: bool
    unread: bool


def message_lines(rows: Iterable[MessageRow], reader: Party) -> list[MessageLine]:
    """Return messages as the reader sees them."""
    return [
        MessageLine(
            id=row.id,
            who=_who(row, reader),
            at=moment(row.sent_at),
            sent_at=row.sent_at,
            text=row.body or str(_("Dit bericht is verwijderd.")),
            mine=row.mine,
            unread=row.unread,
        )
        for row in rows
    ]


def _who(row: MessageRow, reader: Party) -> str:
    if row.mine:
        return str(_("u"))
    roles = {
        Party.PROFESSIONAL: _("professional"),
        Party.SCHOOL: _("uw school") if reader is Party.SCHOOL else _("school"),
        Party.COORDINATOR: _("coördinator"),
    }
    role = str(roles.get(row.party, _("systeem")))
    return f"{row.name} ({role})" if row.name else role


def unread_text(party: Party, proposal_id: int) -> str:
    """Return "2 nieuwe berichten" for a card; empty when everything was read."""
    count = unread_here(party).get(proposal_id, 0)
    return str(ngettext("%(num)s nieuw bericht", "%(num)s nieuwe berichten", count)) if count else ""


@dataclass(frozen=True, slots=True)
class ConversationBox:
    """The newest messages, for the page of a proposal. ``open``: new ones can be written."""

    lines: list[MessageLine]
    total: int
    unread: int
    open: bool
    url: str


def conversation_box(proposal_id: int, party: Party, area: str) -> ConversationBox | None:
    """Return the newest messages with the link to all; None where there are none to read."""
    actor = current_actor()
    found = newest_messages(db.session(), proposal_id=proposal_id, party=party, actor=actor)
    if found is None:
        return None
    url = url_for(f"{area}.conversation", proposal_id=proposal_id)
    writes = party is not Party.COORDINATOR or not actor.acts_in.empty
    return ConversationBox(
        message_lines(found.newest, party), len(found.messages), found.unread, open=found.open and writes, url=url
    )
