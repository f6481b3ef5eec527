"""Rules about the code itself."""

import ast
from pathlib import Path

import pytest

from matcher.access import PUBLIC_ENDPOINTS, declared_permission
from matcher.database import db
from matcher.domain.permissions import PREDICATES, Permission
from matcher.models import User

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "matcher").rglob("*.py"))
MOST_LINES = 300
MOST_LINES_OF_A_FUNCTION = 40


def test_every_permission_has_a_predicate():
    assert set(PREDICATES) == set(Permission)


def test_every_endpoint_declares_a_permission(app):
    forgotten = [r.endpoint for r in app.url_map.iter_rules() if declared_permission(app, r.endpoint) is None]
    assert forgotten == []


def test_every_declared_permission_is_on_a_reachable_endpoint(app):
    reachable = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert set(app.view_functions) - reachable == set()
    assert reachable >= PUBLIC_ENDPOINTS


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_stay_small(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def test_functions_stay_small():
    long = [
        f"{path.relative_to(ROOT)}:{node.name}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno + 1 > MOST_LINES_OF_A_FUNCTION
    ]
    assert long == []


def test_the_project_reads_nothing_outside_itself():
    found = [path for path in SOURCES if "shared/" in path.read_text(encoding="utf-8")]
    assert found == []


def test_a_reading_request_cannot_write(app, session):
    from matcher.database import read_only

    read_only.set(True)
    db.session.remove()
    with pytest.raises(Exception, match=r"(?i)read-?only"):
        db.session.execute(User.__table__.delete())
    db.session.rollback()
    read_only.set(False)
