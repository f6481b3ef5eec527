"""The admin's page of the vocabulary and the page with sources, without script."""

import pytest
from sqlalchemy import select

from matcher.domain.vocabulary import LinkState
from matcher.models import ConceptLink, VocabularyImport
from tests import factories
from tests.factories import UserFactory
from tests.integration.vocabulary import bundle as esco_like
from tests.integration.vocabulary.bundle import SKILL, concept, skill

HOME = "/beheer/vocabulaire"


@pytest.fixture
def admin(client, session):
    client.login(UserFactory(is_admin=True))


@pytest.fixture
def review(load, bundle, esco):
    """Two proposals for one concept, and a report with a line that was left out."""
    rows = [
        concept(SKILL, skill("s7"), "Siemens S7"),
        concept(SKILL, skill("tia"), "TIA portal"),
        concept(SKILL, "x", "y"),
    ]
    load(bundle(skills_en=[*esco_like.SKILLS_EN[:3], *rows], occupationSkillRelations=esco_like.TITLE_SKILLS[1:4],
                broaderRelationsSkillPillar=esco_like.BROADER[:3], skillSkillRelations=[
                    [skill("plasma"), "", "optional", "", skill("wick")]]), version="1.1.1")  # fmt: skip
    return esco(skill("s7")), esco(skill("tia"))


def states(session):
    session.expire_all()
    return {link.esco_id: link.state for link in session.scalars(select(ConceptLink))}


def test_without_esco_the_page_says_how_to_get_it(client, admin):
    text = client.get(HOME).text
    assert "flask vocabulary import-esco" in text
    assert "Geen koppelingen" in text


def test_imports_and_proposals_are_listed(client, admin, review):
    text = client.get(HOME).text
    assert "Siemens S7" in text
    assert "PLC-programmeren" in text
    assert "begrippen toegevoegd" in text
    assert "1 overgeslagen" in text
    assert "flask vocabulary import-esco" not in text


def test_the_report_shows_what_was_left_out(client, admin, review, session):
    run = session.scalar(select(VocabularyImport.id).order_by(VocabularyImport.id.desc()))
    text = client.get(f"{HOME}/import/{run}").text
    assert "x is geen uri" in text
    assert "1.1.1" in text
    assert client.get(f"{HOME}/import/{run + 1}").status_code == 404


def test_filters_by_state_and_name(client, admin, review):
    assert "lasser" in client.get(f"{HOME}?toestand=exact").text
    assert "Siemens S7" not in client.get(f"{HOME}?toestand=exact").text
    assert "Siemens S7" in client.get(f"{HOME}?q=siemens").text
    assert "Siemens S7" not in client.get(f"{HOME}?q=100%25").text


def test_confirm_and_keep_apart(client, admin, review, session):
    one, other = review
    ids = {link.esco_id: link.id for link in session.scalars(select(ConceptLink))}
    answer = client.post(f"{HOME}/koppelingen/{ids[other.id]}/nee", data={"toestand": "review", "page": "1", "q": "s"})
    assert answer.location == f"{HOME}?toestand=review&q=s&page=1"
    client.post(f"{HOME}/koppelingen/{ids[one.id]}/ja")
    found = states(session)
    assert (found[one.id], found[other.id]) == (LinkState.CONFIRMED, LinkState.REJECTED)
    assert "al gekoppeld" in client.post(f"{HOME}/koppelingen/{ids[other.id]}/ja", follow_redirects=True).text
    assert client.post(f"{HOME}/koppelingen/0/ja").status_code == 404


def test_another_concept_is_searched_and_joined(client, admin, review, session, esco):
    own = factories.concept_id("elektro-besturingstechniek")
    page = f"{HOME}/begrippen/{own}"
    assert "Niets gevonden" in client.get(page).text
    assert "Niets gevonden" in client.get(f"{page}?q=l").text
    lantern = esco(skill("lantern")).id
    assert f'value="{lantern}"' in client.get(f"{page}?q=lantern").text
    assert client.post(page, data={"esco": lantern}).location == HOME
    assert states(session)[lantern] is LinkState.CONFIRMED
    assert "al gekoppeld" in client.post(page, data={"esco": esco(skill("plasma")).id}).text
    assert client.get(f"{HOME}/begrippen/{lantern}").status_code == 404


def test_the_list_is_paged(client, admin, load, bundle):
    rows = [concept(SKILL, skill(f"s7-{n}"), f"lantern {n}", alt=["Siemens S7"]) for n in range(30)]
    load(bundle(["skills_en"], skills_en=rows))
    assert "Bladzijde 2 van 2" in client.get(f"{HOME}?page=2").text


def test_sources_name_esco_only_when_it_is_used(client, session, load, bundle):
    text = client.get("/bronnen").text
    assert "GeoNames" in text
    assert "ESCO" not in text
    load(bundle(), version="1.1.1")
    text = client.get("/bronnen").text
    assert "This service uses the ESCO classification of the European Commission." in text
    assert "ESCO © Europese Unie, versie 1.1.1." in text
    assert 'href="/bronnen"' in client.get("/").text
