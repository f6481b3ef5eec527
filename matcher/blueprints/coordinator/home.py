"""The first page: what has to be done, most urgent first, and this month's figures."""

from typing import Any

from flask import render_template
from flask_babel import gettext as _
from flask_babel import ngettext

from matcher import clock
from matcher.access import requires
from matcher.blueprints.coordinator import blueprint, labels, query_string
from matcher.blueprints.coordinator.filters import region_choice
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.queries.coordination.tasks import ASKS, MONTH_ASKS, Month, Task, TaskKind, home_of
from matcher.queries.proposals import ProposalRow
from matcher.rules.klokuren import MINUTES_PER_KLOKUUR

LISTS = {
    TaskKind.ABOVE_LIMIT: "coordinator.people",
    TaskKind.OVERDUE: "coordinator.proposals",
    TaskKind.VOG: "coordinator.placements",
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


@blueprint.get("/")
@requires(Permission.COORDINATOR)
def home() -> str:
    """Show the to-do list."""
    seen = query_string.view()
    region = query_string.region_code(seen)
    found = home_of(db.session(), view=seen, region_code=region)
    return render_template(
        "coordinator/home.html",
        todo=[_todo(task, region) for task in found.tasks],
        figures=_figures(found.month, region),
        regions=region_choice(seen),
        seen=seen,
        dashboard_url=query_string.link("coordinator.dashboard", {}, region),
    )


def _todo(task: Task, region: str | None) -> dict[str, Any]:
    title, text, action = _said(task)
    return {
        "title": title,
        "text": text,
        "action": action,
        "count": task.count,
        "urgent": task.urgent,
        "url": query_string.link(LISTS[task.kind], ASKS[task.kind], region),
    }


def _said(task: Task) -> tuple[str, str, str]:
    """Return what a task is, what to do about it, and the words on its link."""
    return {**_said_of_law(), **_said_of_proposals(task)}[task.kind]


def _said_of_law() -> dict[TaskKind, tuple[str, str, str]]:
    return {
        TaskKind.ABOVE_LIMIT: (
            _("Boven de grens zonder uitzondering"),
            _("Voor deze mensen staan meer klokuren dan mag. Verminder de inzet, of leg een uitzondering vast."),
            _("Los op"),
        ),
        TaskKind.FULL: (
            _("Alle klokuren gebruikt"),
            _("Deze mensen zitten op 100 % van de zesurenregeling, of erboven met een vastgelegde uitzondering."),
            _("Bekijk"),
        ),
        TaskKind.VOG: (
            _("VOG nog niet in orde"),
            _("De VOG ontbreekt, is te oud voor de eerste dag, of moet voor het nieuwe schooljaar opnieuw (vmbo)."),
            _("Bekijk"),
        ),
        TaskKind.PROOF_UNSEEN: (
            _("Bewijs van bevoegdheid nog niet gezien"),
            _("Deze inzet loopt al of begint binnen 30 dagen, en rust op een bewijs dat niemand heeft gezien."),
            _("Bekijk"),
        ),
        TaskKind.PROOF_ENDS: (
            _("Opleiding of verklaring loopt af"),
            _("Binnen 60 dagen. Daarna tellen klokuren weer mee voor de zesurenregeling: vraag naar een diploma."),
            _("Bekijk"),
        ),
        TaskKind.NEAR_LIMIT: (
            _("Dicht bij de grens van de zesurenregeling"),
            _("Deze mensen gebruiken 80 % of meer van hun klokuren in dit schooljaar."),
            _("Bekijk"),
        ),
        TaskKind.INCONSISTENT: (
            _("Uren die niet kloppen"),
            _("De controle van vannacht vond iets in de inzet of de klokuren. Bij elke regel staat wat u kunt doen."),
            _("Bekijk"),
        ),
    }


def _said_of_proposals(task: Task) -> dict[TaskKind, tuple[str, str, str]]:
    return {
        TaskKind.OVERDUE: (_("Antwoord over tijd"), _late(task), _("Bel, beoordeel of trek in")),
        TaskKind.REVIEW: (
            _("Voorstellen om te beoordelen"),
            _("Beste score eerst. Pas na uw akkoord weten beide kanten ervan."),
            _("Begin"),
        ),
        TaskKind.NOT_PLACED: (
            _("Afgesproken, nog niet geplaatst"),
            _("Beide kanten zijn het eens. De school of u legt de inzet vast."),
            _("Leg vast"),
        ),
        TaskKind.STOP_ASKED: (
            _("Docent wil eerder stoppen"),
            _("De school of u legt de laatste dag vast. Zolang niemand dat doet, loopt de inzet door."),
            _("Bekijk"),
        ),
        TaskKind.HOURS_UNCONFIRMED: (
            _("Klokuren van een maand niet bevestigd"),
            _("De maand is drie weken voorbij. Vraag de school de klokuren te bevestigen."),
            _("Vraag na"),
        ),
        TaskKind.ADMIT: (
            _("Scholen met aanmeldingen"),
            ngettext("%(num)s persoon wacht op toelating.", "%(num)s mensen wachten op toelating.", task.people),
            _("Laat toe"),
        ),
        TaskKind.UNDELIVERABLE: (
            _("Adressen die niet werken"),
            _("Mail aan deze mensen komt terug, dus zij horen niets van ons. Bel en vraag een ander adres."),
            _("Bekijk"),
        ),
        TaskKind.STALE_NEEDS: (
            _("Onderwijsvragen die niemand bevestigde"),
            _("Langer dan 60 dagen geleden bevestigd. Vraag de school of de vraag nog klopt."),
            _("Vraag na"),
        ),
        TaskKind.STALE_PEOPLE: (
            _("Profielen die niemand bevestigde"),
            _("Langer dan 60 dagen geleden bevestigd. Vraag of de persoon nog beschikbaar is."),
            _("Vraag na"),
        ),
    }


def _late(task: Task) -> str:
    """Return who is late, the longest first."""
    told = [_late_line(row) for row in task.examples]
    more = task.count - len(told)
    return " ".join([*told, ngettext("En nog %(num)s.", "En nog %(num)s.", more)] if more else told)


def _late_line(row: ProposalRow) -> str:
    days = (clock.today() - row.answer_by).days if row.answer_by else 0
    late = ngettext("%(num)s dag", "%(num)s dagen", days)
    text = _(
        "%(school)s, %(need)s: %(late)s te laat, %(who)s aan zet.",
        who=labels.waiting(row.waiting_for),
        late=late,
        need=row.need_title,
        school=row.school,
    )
    return str(text)


def _figures(month: Month, region: str | None) -> list[dict[str, Any]]:
    proposals = "coordinator.proposals"
    placements = query_string.link("coordinator.placements", MONTH_ASKS["placements"], region)
    return [
        {
            "label": _("nieuwe voorstellen"),
            "value": month.proposals,
            "url": query_string.link(proposals, MONTH_ASKS["proposals"], region),
        },
        {
            "label": _("kennismakingen"),
            "value": month.introductions,
            "url": query_string.link(proposals, MONTH_ASKS["introductions"], region),
        },
        {"label": _("keer geplaatst"), "value": month.placements, "url": placements},
        {"label": _("klokuren geplaatst"), "value": round(month.minutes / MINUTES_PER_KLOKUUR, 2), "url": placements},
    ]
