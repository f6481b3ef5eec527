"""Putting two profiles of one person together: the parts to choose from, and which side is the usual choice."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class Part(StrEnum):
    """A part of a profile that comes from one of both; the value is the name of its field."""

    NAME = "name"
    PHONE = "phone"
    PLACES = "places"
    WORK = "work"
    EMPLOYER = "employer"
    EDUCATION = "education"
    AVAILABILITY = "availability"
    WISHES = "wishes"
    SKILLS = "skills"
    VOG = "vog"
    MOTIVATION = "motivation"


# Columns of the profile that go together; the other parts are of the account or in tables of their own.
COLUMNS: Mapping[Part, tuple[str, ...]] = {
    Part.WORK: ("job_title", "job_title_id", "years_experience"),
    Part.EMPLOYER: ("employer", "consent", "consent_minutes"),
    Part.EDUCATION: ("education_level", "education_field", "certificates"),
    Part.AVAILABILITY: ("day_parts", "minutes_min", "minutes_max", "available_from", "available_to", "online"),
    Part.WISHES: ("sectors", "role_kinds", "contract_forms"),
    Part.VOG: ("vog_issued_on",),
    Part.MOTIVATION: ("motivation",),
}
# Skills may also be kept of both.
BOTH = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides about the usual choice. ``values``: part -> what is in it, in a shape that can be compared."""

    professional_id: int
    confirmed_on: date | None
    values: Mapping[Part, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class MergeCommand:
    """Which profile stays with its account, and part -> id of the profile it comes from (BOTH for skills)."""

    first_id: int
    second_id: int
    kept_id: int
    choices: Mapping[Part, int]

    @property
    def merged_id(self) -> int:
        """The profile that goes."""
        return self.second_id if self.kept_id == self.first_id else self.first_id


def differing(first: Standing, second: Standing) -> tuple[Part, ...]:
    """Return the parts in which two profiles differ, in order."""
    return tuple(part for part in Part if first.values[part] != second.values[part])


def usual_choice(part: Part, first: Standing, second: Standing) -> int:
    """Return whose part is taken unless somebody says otherwise: the fuller one, else the one confirmed last."""
    if part is Part.SKILLS:
        return BOTH
    known = [(_filled(side.values[part]), side.confirmed_on or date.min) for side in (first, second)]
    return first.professional_id if known[0] >= known[1] else second.professional_id


def _filled(values: tuple[Any, ...]) -> int:
    return sum(bool(value) for value in values)
