"""The employer's consent in real browsers: asked by one, answered by link in another, at 320 pixels and accessible."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests import factories
from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.e2e
PART = "/professional/profiel/toestemming"
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]


def check(*visitors):
    for visitor in visitors:
        assert visitor.page.evaluate("document.documentElement.scrollWidth") <= 320, visitor.page.url
        found = Axe().run(visitor.page, options={"runOnly": RULES}).response["violations"]
        assert found == [], visitor.page.url


@pytest.fixture
def address(session):
    """Address of somebody with a complete profile."""
    user = factories.UserFactory(email="fenna@example.nl")
    factories.ProfessionalFactory(user_id=user.id)
    session.commit()
    return "fenna@example.nl"


def test_ask_give_and_withdraw(browser, live_server, outbox, address):
    person, employer = (Visitor(browser, live_server, outbox) for _who in range(2))
    for each in (person, employer):
        each.page.set_viewport_size({"width": 320, "height": 800})
    person.login(address, factories.PASSWORD)
    person.go(PART).follow("Vraag het uw werkgever per mail")
    check(person)
    person.fill(contact_name="Wilma Verzonnen", contact_email="chef@example.nl", hours=4).press("Verstuur de mail")
    check(person)
    employer.go(re.search(r"/werkgever/toestemming/[\w.\-]+", outbox[-1].body).group())
    check(employer)
    employer.fill(hours="").press("Ik geef toestemming")
    check(employer)
    employer.fill(hours=3).press("Ik geef toestemming")
    assert "U gaf op" in employer.page.inner_text("main")
    check(employer)
    employer.fill(note="Wij komen mensen tekort.").press("Trek de toestemming in")
    check(employer)
    person.go(PART)
    assert "Wij komen mensen tekort." in person.page.inner_text("main")
    check(person, employer.go("/werkgever/toestemming/onzin"))
    assert person.problems == employer.problems == []
