"""Yes, no and later in real browsers, from the links in the text of the mail, at 320 pixels and accessible."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest

from matcher import clock
from matcher.domain.states import Answer, ProposalState
from matcher.mailer import deliver_outbox
from matcher.models import Proposal, User
from matcher.services.proposals import approve
from tests import factories
from tests.e2e.test_employer_consent import check
from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.e2e
START = clock.today() + timedelta(days=40)


@pytest.fixture
def sent(session, outbox, work_as):
    """Three proposals to one person that wait for an answer; proposal id -> the mail to the person."""
    person = factories.ProfessionalFactory()
    factories.school_member()
    titles = ("Lassen", "Frezen", "Draaien")
    needs = [factories.NeedFactory(title=title, starts_on=START, ends_on=START + timedelta(90)) for title in titles]
    made = [
        factories.ProposalFactory(professional_id=person.id, need_id=need.id, state=ProposalState.IN_REVIEW).id
        for need in needs
    ]
    address = session.get(User, person.user_id).email
    session.commit()
    for each in made:
        approve(work_as(factories.coordinator_actor("AM05")), proposal_id=each)
    deliver_outbox()
    bodies = [mail.body for mail in outbox if address in mail.to]
    return SimpleNamespace(ids=made, bodies=[next(b for b in bodies if title in b) for title in titles])


def link(body, ending=""):
    return re.search(rf"/antwoord/[\w.\-]+{ending}(?=\s)", body).group()


def test_yes_no_and_later_from_the_mail(browser, live_server, outbox, session, sent):
    reader = Visitor(browser, live_server, outbox)
    reader.page.set_viewport_size({"width": 320, "height": 800})
    yes, no, later = (link(body, ending) for body, ending in zip(sent.bodies, ("", "/nee", "/later"), strict=True))
    reader.go(yes)
    check(reader)
    reader.press("Ja, ik heb interesse").sees("Wij hebben uw ja doorgegeven", "U hebt ja gezegd")
    check(reader)
    reader.go(no)
    check(reader)
    reader.tick("reason", "too_far").press("Ga verder")
    assert "te lang" in reader.page.input_value("main [name=text]")
    check(reader)
    reader.fill(text="Helaas, te ver.").press("Wijs af").sees("vriendelijk doorgegeven")
    reader.go(later)
    check(reader)
    reader.fill(until=(clock.today() + timedelta(days=7)).isoformat()).press("Ik antwoord op die dag")
    reader.sees("Dit antwoord is uitgesteld tot")
    check(reader, reader.go("/antwoord/onzin"))
    rows = [session.get(Proposal, each) for each in sent.ids]
    assert rows[0].professional_answer is Answer.INTERESTED
    assert (rows[1].state, rows[1].ended_text) == (ProposalState.DECLINED, "Helaas, te ver.")
    assert rows[2].postponements == 1
    assert reader.problems == []
