"""Home, placements with hours, and how many queries the lists take."""

from datetime import date

import pytest
from sqlalchemy import event

from matcher.database import db
from matcher.domain.choices import ContractForm, LegalGround, RoleKind, Sector
from matcher.domain.states import ProfileState, ProposalState
from matcher.models import Need, Placement, PlacementYear, School
from tests import factories
from tests.integration.professional.conftest import person

HOME = "/professional/"


def placement_for(session, professional, *, minutes=96 * 60, starts_on=date(2026, 9, 21)):
    row = factories.ProposalFactory(professional_id=professional.id, state=ProposalState.PLACED)
    need = session.get(Need, row.need_id)
    board_id = session.get(School, need.school_id).board_id
    placement = Placement(
        proposal_id=row.id, professional_id=professional.id, need_id=need.id, school_id=need.school_id,
        board_id=board_id, campus_id=need.campus_id, region_code="AM05", sector=Sector.MBO,
        role_kind=RoleKind.GASTDOCENT, legal_ground=LegalGround.ZESURENREGELING,
        responsible_teacher="Meester Verzonnen", subject_parts="PLC", starts_on=starts_on, ends_on=date(2027, 1, 29),
        minutes_per_week=240, teaching_weeks=18, total_minutes=minutes, contract_form=ContractForm.EIGEN_AANSTELLING,
        created_at=factories.LONG_AGO,
    )  # fmt: skip
    placement.years = [
        PlacementYear(school_year=2026, planned_minutes=minutes, counted_minutes=minutes, limit_minutes=14400)
    ]
    session.add(placement)
    session.commit()
    return placement


def count_queries(client, path):
    statements = []

    def note(_connection, _cursor, statement, *_rest):
        statements.append(statement)

    with client.application.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        assert client.get(path).status_code == 200
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len([s for s in statements if s.lstrip().upper().startswith("SELECT")])


def test_newcomer_is_sent_to_the_profile(client, starter):
    text = client.get(HOME).get_data(as_text=True)
    assert "0 van 8 onderdelen compleet" in text
    assert "Ga verder met uw profiel" in text
    assert "dan zoeken wij bij u in de buurt" in text


def test_complete_draft_is_told_to_switch_on(client, session, active):
    active.state = ProfileState.DRAFT
    session.commit()
    assert "Zet uw profiel aan" in client.get(HOME).get_data(as_text=True)


def test_numbers_of_needs_and_waiting_proposals(client, session, active):
    factories.NeedFactory()
    factories.ProposalFactory(professional_id=active.id, state=ProposalState.PROPOSED, answer_by=date(2026, 9, 18))
    session.commit()
    text = client.get(HOME).get_data(as_text=True)
    assert "1 vraag past bij u; 1 voorstel wacht op u." in text
    assert "nog 4 dagen om te antwoorden" in text
    assert "Beantwoord het voorstel" in text


def test_hours_of_this_school_year_and_agenda(client, session, active):
    placement_for(session, active)
    factories.ProposalFactory(professional_id=active.id, state=ProposalState.TRIAL, trial_on=date(2026, 9, 18))
    session.commit()
    text = client.get(HOME).get_data(as_text=True)
    assert "96 van 240 klokuren gebruikt" in text
    assert text.index("Proefles:") < text.index("Eerste lesweek:")


def test_placements_page_shows_hours_and_rule(client, session, active):
    placement_for(session, active)
    text = client.get("/professional/inzet").get_data(as_text=True)
    for words in (
        "96 van 240 klokuren gebruikt",
        "Nog 144 klokuren over",
        "WEB artikel 4.2.1 lid 6",
        "Meester Verzonnen",
    ):
        assert words in text


def test_placements_page_without_placements(client, starter):
    assert "U hebt nog geen inzet" in client.get("/professional/inzet").get_data(as_text=True)


def test_placements_of_somebody_else_are_not_shown(client, session, active):
    _user, other = person(session)
    placement_for(session, other)
    text = client.get("/professional/inzet").get_data(as_text=True)
    assert "0 van 240" in text
    assert "Meester Verzonnen" not in text


@pytest.mark.parametrize("path", [HOME, "/professional/vragen", "/professional/voorstellen"])
def test_lists_take_the_same_number_of_queries(client, session, active, path):
    def more(count):
        for number in range(count):
            factories.NeedFactory(title=f"Vraag {number}")
            factories.ProposalFactory(professional_id=active.id, state=ProposalState.INTRODUCED)
        session.commit()

    more(1)
    client.get(path)
    few = count_queries(client, path)
    more(29)
    client.get(path)
    assert count_queries(client, path) == few


def test_placements_take_the_same_number_of_queries(client, session, active):
    placement_for(session, active, minutes=60)
    few = count_queries(client, "/professional/inzet")
    for _ in range(29):
        placement_for(session, active, minutes=60)
    assert count_queries(client, "/professional/inzet") == few


@pytest.mark.parametrize("path", ["", "profiel", "vragen", "voorstellen", "inzet"])
def test_pages_are_for_professionals_only(client, session, path):
    member = factories.school_member()
    session.commit()
    assert client.get(f"/professional/{path}").status_code == 302
    client.login(member)
    assert client.get(f"/professional/{path}").status_code == 403
