"""From one JSON object to a :class:`Situation`: liberal in what it takes, clear about what cannot be."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from matcher import clock
from matcher.domain.choices import Consent, EducationLevel, QualificationKind, Sector
from matcher.domain.klokuren import MINUTES_PER_KLOKUUR
from matcher.domain.routes import field_of
from matcher.rules.grounds import Holding
from matcher.rules.routes_conditions import Situation

T = TypeVar("T")

# What stands for "not known"; compared like every word below: small letters and digits only.
UNKNOWN = frozenset({"", "onbekend", "unknown", "weetniet", "anders"})
EDUCATION = {
    "mbo2": EducationLevel.MBO_2,
    "mbo3": EducationLevel.MBO_3,
    "mbo4": EducationLevel.MBO_4,
    "hbo": EducationLevel.HBO,
    "wo": EducationLevel.WO,
    "universiteit": EducationLevel.WO,
}
SECTORS = {"vo": Sector.VMBO, "vmbo": Sector.VMBO, "mbo": Sector.MBO, "hbo": Sector.HBO}
KINDS = {
    "bevoegd": QualificationKind.BEVOEGDHEID_TWEEDEGRAADS,
    "pdg": QualificationKind.PDG,
    "geschiktheidsverklaring": QualificationKind.GESCHIKTHEIDSVERKLARING,
    "inopleiding": QualificationKind.IN_OPLEIDING,
    "instructeur": QualificationKind.PDD_INSTRUCTEUR,
    "pdd": QualificationKind.PDD_INSTRUCTEUR,
    "pdc": QualificationKind.PDD_INSTRUCTEUR,
    "bdb": QualificationKind.BDB,
} | {kind.value.replace("_", ""): kind for kind in QualificationKind}
# Certificates that are a proof by their name alone; every other certificate (VCA, NEN 3140) opens no route.
CERTIFICATES = {name: KINDS[name] for name in ("pdg", "pdd", "pdc", "bdb")}
CONSENT = {consent.value.replace("_", ""): consent for consent in Consent} | {
    "ja": Consent.GEGEVEN,
    "yes": Consent.GEGEVEN,
    "true": Consent.GEGEVEN,
    "nee": Consent.GEWEIGERD,
    "no": Consent.GEWEIGERD,
    "false": Consent.GEWEIGERD,
}
FIRST_YEAR, LAST_YEAR = 1990, 2100
MOST_YEARS = 80
HOURS_IN_A_WEEK = 168
# "20", "4,5" and "20 jaar".
_NUMBER = re.compile(r"(-?\d+(?:[.,]\d+)?)\s*[a-z]*")
DATE_FORMATS = ("%Y-%m-%d", "%d-%m-%Y")


def situation_of(facts: Mapping[str, Any]) -> Situation:
    """Return the situation these facts tell; keys in ``docs/rules.md``, a missing key is not known, others are ignored.

    Raises ValueError (Dutch, with the name of the key) for a value that is not understood or cannot be.
    """
    on = _day(facts, "on") or clock.today()
    if not FIRST_YEAR <= on.year <= LAST_YEAR:
        raise ValueError(f'"on" ligt niet tussen {FIRST_YEAR} en {LAST_YEAR}')
    hours = _number(facts, "hours_per_week", HOURS_IN_A_WEEK)
    return Situation(
        on=on,
        education=_choice(facts, "education", EDUCATION),
        field=field_of(_text(facts, "field")),
        years_experience=_number(facts, "years_experience", MOST_YEARS),
        holdings=(*_holdings(facts), *_certificates(facts)),
        sectors=_sectors(facts),
        minutes_per_week=None if hours is None else round(hours * MINUTES_PER_KLOKUUR),
        consent=_choice(facts, "employer_consent", CONSENT) or Consent.ONBEKEND,
        vog_issued_on=_not_after(_day(facts, "vog_issued_on"), on),
    )


def _plain(value: Any) -> str:
    """Return small letters and digits only: "MBO niveau 3", "mbo-3" and "mbo_3" are one word."""
    return re.sub(r"niveau|[\W_]", "", str(value).lower())


def _choice(facts: Mapping[str, Any], name: str, known: Mapping[str, T]) -> T | None:
    value = facts.get(name)
    if value is None or _plain(value) in UNKNOWN - set(known):
        return None
    if _plain(value) not in known:
        raise ValueError(f'"{name}" is onbekend: kies {", ".join(known)}')
    return known[_plain(value)]


def _text(facts: Mapping[str, Any], name: str) -> str:
    value = facts.get(name)
    return value if isinstance(value, str) else ""


def _number(facts: Mapping[str, Any], name: str, most: int) -> float | None:
    value = facts.get(name)
    if value is None or _plain(value) in UNKNOWN:
        return None
    found = _NUMBER.fullmatch(str(value).strip().lower())
    if not found:
        raise ValueError(f'"{name}" is geen getal')
    number = float(found[1].replace(",", "."))
    if not 0 <= number <= most:
        raise ValueError(f'"{name}" is geen getal van 0 tot en met {most}')
    return number


def _day(facts: Mapping[str, Any], name: str) -> date | None:
    value = facts.get(name)
    if value is None or value == "":
        return None
    for form in DATE_FORMATS:
        try:
            return datetime.strptime(str(value)[:10], form).date()  # noqa: DTZ007 - a date has no zone
        except ValueError:
            continue
    raise ValueError(f'"{name}" is geen datum als 2026-09-01')


def _not_after(issued_on: date | None, on: date) -> date | None:
    if issued_on is not None and issued_on > on:
        raise ValueError('"vog_issued_on" ligt na "on"')
    return issued_on


def _rows(value: Any) -> list[Any]:
    """One is as good as a list of one."""
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def _sectors(facts: Mapping[str, Any]) -> frozenset[Sector]:
    found = (_choice({"sector": row}, "sector", SECTORS) for row in _rows(facts.get("sector")))
    return frozenset(sector for sector in found if sector)


def _holdings(facts: Mapping[str, Any]) -> list[Holding]:
    rows = [row if isinstance(row, dict) else {"kind": row} for row in _rows(facts.get("qualifications"))]
    return [_holding(row) for row in rows]


def _holding(row: Mapping[str, Any]) -> Holding:
    kind = _choice(row, "kind", KINDS)
    if kind is None:
        raise ValueError(f'"kind" ontbreekt: kies {", ".join(KINDS)}')
    valid_from, valid_to = _day(row, "from"), _day(row, "to")
    if valid_from and valid_to and valid_to < valid_from:
        raise ValueError('"qualifications": "to" ligt voor "from"')
    return Holding(kind, _choice(row, "sector", SECTORS), valid_from, valid_to)


def _certificates(facts: Mapping[str, Any]) -> list[Holding]:
    names = [_plain(name) for row in _rows(facts.get("certificates")) for name in re.split(r"[,;\n]", str(row))]
    return [Holding(CERTIFICATES[name]) for name in names if name in CERTIFICATES]
