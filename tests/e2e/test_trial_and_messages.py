"""Two people in two browsers: the school offers moments, the professional chooses one, and they write to each other."""

from datetime import timedelta

import pytest

from matcher import clock
from matcher.domain.states import ProposalState
from matcher.models import User
from tests.e2e.visitor import Visitor
from tests.factories import PASSWORD, NeedFactory, ProfessionalFactory, ProposalFactory, school_member

pytestmark = pytest.mark.e2e


@pytest.fixture
def pair(session):
    """Ids and addresses of a pair that was just introduced."""
    contact, person = school_member(), ProfessionalFactory()
    need = NeedFactory(created_by_id=contact.id)
    made = ProposalFactory(professional_id=person.id, need_id=need.id, state=ProposalState.INTRODUCED)
    found = made.id, contact.email, session.get(User, person.user_id).email
    # After the commit nothing is read: on SQLite an open transaction of the test would keep the server waiting.
    session.commit()
    return found


@pytest.fixture
def visitor(browser, live_server, outbox):
    def enter(email, **context):
        return Visitor(browser, live_server, outbox, **context).login(email, PASSWORD)

    return enter


def offer(school, proposal_id):
    day = clock.today() + timedelta(days=14)
    school.go(f"/school/voorstellen/{proposal_id}").follow("Stel een proefles voor")
    school.fill(day_1=day.isoformat(), time_1="10:00", day_2=(day + timedelta(days=1)).isoformat())
    school.press("Verstuur de momenten").sees("Vul ook de begintijd in.")
    school.fill(time_2="13:30", place="Lokaal B12").press("Verstuur de momenten")
    school.sees("Uw momenten zijn verstuurd", "10.00-11.00 uur", "13.30-14.30 uur")


def test_offer_choose_and_write(visitor, pair):
    proposal_id, contact, person = pair
    school = visitor(contact)
    offer(school, proposal_id)
    pro = visitor(person)
    pro.go(pro.link_in_mail(person, "/professional/voorstellen/")).sees("Lokaal B12")
    pro.page.get_by_label("13.30-14.30 uur").check()
    pro.press("Bevestig dit moment").sees("De proefles staat vast", "13.30-14.30 uur", "Verzet de proefles")
    pro.follow("Stuur een bericht").fill(body="Is er een beamer?\nIk neem zelf een kabel mee.").press("Verstuur")
    pro.sees("Uw bericht is verstuurd", "Is er een beamer?")
    school.go(school.link_in_mail(contact, f"/school/voorstellen/{proposal_id}/")).sees("Is er een beamer?")
    # Opened in a browser with scripts, so read: the button goes away, and nothing is new any more.
    school.page.wait_for_selector("form[data-read-mark]", state="detached")
    school.go("/school/voorstellen").does_not_see("1 nieuw bericht")
    school.go(f"/school/voorstellen/{proposal_id}/berichten").fill(body="Ja, die hangt er.").press("Verstuur")
    pro.go("/professional/voorstellen").sees("1 nieuw bericht")
    assert school.problems == pro.problems == []


def test_without_scripts_a_button_marks_as_read(visitor, pair):
    proposal_id, contact, person = pair
    pro, school = visitor(person), visitor(contact, java_script_enabled=False)
    pro.go(f"/professional/voorstellen/{proposal_id}/berichten").fill(body="Dag!").press("Verstuur")
    school.go(f"/school/voorstellen/{proposal_id}/berichten").sees("1 nieuw bericht")
    school.press("Markeer als gelezen").does_not_see("1 nieuw bericht")
