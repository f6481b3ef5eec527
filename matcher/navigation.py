"""The side navigation of each desk and the switch between roles, as data."""

from dataclasses import dataclass

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from matcher.domain.actors import Actor
from matcher.unread import PARTY_OF, unread_here


@dataclass(frozen=True, slots=True)
class NavItem:
    """One line of the side navigation; ``count`` is what waits there, ``about`` says what is counted."""

    label: str
    url: str
    active: bool
    count: int | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class RoleLink:
    """A role the signed-in user holds."""

    label: str
    url: str
    active: bool


Areas = dict[str, tuple[tuple[str, str], ...]]


def _areas() -> Areas:
    """Return per desk the (endpoint, label) pairs, in order."""
    return {**_sides(), **_overseers()}


def _sides() -> Areas:
    return {
        "professional": (
            ("professional.home", _("Overzicht")),
            ("professional.profile", _("Mijn profiel")),
            ("professional.matches", _("Vragen die passen")),
            ("professional.proposals", _("Voorstellen")),
            ("professional.placements", _("Inzet en uren")),
            ("professional.calendar", _("Agenda")),
        ),
        "school": (
            ("school.home", _("Overzicht")),
            ("school.needs", _("Onderwijsvragen")),
            ("school.proposals", _("Voorstellen")),
            ("school.placements", _("Inzet")),
            ("school.calendar", _("Agenda")),
            ("school.campuses", _("Locaties")),
            ("school.colleagues", _("Collega's")),
        ),
    }


def _overseers() -> Areas:
    return {
        "coordinator": (
            ("coordinator.home", _("Nu doen")),
            ("coordinator.reviews", _("Beoordelen")),
            ("coordinator.rounds", _("Koppelronden")),
            ("coordinator.people", _("Mensen")),
            ("coordinator.needs", _("Onderwijsvragen")),
            ("coordinator.proposals", _("Voorstellen")),
            ("coordinator.placements", _("Inzet")),
            ("coordinator.schools", _("Scholen")),
            ("coordinator.entry", _("Invoer")),
            ("coordinator.programmes", _("Programma's")),
            ("coordinator.colleagues", _("Collega's")),
            ("coordinator.sent", _("Verstuurde berichten")),
            ("coordinator.exports", _("Mijn exports")),
            ("coordinator.dashboard", _("Dashboard")),
            ("coordinator.measures", _("Rekenregels")),
        ),
        "admin": (
            ("admin.home", _("Overzicht")),
            ("admin.users", _("Gebruikers")),
            ("admin.schools", _("Scholen")),
            ("admin.programmes", _("Programma's")),
            ("admin.messages", _("Berichten")),
            ("admin.addresses", _("Adressen")),
            ("admin.exports", _("Exports")),
            ("admin.vocabulary", _("Vocabulaire")),
            ("admin.measures", _("Rekenregels")),
            ("admin.reference", _("Gegevens")),
        ),
    }


def nav_for(actor: Actor) -> list[NavItem]:
    """Return the side navigation of the desk this request is at; empty on public pages."""
    area = request.blueprint or ""
    if not actor.signed_in:
        return []
    return [_item(endpoint, text) for endpoint, text in _areas().get(area, ())]


def _item(endpoint: str, text: str) -> NavItem:
    area, _dot, page = endpoint.partition(".")
    unread = sum(unread_here(PARTY_OF[area]).values()) if page == "proposals" else 0
    about = str(ngettext("nieuw bericht", "nieuwe berichten", unread)) if unread else ""
    return NavItem(text, url_for(endpoint), _is_active(endpoint), unread or None, about)


def _is_active(endpoint: str) -> bool:
    """True on the page itself and below it (the home page only on itself)."""
    if request.endpoint == endpoint:
        return True
    url = url_for(endpoint)
    return not endpoint.endswith(".home") and request.path.startswith(url.rstrip("/") + "/")


def roles_of(actor: Actor) -> list[RoleLink]:
    """Return the desks this user may enter."""
    desks = (
        (actor.professional_id is not None, "professional", _("Professional")),
        (bool(actor.all_school_ids), "school", _("School")),
        (not actor.scope.empty, "coordinator", _("Coördinator")),
        (actor.admin, "admin", _("Beheer")),
    )
    return [
        RoleLink(label=text, url=url_for(f"{area}.home"), active=request.blueprint == area)
        for holds, area, text in desks
        if holds
    ]


def home_of(actor: Actor) -> str:
    """Return where somebody goes after signing in: the first desk, else the choice of a role."""
    desks = roles_of(actor)
    return desks[0].url if desks else url_for("public.start")
