"""A coordinator who only reads: every list, no button, no way to change anything."""

from html.parser import HTMLParser

import pytest
from sqlalchemy import select

from matcher.access import declared_permission
from matcher.domain.errors import InvalidInputError, NotAllowedError
from matcher.domain.permissions import Permission
from matcher.domain.states import ProposalState
from matcher.models import CoordinatorAssignment
from matcher.services.coordination import add_colleague, change_reading, make_coordinator
from tests.factories import UserFactory, actor_of, coordinator
from tests.integration.coordinator.world import in_state
from tests.integration.security.test_url_walk import FORM, addresses
from tests.integration.security.world import changed_tables, digest, fill_foreign

# Files and saved views are the reader's own.
OWN = {f"coordinator.{name}" for name in ("cancel_export", "delete_view", "make_export", "new_view", "rename_view")}


class PostForms(HTMLParser):
    """Collects where the forms of a page post to; signing out is not of the desk."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag == "form" and values.get("method", "").lower() == "post" and "uitloggen" not in values.get("action", ""):
            self.found.append(values.get("action", "here"))


def reader(session, *regions):
    user = UserFactory()
    session.add_all(CoordinatorAssignment(user_id=user.id, region_code=code, read_only=True) for code in regions)
    session.commit()
    return user


def test_reading_opens_every_list_and_changes_nothing(app, session, new_client):
    foreign = fill_foreign(session)
    client = new_client()
    client.check_pages = False
    client.login(reader(session, "AM28"))
    before, wrong, asked = digest(), [], 0
    for endpoint, method, path, has_ids in addresses(app, foreign, ProposalState.PROPOSED):
        if not endpoint.startswith("coordinator.") or endpoint in OWN:
            continue
        asked += 1
        status = (client.get(path) if method == "GET" else client.post(path, data=FORM)).status_code
        if status not in ({403, 404} if method == "POST" else {200, 302, 403, 404}):
            wrong.append((method, path, status))
        reads = declared_permission(app, endpoint) is Permission.COORDINATOR
        if method == "GET" and reads and not has_ids and status != 200:
            wrong.append((method, path, status))
    assert wrong == []
    assert asked > 60
    assert changed_tables(before, digest()) == []


def test_pages_of_one_thing_show_no_form(session, world, browse):
    client, side = browse(reader(session, "AM05")), world.alfa
    open_ids = [in_state(session, side, state) for state in (ProposalState.SUGGESTED, ProposalState.INTRODUCED)]
    paths = [
        "/coordinator/collegas", "/coordinator/rondes", "/coordinator/adressen", "/coordinator/urencontrole",
        f"/coordinator/rondes/{side.round_id}", f"/coordinator/mensen/{side.people[0]}",
        f"/coordinator/mensen/{side.people[0]}/uren/2026", f"/coordinator/onderwijsvragen/{side.needs[0]}",
        *(f"/coordinator/scholen/{school}" for school in side.memberships.values()),
        *(f"/coordinator/inzet/{key}" for key in side.placements),
        *(f"/coordinator/voorstellen/{key}" for key in open_ids if key),
        f"/coordinator/voorstellen/{open_ids[1]}/berichten", f"/coordinator/programmas/{side.programme_id}",
    ]  # fmt: skip
    for path in paths:
        page = client.get(path)
        assert page.status_code == 200, path
        forms = PostForms()
        text = page.get_data(as_text=True)
        forms.feed(text)
        assert forms.found == [], path
        for link in (
            "/wijzig",
            "/verleng",
            "/stoppen",
            "/trek-in",
            "/uitzondering",
            "/afwezig",
            '/plaats"',
            "terugnemen",
        ):
            assert link not in text, (path, link)


def test_reading_one_region_leaves_the_other_as_it_was(session, world, browse):
    user = coordinator("AM05")
    session.add(CoordinatorAssignment(user_id=user.id, region_code="AM28", read_only=True))
    session.commit()
    client = browse(user)
    for side, forms in ((world.alfa, True), (world.beta, False)):
        school = next(iter(side.memberships.values()))
        assert ("laat-toe" in client.get(f"/coordinator/scholen/{school}").get_data(as_text=True)) is forms
    key = next(iter(world.beta.memberships))
    url = f"/coordinator/scholen/{world.beta.memberships[key]}/leden/{key}/laat-toe"
    assert client.post(url).status_code == 404


def test_the_nation_arranges_regions_of_others_and_nothing_above(session, work_as, browse):
    nation, colleague = coordinator(national=True), UserFactory()
    session.commit()
    lead = work_as(actor_of(nation))
    added = add_colleague(lead, email=f" {colleague.email.upper()}", scope="region:AM05", read_only=True)
    assert (added, actor_of(colleague).acts_in.empty, actor_of(colleague).scope.covers("AM05")) == (
        colleague.id, True, True,
    )  # fmt: skip
    row = session.scalars(select(CoordinatorAssignment).filter_by(user_id=colleague.id)).one()
    change_reading(lead, user_id=colleague.id, assignment_id=row.id, read_only=False)
    assert actor_of(colleague).acts_in.covers("AM05")
    with pytest.raises(InvalidInputError, match="geen bevestigd account"):
        add_colleague(lead, email="niemand@example.nl", scope="region:AM05", read_only=False)
    for user, scope in ((colleague, "national"), (nation, "region:AM05")):
        with pytest.raises(NotAllowedError):
            make_coordinator(lead, user_id=user.id, scope=scope)
    with pytest.raises(NotAllowedError):
        make_coordinator(work_as(actor_of(colleague)), user_id=nation.id, scope="region:AM05")
    client = browse(nation)
    page = client.get(f"/coordinator/collegas/{colleague.id}").get_data(as_text=True)
    assert "regio Twente" in page
    taken = client.post(f"/coordinator/collegas/{colleague.id}/gebieden/{row.id}/weg")
    assert taken.status_code == 302
    session.expire_all()
    assert actor_of(colleague).scope.empty
