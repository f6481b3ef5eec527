"""A professional who asks the employer's consent, and the link that goes out by mail."""

import re
from datetime import date

import pytest

from matcher.models import EmployerConsent, Professional, User
from matcher.services import employer_consent as services
from matcher.services.employer_consent import AskCommand, GrantCommand
from tests import factories

CONTACT = "chef@example.nl"
LINK = re.compile(r"/werkgever/toestemming/[\w.\-]+")


def command(**values):
    """Return a request for 4 klokuren a week during a school year."""
    wish = {
        "employer": "Fabriek Fictief BV",
        "contact_name": "Wilma Verzonnen",
        "contact_email": CONTACT,
        "minutes": 240,
        "starts_on": date(2026, 9, 15),
        "ends_on": date(2027, 7, 16),
        "message": "Ik wil graag op dinsdag lesgeven.",
    }
    return AskCommand(**wish | values)


def grant(**values):
    """Return an answer of 3 klokuren a week."""
    wish = {"minutes": 180, "starts_on": date(2026, 9, 15), "ends_on": date(2027, 7, 16), "note": "Op dinsdag."}
    return GrantCommand(**wish | values)


@pytest.fixture
def profile(session):
    """Complete, active profile of somebody who has not asked yet."""
    return factories.ProfessionalFactory(minutes_max=240)


@pytest.fixture
def user(session, profile):
    return session.get(User, profile.user_id)


@pytest.fixture
def mine(work_as, user):
    """Unit of work of the professional."""
    return work_as(factories.actor_of(user))


@pytest.fixture
def asked(mine, profile):
    """A request that waits for the employer."""
    return services.ask_consent(mine, professional_id=profile.id, command=command())


@pytest.fixture
def reload(session):
    """A function that reads profile and request again."""

    def read(row):
        session.expire_all()
        found = session.get(EmployerConsent, row.id)
        return found, session.get(Professional, found.professional_id)

    return read


@pytest.fixture
def link(app, asked):
    """The address in the mail to the employer."""
    from matcher import tokens

    token = tokens.sign(tokens.EMPLOYER_CONSENT, {"consent": asked.id, "key": asked.link_key})
    return f"/werkgever/toestemming/{token}"
