"""Words that pages and files of the coordinator's desk share."""

from flask_babel import gettext as _

from matcher.domain.desk import DeskList
from matcher.domain.states import Party
from matcher.queries.coordination.sent import MailState


def party_name(party: Party) -> str:
    """Return who a party is."""
    texts: dict[object, str] = {
        Party.PROFESSIONAL: _("professional"),
        Party.SCHOOL: _("school"),
        Party.COORDINATOR: _("coördinator"),
        Party.SYSTEM: _("systeem"),
    }
    return texts[party]


def waiting(parties: frozenset[Party]) -> str:
    """Return who has to act, e.g. ``professional en school``; an empty string when nobody does."""
    return str(_(" en ")).join(party_name(party) for party in Party if party in parties)


def mail_states() -> dict[str, str]:
    """Return how the mail of a message went, by the value of its filter."""
    return {
        MailState.SENT: _("verstuurd"),
        MailState.WAITING: _("wacht op verzending"),
        MailState.FAILED: _("komt niet aan"),
        MailState.DIGESTED: _("in het overzicht"),
        MailState.FOR_DIGEST: _("wacht op het overzicht"),
        MailState.NONE: _("geen mail"),
    }


def list_name(desk_list: DeskList) -> str:
    """Return what a list is called."""
    texts: dict[object, str] = {
        DeskList.PEOPLE: _("Mensen"),
        DeskList.NEEDS: _("Onderwijsvragen"),
        DeskList.PROPOSALS: _("Voorstellen"),
        DeskList.PLACEMENTS: _("Inzet"),
        DeskList.SCHOOLS: _("Scholen"),
        DeskList.SENT: _("Verstuurde berichten"),
    }
    return texts[desk_list]
