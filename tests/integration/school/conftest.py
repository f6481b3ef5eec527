"""Somebody who is signed in for a school, and what tests of the school pages share."""

from contextlib import contextmanager

import pytest
from sqlalchemy import event

from matcher.database import db
from matcher.domain.day_parts import to_mask
from tests import factories
from tests.support.pages import NAMESPACE, parse, text_of

ROC, OTHER = "ROC van Twente", "Albeda"


@pytest.fixture
def member(client, session):
    """An admitted admin of ROC van Twente, signed in."""
    user = factories.school_member(ROC)
    session.commit()
    client.login(user)
    return user


@pytest.fixture
def waiting(client, session):
    """Somebody whose membership of ROC van Twente waits for admission, signed in."""
    user = factories.school_member(ROC, admitted=False, is_admin=False)
    session.commit()
    client.login(user)
    return user


@pytest.fixture
def foreign_need(session):
    """An open need of another school."""
    need = factories.NeedFactory(school_id=factories.school(OTHER).id)
    session.commit()
    return need


@pytest.fixture
def reload(session):
    """A function that reads a row again."""

    def read(row):
        session.expire_all()
        return session.get(type(row), row.id)

    return read


@contextmanager
def counted_queries():
    """Count the statements in the block: ``len(statements)``."""
    statements = []

    def note(_connection, _cursor, statement, *_rest):
        if not statement.startswith(("PRAGMA", "BEGIN", "SET TRANSACTION")):
            statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def queries_of(client, url):
    """Return how many statements a page takes once everything is warm."""
    client.get(url)
    with counted_queries() as statements:
        assert client.get(url).status_code == 200
    return len(statements)


def page_text(response):
    """Return the words of the main part of a page."""
    return text_of(parse(response.get_data(as_text=True)).find(".//h:main", NAMESPACE))


def error_of(response, field):
    """Return the message beside a field."""
    root = parse(response.get_data(as_text=True))
    found = [e for e in root.iter() if isinstance(e.tag, str) and e.get("id") == f"{field}-error"]
    assert found, f"no error beside {field}"
    return text_of(found[0])


def mask(*codes):
    return to_mask(codes)
