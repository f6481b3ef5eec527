"""Filters of a query string in words, and where a list is."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from flask import url_for
from flask_babel import gettext as _

from matcher.blueprints.coordinator import labels
from matcher.blueprints.coordinator.filters import area_word
from matcher.domain.desk import DeskList, ExportState
from matcher.queries.coordination.scope import View

ENDPOINTS: Mapping[DeskList, str] = {
    DeskList.PEOPLE: "coordinator.people",
    DeskList.NEEDS: "coordinator.needs",
    DeskList.PROPOSALS: "coordinator.proposals",
    DeskList.PLACEMENTS: "coordinator.placements",
    DeskList.SCHOOLS: "coordinator.schools",
    DeskList.SENT: "coordinator.sent",
}
# What the labels call the rows of a list.
KINDS: Mapping[DeskList, str] = {
    DeskList.PEOPLE: "person",
    DeskList.NEEDS: "need",
    DeskList.PROPOSALS: "proposal",
    DeskList.PLACEMENTS: "placement",
    DeskList.SCHOOLS: "school",
    DeskList.SENT: "notification",
}
# An address in a file is a converter of its own: what is no list is no page.
LIST_IN_URL = f"<any({','.join(DeskList)}):desk_list>"


def list_url(desk_list: DeskList, query: str = "") -> str:
    """Return the address of a list, with a query string."""
    return url_for(ENDPOINTS[desk_list]) + (f"?{query}" if query else "")


def filter_words(desk_list: DeskList, query: str, seen: View) -> list[tuple[str, str]]:
    """Return (filter, values) of a query string in words; what means nothing is left out."""
    found: dict[str, list[str]] = {}
    for name, value in parse_qsl(query):
        words = _words(desk_list, name, value, seen)
        if words:
            found.setdefault(words[0], []).append(words[1])
    return [(name, ", ".join(values)) for name, values in found.items()]


def _words(desk_list: DeskList, name: str, value: str, seen: View) -> tuple[str, str] | None:
    if name == "q":
        return str(_("Zoekt op")), value
    try:
        area = area_word(seen, name, value)
        return labels.filter_label(name), labels.option(KINDS[desk_list], name, value) if area is None else area
    except (KeyError, ValueError):
        # Of another list, or of a region or programme that is not theirs or not there any more.
        return None


def state_name(state: ExportState) -> str:
    """Return how far an export is."""
    texts: dict[object, str] = {
        ExportState.STREAMED: _("meteen gedownload"),
        ExportState.WAITING: _("wacht"),
        ExportState.MAKING: _("wordt gemaakt"),
        ExportState.READY: _("klaar"),
        ExportState.FAILED: _("mislukt"),
        ExportState.CANCELLED: _("gestopt"),
    }
    return texts[state]
