"""Deleting the own account: what goes, what stays without a name, who must wait."""

from datetime import date

import pytest
import sqlalchemy as sa

from matcher.domain.choices import ContractForm, LegalGround, RoleKind, Sector
from matcher.domain.states import ProfileState, ProposalState
from matcher.models import (
    Board,
    CoordinatorAssignment,
    Placement,
    Professional,
    Proposal,
    SchoolMembership,
    SearchArea,
    User,
)
from tests import factories
from tests.factories import (
    PASSWORD,
    ProfessionalFactory,
    ProposalFactory,
    UserFactory,
    coordinator,
    school_member,
)


def delete(client, password=PASSWORD):
    return client.post("/account/verwijderen", data={"current_password": password})


def count(session, model, *where):
    session.expire_all()
    return session.scalar(sa.select(sa.func.count()).select_from(model).where(*where))


@pytest.fixture
def profile(session):
    return ProfessionalFactory(user_id=UserFactory(email="fenna@example.nl").id)


@pytest.fixture
def owner(profile, session):
    return session.get(User, profile.user_id)


def test_page_says_what_goes(client, owner):
    client.login(owner)
    page = client.get("/account/verwijderen").text
    assert "Dit gaat weg" in page
    assert "Dit blijft" in page


def test_wrong_password_deletes_nothing(client, owner, session):
    client.login(owner)
    assert "niet uw huidige wachtwoord" in delete(client, "verkeerd wachtwoord").text
    assert count(session, User) == 1


def test_profile_without_placements_goes_with_all_rows(client, owner, profile, session, outbox):
    ProposalFactory(professional_id=profile.id, state=ProposalState.PROPOSED)
    ProposalFactory(professional_id=profile.id, state=ProposalState.DECLINED)
    client.login(owner)
    answer = delete(client)
    assert answer.location == "/"
    assert client.get("/account").status_code == 302
    for model in (User, Professional, Proposal, SearchArea):
        assert count(session, model) == 0, model
    last = outbox[-1]
    assert (last.subject, last.to) == ("Uw account is verwijderd", ["fenna@example.nl"])


def place(session, profile):
    proposal = ProposalFactory(professional_id=profile.id, state=ProposalState.PLACED, message="Beste Fenna")
    placement = Placement(
        proposal_id=proposal.id,
        professional_id=profile.id,
        need_id=proposal.need_id,
        school_id=factories.school("ROC van Twente").id,
        board_id=session.scalar(sa.select(Board.id).limit(1)),
        region_code="AM05",
        sector=Sector.MBO,
        role_kind=RoleKind.GASTDOCENT,
        legal_ground=LegalGround.ZESURENREGELING,
        responsible_teacher="Meester Verzonnen",
        subject_parts="PLC",
        starts_on=date(2026, 9, 21),
        ends_on=date(2027, 1, 29),
        minutes_per_week=240,
        total_minutes=240 * 18,
        teaching_weeks=18,
        contract_form=ContractForm.DETACHERING,
        created_at=factories.LONG_AGO,
    )
    session.add(placement)
    session.flush()
    return proposal


def test_profile_with_placements_stays_without_a_name(client, owner, profile, session):
    placed = place(session, profile)
    running = ProposalFactory(professional_id=profile.id, state=ProposalState.INTRODUCED, message="Hallo")
    profile_id, owner_id = profile.id, owner.id
    client.login(owner)
    delete(client)
    session.expire_all()
    kept = session.get(Professional, profile_id)
    assert (kept.user_id, kept.state) == (None, ProfileState.DRAFT)
    assert (kept.motivation, kept.employer, kept.job_title, kept.certificates) == ("", "", "", "")
    assert kept.vog_issued_on is None
    assert count(session, SearchArea) == 0
    assert session.get(User, owner_id) is None
    assert count(session, Placement) == 1
    assert session.get(Proposal, running.id).state is ProposalState.WITHDRAWN
    assert session.get(Proposal, placed.id).state is ProposalState.PLACED
    assert count(session, Proposal, Proposal.message != "") == 0


def test_memberships_and_assignments_go_too(client, session):
    user = school_member()
    session.add(CoordinatorAssignment(user_id=user.id, region_code="AM05"))
    client.login(user)
    delete(client)
    assert count(session, User) == count(session, SchoolMembership) == count(session, CoordinatorAssignment) == 0


def test_last_admin_of_a_school_with_colleagues_must_wait(client, session):
    last, _colleague = school_member(), school_member(is_admin=False)
    client.login(last)
    page = client.get("/account/verwijderen").text
    assert "enige beheerder van ROC van Twente" in page
    assert "Wijs eerst een andere beheerder aan" in page
    assert "current_password" not in page
    delete(client)
    assert count(session, User) == 2
    school_member()
    delete(client)
    assert count(session, User) == 2


@pytest.mark.parametrize("colleague", [None, {"admitted": False, "is_admin": False}, {"is_admin": True}])
def test_who_leaves_nobody_alone_may_go(client, session, colleague):
    user = school_member()
    user_id = user.id
    if colleague is not None:
        school_member(**colleague)
    client.login(user)
    delete(client)
    assert session.get(User, user_id) is None


def test_ordinary_colleague_may_go(client, session):
    _admin, user = school_member(), school_member(is_admin=False)
    client.login(user)
    delete(client)
    assert count(session, User) == 1


def test_last_admin_of_the_platform_must_wait(client, session):
    user = UserFactory(is_admin=True)
    UserFactory(is_admin=True, deactivated_at=factories.LONG_AGO)
    client.login(user)
    assert "enige beheerder van deze dienst" in client.get("/account/verwijderen").text
    delete(client)
    assert count(session, User) == 2


def test_coordinator_may_go(client, session):
    client.login(coordinator("AM05"))
    assert "rechten als coördinator" in client.get("/account/verwijderen").text
    delete(client)
    assert count(session, User) == 0
