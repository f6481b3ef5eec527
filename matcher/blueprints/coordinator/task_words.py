"""What each task of the coordinator is, what to do about it, and the words on its link."""

from datetime import datetime

from flask_babel import format_date, ngettext
from flask_babel import gettext as _

from matcher import clock
from matcher.clock import dutch_date
from matcher.queries.coordination.tasks import Task, TaskKind


def said(task: Task) -> tuple[str, str, str]:
    """Return what a task is, what to do about it, and the words on its link."""
    return {**_said_of_law(), **_said_of_proposals(task), **_said_of_freshness(), **_said_of_placements()}[task.kind]


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
    }


def _said_of_proposals(task: Task) -> dict[TaskKind, tuple[str, str, str]]:
    return {
        TaskKind.OVERDUE: (_("Antwoord over tijd"), _more(task), _("Bel of herinner")),
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
        TaskKind.ADMIT: (
            _("Scholen met aanmeldingen"),
            ngettext("%(num)s persoon wacht op toelating.", "%(num)s mensen wachten op toelating.", task.people),
            _("Laat toe"),
        ),
        TaskKind.IMPORT_ERRORS: (
            _("Import met fouten"),
            _("Een bestand is niet of niet helemaal ingelezen. Bekijk per regel wat er niet klopt."),
            _("Bekijk"),
        ),
        TaskKind.UNDELIVERABLE: (
            _("Adressen die niet werken"),
            _("Mail aan deze mensen komt terug, dus zij horen niets van ons. Bel en vraag een ander adres."),
            _("Bekijk"),
        ),
    }


def _said_of_placements() -> dict[TaskKind, tuple[str, str, str]]:
    return {
        TaskKind.NO_TEACHER: (
            _("Inzet zonder verantwoordelijke leraar"),
            _("Iemand van de school moet verantwoordelijk zijn voor deze lessen. Vraag de school wie dat is."),
            _("Vul aan"),
        ),
        TaskKind.STOP_ASKED: (
            _("Docent wil eerder stoppen"),
            _("De school of u legt de laatste dag vast. Zolang niemand dat doet, loopt de inzet door."),
            _("Bekijk"),
        ),
        TaskKind.INCONSISTENT: (
            _("Uren die niet kloppen"),
            _("De controle van vannacht vond iets in de inzet of de klokuren. Bij elke regel staat wat u kunt doen."),
            _("Bekijk"),
        ),
        TaskKind.HOURS_UNCONFIRMED: (
            _("Klokuren van een maand niet bevestigd"),
            _("De maand is drie weken voorbij. Vraag de school de klokuren te bevestigen."),
            _("Vraag na"),
        ),
    }


def _said_of_freshness() -> dict[TaskKind, tuple[str, str, str]]:
    return {
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


def late_text(days: int) -> str:
    """Return how late an answer is, e.g. ``3 dagen te laat``."""
    return str(ngettext("%(num)s dag te laat", "%(num)s dagen te laat", days))


def reminded_text(at: datetime | None) -> str:
    """Return when somebody was last reminded."""
    if at is None:
        return str(_("nog geen herinnering gestuurd"))
    return str(_("laatste herinnering: %(day)s", day=format_date(dutch_date(at), "d MMMM")))


def may_remind(at: datetime | None) -> bool:
    """Return whether nobody was reminded yet today."""
    return at is None or dutch_date(at) < clock.today()


def _more(task: Task) -> str:
    """Return how many late answers are not shown by name."""
    more = task.count - len(task.examples)
    return str(ngettext("En nog %(num)s.", "En nog %(num)s.", more)) if more else ""
