"""How somebody answers, on the pages of each side, and who does not see it."""

import pytest

from matcher.domain.states import Party, ProposalState
from matcher.models import AnswerRecord
from tests import factories
from tests.integration.school.conftest import page_text

PRO, SCHOOL = Party.PROFESSIONAL, Party.SCHOOL
THREE_OF_EIGHT = (8, 3, 2_000)


def keep(session, party, subject, record):
    asked, answered, minutes = record
    session.add(
        AnswerRecord(
            party=party,
            subject_id=subject,
            asked=asked,
            answered=answered,
            median_minutes=minutes,
            counted_at=factories.LONG_AGO,
        )
    )
    session.commit()


@pytest.fixture
def user(session):
    return factories.UserFactory()


@pytest.fixture
def person(user):
    return factories.ProfessionalFactory(user_id=user.id).id


@pytest.fixture
def need(person, session):
    found = factories.NeedFactory()
    session.commit()
    return found


@pytest.mark.parametrize(
    ("record", "text"),
    [
        (None, "Nog geen antwoorden: telt niet mee."),
        ((1, 1, 60), "Nog weinig antwoorden: telt niet mee."),
        ((1, 0, None), "Antwoordde niet op 1 voorstel: telt licht mee."),
        ((4, 4, 2_000), "Antwoordt meestal binnen 2 dagen."),
        (THREE_OF_EIGHT, "Antwoordde op 3 van 8 voorstellen, meestal binnen 2 dagen: telt licht mee."),
        ((8, 1, 60), "Antwoordde op 1 van 8 voorstellen: telt licht mee."),
    ],
)
def test_a_school_reads_how_a_candidate_answers(client, session, need, person, record, text):
    if record:
        keep(session, PRO, person, record)
    client.login(factories.school_member())
    for url in (f"/school/vragen/{need.id}/kandidaten", f"/school/vragen/{need.id}/kandidaten/{person}"):
        page = page_text(client.get(url))
        assert "Hoe deze persoon antwoordt" in page
        assert text in page
        assert "Hoe uw school antwoordt" not in page


def test_a_school_that_keeps_silent_reads_that_too(client, session, need):
    keep(session, SCHOOL, need.school_id, (4, 1, 60))
    client.login(factories.school_member())
    page = page_text(client.get(f"/school/vragen/{need.id}/kandidaten"))
    assert "Hoe uw school antwoordt" in page
    assert "Uw school antwoordde op 1 van 4 voorstellen: telt licht mee. Een nee is ook een antwoord." in page


def test_a_professional_reads_how_the_school_answers(client, session, need, user, person):
    keep(session, SCHOOL, need.school_id, THREE_OF_EIGHT)
    client.login(user)
    for url in ("/professional/vragen", f"/professional/vragen/{need.id}"):
        page = page_text(client.get(url))
        assert "Hoe de school antwoordt" in page
        assert "Antwoordde op 3 van 8 voorstellen, meestal binnen 2 dagen: telt licht mee." in page
        assert "Hoe u antwoordt" not in page
    keep(session, PRO, person, (2, 0, None))
    page = page_text(client.get(f"/professional/vragen/{need.id}"))
    assert "Hoe u antwoordt" in page
    assert "U antwoordde op 0 van 2 voorstellen: telt licht mee. Een nee is ook een antwoord." in page


def test_a_coordinator_reads_both(client, session, need, person):
    keep(session, SCHOOL, need.school_id, (4, 1, 60))
    keep(session, PRO, person, THREE_OF_EIGHT)
    client.login(factories.coordinator("AM05"))
    page = page_text(client.get(f"/coordinator/onderwijsvragen/{need.id}/kandidaten"))
    assert "Hoe de persoon antwoordt" in page
    assert "Hoe de school antwoordt" in page
    person_page = page_text(client.get(f"/coordinator/mensen/{person}"))
    assert "Deze persoon antwoordde op 3 van 8 voorstellen, meestal binnen 2 dagen." in person_page
    school_page = page_text(client.get(f"/coordinator/scholen/{need.school_id}"))
    assert "Deze school antwoordde op 1 van 4 voorstellen." in school_page


@pytest.mark.parametrize("record", [None, (1, 1, 60)])
def test_a_coordinator_is_told_when_it_says_little(client, session, need, person, record):
    factories.ProposalFactory(professional_id=person, need_id=need.id)
    if record:
        keep(session, PRO, person, record)
    client.login(factories.coordinator("AM05"))
    assert "Deze persoon heeft nog weinig antwoorden." in page_text(client.get(f"/coordinator/mensen/{person}"))


def test_a_proposal_keeps_the_score_it_began_with(client, session, need, user, person):
    """The number of that day is shown; facts of today only where they still explain it."""
    parts = {"skills": 1.0, "travel": 1.0, "hours": 1.0, "person_answers": 1.0, "school_answers": 1.0}
    made = factories.ProposalFactory(
        professional_id=person, need_id=need.id, state=ProposalState.PROPOSED, score_parts=parts
    ).id
    keep(session, SCHOOL, need.school_id, THREE_OF_EIGHT)
    client.login(user)
    page = page_text(client.get(f"/professional/voorstellen/{made}"))
    assert "Hoe de school antwoordt" in page
    assert "van 8 voorstellen" not in page


def test_a_proposal_from_before_answers_counted(client, session, need, user, person):
    made = factories.ProposalFactory(professional_id=person, need_id=need.id, state=ProposalState.PROPOSED).id
    session.commit()
    client.login(user)
    page = page_text(client.get(f"/professional/voorstellen/{made}"))
    assert "Vaardigheden" in page
    assert "Hoe de school antwoordt" not in page


def test_the_order_of_candidates_follows(client, session, need, person):
    other = factories.ProfessionalFactory(job_title="altijd antwoord").id
    keep(session, PRO, person, (8, 0, None))
    client.login(factories.school_member())
    page = page_text(client.get(f"/school/vragen/{need.id}/kandidaten"))
    assert page.index("Altijd antwoord") < page.index("Antwoordde op 0 van 8")
    assert other > person


def test_who_has_no_proposal_is_not_judged(client, need, person):
    client.login(factories.coordinator("AM05"))
    assert "weinig antwoorden" not in page_text(client.get(f"/coordinator/mensen/{person}"))
