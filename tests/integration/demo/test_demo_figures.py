"""On the demo data, too, every figure of the dashboard equals the rows behind its link."""

import pytest

from matcher.demo.logins import BY_ROLE, PASSWORD
from tests.integration.coordinator.test_figures import compare

PAGES = {
    "coordinator": ("", "/vraag-en-aanbod", "/uren", "/antwoorden", "/kaart?cijfer=mensen"),
    "national": ("?gebied=L:oost", "/antwoorden", "/kaart?cijfer=inzet"),
}


@pytest.mark.parametrize("role", PAGES)
def test_every_figure_equals_its_rows(demo, role):
    client = demo.test_client()
    client.login(BY_ROLE[role], password=PASSWORD)
    assert sum(compare(client, f"/coordinator/dashboard{page}") for page in PAGES[role]) >= 40
