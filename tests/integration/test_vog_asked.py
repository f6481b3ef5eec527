"""The VOG: what the professional reads, the tasks of coordinator and school, the date that is not asked twice."""

from datetime import date

import pytest

from matcher.domain.choices import ContractForm
from matcher.domain.states import ProposalState
from matcher.models import Professional, Proposal, User
from matcher.queries.coordination.placements import vog_needed
from matcher.queries.coordination.scope import view_of
from tests import factories
from tests.integration.coordinator.world import placement_of

TODAY = date(2026, 9, 14)
VMBO, MBO, HBO = "C.T. Stork College", "ROC van Twente", "Saxion"


@pytest.fixture
def place(session):
    """A function that plans a placement at a school; returns it."""
    person = factories.ProfessionalFactory()

    def make(school, starts_on, ends_on, *, vog=None, form=ContractForm.EIGEN_AANSTELLING):
        need = factories.NeedFactory(school_id=factories.school(school).id)
        made = factories.ProposalFactory(professional_id=person.id, need_id=need.id, state=ProposalState.PLACED)
        proposal = session.get(Proposal, made.id)
        row = placement_of(session, proposal, need, starts_on=starts_on, ends_on=ends_on, minutes=0, vog=vog)
        row.contract_form = form
        session.commit()
        return row

    make.person = person
    return make


def needed(session):
    return vog_needed(session, view_of(session, scope=factories.coordinator_actor("AM05").scope, today=TODAY))


@pytest.mark.parametrize(
    ("school", "starts_on", "vog", "asked"),
    [
        (MBO, date(2026, 10, 14), None, True),
        (MBO, date(2026, 10, 15), None, False),  # later than 30 days: time enough
        (VMBO, date(2027, 3, 1), date(2026, 6, 1), True),  # will be too old on the first day
        (VMBO, date(2027, 3, 1), date(2026, 9, 1), False),
        (MBO, date(2027, 3, 1), date(2026, 6, 1), False),  # mbo: the age when it was handed in
        (HBO, date(2026, 10, 1), None, False),
    ],
)
def test_what_is_a_task_before_the_start(session, place, school, starts_on, vog, asked):
    row = place(school, starts_on, date(2027, 6, 30), vog=vog)
    assert needed(session) == ([row.id] if asked else [])


@pytest.mark.parametrize(
    ("form", "seen_on", "ends_on", "asked"),
    [
        (ContractForm.DETACHERING, date(2025, 9, 5), date(2027, 6, 30), True),
        (ContractForm.DETACHERING, date(2026, 7, 20), date(2027, 6, 30), False),
        (ContractForm.EIGEN_AANSTELLING, date(2025, 9, 5), date(2027, 6, 30), False),
        (ContractForm.DETACHERING, date(2025, 9, 5), date(2026, 9, 13), False),  # over
    ],
)
def test_people_from_outside_in_vo_are_a_task_every_school_year(session, place, form, seen_on, ends_on, asked):
    row = place(VMBO, date(2025, 10, 1), ends_on, vog=date(2025, 9, 1), form=form)
    row.vog_seen_on = seen_on
    session.commit()
    assert needed(session) == ([row.id] if asked else [])


def test_the_task_comes_thirty_days_before_the_school_year(session, place, frozen):
    row = place(VMBO, date(2026, 10, 1), date(2028, 6, 30), vog=date(2026, 9, 1), form=ContractForm.ZZP)
    view = factories.coordinator_actor("AM05").scope
    assert vog_needed(session, view_of(session, scope=view, today=date(2027, 7, 1))) == []
    assert vog_needed(session, view_of(session, scope=view, today=date(2027, 7, 2))) == [row.id]


def test_the_task_has_the_rows_of_its_list_and_is_done_on_the_page(client, session, place):
    row = place(VMBO, date(2025, 10, 1), date(2027, 6, 30), vog=date(2025, 9, 1), form=ContractForm.DETACHERING)
    user = factories.coordinator("AM05")
    session.commit()
    client.login(session.get(User, user.id))
    assert "/coordinator/taken/vog" in client.get("/coordinator/").text
    url = f"/coordinator/inzet/{row.id}"
    assert url in client.get("/coordinator/taken/vog").text
    assert url in client.get("/coordinator/inzet?vog=nodig").text
    assert "begint (WVO 2020 artikel 7.3a)" in client.get(url).text
    client.post(url, data={"vog_issued_on": "2025-09-01", "vog_seen_on": "2026-09-14"})
    assert "artikel 7.3a" not in client.get(url).text
    assert needed(session) == []


def test_the_school_finds_it_on_its_first_page(client, session, place):
    member = factories.school_member(VMBO)
    row = place(VMBO, date(2025, 10, 1), date(2027, 6, 30), vog=date(2025, 9, 1), form=ContractForm.DETACHERING)
    client.login(session.get(User, member.id))
    assert "bekijkt u de VOG opnieuw" in client.get("/school").text
    assert "Noteer de VOG" in client.get(f"/school/inzet/{row.id}").text


@pytest.mark.parametrize("url", ["/professional/", "/professional/profiel"])
def test_the_professional_reads_which_vog_is_needed_by_when(client, session, place, url):
    place(VMBO, date(2027, 3, 1), date(2027, 6, 30))
    place(MBO, date(2026, 10, 1), date(2027, 6, 30), vog=None)
    place(VMBO, date(2026, 10, 1), date(2027, 6, 30), vog=date(2026, 1, 1))
    place(HBO, date(2026, 10, 1), date(2027, 6, 30))
    client.login(session.get(User, place.person.user_id))
    page = client.get(url).text
    assert "Laat uw VOG aan de school zien voor de eerste les op 1 maart 2027." in page
    assert "niet ouder dan 26 weken: afgegeven op of na 31 augustus 2026." in page
    assert "Op de dag dat u de VOG laat zien, is die niet ouder dan 6 maanden." in page
    assert "Uw VOG is te oud." in page
    assert page.count('class="notice notice-warning"') == 3


def test_work_that_has_begun_asks_the_vog_now(client, session, place):
    place(MBO, TODAY, date(2027, 6, 30))
    client.login(session.get(User, place.person.user_id))
    assert "Laat uw VOG nu aan de school zien." in client.get("/professional/").text


def test_nothing_is_said_when_no_vog_is_needed(client, session, place):
    place(MBO, date(2026, 10, 1), date(2027, 6, 30), vog=date(2026, 9, 1))
    client.login(session.get(User, place.person.user_id))
    assert "Uw VOG</h2>" not in client.get("/professional/").text


def test_the_date_in_the_profile_is_filled_in_when_placing(client, session):
    member, user = factories.school_member(), factories.coordinator("AM05")
    person = factories.ProfessionalFactory()
    proposal = factories.ProposalFactory(professional_id=person.id, state=ProposalState.AGREED)
    session.get(Professional, person.id).vog_issued_on = date(2026, 8, 17)
    session.commit()
    for who, url in ((member, "/school/voorstellen/{}/plaatsen"), (user, "/coordinator/voorstellen/{}/plaats")):
        client.login(session.get(User, who.id))
        assert 'value="2026-08-17"' in client.get(url.format(proposal.id)).text
