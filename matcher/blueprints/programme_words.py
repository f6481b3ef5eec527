"""A programme in words: its progress on pages, and its report for paper and spreadsheet."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Any

from flask_babel import format_date, ngettext
from flask_babel import gettext as _

from matcher.domain.choices import LegalGround, RoleKind, Sector
from matcher.domain.labels import label
from matcher.domain.programmes import TargetKind
from matcher.domain.reasons import reason_label
from matcher.domain.rounds import RoundWeights
from matcher.queries.coordination.programme_progress import Progress
from matcher.queries.coordination.programme_report import MOST_NEEDS, FunnelStep, ProgrammeFigures
from matcher.queries.coordination.scope import View
from matcher.queries.programmes import ProgrammeRow
from matcher.reports.content import Report, Table
from matcher.reports.numbers import dutch
from matcher.rules.klokuren import MINUTES_PER_KLOKUUR

LONG_DATE = "d MMMM yyyy"
Link = Callable[[Progress], str]


def target_name(kind: TargetKind) -> str:
    """Return what a kind of target counts."""
    texts: dict[TargetKind, str] = {
        TargetKind.PEOPLE: _("Actieve mensen"),
        TargetKind.HOURS: _("Klokuren geplaatst"),
        TargetKind.PLACEMENTS: _("Keer geplaatst"),
        TargetKind.SCHOOLS: _("Scholen met inzet"),
    }
    return texts[kind]


def progress_rows(progress: tuple[Progress, ...], link: Link) -> list[dict[str, Any]]:
    """Return the rows of the component ``target_progress``; ``link`` gives the address of the rows behind a number."""
    return [
        {
            "label": target_name(row.kind),
            "reached": row.reached,
            "target": row.target,
            "url": link(row),
            "sum": "klokuren" if row.kind is TargetKind.HOURS else "",
        }
        for row in progress
    ]


def weight_words(weights: RoundWeights) -> str:
    """Return how much each part counts in a matching round, in percents of the whole."""
    names = {"skills": _("vaardigheden"), "travel": _("reisafstand"), "hours": _("klokuren")}
    shares = asdict(weights)
    whole = sum(shares.values())
    return ", ".join(f"{names[name]} {round(100 * share / whole)} %" for name, share in shares.items())


def period_of(row: ProgrammeRow) -> str:
    """Return the period of a programme."""
    first = format_date(row.starts_on, LONG_DATE)
    if row.ends_on is None:
        return str(_("vanaf %(first)s", first=first))
    return str(_("%(first)s tot en met %(last)s", first=first, last=format_date(row.ends_on, LONG_DATE)))


def report_of(row: ProgrammeRow, figures: ProgrammeFigures, view: View, *, author: str, language: str) -> Report:
    """Return the report of a programme for one reader, dated on the day of the view."""
    return Report(
        title=str(_("Rapport %(name)s", name=row.name)),
        subject=str(_("Doelen, voortgang, inzet en open vragen van een programma")),
        author=author,
        language=language,
        facts_title=str(_("Programma")),
        facts=_facts(row, figures, view, author),
        notices=() if figures.whole else (_partly(view),),
        tables=(
            _targets(figures),
            _funnel(figures.funnel),
            *_placements(figures, view),
            _reasons(figures),
            _needs(figures),
            _definitions(),
        ),
        left_out=str(_("Hier staan de eerste %(shown)s van %(all)s regels. In het rekenblad staan er meer.")) % _SLOTS,
        page=str(_("bladzijde %(number)s")) % {"number": "{number}"},
    )


_SLOTS = {"shown": "{shown}", "all": "{all}"}


def _partly(view: View) -> str:
    names = ", ".join(region.name for region in view.regions)
    return str(
        _("De cijfers gaan alleen over uw regio's: %(names)s. De doelen zijn van het hele programma.", names=names)
    )


def _facts(row: ProgrammeRow, figures: ProgrammeFigures, view: View, author: str) -> list[tuple[str, str]]:
    times = {
        _("beoordelen"): row.times.review,
        _("antwoorden"): row.times.answer,
        _("afspreken"): row.times.meeting,
        _("na de proefles"): row.times.trial,
        _("vastleggen"): row.times.placing,
    }
    where = _("Heel Nederland") if row.national else ", ".join(row.regions.values())
    seen = _("het hele programma") if figures.whole else ", ".join(region.name for region in view.regions)
    return [
        (_("Periode"), period_of(row)),
        (_("Regio's"), where),
        (_("Partners"), "; ".join(row.partners) or "-"),
        (_("Antwoordtijden"), ", ".join(f"{name} {_days(days)}" for name, days in times.items())),
        (_("Gewichten van koppelronden"), weight_words(row.weights)),
        (_("Cijfers van"), format_date(view.today, LONG_DATE)),
        (_("Cijfers over"), seen),
        (_("Gemaakt door"), author),
    ]


def _days(days: int) -> str:
    return str(ngettext("%(num)s dag", "%(num)s dagen", days))


def _targets(figures: ProgrammeFigures) -> Table:
    rows = [(target_name(row.kind), row.reached, row.target, _share(row)) for row in figures.progress]
    heads = (_("Wat"), _("Bereikt"), _("Doel"), _("Bereikt in procent"))
    note = _("Een streepje betekent: er is geen doel.")
    return Table(_("Doelen en voortgang"), heads, rows, bars=3, scale=100, note=note)


def _share(row: Progress) -> int | None:
    return int(100 * row.reached / row.target) if row.target else None


def _funnel(steps: tuple[FunnelStep, ...]) -> Table:
    shares = [None, *(round(100 * now.count / was.count) if was.count else None for was, now in pairwise(steps))]
    rows = [(label(step.state), step.count, share, step.days) for step, share in zip(steps, shares, strict=True)]
    heads = (_("Stap"), _("Aantal"), _("Procent van vorige stap"), _("Dagen sinds vorige stap"))
    note = _("Voorstellen die in de periode begonnen. Dagen: de mediaan.")
    return Table(_("Van voorstel tot inzet"), heads, rows, bars=1, note=note)


def _placements(figures: ProgrammeFigures, view: View) -> list[Table]:
    regions = {region.code: region.name for region in view.regions}
    return [
        _group(figures, "regio", _("Inzet per regio"), _("Regio"), regions),
        _group(figures, "sector", _("Inzet per sector"), _("Sector"), _labels(Sector)),
        _group(figures, "rol", _("Inzet per rol"), _("Rol"), _labels(RoleKind)),
        _group(figures, "grond", _("Inzet per grond in de wet"), _("Grond in de wet"), _labels(LegalGround)),
    ]


def _labels(members: type[StrEnum]) -> dict[str, str]:
    return {member.value: label(member) for member in members}


def _group(figures: ProgrammeFigures, facet: str, title: str, head: str, names: Mapping[str, str]) -> Table:
    placements, minutes = figures.placements[facet], figures.minutes[facet]
    rows = [
        (names[value], count, round(minutes[value] / MINUTES_PER_KLOKUUR, 2))
        for value, count in placements.items()
        if count
    ]
    heads = (head, _("Keer geplaatst"), _("Klokuren"))
    return Table(title, heads, rows, bars=1, empty=_("Er is in de periode nog niemand geplaatst."))


def _reasons(figures: ProgrammeFigures) -> Table:
    rows = [(reason_label(row.value), row.count) for row in figures.reasons]
    empty = _("Nog geen voorstel uit de periode is gestopt.")
    return Table(_("Waarom voorstellen stopten"), (_("Reden"), _("Aantal")), rows, bars=1, empty=empty)


def _needs(figures: ProgrammeFigures) -> Table:
    rows = [
        (need.title, need.school, need.region, round(need.minutes_per_week / MINUTES_PER_KLOKUUR, 2), need.starts_on)
        for need in figures.needs
    ]
    heads = (_("Onderwijsvraag"), _("School"), _("Regio"), _("Klokuren per week"), _("Begin"))
    note = _("Op titel, ten hoogste %(most)s.", most=dutch(MOST_NEEDS)) if len(rows) == MOST_NEEDS else ""
    return Table(_("Open onderwijsvragen"), heads, rows, note=note, empty=_("Er staat geen onderwijsvraag open."))


def _definitions() -> Table:
    rows = [
        (target_name(TargetKind.PEOPLE), _("Actieve profielen die in een regio van het programma willen werken, nu.")),
        (target_name(TargetKind.PLACEMENTS), _("Inzet in de regio's die in de periode begint en niet is geannuleerd.")),
        (target_name(TargetKind.HOURS), _("De geplande klokuren (60 minuten) van die inzet, over alle schooljaren.")),
        (target_name(TargetKind.SCHOOLS), _("Scholen met ten minste één keer zulke inzet.")),
        (_("Van voorstel tot inzet"), _("Wie een stap oversloeg, telt daar mee: geen stap is groter dan de vorige.")),
        (_("Open onderwijsvragen"), _("Vragen in de regio's die nu openstaan voor voorstellen.")),
    ]
    return Table(_("Wat de cijfers betekenen"), (_("Cijfer"), _("Wat het telt")), rows)


def file_name(row: ProgrammeRow, today: date, ending: str) -> str:
    """Return the name of the file of a report."""
    return f"programma-{row.id}-{today:%Y-%m-%d}.{ending}"
