"""A row of needs, read with the forms of the need wizard."""

from collections.abc import Mapping
from typing import Any

from matcher.domain.choices import NEED_LEVELS_BY_SECTOR, ROLE_KINDS_BY_SECTOR, LessonUnit, NeedLevel, RoleKind
from matcher.domain.day_parts import to_mask
from matcher.domain.desk import ImportKind
from matcher.domain.labels import label
from matcher.forms.imports import words
from matcher.forms.imports.person_row import known_skills
from matcher.forms.imports.rows import Reading, filled, missing
from matcher.forms.needs import GuidanceForm, RoleForm, SubjectForm, TimesForm
from matcher.forms.profile_fields import options
from matcher.matching.text_normalise import normalise
from matcher.queries.imports.lookups import Lookups, SchoolFacts
from matcher.rules.klokuren import to_minutes
from matcher.services.imports import NeedEntry

SUBJECT = ("title", "education", "level")
TIMES = ("amount", "starts_on", "ends_on", "day_parts", "people_wanted")
WRONG_ROLE = "Deze rol bestaat niet in deze sector. Kies uit: {}."
WRONG_LEVEL = "Dit niveau hoort niet bij de sector van de school. Kies uit: {}."


def read_need(row: Mapping[str, str], lookups: Lookups, *, school_id: int | None) -> Reading:
    """Return what a row says of a need; ``school_id``: the school of the whole file, if it is for one."""
    found = Reading(errors=missing(ImportKind.NEEDS, row, school_known=school_id is not None))
    school = _school(row, lookups, school_id, found)
    if school is None:
        return found
    values = _values(row, school, found)
    campus = _campus(row, school, found)
    data: dict[str, Any] = {}
    for form, names in _forms(values, school):
        given = [name for name in names if name in values]
        found.hold(form, *given)
        data |= {name: form[name].data for name in given}
    skills = known_skills(row, lookups, found)
    if not found.errors:
        found.entry = _entry(school.id, campus, data, skills)
    return found


def _forms(values: dict[str, Any], school: SchoolFacts) -> list[tuple[Any, tuple[str, ...]]]:
    roles = options((role.value, label(role)) for role in ROLE_KINDS_BY_SECTOR[school.sector])
    levels = options((level.value, label(level)) for level in NEED_LEVELS_BY_SECTOR[school.sector])
    return [
        (filled(RoleForm, values, role_kind=roles), ("role_kind",)),
        (filled(SubjectForm, values, level=levels), SUBJECT),
        (filled(TimesForm, {**values, "unit": LessonUnit.KLOKUUR.value}), TIMES),
        (filled(GuidanceForm, values), ("responsible_teacher",)),
    ]


def _school(row: Mapping[str, str], lookups: Lookups, school_id: int | None, found: Reading) -> SchoolFacts | None:
    if school_id is not None:
        return lookups.schools[school_id]
    if "school" not in row:
        return None
    school = lookups.school_named(row["school"])
    if isinstance(school, SchoolFacts):
        return school
    found.errors["school"] = school
    return None


def _campus(row: Mapping[str, str], school: SchoolFacts, found: Reading) -> int | None:
    if "campus" not in row:
        return None
    ids = school.campuses.get(normalise(row["campus"]), ())
    if len(ids) == 1:
        return ids[0]
    wrong = "Er zijn meer locaties met deze naam bij {}." if ids else "Wij kennen deze locatie van {} niet."
    found.errors["campus"] = wrong.format(school.name)
    return None


def _values(row: Mapping[str, str], school: SchoolFacts, found: Reading) -> dict[str, Any]:
    values: dict[str, Any] = dict(row)
    for name in ("amount", "people_wanted"):
        if name in row:
            values[name] = words.number(row[name])
    if "role_kind" in row:
        codes = found.try_to("role_kind", lambda: words.role_codes(row["role_kind"])) or [""]
        values["role_kind"] = codes[0]
        _refuse_other(found, "role_kind", codes, ROLE_KINDS_BY_SECTOR[school.sector], WRONG_ROLE)
    if "level" in row:
        code = found.try_to("level", lambda: words.level_code(row["level"], school.sector)) or ""
        values["level"] = code
        _refuse_other(found, "level", [code], NEED_LEVELS_BY_SECTOR[school.sector], WRONG_LEVEL)
    if "day_parts" in row:
        values["day_parts"] = found.try_to("day_parts", lambda: words.day_part_codes(row["day_parts"])) or []
    return values


def _refuse_other(found: Reading, name: str, codes: list[str], offered: tuple[Any, ...], message: str) -> None:
    """Say what may be chosen; the form itself only says that this may not."""
    if name not in found.errors and (len(codes) != 1 or codes[0] not in {each.value for each in offered}):
        found.errors[name] = message.format(", ".join(label(each) for each in offered))


def _entry(school_id: int, campus: int | None, data: Mapping[str, Any], skills: tuple[int, ...]) -> NeedEntry:
    amount, level = data.get("amount"), data.get("level")
    return NeedEntry(
        school_id=school_id,
        campus_id=campus,
        title=data["title"],
        role_kind=RoleKind(data["role_kind"]),
        education=data.get("education") or "",
        level=NeedLevel(level) if level else None,
        minutes_per_week=to_minutes(amount, LessonUnit.KLOKUUR) if amount is not None else None,
        starts_on=data.get("starts_on"),
        ends_on=data.get("ends_on"),
        day_parts=to_mask(data.get("day_parts") or ()),
        people_wanted=data.get("people_wanted"),
        responsible_teacher=data.get("responsible_teacher") or "",
        skills=skills,
    )
