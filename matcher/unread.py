"""How many messages who is signed in has not read; asked of the database once a request."""

from flask import g

from matcher.access import current_actor
from matcher.database import db
from matcher.domain.states import Party
from matcher.queries.conversation import unread_by_proposal

PARTY_OF = {"professional": Party.PROFESSIONAL, "school": Party.SCHOOL, "coordinator": Party.COORDINATOR}


def unread_here(party: Party) -> dict[int, int]:
    """Return proposal id -> unread messages for the desk of this party."""
    found: dict[Party, dict[int, int]] = g.setdefault("unread", {})
    if party not in found:
        found[party] = unread_by_proposal(db.session(), party=party, actor=current_actor())
    return found[party]


def ask_no_more() -> None:
    """Count nothing from now on: the page of an error must open without the database."""
    g.unread = {party: {} for party in Party}
