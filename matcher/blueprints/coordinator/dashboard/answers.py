"""Answers in words: who answers in time, and why proposals stop."""

from flask_babel import gettext as _

from matcher.blueprints.coordinator import labels
from matcher.blueprints.coordinator.dashboard.charts import Cell, Chart, number, percent
from matcher.blueprints.coordinator.dashboard.links import Links
from matcher.domain.reasons import reason_label
from matcher.domain.states import Party
from matcher.queries.coordination.facets_answers import HOW, IN_TIME
from matcher.queries.coordination.figures.overview import Figures


def charts(found: Figures, links: Links) -> list[Chart]:
    """Return the charts of the page."""
    return [_sides(found["sides"], links), _reasons(found["reasons"], links)]


def _sides(found: Figures, links: Links) -> Chart:
    rows = []
    for side, row in found.items():
        counts = [number(row[how], links.answered("", f"{side}-{how}")) for how in HOW]
        whole = sum(row[how] for how in HOW)
        days = "-" if row["days"] is None else row["days"]
        rows.append((Cell(labels.party_name(Party(side))), *counts, Cell(percent(row[IN_TIME], whole)), Cell(days)))
    return Chart(
        name="antwoorden",
        title=_("Wie antwoordt op tijd"),
        head=[
            *(_("Kant"), _("Binnen tien dagen"), _("Later"), _("Geen antwoord")),
            *(_("Deel op tijd"), _("Mediaan dagen")),
        ],
        rows=rows,
        draw="bars",
        data=[
            {
                "label": labels.party_name(Party(side)),
                "value": round(100 * row[IN_TIME] / max(sum(row[how] for how in HOW), 1)),
                "text": percent(row[IN_TIME], sum(row[how] for how in HOW)),
            }
            for side, row in found.items()
        ],
        lead=_("Het deel van de vragen waarop binnen tien dagen antwoord kwam."),
    )


def _reasons(found: list[Figures], links: Links) -> Chart:
    rows = [
        {
            "label": f"{reason_label(row['reason'])} ({labels.party_name(Party(row['by']))})",
            "value": row["count"],
            "url": links.proposals(reden=row["reason"], door=row["by"]),
        }
        for row in found
    ]
    return Chart(
        name="redenen",
        title=_("Waarom het stopte"),
        head=[_("Reden"), _("Wie"), _("Voorstellen")],
        rows=[
            (
                Cell(reason_label(row["reason"])),
                Cell(labels.party_name(Party(row["by"]))),
                number(row["count"], shown["url"]),
            )
            for row, shown in zip(found, rows, strict=True)
        ],
        draw="bars" if rows else "",
        data=rows,
        note="" if rows else _("Nog geen voorstel stopte met een reden."),
    )
