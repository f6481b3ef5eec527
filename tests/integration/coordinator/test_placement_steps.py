"""Pages of the coordinator to change and stop a placement, and to read its months and decisions."""

from datetime import date

import pytest
from sqlalchemy import select

from matcher.domain.states import PlacementState, ProposalState
from matcher.models import HoursException, Placement
from tests.factories import coordinator
from tests.integration.coordinator.test_placing import PLACING
from tests.integration.coordinator.world import set_state
from tests.integration.school.conftest import error_of, page_text

EXCEPTION = {"exception_reason": "Vervanging bij ziekte", "exception_article": "WEB artikel 4.2.1"}


@pytest.fixture
def placed(session, scene):
    """A placement of 72 klokuren made by the coordinator; its address."""
    set_state(session, scene, ProposalState.AGREED)
    return scene["client"].post(f"{scene['url']}/plaats", data=PLACING).location


def the_placement(session):
    session.expire_all()
    return session.scalars(select(Placement)).one()


def test_both_readings_of_the_law_are_shown_to_a_coordinator(scene, placed):
    told = scene["client"].get(f"{placed}/uren", query_string=PLACING).get_json()["html"]
    assert "Twee lezingen van de wet" in told
    assert "Alle besturen samen:" in told
    assert "Alleen dit bestuur:" in told
    assert "Daarom kunnen deze getallen verschillen" in told


def test_a_change_above_the_limit_needs_an_exception_with_its_term(session, scene, placed):
    client, above = scene["client"], {**PLACING, "minutes_per_week": "14"}
    assert "252 van ten hoogste 240" in error_of(client.post(f"{placed}/wijzigen", data=above), "minutes_per_week")
    early = client.post(f"{placed}/wijzigen", data={**above, **EXCEPTION, "exception_until": "2027-01-01"})
    assert "tot en met de laatste dag van de inzet" in error_of(early, "exception_until")
    assert "Vervanging bij ziekte" in early.get_data(as_text=True)
    whole = {**above, **EXCEPTION, "exception_until": "2027-07-31"}
    page = client.post(f"{placed}/wijzigen", data=whole, follow_redirects=True)
    assert "De inzet is gewijzigd." in page_text(page)
    assert session.scalars(select(HoursException.valid_until)).one() == date(2027, 7, 31)
    assert the_placement(session).total_minutes == 252 * 60


def test_the_page_shows_months_to_read_and_the_decisions(scene, placed):
    client = scene["client"]
    text = page_text(client.get(placed))
    assert "oktober 2026" in text
    assert "nog niet bevestigd" in text
    assert "/maand" not in client.get(placed).get_data(as_text=True)
    decisions = page_text(client.get(f"{placed}/besluiten"))
    assert "De inzet is vastgelegd" in decisions
    assert "Dit wordt 72 van ten hoogste 240 klokuren" in decisions


def test_a_coordinator_cancels_and_then_nothing_can_change(session, scene, placed):
    client = scene["client"]
    assert "Annuleer de inzet" in page_text(client.get(f"{placed}/stoppen"))
    assert "Kies waarom het stopt." in error_of(client.post(f"{placed}/stoppen", data={"reason": ""}), "reason")
    client.post(f"{placed}/stoppen", data={"reason": "timetable", "text": "De groep is samengevoegd."})
    assert the_placement(session).state is PlacementState.CANCELLED
    answer = client.get(f"{placed}/wijzigen", follow_redirects=True)
    assert "U kunt hem niet meer wijzigen." in page_text(answer)
    assert "Wijzig deze inzet" not in page_text(answer)


def test_a_running_placement_without_vog_may_not_start_and_can_end(session, scene, placed, frozen, browse):
    frozen.move_to("2026-11-02T09:00:00+00:00")
    user = coordinator("AM05")
    session.commit()
    client = browse(user)
    text = page_text(client.get(placed))
    assert "De inzet mag nog niet beginnen" in text
    assert "Leg de VOG vast." in text
    client.post(f"{placed}/stoppen", data={"last_day": "2026-11-27", "reason": "other", "text": "Verhuisd."})
    row = the_placement(session)
    assert (row.state, row.ends_on) == (PlacementState.ENDED_EARLY, date(2026, 11, 27))


def test_another_regions_coordinator_finds_nothing(session, placed, browse):
    user = coordinator("AM28")
    session.commit()
    client = browse(user)
    for step in ("/wijzigen", "/verlengen", "/uren", "/stoppen", "/besluiten"):
        assert client.get(f"{placed}{step}").status_code == 404
    assert client.post(f"{placed}/wijzigen", data=PLACING).status_code == 404
    assert client.post(f"{placed}/stoppen", data={"reason": "x"}).status_code == 404
