"""What the needs and placements of the own regions cost; test_scope walks over those of another region."""

from matcher.domain.choices import ContractForm
from matcher.models import Need, Placement
from tests.integration.school.conftest import page_text


def test_the_need_and_its_cost(world, session, browse):
    need = session.get(Need, world.alfa.needs[0])
    need.contract_forms = frozenset({ContractForm.EIGEN_AANSTELLING})
    need.minutes_per_week, need.teaching_weeks = 240, 18
    session.commit()
    client, url = browse(world.users.alfa), f"/coordinator/onderwijsvragen/{need.id}"
    answer = client.get(url)
    assert f'href="{url}/kosten"' in answer.get_data(as_text=True)
    assert "Deze vraag biedt: eigen aanstelling" in page_text(client.get(f"{url}/kosten"))


def test_the_placement_and_its_cost(world, session, browse):
    row = session.get(Placement, world.alfa.placements[0])
    client, url = browse(world.users.alfa), f"/coordinator/inzet/{row.id}"
    assert f'href="{url}/kosten"' in client.get(url).get_data(as_text=True)
    asked = {"hours": "10", "forms": "eigen_aanstelling", "eigen_aanstelling": "60", "btw": "inclusief"}
    text = page_text(client.get(f"{url}/kosten", query_string=asked)).replace("\N{NO-BREAK SPACE}", " ")
    assert "Afgesproken is: eigen aanstelling bij de school." in text
    assert "€ 600,00 € 600,00 € 0,00 10 × € 60,00" in text
