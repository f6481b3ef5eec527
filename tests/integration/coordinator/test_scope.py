"""No coordinator sees another region: walked over every page, list, export and button."""

from datetime import timedelta

import pytest
from flask import url_for
from sqlalchemy import func, select

from matcher import clock
from matcher.access import declared_permission
from matcher.blueprints.coordinator.tasks.addresses import KINDS, SLUGS
from matcher.domain.desk import DeskList, ExportFormat, ExportState
from matcher.domain.permissions import Permission
from matcher.domain.states import ProposalState
from matcher.models import Export, Placement, Proposal, SavedView, SchoolMembership, SearchArea
from matcher.queries.coordination.task_kinds import TaskKind
from matcher.queries.references import candidate_reference
from tests.factories import HENGELO, school_member
from tests.integration.coordinator.world import in_state
from tests.support.pages import csv_of

LISTS = ("people", "needs", "proposals", "placements", "schools")
SCHOOL_NAMES = {"Beta": ("Summa College", "Fontys", "Zuidoost-Brabant")}
# Only for people whom a coordinator entered and who did not take over yet.
OF_ENTERED = {"coordinator.change_person"}


BOTH = (Permission.COORDINATOR, Permission.COORDINATES)


def rules(app, method, permissions=BOTH):
    """Return the addresses a coordinator of a region may open."""
    mine = [r for r in app.url_map.iter_rules() if r.endpoint.startswith("coordinator.") and method in r.methods]
    found = [r for r in mine if declared_permission(app, r.endpoint) in permissions]
    assert len(found) > 15
    return found


def ids_of(side):
    membership, school = next(iter(side.memberships.items()))
    return {
        "professional_id": side.people[0],
        "need_id": side.needs[0],
        "proposal_id": side.proposals[0],
        "placement_id": side.placements[0],
        "school_id": school,
        "membership_id": membership,
        "round_id": side.round_id,
        "exception_id": side.exception_id,
        "qualification_id": side.qualification_id,
        "programme_id": side.programme_id,
        "notification_id": side.notification_id,
        "import_id": side.import_id,
        "user_id": side.user_id,
        "cover_id": 0,
        "other_id": side.people[1],
        "entered_id": side.entered_id,
        "school_year": 2026,
        "note_id": side.note_id,
        "run_id": side.run_id,
        "kind": SLUGS[TaskKind.IMPORT_ERRORS],
        "subject_id": side.import_id,
        **side.desk,
    }


@pytest.fixture
def world(session, world):
    """The two regions, with an export and a view of the coordinator of each."""
    for side, user in ((world.alfa, world.users.alfa), (world.beta, world.users.beta)):
        common = {"user_id": user.id, "desk_list": DeskList.PEOPLE, "query": f"q={side.tag}"}
        file = {"state": ExportState.READY, "content": b"x", "expires_at": clock.now() + timedelta(days=1)}
        export = Export(
            **common,
            **file,
            format=ExportFormat.CSV,
            today=clock.today(),
            regions=[side.region],
            created_at=clock.now(),
        )
        view = SavedView(**common, name=side.tag, shared=False, at=clock.now())
        session.add_all((export, view))
        session.flush()
        side.desk = {"export_id": export.id, "view_id": view.id, "desk_list": "mensen"}
    session.commit()
    return world


def address(app, rule, ids):
    """Return the address of a rule; of words to choose from the first."""
    chosen = {**ids, "professional_id": ids["entered_id"]} if rule.endpoint in OF_ENTERED else ids
    with app.test_request_context():
        return url_for(rule.endpoint, **{name: _value(rule, name, chosen) for name in rule.arguments})


def _value(rule, name, ids):
    items = getattr(rule._converters[name], "items", None)
    return min(items) if items else ids[name]


def names_a_record(rule, *but):
    return any(name not in but and not getattr(rule._converters[name], "items", None) for name in rule.arguments)


def foreign_words(side):
    people = [candidate_reference(person) for person in side.people]
    return [side.tag, side.tag.lower(), *people, *SCHOOL_NAMES["Beta"]]


def assert_nothing_of(side, text):
    for word in foreign_words(side):
        assert word not in text, word
    for kind, rows in (("mensen", side.people), ("voorstellen", side.proposals), ("onderwijsvragen", side.needs)):
        for row in rows:
            assert f'/coordinator/{kind}/{row}"' not in text, f"{kind} {row}"


@pytest.mark.parametrize(
    "query", ["", "?regio=AM28", "?q=beta", "?regio=AM05&regio=AM28&kaart=klokuren&schooljaar=2026"]
)
def test_own_pages_hold_nothing_of_another_region(app, session, world, browse, query):
    # Messages are there from the introduction on.
    introduced = in_state(session, world.alfa, ProposalState.INTRODUCED)
    client, ids = browse(world.users.alfa), {**ids_of(world.alfa), "proposal_id": introduced}
    # A coordinator's own page among the colleagues is about the visitor.
    ids["user_id"] = world.users.alfa.id
    seen = 0
    own = [*(address(app, rule, ids) for rule in rules(app, "GET")), *(f"/coordinator/taken/{slug}" for slug in KINDS)]
    for page in own:
        answer = client.get(page + query, follow_redirects=True)
        assert answer.status_code == 200, page
        # Reports are packed: test_progress.py opens them.
        text = answer.get_data().decode("utf-8", "replace")
        # Without its own echo of the search text, and the name of the region where one may hand over to it.
        for known in (
            'value="beta"',
            "q=beta",
            "q%3Dbeta",
            "Zoekt op: beta",
            ' value="AM28">Zuidoost-Brabant</option>',
        ):
            text = text.replace(known, "")
        assert_nothing_of(world.beta, text)
        seen += 1
    assert seen >= 20


def test_another_regions_records_are_not_there(app, world, browse):
    client, ids = browse(world.users.alfa), ids_of(world.beta)
    for method in ("GET", "POST"):
        for rule in rules(app, method):
            if names_a_record(rule, "kind", "desk_list"):
                answer = client.open(address(app, rule, ids), method=method, data={"reason": "quality"})
                assert answer.status_code == 404, (method, rule)
                assert "Beta" not in answer.get_data(as_text=True)


def test_another_regions_records_stay_as_they_are(app, world, session, browse):
    client, ids = browse(world.users.alfa), ids_of(world.beta)
    waiting = select(func.count()).where(SchoolMembership.admitted_at.is_(None)).select_from(SchoolMembership)
    before = session.scalar(waiting), dict(session.execute(select(Proposal.id, Proposal.state)).all())
    vog = session.get(Placement, ids["placement_id"]).vog_seen_on
    session.rollback()
    for rule in (rule for rule in rules(app, "POST") if names_a_record(rule, "desk_list")):
        # A foreign member of an own school; a foreign school where there is nothing else.
        own = {**ids, "school_id": ids_of(world.alfa if len(rule.arguments) > 1 else world.beta)["school_id"]}
        data = {"reason": "quality", "vog_issued_on": "2026-09-01", "vog_seen_on": "2026-09-02"}
        assert client.post(address(app, rule, own), data=data).status_code == 404, rule
    assert before == (session.scalar(waiting), dict(session.execute(select(Proposal.id, Proposal.state)).all()))
    assert session.get(Placement, ids["placement_id"]).vog_seen_on == vog


def test_every_endpoint_asks_a_coordinator(app, world, session, browse):
    user = school_member()
    session.commit()
    client, ids = browse(user), ids_of(world.alfa)
    for method in ("GET", "POST"):
        for rule in rules(app, method):
            assert client.open(address(app, rule, ids), method=method).status_code == 403, rule


@pytest.mark.parametrize("kind", LISTS)
def test_the_nation_is_seen_and_can_be_narrowed(app, world, browse, kind):
    client = browse(world.users.nation)
    with app.test_request_context():
        page = url_for(f"coordinator.{kind}")
    whole, narrow = csv_of(client, page), csv_of(client, f"{page}?regio=AM05")
    word_a, word_b = ("ROC van Twente", "Summa College") if kind == "schools" else ("Alfa", "Beta")
    assert word_a in whole
    assert word_b in whole
    assert word_a in narrow
    assert word_b not in narrow
    assert word_b not in client.get(f"{page}?regio=AM05").get_data(as_text=True)
    assert client.get(f"{page}?regio=AM99").status_code == 200


def test_a_coordinator_of_two_regions_narrows_among_them(app, world, browse):
    client = browse(world.users.both)
    whole = csv_of(client, "/coordinator/mensen")
    narrow = csv_of(client, "/coordinator/mensen?regio=AM28")
    assert "Alfa" in whole
    assert "Beta" in whole
    assert "Alfa" not in narrow
    assert "Beta" in narrow
    assert csv_of(client, "/coordinator/mensen?regio=AM01") == whole


def test_a_person_of_two_regions_is_seen_in_both_without_the_other_regions_work(session, world, browse):
    person = session.get(Placement, world.beta.placements[0]).professional_id
    session.add(SearchArea(professional_id=person, position=1, label="Hengelo", radius_km=10, **HENGELO))
    session.commit()
    page = browse(world.users.alfa).get(f"/coordinator/mensen/{person}").get_data(as_text=True)
    assert candidate_reference(person) in page
    assert "/coordinator/inzet/" not in page
    assert "Summa College: " not in page
    assert browse(world.users.beta).get(f"/coordinator/mensen/{person}").status_code == 200
