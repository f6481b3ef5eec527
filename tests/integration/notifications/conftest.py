"""Two regions and two schools."""

import pytest

from tests.integration.notifications.scenes import side


@pytest.fixture
def alfa(session):
    return side("Alfa")


@pytest.fixture
def beta(session):
    return side("Beta")


@pytest.fixture
def browse(new_client):
    """A function that returns a signed-in browser of a user."""

    def sign_in(user):
        client = new_client()
        client.login(user)
        return client

    return sign_in
