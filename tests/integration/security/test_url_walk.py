"""Every address, in every role, with the ids of somebody else: no foreign data, no write, no crash."""

import pytest

from matcher.access import PUBLIC_ENDPOINTS, declared_permission
from matcher.domain.permissions import Permission, allowed
from matcher.domain.states import ProposalState
from tests.factories import actor_of
from tests.integration.security.world import WORD, changed_tables, digest, fill_foreign, own_user

ROLES = ("anonymous", "professional", "waiting", "member", "school_admin", "coordinator", "national", "admin")
# Who oversees the whole country or the platform may open everything behind the own permission.
OVERSEERS = {
    "national": {Permission.COORDINATOR, Permission.COORDINATES, Permission.NATIONAL},
    "admin": {Permission.ADMIN},
}
# Schools as such are public knowledge: anybody may ask to join one, and a professional may keep one away.
OPEN_TO_ALL = {"school.join_school", "professional.exclude", "professional.allow"}
FORM = {
    "reason": "anders", "note": "x", "text": "x", "message": "x", "on": "2026-10-01", "last_day": "2026-11-01",
    "status": "closed", "to": "closed", "state": "closed", "name": "Locatie", "place": "Hengelo", "address": "Weg 1",
    "starts_on": "2026-10-01", "ends_on": "2027-01-29", "minutes_per_week": "60", "scope": "national",
    "school": "1", "school_id": "1", "job_title": "x", "vog_issued_on": "2026-08-01", "vog_seen_on": "2026-09-01",
    "body": "x", "again": "yes", "outcome": "gegeven", "day_1": "2026-10-01", "time_1": "10:00", "minutes": "60",
    "option": "1", "until": "1", "region": "AM01", "bevestig": "1", "actie": "approve", "rij": "1",
}  # fmt: skip
ANY_VALUES = {"name": "wanneer", "step": "toelaten", "action": "toelaten", "decision": "toelaten", "token": "onzin"}
ANY_VALUES |= dict.fromkeys(("link_id", "concept_id", "import_id", "measure_id", "exception_id"), 1)
ANY_VALUES |= {"school_year": 2026, "key": "onzin", "other_id": 999_999, "kind": "antwoord-te-laat", "subject_id": 1}


def addresses(app, foreign, state):
    """Yield (endpoint, method, path, has ids) of every rule with the foreign ids filled in."""
    ids = {name: value for name, value in vars(foreign).items() if name.endswith("_id")}
    ids["proposal_id"] = foreign.proposals[state]
    adapter = app.url_map.bind("localhost")
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        if rule.endpoint in PUBLIC_ENDPOINTS:
            continue
        values = {name: ids.get(name) or _choice(rule, name) for name in rule.arguments}
        path = adapter.build(rule.endpoint, values)
        for method in sorted(rule.methods & {"GET", "POST"}):
            yield rule.endpoint, method, path, bool(rule.arguments & set(ids))


def _choice(rule, name):
    """Return a value the converter takes: the first of a list, else something harmless."""
    items = getattr(rule._converters[name], "items", None)
    return min(items) if items else ANY_VALUES[name]


def must_refuse(app, actor, role, endpoint, *, has_ids):
    permission = declared_permission(app, endpoint)
    if not allowed(permission, actor):
        return True
    return has_ids and endpoint not in OPEN_TO_ALL and permission not in OVERSEERS.get(role, set())


def ask(client, method, path):
    return client.get(path) if method == "GET" else client.post(path, data=FORM)


def refused(response):
    to_sign_in = response.status_code == 302 and response.headers["Location"].startswith("/inloggen")
    return to_sign_in or response.status_code in {403, 404}


def visit(client, session, role):
    """Sign in as a role; return client and actor."""
    from matcher.domain.actors import NOBODY

    user = own_user(role)
    session.commit()
    client.check_pages = False
    if user is None:
        return NOBODY
    client.login(user)
    actor = actor_of(user)
    session.rollback()
    return actor


@pytest.mark.parametrize("role", ROLES)
def test_no_address_gives_or_changes_what_is_somebody_elses(app, client, session, role, outbox):
    foreign = fill_foreign(session)
    actor = visit(client, session, role)
    states = foreign.proposals if role in {"member", "coordinator"} else [ProposalState.PROPOSED]
    before = digest()
    wrong, asked = [], set()
    for state in states:
        for endpoint, method, path, has_ids in addresses(app, foreign, state):
            if (method, path) in asked or not must_refuse(app, actor, role, endpoint, has_ids=has_ids):
                continue
            asked.add((method, path))
            response = ask(client, method, path)
            if not refused(response) or WORD in response.get_data(as_text=True):
                wrong.append((method, path, response.status_code))
    assert wrong == []
    assert len(asked) > 40
    assert changed_tables(before, digest()) == []
    assert outbox == []


@pytest.mark.parametrize("role", ["professional", "waiting", "member", "school_admin", "coordinator"])
def test_own_pages_lists_and_exports_hold_nothing_foreign(app, client, session, role, outbox):
    foreign = fill_foreign(session)
    actor = visit(client, session, role)
    queries = (
        "",
        f"?school={foreign.school_id}&regio=AM28&q={WORD.lower()[:9]}&sector=mbo&vraag={foreign.need_id}&kaart=AM28",
    )
    wrong = []
    for endpoint, method, path, has_ids in addresses(app, foreign, ProposalState.PROPOSED):
        if method == "POST" or has_ids or not allowed(declared_permission(app, endpoint), actor):
            continue
        for query in queries:
            response = client.get(path + query)
            if WORD in response.get_data(as_text=True) or response.status_code >= 500:
                wrong.append((path, query, response.status_code))
    assert wrong == []
    assert all(WORD not in mail.body for mail in outbox)


@pytest.mark.parametrize("role", ["professional", "school_admin", "national", "admin"])
def test_reading_pages_write_nothing(app, client, session, role):
    foreign = fill_foreign(session)
    actor = visit(client, session, role)
    before, wrong = digest(), []
    for endpoint, method, path, _has_ids in addresses(app, foreign, ProposalState.PROPOSED):
        if method == "GET" and allowed(declared_permission(app, endpoint), actor):
            status = client.get(path).status_code
            if status not in {200, 302, 403, 404, 410}:
                wrong.append((path, status))
    assert wrong == []
    assert changed_tables(before, digest()) == []
