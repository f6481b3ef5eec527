"""Coordinators of two regions, and what they type."""

from datetime import date
from types import SimpleNamespace

import pytest

from matcher.domain.desk import ConsentWay
from matcher.services.entries.commands import ConsentGiven, PersonEntry
from matcher.services.entries.people import enter_person
from matcher.services.profile_commands import AreaCommand
from tests.factories import actor_of, coordinator

TODAY = date(2026, 9, 14)
TYPED = {
    "full_name": "Nora Nieuweling",
    "email": "Nora@example.nl",
    "place": "Hengelo (Overijssel)",
    "radius": "25",
    "job_title": "lasser",
    "entry_way": "phone",
    "entry_on": "2026-09-10",
    "entry_note": "Belde zelf, wil graag lesgeven.",
}


@pytest.fixture
def desks(session, new_client):
    """Browsers and accounts of the coordinators of Twente and of Zuidoost-Brabant."""
    users = {"twente": coordinator("AM05"), "brabant": coordinator("AM28")}
    session.commit()
    made = {}
    for name, user in users.items():
        client = new_client()
        client.login(user)
        made[name] = SimpleNamespace(client=client, user=user, id=user.id)
    return SimpleNamespace(**made)


@pytest.fixture
def entered(session, desks, work_as):
    """The id of a person entered in Twente."""
    home = (AreaCommand("place", "Hengelo (Overijssel)", 25),)
    command = PersonEntry("nora@example.nl", "Nora Nieuweling", "", home, "lasser")
    work = work_as(actor_of(desks.twente.user))
    return enter_person(work, command=command, consent=ConsentGiven(ConsentWay.PHONE, TODAY, "Belde zelf.")).id
