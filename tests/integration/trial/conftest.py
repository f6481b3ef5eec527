"""A pair that was introduced, and everybody around it."""

from datetime import date, time
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from matcher.domain.states import Party, ProposalState
from matcher.domain.trials import LocalMoment
from matcher.models import TrialOption, User
from matcher.services.proposals import offer_trial, plan_trial
from tests.factories import NeedFactory, ProfessionalFactory, ProposalFactory, actor_of, coordinator, school_member

PRO, SCHOOL, COORDINATOR = Party.PROFESSIONAL, Party.SCHOOL, Party.COORDINATOR


@pytest.fixture
def scene(session, work_as):
    """Users of each party; ``work(name)``: their unit of work at this moment."""
    contact, colleague = school_member(), school_member(is_admin=False)
    person, need = ProfessionalFactory(), NeedFactory(created_by_id=contact.id)
    proposal = ProposalFactory(professional_id=person.id, need_id=need.id, state=ProposalState.INTRODUCED)
    users = {
        "pro": session.get(User, person.user_id),
        "contact": contact,
        "colleague": colleague,
        "coordinator": coordinator("AM05"),
        "foreign_coordinator": coordinator("AM28"),
        "foreign_school": school_member("Summa College"),
        "foreign_pro": session.get(User, ProfessionalFactory().user_id),
    }
    session.commit()
    actors = {name: actor_of(user) for name, user in users.items()}
    return SimpleNamespace(
        person_id=person.id,
        need_id=need.id,
        school_id=need.school_id,
        proposal_id=proposal.id,
        users=users,
        actors=actors,
        work=lambda name: work_as(actors[name]),
    )


@pytest.fixture
def offered(scene, session):
    """Offer moments as a party; returns the ids of the moments."""

    def offer(who="contact", party=SCHOOL, moments=((date(2026, 10, 1), time(10, 0)),), **values):
        rows = [LocalMoment(day, at, f"day_{number}") for number, (day, at) in enumerate(moments, start=1)]
        values = {"minutes": 60, "place": "Lokaal B12", **values}
        offer_trial(scene.work(who), proposal_id=scene.proposal_id, party=party, moments=rows, **values)
        return list(session.scalars(select(TrialOption.id).order_by(TrialOption.starts_at)))

    return offer


@pytest.fixture
def planned(scene, offered):
    """A trial lesson on this moment, offered by the school and chosen by the professional."""

    def plan(day=date(2026, 10, 1), at=time(10, 0)):
        option = offered(moments=((day, at),))[0]
        plan_trial(scene.work("pro"), proposal_id=scene.proposal_id, party=PRO, option_id=option)

    return plan
