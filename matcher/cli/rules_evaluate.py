"""``flask rules evaluate``: cases of the law in JSON lines."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, BinaryIO, TypeVar

import click

from matcher.cli.json_lines import answer_lines
from matcher.cli.rules import rules
from matcher.domain.choices import HolidayRegion, PlanKind, QualificationKind, RoleKind, Sector
from matcher.domain.school_year import school_year_label
from matcher.rules.evaluation import Case, Evaluation, Work, YearOutcome
from matcher.rules.evaluation import evaluate as hold_against_law
from matcher.rules.grounds import Holding
from matcher.rules.klokuren import MINUTES_PER_KLOKUUR
from matcher.rules.teaching_plan import Plan

SECTORS = {"vo": Sector.VMBO, "vmbo": Sector.VMBO, "mbo": Sector.MBO, "hbo": Sector.HBO}
ROLES = {
    "gastles": RoleKind.GASTLES,
    "gastdocent": RoleKind.GASTDOCENT,
    "instructeur": RoleKind.INSTRUCTEUR,
    "docent": RoleKind.HYBRIDE_DOCENT,
    "expert": RoleKind.HYBRIDE_EXPERT,
}
KINDS = {
    "bevoegd": QualificationKind.BEVOEGDHEID_TWEEDEGRAADS,
    "pdg": QualificationKind.PDG,
    "geschiktheidsverklaring": QualificationKind.GESCHIKTHEIDSVERKLARING,
    "in_opleiding": QualificationKind.IN_OPLEIDING,
    "instructeur": QualificationKind.PDD_INSTRUCTEUR,
    "bdb": QualificationKind.BDB,
}
REGIONS = {region.value: region for region in HolidayRegion}
T = TypeVar("T")
LONGEST_WISH = 3660
FIRST_YEAR, LAST_YEAR = 1990, 2100
HOURS_PER_WEEK, HOURS_PER_DAY, LONGEST_LESSON = 168, 24, 1440


@rules.command("evaluate")
@click.argument("source", metavar="[FILE|-]", type=click.File("rb"), default="-")
def evaluate_command(source: BinaryIO) -> None:
    """Hold cases against the law: one JSON object per line in, one per line out.

    A broken or impossible line gives an "error"; the lines after it are answered as usual.
    """
    answer_lines(source, answered)


def answered(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answer to one case, in klokuren. Raises ValueError (Dutch) for what is broken or cannot be."""
    return _as_json(hold_against_law(_case(facts)))


@dataclass(slots=True)
class _Boards:
    """Numbers for the names of boards."""

    known: dict[str, int] = field(default_factory=dict)

    def number(self, name: Any) -> int | None:
        if name is None or name == "":
            return None
        return self.known.setdefault(str(name), len(self.known) + 1)


def _case(facts: Mapping[str, Any]) -> Case:
    boards, person = _Boards(), _object(_given({"person": {}}, facts)["person"], "person")
    wish = _object(facts.get("wish"), "wish")
    _day(facts, "on")
    return Case(
        wish=_work(wish, boards, "wish"),
        placements=tuple(_work(row, boards, "placements") for row in _objects(facts, "placements")),
        holdings=tuple(_holding(row) for row in _objects(person, "qualifications")),
        vog_issued_on=_day(person, "vog_issued_on"),
        responsible_teacher=_known(wish, "responsible_teacher"),
        subject_parts=_known(wish, "subject_parts"),
    )


def _work(row: Mapping[str, Any], boards: _Boards, where: str) -> Work:
    return Work(
        board_id=boards.number(row.get("board")),
        sector=_choice(row, "sector", SECTORS),
        role_kind=_choice(row, "role", ROLES),
        plan=_plan(row, where),
    )


def _plan(row: Mapping[str, Any], where: str) -> Plan:
    row = _given({"holiday_region": HolidayRegion.MIDDEN.value, "lesson_minutes": MINUTES_PER_KLOKUUR}, row)
    starts_on, ends_on = _needed_day(row, "from"), _needed_day(row, "to")
    days = (ends_on - starts_on).days + 1
    if days < 1:
        raise ValueError(f'{where}: "to" ligt voor "from"')
    if where == "wish" and days > LONGEST_WISH:
        raise ValueError("wish: de periode duurt langer dan tien jaar")
    region = _choice(row, "holiday_region", REGIONS)
    if ("total_hours" in row) == ("hours_per_week" in row):
        raise ValueError(f'{where}: geef "total_hours" of "hours_per_week"')
    if "total_hours" in row:
        minutes = _number(row, "total_hours", days * HOURS_PER_DAY) * MINUTES_PER_KLOKUUR
        return Plan(PlanKind.TOTAL, starts_on, ends_on, region, minutes)
    lesson = _number(row, "lesson_minutes", LONGEST_LESSON)
    if not lesson:
        raise ValueError('"lesson_minutes" is nul')
    lessons = _number(row, "hours_per_week", HOURS_PER_WEEK * MINUTES_PER_KLOKUUR / lesson)
    return Plan(PlanKind.WEEKLY, starts_on, ends_on, region, lessons * lesson)


def _given(defaults: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was given next to the defaults; null is not given."""
    return {**defaults, **{key: value for key, value in row.items() if value is not None}}


def _known(row: Mapping[str, Any], name: str) -> bool:
    """Return whether something is filled in: true, or a text."""
    value = row.get(name)
    return bool(value.strip() if isinstance(value, str) else value)


def _holding(row: Mapping[str, Any]) -> Holding:
    sector = _choice(row, "sector", SECTORS) if row.get("sector") is not None else None
    valid_from, valid_to = _date(row, "from"), _date(row, "to")
    if valid_from and valid_to and valid_to < valid_from:
        raise ValueError('qualifications: "to" ligt voor "from"')
    return Holding(_choice(row, "kind", KINDS), sector, valid_from, valid_to)


def _object(value: Any, name: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(f'"{name}" ontbreekt of is geen object')  # noqa: TRY004 - every broken line is a ValueError
    return value


def _objects(row: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    value = _given({name: []}, row)[name]
    if not isinstance(value, list):
        raise ValueError(f'"{name}" is geen lijst')  # noqa: TRY004 - every broken line is a ValueError
    return [_object(item, name) for item in value]


def _choice(row: Mapping[str, Any], name: str, known: Mapping[str, T]) -> T:
    value = row.get(name)
    if not isinstance(value, str) or value not in known:
        raise ValueError(f'"{name}" is onbekend: kies {", ".join(known)}')
    return known[value]


def _needed_day(row: Mapping[str, Any], name: str) -> date:
    day = _day(row, name)
    if day is None:
        raise ValueError(f'"{name}" ontbreekt: geef een datum als 2026-09-01')
    return day


def _day(row: Mapping[str, Any], name: str) -> date | None:
    day = _date(row, name)
    if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f'"{name}" ligt niet tussen {FIRST_YEAR} en {LAST_YEAR}')
    return day


def _date(row: Mapping[str, Any], name: str) -> date | None:
    value = row.get(name)
    if value is None:
        return None
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        day = None
    # Python reads 20260901 and 2026-W36-2 as well.
    if day is None or day.isoformat() != value:
        raise ValueError(f'"{name}" is geen datum als 2026-09-01')
    return day


def _number(row: Mapping[str, Any], name: str, most: float | Fraction) -> Fraction:
    value = row[name]
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f'"{name}" is geen getal')  # noqa: TRY004 - every broken line is a ValueError
    if not 0 <= value <= most:
        raise ValueError(f'"{name}" is negatief of meer dan er in de tijd past')
    # The decimal that was typed, not the nearest binary fraction.
    return Fraction(str(value))


def _as_json(found: Evaluation) -> dict[str, Any]:
    return {
        "allowed": found.allowed,
        "ground": "gastles" if found.guest_lesson else found.ground.value,
        "reason": None if found.allowed else found.message,
        "article": found.article.replace(" artikel", "") or None,
        "missing": list(found.missing),
        "school_years": [_year_as_json(row) for row in found.years],
        "max_total_hours": _hours(found.max_total),
        "readings": {scope.value: allowed for scope, allowed in found.readings.items()},
    }


def _year_as_json(row: YearOutcome) -> dict[str, Any]:
    return {
        "school_year": school_year_label(row.school_year),
        "limit_hours": row.limit // MINUTES_PER_KLOKUUR if row.limit is not None else None,
        "used_hours": _hours(row.used),
        "wish_hours": _hours(row.wish),
        "remaining_hours": _hours(row.remaining),
        "weekly_average": _hours(Fraction(row.used + row.wish) / row.weeks) if row.weeks else None,
    }


def _hours(minutes: int | Fraction | None) -> float | None:
    return None if minutes is None else float(round(Fraction(minutes) / MINUTES_PER_KLOKUUR, 2))
