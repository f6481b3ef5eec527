"""The first page in words: headline, funnel, and by sector, role and ground."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from flask_babel import format_date
from flask_babel import gettext as _

from matcher.blueprints.coordinator.dashboard.charts import Cell, Chart, klokuren, number, percent
from matcher.blueprints.coordinator.dashboard.links import Links
from matcher.domain.choices import LegalGround, RoleKind, Sector
from matcher.domain.labels import label
from matcher.domain.states import ProposalState
from matcher.i18n import klokuren_number
from matcher.queries.coordination.figures.overview import Figures

Past = Mapping[str, float | None]


def headline_names() -> dict[str, str]:
    """Return the five figures on top with their words."""
    return {
        "open_needs": _("open vragen"),
        "active_people": _("actieve mensen"),
        "running": _("lopende voorstellen"),
        "placed": _("keer geplaatst"),
        "minutes": _("klokuren geplaatst"),
    }


def stats(found: Figures, links: Links, past: Past, day: date) -> list[dict[str, Any]]:
    """Return the five figures on top with the change since a month ago."""
    urls = {"open_needs": links.needs(), "active_people": links.people(), "running": links.running()}
    return [
        {
            "label": text,
            "value": klokuren_number(found["headline"][name]) if name == "minutes" else found["headline"][name],
            "url": urls.get(name) or links.placements(),
            "change": _change(name, found["headline"][name], past.get(name), day),
        }
        for name, text in headline_names().items()
    ]


def _change(name: str, value: int, before: float | None, day: date) -> str:
    since = format_date(day, "d MMMM")
    if before is None:
        return str(_("- sinds %(day)s", day=since))
    more = value - int(before)
    shown = klokuren_number(abs(more)) if name == "minutes" else abs(more)
    return str(
        _("%(sign)s%(more)s sinds %(day)s", sign="+" if more > 0 else "-" if more < 0 else "", more=shown, day=since)
    )


def charts(found: Figures, links: Links) -> list[Chart]:
    """Return the charts of the page."""
    return [_funnel(found, links), *_groups(found, links)]


def _funnel(found: Figures, links: Links) -> Chart:
    steps = found["funnel"]
    rows = [
        {
            "label": label(ProposalState(row["step"])),
            "value": row["count"],
            "days": row["days"],
            "url": links.proposals(bereikt=row["step"]),
        }
        for row in steps
    ]
    return Chart(
        name="trechter",
        title=_("Van suggestie naar inzet"),
        head=[_("Stap"), _("Voorstellen"), _("Van vorige stap"), _("Mediaan dagen")],
        rows=[
            (
                Cell(row["label"]),
                number(row["value"], row["url"]),
                Cell(percent(row["value"], rows[n - 1]["value"]) if n else "-"),
                Cell("-" if row["days"] is None else row["days"]),
            )
            for n, row in enumerate(rows)
        ],
        draw="funnel",
        data=rows,
        lead=_("Voorstellen die in dit schooljaar begonnen, en hoeveel daarvan ooit bij deze stap kwamen of verder."),
    )


def _groups(found: Figures, links: Links) -> list[Chart]:
    of = found["groups"]
    return [
        _group("sectoren", _("Per sector"), _("Sector"), "sector", Sector, of["sector"], links),
        _group("rollen", _("Per rol"), _("Rol"), "rol", RoleKind, of["rol"], links),
        _group("gronden", _("Per grond in de wet"), _("Grond"), "grond", LegalGround, of["grond"], links),
    ]


def _group(name: str, title: str, head: str, facet: str, members: type[StrEnum], found: Figures, links: Links) -> Chart:
    asked = facet != "grond"
    rows = []
    for member in members:
        row = found.get(member.value, {"needs": 0, "placements": 0, "minutes": 0})
        behind = links.placements(**{facet: member.value})
        needs = (number(row["needs"], links.needs(**{facet: member.value})),) if asked else ()
        rows.append((Cell(label(member)), *needs, number(row["placements"], behind), klokuren(row["minutes"], behind)))
    return Chart(
        name=name,
        title=title,
        head=[head, *([_("Vragen open")] if asked else []), _("Geplaatst"), _("Klokuren")],
        rows=rows,
    )
