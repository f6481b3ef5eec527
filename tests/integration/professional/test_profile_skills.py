"""The skill picker without script: search, add, remove, skills of the job title, level, save."""

import pytest
from sqlalchemy import select

from matcher.models import Concept, JobTitleSkill, ProfessionalSkill
from tests import factories

URL = "/professional/profiel/vaardigheden"


def stored(session, profile):
    session.expire_all()
    rows = session.scalars(select(ProfessionalSkill).where(ProfessionalSkill.professional_id == profile.id))
    return {row.concept_id: row.level for row in rows}


@pytest.fixture
def plc(session):
    return factories.concept_id("elektro-plc-programmeren")


def test_search_shows_results_and_keeps_what_was_chosen(client, session, starter, plc):
    other = factories.concept_id("elektro-nen-3140")
    text = client.post(
        URL, data={"skills": [other], f"skills-{other}-level": "3", "skills-query": "plc", "skills-action": "search"}
    ).get_data(as_text=True)
    assert f'name="skills-add" value="{plc}"' in text
    assert f'name="skills" value="{other}"' in text
    assert '<option value="3" selected>' in text
    assert not stored(session, starter)


def test_add_and_remove_without_saving(client, session, starter, plc):
    added = client.post(URL, data={"skills-add": plc}).get_data(as_text=True)
    assert f'name="skills" value="{plc}"' in added
    removed = client.post(URL, data={"skills": [plc], "skills-remove": plc}).get_data(as_text=True)
    assert f'name="skills" value="{plc}"' not in removed
    assert not stored(session, starter)


def test_save_stores_levels(client, session, starter, plc):
    response = client.post(URL, data={"skills": [plc], f"skills-{plc}-level": "3"})
    assert response.status_code == 302
    assert stored(session, starter) == {plc: 3}


def test_save_replaces_what_was_there(client, session, active, plc):
    other = factories.concept_id("elektro-nen-3140")
    client.post(URL, data={"skills": [other], f"skills-{other}-level": "1"})
    assert stored(session, active) == {other: 1}


def test_nothing_chosen_is_refused(client, session, active, plc):
    text = client.post(URL, data={}).get_data(as_text=True)
    assert "Kies minstens één vaardigheid." in text
    assert stored(session, active) == {plc: 2}


def test_too_many_are_refused(client, session, starter):
    ids = session.scalars(select(Concept.id).where(Concept.kind == "skill").order_by(Concept.id).limit(41)).all()
    assert "ten hoogste 40" in client.post(URL, data={"skills": ids}).get_data(as_text=True)
    assert not stored(session, starter)


def test_strange_ids_and_levels_do_no_harm(client, session, starter, plc):
    title = session.scalar(select(Concept.id).where(Concept.kind == "job_title"))
    client.post(URL, data={"skills": [plc, title, 999999, "x"], f"skills-{plc}-level": "9"})
    assert stored(session, starter) == {plc: 2}


def test_job_title_proposes_skills_in_one_go(client, session, starter):
    title = session.scalar(select(Concept).where(Concept.key == "beroep-elektromonteur"))
    starter.job_title, starter.job_title_id = title.label_nl, title.id
    session.commit()
    proposed = set(session.scalars(select(JobTitleSkill.skill_id).where(JobTitleSkill.job_title_id == title.id)))
    assert "Dit hoort vaak bij: elektromonteur" in client.get(URL).get_data(as_text=True)
    text = client.post(URL, data={"skills-action": "add-title"}).get_data(as_text=True)
    assert all(f'name="skills" value="{skill}"' in text for skill in proposed)
    assert "Dit hoort vaak bij" not in text
    client.post(URL, data={"skills": sorted(proposed)})
    assert set(stored(session, starter)) == proposed


def test_enter_in_the_search_box_searches_first(client, session, starter, plc):
    data = {"skills": [plc], "skills-query": "robot", "skills-searched": ""}
    assert client.post(URL, data=data).status_code == 200
    assert not stored(session, starter)
    assert client.post(URL, data=data | {"skills-searched": "robot"}).status_code == 302
    assert stored(session, starter) == {plc: 2}
