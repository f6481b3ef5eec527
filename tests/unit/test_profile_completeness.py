"""Which parts of a profile are complete."""

from dataclasses import replace
from datetime import date

import pytest

from matcher.domain.choices import Consent
from matcher.domain.profile_completeness import (
    SECTION_GAINS,
    SECTION_TITLES,
    ProfileFacts,
    Section,
    completeness,
)

COMPLETE = ProfileFacts(
    name="Fenna Voorbeeld",
    areas=1,
    job_title="elektromonteur",
    years_experience=0,
    skills=1,
    education_level="mbo_4",
    education_field="mechatronica",
    day_parts=1,
    minutes_max=60,
    available_from=date(2026, 9, 1),
    sectors=1,
    role_kinds=1,
    contract_forms=1,
    consent=Consent.GEVRAAGD,
    motivation="Ik wil jonge mensen mijn vak leren.",
)


def test_nothing_filled_in_is_nothing_complete():
    found = completeness(ProfileFacts())
    assert (found.done, found.total, found.complete) == (0, 8, False)
    assert found.next_step.section is Section.BASICS
    assert all(row.missing for row in found.sections)


def test_everything_filled_in_is_complete():
    found = completeness(COMPLETE)
    assert (found.complete, found.next_step, found.missing) == (True, None, ())


@pytest.mark.parametrize(
    ("change", "section"),
    [
        ({"name": " "}, Section.BASICS),
        ({"areas": 0}, Section.BASICS),
        ({"job_title": ""}, Section.WORK),
        ({"years_experience": None}, Section.WORK),
        ({"skills": 0}, Section.SKILLS),
        ({"education_level": None}, Section.EDUCATION),
        ({"education_field": ""}, Section.EDUCATION),
        ({"day_parts": 0}, Section.AVAILABILITY),
        ({"minutes_max": 0}, Section.AVAILABILITY),
        ({"available_from": None}, Section.AVAILABILITY),
        ({"sectors": 0}, Section.WISHES),
        ({"role_kinds": 0}, Section.WISHES),
        ({"contract_forms": 0}, Section.WISHES),
        ({"consent": Consent.ONBEKEND}, Section.CONSENT),
        ({"consent": Consent.GEWEIGERD}, Section.CONSENT),
        ({"motivation": "Leuk."}, Section.MOTIVATION),
    ],
)
def test_one_gap_is_one_missing_text_in_its_part(change, section):
    found = completeness(replace(COMPLETE, **change))
    assert [row.section for row in found.sections if not row.complete] == [section]
    assert len(found.missing) == 1
    assert not found.is_complete(section)
    assert found.next_step.section is section


def test_every_part_has_a_title_and_a_gain():
    assert set(SECTION_TITLES) == set(SECTION_GAINS) == set(Section)
