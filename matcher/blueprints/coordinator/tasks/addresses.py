"""The addresses of the pages of tasks, and of the lists behind them."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from flask import request
from flask_babel import gettext as _

from matcher.blueprints.coordinator import query_string
from matcher.domain.errors import NotFoundError
from matcher.queries.coordination.scope import View
from matcher.queries.coordination.task_kinds import ASKS, Holder, TaskKind
from matcher.queries.coordination.task_pages import Asked

# The last part of the address of each kind.
SLUGS: dict[TaskKind, str] = {
    TaskKind.ABOVE_LIMIT: "boven-de-grens",
    TaskKind.OVERDUE: "antwoord-te-laat",
    TaskKind.VOG: "vog",
    TaskKind.NO_TEACHER: "zonder-leraar",
    TaskKind.PROOF_UNSEEN: "bewijs-niet-gezien",
    TaskKind.STOP_ASKED: "wil-stoppen",
    TaskKind.FULL: "klokuren-op",
    TaskKind.NEAR_LIMIT: "dicht-bij-de-grens",
    TaskKind.PROOF_ENDS: "bewijs-loopt-af",
    TaskKind.INCONSISTENT: "uren-kloppen-niet",
    TaskKind.REVIEW: "beoordelen",
    TaskKind.NOT_PLACED: "nog-niet-geplaatst",
    TaskKind.HOURS_UNCONFIRMED: "klokuren-niet-bevestigd",
    TaskKind.ADMIT: "aanmeldingen",
    TaskKind.IMPORT_ERRORS: "import-met-fouten",
    TaskKind.UNDELIVERABLE: "adres-werkt-niet",
    TaskKind.STALE_NEEDS: "oude-vragen",
    TaskKind.STALE_PEOPLE: "oude-profielen",
}
KINDS = {slug: kind for kind, slug in SLUGS.items()}
# The list behind a kind, with its filters, search and export; a kind without one has only its own page.
LISTS: Mapping[TaskKind, str] = MappingProxyType(
    {
        TaskKind.ABOVE_LIMIT: "coordinator.people",
        TaskKind.OVERDUE: "coordinator.proposals",
        TaskKind.VOG: "coordinator.placements",
        TaskKind.NO_TEACHER: "coordinator.placements",
        TaskKind.PROOF_UNSEEN: "coordinator.placements",
        TaskKind.STOP_ASKED: "coordinator.placements",
        TaskKind.HOURS_UNCONFIRMED: "coordinator.placements",
        TaskKind.PROOF_ENDS: "coordinator.people",
        TaskKind.FULL: "coordinator.people",
        TaskKind.NEAR_LIMIT: "coordinator.people",
        TaskKind.INCONSISTENT: "coordinator.inconsistencies",
        TaskKind.REVIEW: "coordinator.reviews",
        TaskKind.NOT_PLACED: "coordinator.proposals",
        TaskKind.ADMIT: "coordinator.schools",
        TaskKind.UNDELIVERABLE: "coordinator.addresses",
        TaskKind.STALE_NEEDS: "coordinator.needs",
        TaskKind.STALE_PEOPLE: "coordinator.people",
    }
)


def kind_of(slug: str) -> TaskKind:
    """Return the kind of an address. Raises NotFoundError for none."""
    if slug not in KINDS:
        raise NotFoundError
    return KINDS[slug]


def holder() -> Holder:
    """Return whose tasks the address asks; an unknown word asks everybody's."""
    asked = request.args.get("van", "")
    return Holder(asked) if asked in set(Holder) else Holder.EVERYBODY


def asked(seen: View) -> Asked:
    """Return what the address of a page of tasks asks."""
    return Asked(
        region_code=query_string.region_code(seen),
        holder=holder(),
        asleep=request.args.get("uitgesteld") == "ja",
        page=request.args.get("page", 1, type=int),
    )


def task_url(
    kind: TaskKind, *, region: str | None = None, whose: Holder = Holder.EVERYBODY, asleep: bool = False
) -> str:
    """Return the address of the rows of a task."""
    chosen = {"van": [whose.value] if whose else [], "uitgesteld": ["ja"] if asleep else []}
    return query_string.link("coordinator.task", chosen, region, kind=SLUGS[kind])


def holder_links(chosen: Holder, url_of: Callable[[Holder], str]) -> list[dict[str, Any]]:
    """Return the links that ask whose tasks to show."""
    names = {Holder.EVERYBODY: _("Alles"), Holder.ME: _("Van mij"), Holder.NOBODY: _("Van niemand")}
    return [{"label": text, "active": each is chosen, "url": url_of(each)} for each, text in names.items()]


def home_url(region: str | None, whose: Holder) -> str:
    """Return the address of the first page, for the tasks of a holder."""
    return query_string.link("coordinator.home", {"van": [whose.value] if whose else []}, region)


def list_url(kind: TaskKind, region: str | None = None) -> str:
    """Return the address of the list behind a task; empty for a kind without one."""
    return query_string.link(LISTS[kind], ASKS[kind], region) if kind in LISTS else ""
