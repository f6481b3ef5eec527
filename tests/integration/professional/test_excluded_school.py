"""A school that a person excluded never sees that person again: no list, page, mail, export or count."""

from datetime import date

import pytest
from sqlalchemy import select

from matcher.clock import today
from matcher.domain.choices import ContractForm, LegalGround, RoleKind, Sector
from matcher.domain.errors import InvalidInputError, NotFoundError
from matcher.domain.states import Party, ProposalState
from matcher.models import ExcludedSchool, OutboxMessage, Placement, Proposal, School
from matcher.queries.matches import candidates_of
from matcher.services.profile_exclusions import exclude_school
from matcher.services.proposals import accept
from tests.factories import (
    NeedFactory,
    ProfessionalFactory,
    ProposalFactory,
    actor_of,
    school_member,
)
from tests.factories import (
    session as current_session,
)

NAME = "Fenna Voorbeeld"


@pytest.fixture
def scene(session, work_as):
    """A person, a school with a need and a member, and their actors."""
    person, need, member = ProfessionalFactory(), NeedFactory(), school_member()
    user = person_user(person)
    session.commit()
    return person, need, member, work_as(actor_of(user)), work_as(actor_of(member))


def person_user(person):
    from matcher.models import User

    return current_session().get(User, person.user_id)


def exclude(scene):
    person, need, _member, as_person, _school = scene
    exclude_school(as_person, professional_id=person.id, school_id=need.school_id)


def placement(person, need, ends_on, state=ProposalState.PLACED):
    proposal = ProposalFactory(professional_id=person.id, need_id=need.id, state=state)
    board = current_session().get(School, need.school_id).board_id
    row = Placement(
        proposal_id=proposal.id,
        professional_id=person.id,
        need_id=need.id,
        school_id=need.school_id,
        board_id=board,
        region_code=need.region_code,
        sector=Sector.MBO,
        role_kind=RoleKind.GASTDOCENT,
        legal_ground=LegalGround.ZESURENREGELING,
        responsible_teacher="Meester Verzonnen",
        subject_parts="PLC",
        starts_on=date(2026, 9, 1),
        ends_on=ends_on,
        minutes_per_week=60,
        teaching_weeks=1,
        total_minutes=60,
        contract_form=ContractForm.EIGEN_AANSTELLING,
        created_at=proposal.created_at,
    )
    current_session().add(row)
    current_session().commit()
    return row


@pytest.mark.parametrize("state", [ProposalState.PROPOSED, ProposalState.INTRODUCED, ProposalState.AGREED])
def test_what_runs_stops_and_the_school_hears_only_that(scene, session, client, state):
    person, need, member, *_ = scene
    row = ProposalFactory(professional_id=person.id, need_id=need.id, state=state)
    session.commit()
    exclude(scene)
    assert session.get(Proposal, row.id).state is ProposalState.WITHDRAWN
    mail = session.scalars(select(OutboxMessage)).one()
    assert (mail.kind, mail.recipient, mail.context["linked"]) == ("proposal_ended", member.email, False)
    assert NAME not in str({**mail.context, "name": ""})
    client.login(member)
    assert client.get(f"/school/voorstellen/{row.id}").status_code == 404
    for page in ("/school/voorstellen", "/school", f"/school/vragen/{need.id}"):
        text = client.get(page).get_data(as_text=True)
        assert person.job_title not in text
        assert NAME not in text


def test_a_suggestion_stops_without_a_word(scene, session):
    person, need, *_ = scene
    row = ProposalFactory(professional_id=person.id, need_id=need.id, state=ProposalState.SUGGESTED)
    session.commit()
    exclude(scene)
    assert session.get(Proposal, row.id).state is ProposalState.WITHDRAWN
    assert session.scalars(select(OutboxMessage)).all() == []


def test_the_school_cannot_act_on_it_any_more(scene, session):
    person, need, _member, _as_person, school = scene
    row = ProposalFactory(professional_id=person.id, need_id=need.id, state=ProposalState.PROPOSED)
    session.add(ExcludedSchool(professional_id=person.id, school_id=need.school_id))
    session.commit()
    with pytest.raises(NotFoundError):
        accept(school, proposal_id=row.id, party=Party.SCHOOL)


@pytest.mark.parametrize("sectors", [frozenset({Sector.MBO}), frozenset({Sector.HBO})])
def test_nobody_counts_an_excluder_among_those_left_out(session, scene, sectors):
    person, need, *_ = scene
    person.sectors = sectors
    session.commit()
    exclude(scene)
    found = candidates_of(session, need_id=need.id, today=today())
    assert found.rows == ()
    assert sum(found.left_out.values()) == 0


def test_not_while_lessons_go_on(scene, client, session):
    person, need, *_ = scene
    placement(person, need, date(2026, 12, 18))
    with pytest.raises(InvalidInputError, match="18-12-2026"):
        exclude(scene)
    client.login(person_user(person))
    client.post(f"/professional/profiel/scholen/{need.school_id}/uitsluiten")
    page = client.get("/professional/profiel/scholen").get_data(as_text=True)
    assert "U geeft les op deze school tot en met 18-12-2026." in page
    assert session.scalars(select(ExcludedSchool)).all() == []


def test_the_record_of_old_lessons_stays_without_the_name(scene, client):
    person, need, member, *_ = scene
    row = placement(person, need, date(2026, 9, 4))
    exclude(scene)
    client.login(member)
    for page in ("/school/inzet", f"/school/inzet/{row.id}"):
        text = client.get(page).get_data(as_text=True)
        assert "Naam niet zichtbaar" in text
        assert NAME not in text
    assert client.get(f"/school/inzet/{row.id}/uren/2026").status_code == 404
