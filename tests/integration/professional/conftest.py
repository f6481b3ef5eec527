"""Somebody who is signed in as a professional, with an empty or a complete profile."""

import pytest

from matcher.models import Professional, User
from tests import factories


def person(session, **values):
    """Return (user, profile) with a complete, active profile."""
    profile = factories.ProfessionalFactory(**values)
    return session.get(User, profile.user_id), profile


def draft(session):
    """Return (user, profile) of somebody who has just registered."""
    user = factories.UserFactory()
    profile = Professional(user_id=user.id, created_at=factories.LONG_AGO)
    session.add(profile)
    session.flush()
    return user, profile


@pytest.fixture
def starter(client, session):
    """Profile of the signed-in newcomer."""
    user, profile = draft(session)
    session.commit()
    client.login(user)
    return profile


@pytest.fixture
def active(client, session):
    """Complete, active profile of who is signed in."""
    user, profile = person(session)
    session.commit()
    client.login(user)
    return profile


@pytest.fixture
def reload(session):
    """A function that reads a row again."""

    def read(row):
        session.expire_all()
        return session.get(type(row), row.id)

    return read
