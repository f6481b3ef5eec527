"""A row of people, read with the forms of the profile."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from flask_wtf import FlaskForm

from matcher.domain.choices import RoleKind, Sector
from matcher.domain.day_parts import to_mask
from matcher.domain.desk import ImportKind
from matcher.forms.accounts import email_field
from matcher.forms.imports import words
from matcher.forms.imports.rows import Reading, filled, missing
from matcher.forms.profile import AvailabilityForm, WishesForm, WorkForm
from matcher.forms.profile_basics import USUAL_RADIUS, BasicsForm
from matcher.forms.profile_fields import chosen
from matcher.forms.profile_skills import USUAL_LEVEL
from matcher.queries.imports.lookups import Lookups
from matcher.services.imports import PersonEntry
from matcher.services.profile_commands import AreaCommand


class AddressForm(FlaskForm):
    """The rule for an address of an account."""

    email = email_field("e-mail")


FORMS: tuple[tuple[type[FlaskForm], tuple[str, ...]], ...] = (
    (AddressForm, ("email",)),
    (BasicsForm, ("full_name", "phone", "place", "radius")),
    (WorkForm, ("job_title", "employer", "years_experience")),
    (AvailabilityForm, ("day_parts", "hours_min", "hours_max")),
    (WishesForm, ("sectors", "role_kinds")),
)
READERS = {"sectors": words.sector_codes, "role_kinds": words.role_codes, "day_parts": words.day_part_codes}


def read_person(row: Mapping[str, str], lookups: Lookups) -> Reading:
    """Return what a row says of a person; no entry when something is wrong."""
    found = Reading(errors=missing(ImportKind.PEOPLE, row, school_known=True))
    values = _values(row, found)
    forms: dict[str, Any] = {}
    for form, names in FORMS:
        given = {name: values[name] for name in names if name in values}
        made = filled(form, given)
        found.hold(made, *given)
        forms |= {name: made[name].data for name in given}
    skills = known_skills(row, lookups, found)
    place = lookups.place.get(row.get("place", ""))
    if place is not None:
        forms["place"] = place.label
        if place.trouble:
            found.errors.setdefault("place", place.trouble)
    if not found.errors:
        found.entry = _entry(forms, skills)
    return found


def _values(row: Mapping[str, str], found: Reading) -> dict[str, Any]:
    """Return field -> what the form would be sent."""
    values: dict[str, Any] = dict(row)
    for name in ("radius", "hours_min", "hours_max", "years_experience"):
        if name in row:
            values[name] = words.number(row[name])
    if "phone" in row:
        values["phone"] = words.phone(row["phone"])
    for name, read in READERS.items():
        if name in row:
            values[name] = found.try_to(name, partial(read, row[name])) or []
    return values


def known_skills(row: Mapping[str, str], lookups: Lookups, found: Reading) -> tuple[int, ...]:
    """Return the skills of the vocabulary; notes those that are not known and left out."""
    texts = words.split(row.get("skills", ""))
    unknown = [text for text in texts if lookups.skills.get(text) is None]
    if unknown:
        found.notes["skills"] = f"Niet herkend en weggelaten: {'; '.join(unknown)}."
    ids = (lookups.skills.get(text) for text in texts)
    return tuple(dict.fromkeys(skill for skill in ids if skill is not None))


def _entry(data: Mapping[str, Any], skills: tuple[int, ...]) -> PersonEntry:
    return PersonEntry(
        full_name=data["full_name"],
        email=data["email"],
        phone=data.get("phone") or "",
        area=AreaCommand("place", data["place"], data.get("radius") or USUAL_RADIUS),
        job_title=data.get("job_title") or "",
        employer=data.get("employer") or "",
        years_experience=data.get("years_experience"),
        sectors=chosen(Sector, data.get("sectors")),
        role_kinds=chosen(RoleKind, data.get("role_kinds")),
        day_parts=to_mask(data.get("day_parts") or ()),
        minutes_min=data.get("hours_min"),
        minutes_max=data.get("hours_max"),
        skills=dict.fromkeys(skills, USUAL_LEVEL),
    )
