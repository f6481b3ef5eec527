"""From the words people type in a spreadsheet to the values of our forms."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

from matcher.domain.choices import NEED_LEVELS_BY_SECTOR, NeedLevel, RoleKind, Sector
from matcher.domain.day_parts import PARTS, WEEKDAY_NAMES, WEEKDAYS
from matcher.domain.labels import label
from matcher.matching.text_normalise import normalise

ROLE_WORDS = {
    "gastles": RoleKind.GASTLES,
    "gastlessen": RoleKind.GASTLES,
    "gastdocent": RoleKind.GASTDOCENT,
    "gastleraar": RoleKind.GASTDOCENT,
    "instructeur": RoleKind.INSTRUCTEUR,
    "hybride instructeur": RoleKind.INSTRUCTEUR,
    "hybride docent": RoleKind.HYBRIDE_DOCENT,
    "docent": RoleKind.HYBRIDE_DOCENT,
    "hybride expert": RoleKind.HYBRIDE_EXPERT,
    "expert": RoleKind.HYBRIDE_EXPERT,
}
LEVEL_WORDS = {
    "basis": NeedLevel.VMBO_BB, "bb": NeedLevel.VMBO_BB, "vmbo b": NeedLevel.VMBO_BB, "vmbo bb": NeedLevel.VMBO_BB,
    "kader": NeedLevel.VMBO_KB, "kb": NeedLevel.VMBO_KB, "vmbo k": NeedLevel.VMBO_KB, "vmbo kb": NeedLevel.VMBO_KB,
    "gl": NeedLevel.VMBO_GL, "tl": NeedLevel.VMBO_GL, "vmbo gl": NeedLevel.VMBO_GL, "vmbo tl": NeedLevel.VMBO_GL,
    "vmbo t": NeedLevel.VMBO_GL, "gt": NeedLevel.VMBO_GL,
    "associate degree": NeedLevel.AD, "ad": NeedLevel.AD,
    "bachelor": NeedLevel.HBO_BACHELOR, "hbo": NeedLevel.HBO_BACHELOR, "hbo bachelor": NeedLevel.HBO_BACHELOR,
    "master": NeedLevel.HBO_MASTER, "hbo master": NeedLevel.HBO_MASTER,
    **{f"{word}{n}": NeedLevel(f"mbo_{n}") for n in "1234" for word in ("", "mbo", "mbo ", "niveau ", "mbo niveau ")},
}  # fmt: skip
SECTOR_WORDS = {"vo": Sector.VMBO, "roc": Sector.MBO, "hogeschool": Sector.HBO}
_UNIT = re.compile(r"^([\d.,]+)\s*(?:klokuren|klokuur|uren|uur|u|km|kilometer|jaar|jr)\.?$", re.IGNORECASE)
_DAYS = {name: short for short, long in zip(WEEKDAYS, WEEKDAY_NAMES, strict=True) for name in (short, long)}
_PARTS = {f"{part}{ending}": part for part in PARTS for ending in ("", "en")} | {"middags": "middag"}
_PARTS |= {"morgen": "ochtend", "ochtends": "ochtend", "avonds": "avond", "namiddag": "middag"}
_FILLERS = frozenset({"en", "of", "op", "de", "s", "in", "hele", "dag"})
_DAY_AND_PART = re.compile(f"^({'|'.join(sorted(_DAYS, key=len, reverse=True))})({'|'.join(PARTS)})$")
DAY_PARTS_HINT = "Schrijf dagdelen zo: di ochtend; do middag."


class UnknownWordError(ValueError):
    """A word we do not know; the message is Dutch and says what may be written."""


def split(text: str) -> list[str]:
    """Return the pieces of a cell with several values: by semicolon or line, else by comma."""
    pieces = re.split(r"[;\n]", text)
    if len(pieces) == 1:
        pieces = text.split(",")
    return [piece.strip() for piece in pieces if piece.strip()]


def number(text: str) -> str:
    """Return a number without the unit behind it: ``4 uur`` is ``4``."""
    found = _UNIT.match(text.strip())
    return found.group(1) if found else text


def phone(text: str) -> str:
    """Return a telephone number; a spreadsheet that took it for a number lost its first zero."""
    return f"0{text}" if re.fullmatch(r"[1-9]\d{8}", text) else text


def sector_codes(text: str) -> list[str]:
    """Return the form values of sectors."""
    return _codes(split(text), Sector, SECTOR_WORDS)


def role_codes(text: str) -> list[str]:
    """Return the form values of roles."""
    return _codes(split(text), RoleKind, ROLE_WORDS)


def level_code(text: str, sector: Sector) -> str:
    """Return the form value of a level; the answers to choose from are those of the sector."""
    return _codes([text], NeedLevel, LEVEL_WORDS, offered=NEED_LEVELS_BY_SECTOR[sector])[0]


def _codes(
    pieces: Iterable[str], kind: type[StrEnum], words: Mapping[str, StrEnum], offered: Iterable[StrEnum] = ()
) -> list[str]:
    known = {normalise(name): member for member in kind for name in (member.value, label(member))}
    known |= words
    found: dict[str, None] = {}
    for piece in pieces:
        member = known.get(normalise(piece))
        if member is None:
            choices = ", ".join(label(each) for each in offered or kind)
            raise UnknownWordError(f'Wij kennen "{piece[:40]}" niet. Kies uit: {choices}.')
        found[member.value] = None
    return list(found)


def day_part_codes(text: str) -> list[str]:
    """Return form values for "di ochtend en middag; do"; a day alone is its morning and afternoon."""
    found: dict[str, None] = {}
    for piece in re.split(r"[;\n]", text):
        days: list[str] = []
        parts: list[str] = []
        for word in _words(piece):
            if word in _DAYS:
                if parts:
                    _add(found, days, parts)
                    days, parts = [], []
                days.append(_DAYS[word])
            else:
                parts.append(_PARTS[word])
        _add(found, days, parts)
    return list(found)


def _words(text: str) -> list[str]:
    found: list[str] = []
    for word in normalise(text).split():
        both = _DAY_AND_PART.match(word)
        if both:
            found += both.groups()
        elif word in _DAYS or word in _PARTS:
            found.append(word)
        elif word not in _FILLERS:
            raise UnknownWordError(f'Wij kennen "{word[:40]}" niet als dagdeel. {DAY_PARTS_HINT}')
    return found


def _add(found: dict[str, None], days: list[str], parts: list[str]) -> None:
    if parts and not days:
        raise UnknownWordError(f"Zet bij elk dagdeel ook de dag. {DAY_PARTS_HINT}")
    if "za" in days and not parts:
        raise UnknownWordError(f"Zet bij zaterdag ook het dagdeel. {DAY_PARTS_HINT}")
    found.update({f"{day}-{part}": None for day in days for part in parts or PARTS[:2]})
