"""A world of two regions, and browsers of the coordinators who look at it."""

from types import SimpleNamespace

import pytest

from matcher.domain.desk import BulkAction
from matcher.models import BulkRun
from tests.factories import NeedFactory, ProfessionalFactory, ProposalFactory, UserFactory, coordinator, school_member
from tests.integration.coordinator.world import NOW, fill


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
    for side, user in ((alfa, made["alfa"]), (beta, made["beta"])):
        side.run_id = _run(session, side, user)
    session.commit()
    return SimpleNamespace(alfa=alfa, beta=beta, users=SimpleNamespace(**users))


def _run(session, side, user):
    """Return the id of what the coordinator did with two people at once."""
    rows = [{"id": row, "label": "", "done": True, "why": ""} for row in side.people[:2]]
    run = BulkRun(key=f"sleutel {side.tag}", action=BulkAction.ASK_PEOPLE, by_id=user.id, at=NOW, report=rows)
    session.add(run)
    session.flush()
    return run.id


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
