"""What the pages of the profile show, as rows for the components."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from matcher.blueprints.summary_rows import education_of, hours_wanted, labels_of
from matcher.domain.labels import label
from matcher.domain.profile_completeness import Section
from matcher.matching.sentences import day_parts
from matcher.queries.profile import Profile

SHOWN_SKILLS = 4


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A part of the profile in the task list."""

    title: str
    url: str
    complete: bool
    hint: str


def section_url(part: Section) -> str:
    """Return the address of the page of a part."""
    own_pages = {
        Section.BASICS: "professional.basics",
        Section.SKILLS: "professional.skills",
        Section.CONSENT: "professional.consent",
    }
    if part in own_pages:
        return url_for(own_pages[part])
    return url_for("professional.section", name=part.value)


def task_rows(profile: Profile) -> list[TaskRow]:
    """Return every part of the profile with what it holds, or what it misses."""
    filled = _short(profile)
    return [
        TaskRow(
            title=row.title,
            url=section_url(row.section),
            complete=row.complete,
            hint=filled[row.section] if row.complete else _("Nog nodig: %(what)s.", what=", ".join(row.missing)),
        )
        for row in profile.completeness.sections
    ]


def _short(profile: Profile) -> dict[Section, str]:
    """Return each part in one line."""
    return {
        Section.BASICS: ", ".join(_areas(profile)),
        Section.WORK: ", ".join(filter(None, (profile.job_title, profile.employer))),
        Section.SKILLS: _first(row.label for row in profile.skills),
        Section.EDUCATION: education_of(profile),
        Section.AVAILABILITY: f"{day_parts(profile.day_parts)}; {hours_wanted(profile)}",
        Section.WISHES: ", ".join(labels_of(profile.sectors) + labels_of(profile.role_kinds)),
        Section.CONSENT: label(profile.consent),
        Section.MOTIVATION: "",
    }


def _first(names: Iterable[str]) -> str:
    """Return the first names, and how many more there are."""
    every = list(names)
    more = _(" en %(count)s meer", count=len(every) - SHOWN_SKILLS) if len(every) > SHOWN_SKILLS else ""
    return ", ".join(every[:SHOWN_SKILLS]) + more


def _areas(profile: Profile) -> list[str]:
    return [_("%(place)s (%(km)s km)", place=area.label, km=area.radius_km) for area in profile.areas]
