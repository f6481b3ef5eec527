"""A pasted cv in a real browser: accessible, narrow, by keyboard, and the skills are there afterwards."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from matcher.models import User
from tests import factories
from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.e2e
CV = "Elektromonteur sinds 2012.\nNEN 3140 en TIG-lassen, soms ook <b>hydrauliek</b>."
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]


@pytest.mark.parametrize("script", [True, False])
def test_from_cv_to_profile(browser, live_server, session, outbox, script):
    email = session.get(User, factories.ProfessionalFactory().user_id).email
    session.commit()
    person = Visitor(browser, live_server, outbox, java_script_enabled=script).login(email, factories.PASSWORD)
    person.page.set_viewport_size({"width": 320, "height": 800})
    person.go("/professional/profiel/vaardigheden").follow("Plak uw cv")
    person.press("Zoek vaardigheden").sees("Plak eerst een tekst in dit vak.")
    person.fill(text=CV).press("Zoek vaardigheden").sees("NEN 3140", "hoort vaak bij: elektromonteur")
    if script:
        assert person.page.evaluate("document.documentElement.scrollWidth") <= 320
        assert Axe().run(person.page, options={"runOnly": RULES}).response["violations"] == []
    person.page.get_by_label("Niveau van NEN 3140").select_option("expert")
    person.page.get_by_label("hydrauliek", exact=True).uncheck()
    person.press("Voeg toe").sees("NEN 3140", "TIG-lassen", "toegevoegd").does_not_see("hydrauliek")
    assert person.page.get_by_label("Niveau van NEN 3140").input_value() == "3"
    assert person.problems == []
