"""The public pages in a real browser: no script error, no refused resource, accessible, no sideways scrolling."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.e2e
ROUTE = "/routewijzer/uitkomst?opleiding=mbo_4&vak=metaal&jaren=9&sector=vmbo&sector=mbo&uren=12&werkgever=gevraagd"
PAGES = ["/", "/over", "/privacy", "/inloggen", "/registreren", "/wachtwoord-vergeten", "/bestaat-niet"]
PAGES += ["/routewijzer", "/routewijzer/opleiding?verder=1", "/routewijzer/ervaring", ROUTE]


@pytest.mark.parametrize("path", PAGES)
def test_public_page(live_server, page, path):
    problems = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(live_server + path)
    assert [p for p in problems if "404" not in p] == []
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert found.response["violations"] == []


@pytest.mark.parametrize("path", PAGES)
def test_no_sideways_scrolling_at_320_pixels(live_server, page, path):
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(live_server + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
