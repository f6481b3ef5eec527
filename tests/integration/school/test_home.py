"""Home of the school: what to do now."""

from matcher.domain.states import Answer, NeedState, Party, ProposalState
from tests import factories
from tests.integration.school.conftest import page_text, queries_of


def test_a_new_school_is_told_to_begin_with_a_need(client, member):
    assert "Begin met een onderwijsvraag" in page_text(client.get("/school"))


def test_nothing_to_do_is_said(client, session, member):
    factories.NeedFactory()
    session.commit()
    assert "U hoeft nu niets te doen." in page_text(client.get("/school"))


def waiting_proposal(need, answer_by):
    return factories.ProposalFactory(
        need_id=need.id,
        state=ProposalState.PROPOSED,
        started_by=Party.PROFESSIONAL,
        professional_answer=Answer.INTERESTED,
        answer_by=answer_by,
    )


def test_answers_come_first_with_the_days_left(client, session, member):
    need = factories.NeedFactory(title="PLC-programmeren", people_wanted=3)
    factories.NeedFactory(state=NeedState.DRAFT, title="Half af")
    factories.ProfessionalFactory()
    waiting_proposal(need, factories.date(2026, 9, 16))
    session.commit()
    text = page_text(client.get("/school"))
    assert "Nu doen (2)" in text
    assert "antwoord uiterlijk 16 september (nog 2 dagen)" in text
    assert text.index("Beantwoord het voorstel") < text.index("Maak af: Half af")
    assert "1 kandidaat past" in text


def test_a_need_that_nobody_confirmed_for_a_month_is_asked_about(client, session, member):
    factories.NeedFactory(title="Oude vraag", confirmed_on=factories.date(2026, 8, 1))
    session.commit()
    assert "Klopt deze vraag nog? Oude vraag" in page_text(client.get("/school"))


def test_an_admin_hears_of_waiting_colleagues(client, session, member):
    factories.school_member(admitted=False, is_admin=False)
    session.commit()
    assert "Collega's die zich willen aansluiten: 1" in page_text(client.get("/school"))


def test_home_takes_as_many_queries_for_thirty_as_for_one(client, session, member):
    def fill(count):
        for _ in range(count):
            waiting_proposal(factories.NeedFactory(), factories.date(2026, 9, 20))
        session.commit()

    fill(1)
    one = queries_of(client, "/school")
    fill(29)
    assert queries_of(client, "/school") == one
