"""Skills of a need from a pasted text, without script."""

import pytest
from sqlalchemy import select

from matcher.models import NeedSkill
from tests import factories
from tests.integration.school.conftest import error_of, page_text
from tests.support.pages import NAMESPACE, parse

TEXT = "De student leert PLC-programmeren, NEN 3140 en TIG-lassen."


@pytest.fixture
def need(session, member):
    """A need of the own school that asks PLC-programmeren."""
    need = factories.NeedFactory(skills=["elektro-plc-programmeren"])
    session.commit()
    return need


@pytest.fixture
def nen(session):
    return factories.concept_id("elektro-nen-3140")


def url(need, query=""):
    return f"/school/vragen/{need.id}/stap/vaardigheden/plakken{query}"


def asked(session, need):
    session.expire_all()
    rows = session.scalars(select(NeedSkill).where(NeedSkill.need_id == need.id))
    return {row.concept_id: (row.required, row.level) for row in rows}


def boxes(response):
    found = parse(response.get_data(as_text=True)).findall(".//h:input[@type='checkbox']", NAMESPACE)
    return {int(box.get("value")): box.get("checked") is not None for box in found}


def test_the_step_leads_here_and_the_way_back_is_kept(client, need):
    page = client.get(f"/school/vragen/{need.id}/stap/vaardigheden?terug=controle").get_data(as_text=True)
    assert f'href="{url(need, "?terug=controle")}"' in page
    assert "bewaren de tekst niet" in page_text(client.get(url(need)))


def test_found_skills_are_added_to_what_the_need_asks(client, session, need, nen):
    before = asked(session, need)
    ticked = boxes(client.post(url(need), data={"text": TEXT}))
    assert ticked[nen]
    assert not set(before) & set(ticked)
    assert asked(session, need) == before
    data = {"text": TEXT, "stap": "kies", "skills": [nen], f"skills-{nen}-belang": "mag", f"skills-{nen}-niveau": "2"}
    response = client.post(url(need, "?terug=controle"), data=data)
    assert response.location == f"/school/vragen/{need.id}/stap/vaardigheden?terug=controle"
    assert asked(session, need) == before | {nen: (False, 2)}


def test_strange_answers_become_the_usual_ones(client, session, need, nen):
    data = {"text": TEXT, "stap": "kies", "skills": [nen], f"skills-{nen}-belang": "x", f"skills-{nen}-niveau": "9"}
    client.post(url(need), data=data)
    assert asked(session, need)[nen] == (True, 1)


def test_errors_stand_beside_what_is_wrong(client, session, need, nen):
    assert "Plak eerst een tekst" in error_of(client.post(url(need), data={"text": ""}), "text")
    known = client.post(url(need), data={"text": "PLC-programmeren"})
    assert "staan al in de vraag" in error_of(known, "text")
    nothing = client.post(url(need), data={"text": TEXT, "stap": "kies"})
    assert "Kies minstens één vaardigheid" in page_text(nothing)
    assert not any(boxes(nothing).values())


def test_a_need_that_may_not_change_and_a_foreign_one_are_refused(client, session, need, foreign_need):
    assert client.get(url(foreign_need)).status_code == 404
    assert client.post(url(foreign_need), data={"text": TEXT}).status_code == 404
