"""The words of imports: states, outcomes, what comes next."""

from typing import Any

from flask_babel import format_date, format_decimal, ngettext
from flask_babel import gettext as _

from matcher.clock import dutch_date
from matcher.domain.desk import ConsentWay, ImportKind, ImportMode, ImportState, RowOutcome
from matcher.domain.labels import label
from matcher.queries.imports.pages import ImportView

STEPS = 4
TONES = {
    ImportState.DONE: "ok", ImportState.FAILED: "stop", ImportState.CHECKED: "attention",
    ImportState.MAPPING: "attention", ImportState.CHECKING: "info", ImportState.RUNNING: "info",
    ImportState.UNDOING: "info",
}  # fmt: skip
OUTCOME_TONES = {
    RowOutcome.GOOD: "ok", RowOutcome.MADE: "ok", RowOutcome.BAD: "stop", RowOutcome.DOUBLE: "attention",
    RowOutcome.KEPT: "attention",
}  # fmt: skip


def kind_word(kind: ImportKind) -> str:
    """Return what a file brings in."""
    return str(_("Mensen") if kind is ImportKind.PEOPLE else _("Onderwijsvragen"))


def state_word(state: ImportState) -> str:
    """Return where an import stands."""
    words: dict[Any, str] = {
        ImportState.MAPPING: _("kolommen kiezen"),
        ImportState.CHECKING: _("wordt gecontroleerd"),
        ImportState.CHECKED: _("gecontroleerd, nog niet geïmporteerd"),
        ImportState.RUNNING: _("wordt geïmporteerd"),
        ImportState.DONE: _("geïmporteerd"),
        ImportState.UNDOING: _("wordt teruggedraaid"),
        ImportState.UNDONE: _("teruggedraaid"),
        ImportState.FAILED: _("mislukt"),
        ImportState.CANCELLED: _("weggegooid"),
    }
    return words[state]


def outcome_word(outcome: RowOutcome) -> str:
    """Return what became of a row."""
    words: dict[Any, str] = {
        RowOutcome.GOOD: _("goed"),
        RowOutcome.BAD: _("fout"),
        RowOutcome.DOUBLE: _("dubbel"),
        RowOutcome.MADE: _("gemaakt"),
        RowOutcome.SKIPPED: _("overgeslagen"),
        RowOutcome.UNDONE: _("teruggedraaid"),
        RowOutcome.KEPT: _("gebleven"),
    }
    return words[outcome]


def consent_ways() -> list[tuple[str, str]]:
    """Return the ways in which somebody says yes, to choose from."""
    return [(way.value, label(way)) for way in ConsentWay]


def modes(found: ImportView) -> list[tuple[ImportMode, str]]:
    """Return the ways to import that there are for this file."""
    good, left = found.count(RowOutcome.GOOD), found.count(RowOutcome.BAD, RowOutcome.DOUBLE)
    skip = ngettext("Sla %(num)s rij over en importeer de rest", "Sla %(num)s rijen over en importeer de rest", left)
    whole = ngettext("Alles of niets: %(num)s rij", "Alles of niets: %(num)s rijen", good)
    row_by_row = _("Rij voor rij: gaat er een mis, dan gaat de rest door")
    return [
        (ImportMode.SKIP_BAD, skip if left else row_by_row),
        *([] if found.count(RowOutcome.BAD) else [(ImportMode.ALL_OR_NOTHING, whole)]),
    ]


def next_text(found: ImportView) -> str:
    """Return what comes next."""
    made = found.count(RowOutcome.MADE)
    if found.state is ImportState.DONE and not made:
        return str(_("Er is niets gemaakt."))
    words: dict[Any, str] = {
        ImportState.MAPPING: _("Kies welke kolom van het bestand bij welk veld hoort. Er is nog niets geïmporteerd."),
        ImportState.CHECKING: _("Wij controleren elke rij. Er is nog niets geïmporteerd."),
        ImportState.CHECKED: _(
            "Bekijk de rijen. Klopt het? Ga dan naar de laatste stap. Er is nog niets geïmporteerd."
        ),
        ImportState.RUNNING: _("De rijen worden nu gemaakt. U kunt deze pagina sluiten: het gaat door."),
        ImportState.DONE: _done(found),
        ImportState.UNDOING: _("Wat deze import maakte, wordt weer weggehaald."),
        ImportState.UNDONE: _("De import is teruggedraaid. Wat iemand intussen gebruikte of wijzigde, is gebleven."),
        ImportState.FAILED: _("De import is gestopt. Lees hieronder waarom, en begin opnieuw met het bestand."),
        ImportState.CANCELLED: _("Deze import is weggegooid. Er is niets geïmporteerd."),
    }
    return words[found.state]


def _checked(found: ImportView) -> str:
    if not found.count(RowOutcome.GOOD):
        return str(_("Geen enkele rij kan zo worden geïmporteerd. Wijzig de kolommen, of verbeter het bestand."))
    return str(_("Bekijk de rijen. Klopt het? Ga dan naar de laatste stap. Er is nog niets geïmporteerd."))


def _done(found: ImportView) -> str:
    if found.kind is ImportKind.PEOPLE:
        return str(_("Elke persoon heeft een profiel dat nog uit staat, en wordt gevraagd om het over te nemen."))
    return str(_("De vragen zijn concepten. Vul ze aan en zet ze open; mensen zien ze dan pas."))


def error_text(found: ImportView) -> str:
    """Return what went wrong; of an error of ours only that it is tried again."""
    if found.state is ImportState.FAILED:
        return found.error
    return str(_("Er ging iets mis. Wij proberen het vanzelf opnieuw."))


def facts(found: ImportView) -> list[dict[str, Any]]:
    """Return who imported what for whom, and how the people said yes."""
    rows = [
        (_("Wat"), kind_word(found.kind)),
        (_("Voor"), found.school or found.region or _("de scholen die in het bestand staan")),
        (_("Rijen"), format_decimal(found.rows_total)),
        (_("Begonnen"), ", ".join(filter(None, (format_date(dutch_date(found.created_at), "long"), found.maker)))),
    ]
    if found.consent_way and found.consent_on:
        said = f"{label(found.consent_way)}, {format_date(found.consent_on, 'long')}"
        rows.append((_("Toestemming"), f"{said}. {found.consent_note}"))
    return [{"label": name, "value": value} for name, value in rows]
