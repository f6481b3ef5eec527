"""Every desk with the demo data, in a real browser: pages open, no script errors, accessible, fit on 320 pixels."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from matcher.cli.work import system_work
from matcher.demo.build import build_demo
from matcher.demo.logins import BY_ROLE, PASSWORD
from tests.e2e.visitor import Visitor

pytestmark = [pytest.mark.e2e, pytest.mark.one_database]
ROLES = ["professional", "school", "coordinator", "national", "admin"]
HOMES = {
    "professional": "/professional/",
    "school": "/school",
    "coordinator": "/coordinator/",
    "national": "/coordinator/",
    "admin": "/beheer/",
}
MOST_PAGES = 40
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]


@pytest.fixture
def demo(app):
    with app.app_context():
        build_demo(system_work())


def links(page, base):
    """Return the paths the page links to, without their query."""
    found = page.eval_on_selector_all("main a[href], nav a[href]", "links => links.map(link => link.href)")
    paths = [url.removeprefix(base).partition("#")[0].partition("?")[0] for url in found if url.startswith(base)]
    return [path for path in dict.fromkeys(paths) if not path.endswith((".csv", ".ics", ".pdf", ".xlsx"))]


def kind_of(path):
    """Two records of the same kind are one page: numbers are left out."""
    return "/".join("#" if part.isdigit() else part for part in path.split("/"))


def pages_of(visitor, home):
    """Yield one page of each kind that can be reached from the home of a desk."""
    queue, seen, visits = [home], {kind_of(home)}, 0
    while queue and visits < MOST_PAGES:
        path, visits = queue.pop(0), visits + 1
        visitor.go(path)
        yield path
        for link in links(visitor.page, visitor.base):
            if kind_of(link) not in seen:
                seen.add(kind_of(link))
                queue.append(link)


@pytest.mark.parametrize("role", ROLES)
def test_desk(browser, live_server, outbox, demo, role):
    visitor = Visitor(browser, live_server, outbox)
    visitor.login(BY_ROLE[role].email, PASSWORD)
    visitor.page.set_viewport_size({"width": 320, "height": 800})
    wrong, count = [], 0
    for path in pages_of(visitor, HOMES[role]):
        count += 1
        width = visitor.page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wrong.append(f"{path}: {width} pixels wide")
        found = Axe().run(visitor.page, options={"runOnly": RULES}).response["violations"]
        wrong += [f"{path}: {rule['id']} {rule['nodes'][0]['html'][:120]}" for rule in found]
    assert not wrong + visitor.problems, "\n".join(wrong + visitor.problems)
    assert count >= 12
