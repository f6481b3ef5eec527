"""Where a notification leads, and how it reads: for the list inside the application and for mail."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext

from matcher.domain.notifications import NOTICES, Group, NoticeKind, filled, name_of
from matcher.domain.states import Party

# Per party: which subject has which page; the first that the notification is about.
_PAGES: dict[Party, tuple[tuple[str, str], ...]] = {
    Party.PROFESSIONAL: (
        ("proposal_id", "professional.proposal"),
        ("placement_id", "professional.placements"),
        ("professional_id", "professional.profile"),
    ),
    Party.SCHOOL: (
        ("proposal_id", "school.proposal"),
        ("placement_id", "school.placement"),
        ("need_id", "school.need"),
    ),
    Party.COORDINATOR: (
        ("proposal_id", "coordinator.proposal"),
        ("placement_id", "coordinator.placement"),
        ("need_id", "coordinator.need"),
        ("professional_id", "coordinator.person"),
    ),
}
# Pages of everything somebody has, not of one.
_OF_ALL = frozenset({"professional.placements", "professional.profile"})
SUBJECTS = ("proposal_id", "need_id", "placement_id", "professional_id")


def title_of(kind: NoticeKind | str, context: Mapping[str, Any]) -> str:
    """Return the title in the language in force."""
    return filled(gettext(NOTICES[NoticeKind(kind)].title), context)


def kind_name(kind: NoticeKind) -> str:
    """Return what a kind is called, in the language in force."""
    return name_of(gettext(NOTICES[kind].title))


def page_of(kind: NoticeKind, party: Party | None, subjects: Mapping[str, int | None]) -> tuple[str, dict[str, Any]]:
    """Return endpoint and values of the page a notification is about; the list itself when it is about none."""
    if kind is NoticeKind.COVER_ASKED:
        return "coordinator.colleagues", {}
    pages = _PAGES.get(party, ()) if party else ()
    if NOTICES[kind].group is Group.PLACEMENTS:
        pages = tuple(sorted(pages, key=lambda page: page[0] != "placement_id"))
    for name, endpoint in pages:
        value = subjects.get(name)
        if value is not None:
            return endpoint, {} if endpoint in _OF_ALL else {name: value}
    return "notices.index", {}
