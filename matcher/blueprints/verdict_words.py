"""Decisions of the rules in words, as they were kept; nothing is counted again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from flask_babel import gettext as _

from matcher.blueprints.summary_rows import SummaryRow
from matcher.domain.choices import LegalGround, PlanKind, QualificationKind, RoleKind, Sector
from matcher.domain.klokuren import klokuren_text
from matcher.domain.labels import label
from matcher.domain.law import VerdictOccasion
from matcher.domain.school_year import school_year_label
from matcher.queries.placements import PlacementRow
from matcher.queries.verdicts import VerdictRow

WEEKDAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")


@dataclass(frozen=True, slots=True)
class VerdictCard:
    """One decision: when, by whom, at what step, by which version of the rules, what was said, on what facts."""

    at: datetime
    by: str
    occasion: str
    rule_version: str
    allowed: bool
    message: str
    rows: tuple[SummaryRow, ...]


def verdict_cards(rows: Iterable[VerdictRow], placement: PlacementRow) -> list[VerdictCard]:
    """Return the decisions on the placement to read; the names of other boards are not told."""
    return [_card(row, placement) for row in rows]


def _occasion(occasion: VerdictOccasion) -> str:
    texts = {
        VerdictOccasion.PLACE: _("De inzet is vastgelegd"),
        VerdictOccasion.CHANGE: _("De inzet is gewijzigd"),
        VerdictOccasion.END_EARLY: _("De inzet is eerder beëindigd"),
        VerdictOccasion.CANCEL: _("De inzet is geannuleerd"),
        VerdictOccasion.HOURS: _("De klokuren van een maand zijn bevestigd"),
        VerdictOccasion.QUALIFICATION: _("Een bewijs van bevoegdheid is veranderd"),
        VerdictOccasion.EXCEPTION: _("Een uitzondering is vastgelegd"),
    }
    return str(texts[occasion])


def _card(row: VerdictRow, placement: PlacementRow) -> VerdictCard:
    lines = (*_numbers(row.decision), *_ground(row.outcome), *_plan(row.facts.get("command") or {}))
    lines = (*lines, *_proofs(row.facts), *_others(row.facts, placement), *_step(row.facts, row.outcome))
    return VerdictCard(
        at=row.at,
        by=row.by,
        occasion=_occasion(row.occasion),
        rule_version=row.rule_version,
        allowed=row.allowed,
        message=row.decision.get("message", ""),
        rows=tuple(SummaryRow(str(name), value) for name, value in lines if value),
    )


Line = tuple[Any, str | list[str]]


def _numbers(decision: Mapping[str, Any]) -> list[Line]:
    if not decision:
        return []
    year = school_year_label(decision["school_year"]) if "school_year" in decision else ""
    limit = decision.get("limit")
    return [
        (_("Schooljaar"), year),
        (_("Al gebruikt"), klokuren_text(decision.get("used", 0))),
        (_("Gevraagd"), klokuren_text(decision.get("requested", 0))),
        (_("Grens"), klokuren_text(limit) if limit else str(_("geen"))),
        (_("Artikel"), decision.get("article", "")),
    ]


def _ground(outcome: Mapping[str, Any]) -> list[Line]:
    spans = [
        str(_("%(ground)s, %(period)s", ground=_label(LegalGround, span["ground"]), period=_period(span)))
        for span in outcome.get("spans") or ()
    ]
    return [(_("Wettelijke grond"), spans or _label(LegalGround, outcome.get("ground")))]


def _plan(command: Mapping[str, Any]) -> list[Line]:
    if not command:
        return []
    return [
        (_("Periode"), _period(command)),
        (_("Klokuren"), _hours(command)),
        (_("Rol"), _label(RoleKind, command.get("role_kind"))),
        (_("Verantwoordelijke docent"), command.get("responsible_teacher", "")),
        (_("Vakken of onderdelen"), command.get("subject_parts", "")),
        (_("VOG gezien op"), _day(command.get("vog_seen_on"))),
        (_("Uitzondering"), _exception(command)),
    ]


def _hours(command: Mapping[str, Any]) -> str | list[str]:
    kind = command.get("plan_kind", PlanKind.WEEKLY)
    if kind == PlanKind.DAYS:
        return [f"{_day(day)}: {klokuren_text(minutes)}" for day, minutes in command.get("days") or ()]
    if kind == PlanKind.TOTAL:
        return str(_("%(hours)s in totaal", hours=klokuren_text(command.get("total_minutes", 0))))
    week = _("%(hours)s per week", hours=klokuren_text(command.get("minutes_per_week", 0)))
    weeks = command.get("teaching_weeks")
    named = _("%(weeks)s lesweken", weeks=weeks) if weeks else _("lesweken volgens de schoolvakanties")
    days = ", ".join(WEEKDAYS[day] for day in command.get("weekdays") or ())
    return ", ".join(filter(None, (str(week), str(named), days)))


def _exception(command: Mapping[str, Any]) -> str:
    reason, article = command.get("exception_reason", ""), command.get("exception_article", "")
    return f"{reason} ({article})" if reason else ""


def _proofs(facts: Mapping[str, Any]) -> list[Line]:
    if "holdings" not in facts:
        return []
    found = [
        ", ".join(filter(None, (_label(QualificationKind, row["kind"]), _label(Sector, row["sector"]), _term(row))))
        for row in facts["holdings"]
    ]
    return [(_("Bewijzen van bevoegdheid"), found or str(_("geen")))]


def _term(row: Mapping[str, Any]) -> str:
    begin, end = _day(row.get("valid_from")), _day(row.get("valid_to"))
    return " ".join(filter(None, (begin and f"vanaf {begin}", end and f"tot en met {end}")))


def _others(facts: Mapping[str, Any], placement: PlacementRow) -> list[Line]:
    """Return the hours of the other placements then: at this board, or at another one, which is not named."""
    if "engagements" not in facts:
        return []
    found = [
        f"{school_year_label(int(year))}: {klokuren_text(minutes)} "
        + str(_("bij dit bestuur") if row.get("board_id") == placement.board_id else _("bij een ander bestuur"))
        for row in facts["engagements"]
        if row.get("placement_id") != placement.id
        for year, minutes in (row.get("minutes_by_year") or {}).items()
    ]
    return [(_("Andere klokuren die tellen"), found or str(_("geen")))]


def _step(facts: Mapping[str, Any], outcome: Mapping[str, Any]) -> list[Line]:
    """Return what was written down at the end, at a cancellation, or for a month."""
    month, minutes = facts.get("month"), facts.get("minutes")
    total = outcome.get("total_minutes")
    return [
        (_("Maand"), f"{date.fromisoformat(month):%m-%Y}" if month else ""),
        (_("Echt gegeven"), klokuren_text(minutes) if minutes is not None else ""),
        (_("Laatste dag"), _day(facts.get("ends_on"))),
        (_("Reden"), facts.get("reason", "")),
        (_("Klokuren van de inzet"), klokuren_text(total) if total is not None else ""),
    ]


def _period(row: Mapping[str, Any]) -> str:
    begin, end = _day(row.get("starts_on")), _day(row.get("ends_on"))
    return str(_("%(begin)s tot en met %(end)s", begin=begin, end=end))


def _day(text: str | None) -> str:
    return f"{date.fromisoformat(text):%d-%m-%Y}" if text else ""


def _label(kind: type[Enum], value: Any) -> str:
    return label(kind(value)) if value else ""
