"""A world of two regions, and browsers of the coordinators who look at it."""

from types import SimpleNamespace

import pytest

from tests.factories import NeedFactory, ProfessionalFactory, ProposalFactory, UserFactory, coordinator, school_member
from tests.integration.coordinator.world import fill


@pytest.fixture
def world(session):
    alfa, beta = fill(session, "Alfa"), fill(session, "Beta")
    made = {
        "alfa": coordinator("AM05"),
        "beta": coordinator("AM28"),
        "both": coordinator("AM05", "AM28"),
        "nation": coordinator(national=True),
    }
    users = {name: SimpleNamespace(id=user.id, email=user.email) for name, user in made.items()}
    session.commit()
    return SimpleNamespace(alfa=alfa, beta=beta, users=SimpleNamespace(**users))


@pytest.fixture
def browse(new_client):
    """A function that returns a signed-in browser of a user."""

    def sign_in(user):
        client = new_client()
        client.login(user)
        return client

    return sign_in


@pytest.fixture
def scene(session, browse):
    """A suggestion in Twente, with its coordinator's browser and address."""
    school_member()
    person = ProfessionalFactory(user_id=UserFactory(full_name="Fenna Voorbeeld").id)
    need = NeedFactory(created_by_id=UserFactory(full_name="Teun Teamleider").id)
    proposal, user = ProposalFactory(professional_id=person.id, need_id=need.id), coordinator("AM05")
    session.commit()
    return {
        "id": proposal.id,
        "person": person.id,
        "need": need.id,
        "client": browse(user),
        "url": f"/coordinator/voorstellen/{proposal.id}",
    }
