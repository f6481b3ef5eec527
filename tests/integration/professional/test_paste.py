"""A pasted cv without script: find, tick, add; what goes wrong is said beside the field; the text is not kept."""

import pytest
import sqlalchemy as sa
from sqlalchemy import select

from matcher.database import db
from matcher.models import Base, Concept, ProfessionalSkill
from tests import factories
from tests.support.pages import NAMESPACE, parse

URL = "/professional/profiel/vaardigheden/plakken"
CV = "2015-2024: programmeur bij Fabriek Fictief BV.\r\nPLC-programmeren, NEN 3140 en TIG-lassen."
KEYS = ("elektro-plc-programmeren", "elektro-nen-3140", "werktuigbouw-tig-lassen")


@pytest.fixture
def skills(session):
    return [factories.concept_id(key) for key in KEYS]


def stored(session, profile):
    session.expire_all()
    rows = session.scalars(select(ProfessionalSkill).where(ProfessionalSkill.professional_id == profile.id))
    return {row.concept_id: row.level for row in rows}


def boxes(response):
    """Return skill id -> ticked of the list on the page."""
    found = parse(response.get_data(as_text=True)).findall(".//h:input[@type='checkbox']", NAMESPACE)
    return {int(box.get("value")): box.get("checked") is not None for box in found}


def choose(client, text, levels):
    data = {"text": text, "stap": "kies", "skills": list(levels)}
    return client.post(URL, data=data | {f"skills-{skill}-level": level for skill, level in levels.items()})


def test_the_skills_page_leads_here(client, starter):
    assert f'href="{URL}"' in client.get("/professional/profiel/vaardigheden").get_data(as_text=True)
    assert "bewaren de tekst niet" in client.get(URL).get_data(as_text=True)


def test_what_the_text_mentions_is_ticked_with_its_words_and_nothing_is_saved_yet(client, session, starter, skills):
    response = client.post(URL, data={"text": CV})
    ticked = {skill for skill, checked in boxes(response).items() if checked}
    assert set(skills) <= ticked
    assert "NEN 3140”" in response.get_data(as_text=True) or "nen 3140”" in response.get_data(as_text=True)
    assert not stored(session, starter)


def test_a_job_title_brings_skills_along_unticked(client, session, starter):
    response = client.post(URL, data={"text": "Sinds 2019 werk ik als elektromonteur."})
    assert "hoort vaak bij: elektromonteur" in response.get_data(as_text=True)
    assert not any(boxes(response).values())


def test_adding_keeps_what_was_there_and_adds_nothing_twice(client, session, active, skills):
    plc, nen, _tig = skills
    assert stored(session, active) == {plc: 2}
    assert plc not in boxes(client.post(URL, data={"text": CV}))
    response = choose(client, CV, {plc: 3, nen: 3})
    assert (response.status_code, response.headers["Location"]) == (302, "/professional/profiel/vaardigheden")
    assert stored(session, active) == {plc: 2, nen: 3}
    assert "1 vaardigheid toegevoegd" in client.get("/professional/profiel/vaardigheden").get_data(as_text=True)


def test_only_what_is_ticked_and_known_is_added(client, session, starter, skills):
    title = session.scalar(select(Concept.id).where(Concept.kind == "job_title"))
    choose(client, CV, {skills[0]: 9, title: 2, 999_999: 2})
    assert stored(session, starter) == {skills[0]: 2}


def test_nothing_ticked_is_refused_and_the_list_stays_as_it_was(client, session, starter, skills):
    response = client.post(URL, data={"text": CV, "stap": "kies", f"skills-{skills[1]}-level": "3"})
    assert "Kies minstens één vaardigheid" in response.get_data(as_text=True)
    assert not any(boxes(response).values())
    assert '<option value="3" selected>' in response.get_data(as_text=True)
    assert not stored(session, starter)


def test_too_many_together_are_refused(client, session, starter, skills):
    plc, nen, _tig = skills
    others = select(Concept.id).where(Concept.kind == "skill", Concept.id.not_in(skills)).order_by(Concept.id)
    for skill in session.scalars(others.limit(39)).all():
        session.add(ProfessionalSkill(professional_id=starter.id, concept_id=skill, level=1))
    session.commit()
    response = choose(client, CV, {plc: 2, nen: 2})
    assert "U hebt er 39 en kiest er nu 2 bij" in response.get_data(as_text=True)
    assert len(stored(session, starter)) == 39
    assert choose(client, CV, {plc: 2}).status_code == 302


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Plak eerst een tekst in dit vak."),
        (" \r\n ", "Plak eerst een tekst in dit vak."),
        ("x" * 20_001, "Uw tekst heeft 20.001 tekens. Er passen er 20.000 in."),
        ("Zondag wandel ik graag met de hond.", "Wij vinden in deze tekst geen vaardigheden."),
    ],
)
@pytest.mark.parametrize("step", [{}, {"stap": "kies"}])
def test_a_text_that_gives_nothing_is_told_beside_the_field(client, session, starter, text, message, step):
    page = client.post(URL, data={"text": text} | step).get_data(as_text=True)
    error = parse(page).find(".//h:p[@id='text-error']", NAMESPACE)
    assert message in "".join(error.itertext())
    assert not stored(session, starter)


def test_line_ends_of_a_browser_do_not_count_twice(client, session, starter):
    text = "PLC-programmeren\r\n" + "\r\n" * 19_983
    assert boxes(client.post(URL, data={"text": text}))


def test_a_text_with_only_known_skills_says_so(client, session, active):
    page = client.post(URL, data={"text": "Ik doe aan PLC-programmeren."}).get_data(as_text=True)
    assert "staan al in uw profiel" in page


def test_the_text_is_shown_as_text_and_kept_nowhere(client, session, starter, skills):
    text = f'{CV} <b>Kwibusgeheim</b> "citaat"'
    assert "<b>" not in client.post(URL, data={"text": text}).get_data(as_text=True)
    choose(client, text, {skills[0]: 2})
    with db.engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            rows = connection.execute(sa.select(table)).all()
            assert not any("Kwibusgeheim" in str(row) for row in rows), table.name
