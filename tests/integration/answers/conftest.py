"""A proposal that waits for both sides, with the mail about it and the links in that mail."""

import re
from datetime import date
from types import SimpleNamespace

import pytest

from matcher import tokens
from matcher.domain.states import Party, ProposalState
from matcher.mailer import deliver_outbox
from matcher.models import Proposal, User
from matcher.services.proposals import approve
from tests import factories

LINK = re.compile(r"http://\S+?(/(?:antwoord|klopt-nog)/\S+)")
DAY = date(2026, 9, 21)


@pytest.fixture
def scene(session):
    """A professional, a need of a school member, and a suggestion for the coordinator."""
    member = factories.school_member()
    need = factories.NeedFactory(created_by_id=member.id, starts_on=date(2026, 11, 2))
    person = factories.ProfessionalFactory(job_title="besturingstechnicus")
    proposal = factories.ProposalFactory(professional_id=person.id, need_id=need.id, state=ProposalState.IN_REVIEW)
    session.commit()
    return SimpleNamespace(
        id=proposal.id,
        need=need.id,
        person=person.id,
        school=need.school_id,
        users={Party.PROFESSIONAL: session.get(User, person.user_id), Party.SCHOOL: member},
    )


@pytest.fixture
def sent(session, scene, work_as, outbox):
    """The proposal after approval: both sides have their mail."""
    approve(work_as(factories.coordinator_actor("AM05")), proposal_id=scene.id)
    deliver_outbox()
    return scene


@pytest.fixture
def links(sent, outbox):
    """Party -> the paths of yes, no and later in the mail of that side."""
    mails = {mail.to[0]: mail for mail in outbox}
    return {party: LINK.findall(mails[user.email].body) for party, user in sent.users.items()}


@pytest.fixture
def sign(app, sent):
    """A function that makes a link as the mail does, with other values in it."""

    def make(party=Party.PROFESSIONAL, purpose=tokens.ANSWER, **changes):
        user = sent.users[party]
        payload = {"proposal": sent.id, "party": party.value, "user": user.id, "to": tokens.mailbox(user.email)}
        return f"/antwoord/{tokens.sign(purpose, payload | changes)}"

    return make


@pytest.fixture
def reload(session):
    """A function that reads the proposal as it is now."""

    def read(proposal_id):
        session.expire_all()
        return session.get(Proposal, proposal_id)

    return read


def page(response):
    return response.get_data(as_text=True)
