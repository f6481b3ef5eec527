"""Placing by the coordinator, with an exception above the limit, and writing down the VOG."""

import pytest
from sqlalchemy import select

from matcher.domain.states import PlacementState, ProposalState
from matcher.models import HoursException, Need, Placement, Proposal
from matcher.queries.verdicts import decision_of_placement
from tests.factories import LONG_AGO
from tests.integration.coordinator.world import placement_of, set_state

PLACING = {
    "starts_on": "2026-09-21",
    "ends_on": "2027-01-29",
    "minutes_per_week": "4",
    "teaching_weeks": "18",
    "role_kind": "gastdocent",
    "contract_form": "eigen_aanstelling",
    "responsible_teacher": "Meester Verzonnen",
    "subject_parts": "PLC",
}


def test_placing_from_an_agreed_proposal(session, scene):
    client, url = scene["client"], scene["url"]
    assert client.get(f"{url}/plaats").status_code == 302
    set_state(session, scene, ProposalState.AGREED)
    assert "72 van ten hoogste 240" in client.get(f"{url}/plaats").get_data(as_text=True)
    counted = client.get(f"{url}/uren", query_string={**PLACING, "minutes_per_week": "14"}).get_json()
    assert counted["allowed"] is False
    page = client.post(f"{url}/plaats", data=PLACING, follow_redirects=True).get_data(as_text=True)
    assert "De inzet is vastgelegd" in page
    placement = session.scalars(select(Placement)).one()
    assert decision_of_placement(session, placement.id)["total_after"] == 72 * 60
    assert f"/coordinator/inzet/{placement.id}" in client.get(url).get_data(as_text=True)


def test_above_the_limit_only_with_a_whole_exception(session, scene):
    client, url = scene["client"], f"{scene['url']}/plaats"
    set_state(session, scene, ProposalState.AGREED)
    above = {**PLACING, "minutes_per_week": "14"}
    assert "252 van ten hoogste 240" in client.post(url, data=above).get_data(as_text=True)
    half = client.post(url, data={**above, "exception_reason": "Ziekte van de docent"})
    assert "allebei" in half.get_data(as_text=True)
    assert session.scalars(select(Placement)).all() == []
    session.rollback()
    whole = {**above, "exception_reason": "Ziekte van de docent", "exception_article": "WEB artikel 4.2.1"}
    page = client.post(url, data=whole, follow_redirects=True).get_data(as_text=True)
    assert "Uitzondering vastgelegd door een coördinator" in page
    placement, exception = session.scalars(select(Placement)).one(), session.scalars(select(HoursException)).one()
    assert placement.exception_id == exception.id
    assert (exception.reason, exception.allowed_minutes) == ("Ziekte van de docent", 252 * 60)
    assert exception.valid_until == placement.ends_on


def test_counting_places_nobody(session, scene):
    set_state(session, scene, ProposalState.AGREED)
    page = scene["client"].post(f"{scene['url']}/plaats", data={**PLACING, "bereken": "1"}).get_data(as_text=True)
    assert "72 van ten hoogste 240" in page
    assert session.scalars(select(Placement)).all() == []


@pytest.fixture
def placed(session, scene):
    """A placement that begins next week without a VOG."""
    set_state(session, scene, ProposalState.PLACED)
    need = session.get(Need, scene["need"])
    row = placement_of(
        session,
        session.get(Proposal, scene["id"]),
        need,
        starts_on=need.starts_on,
        ends_on=need.ends_on,
        minutes=4320,
        made=LONG_AGO,
        vog=None,
    )
    session.commit()
    return row.id


def test_a_vog_is_written_down_and_the_task_goes(session, scene, placed):
    client = scene["client"]
    assert "VOG nog niet in orde" in client.get("/coordinator/").get_data(as_text=True)
    url = f"/coordinator/inzet/{placed}"
    assert "Er is nog geen VOG" in client.get(url).get_data(as_text=True)
    wrong = {"vog_issued_on": "2026-09-10", "vog_seen_on": "2026-09-01"}
    assert "Controleer de data" in client.post(url, data=wrong).get_data(as_text=True)
    right = {"vog_issued_on": "2026-09-01", "vog_seen_on": "2026-09-10"}
    page = client.post(url, data=right, follow_redirects=True).get_data(as_text=True)
    assert "De VOG is vastgelegd" in page
    assert "VOG nog niet in orde" not in client.get("/coordinator/").get_data(as_text=True)


def test_a_cancelled_placement_asks_no_vog(session, scene, placed):
    session.get(Placement, placed).state = PlacementState.CANCELLED
    session.commit()
    assert "VOG nog niet in orde" not in scene["client"].get("/coordinator/").get_data(as_text=True)
