"""Two real processes on one database: what is saved through the one is in the ranking of the other at its next page."""

import os
import re
import socket
import subprocess
import sys
from types import SimpleNamespace

import pytest
from sqlalchemy import update

from matcher.config import ROOT
from matcher.models import NeedSkill, ProfessionalSkill
from tests.e2e.visitor import Visitor
from tests.factories import PASSWORD, NeedFactory, ProfessionalFactory, UserFactory, concept_id, school_member

pytestmark = pytest.mark.e2e
SKILL = "elektro-plc-programmeren"
# A process that starts on a changed engine compiles it first.
PATIENCE = 180_000


@pytest.fixture
def second_process(app, settings, scratch, warm_engine):
    """The address of the application in a process of its own, served by gunicorn on the same database."""
    listening = socket.create_server(("127.0.0.1", 0))
    instance = scratch / "second"
    instance.mkdir(exist_ok=True)
    environment = {
        **os.environ,
        "DATABASE_URL": settings.database_url,
        "INSTANCE_PATH": str(instance),
        "SECRET_KEY": settings.secret_key,
        "APP_ENV": "local",
    }
    # The socket is open before the process is: a browser that comes early waits instead of failing.
    command = [sys.executable, "-m", "gunicorn", "wsgi:app", "--bind", f"fd://{listening.fileno()}", "--threads", "2"]
    process = subprocess.Popen(
        [*command, "--log-level", "warning"], cwd=ROOT, env=environment, pass_fds=[listening.fileno()]
    )
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    listening.close()
    process.terminate()
    process.wait(timeout=30)


def ranked(visitor):
    """Return the job titles of the candidates on the page, best first."""
    return re.findall(r"(Zonnemonteur|Windmonteur), \d+ jaar ervaring", visitor.page.inner_text("main"))


@pytest.fixture
def needed(session):
    """A need that asks an expert, somebody experienced and a beginner; their e-mail addresses and the school's."""
    user, member, need, skill = UserFactory(), school_member(), NeedFactory(skills=(SKILL,)), concept_id(SKILL)
    ProfessionalFactory(job_title="windmonteur", skills=(SKILL,))
    beginner = ProfessionalFactory(job_title="zonnemonteur", user_id=user.id, skills=(SKILL,))
    session.execute(update(NeedSkill).where(NeedSkill.need_id == need.id).values(level=3))
    session.execute(update(ProfessionalSkill).where(ProfessionalSkill.professional_id == beginner.id).values(level=1))
    found = SimpleNamespace(need=need.id, skill=skill, person=user.email, school=member.email)
    # After the commit nothing is read: on SQLite an open transaction of the test would keep the server waiting.
    session.commit()
    return found


def test_a_changed_skill_changes_the_ranking_in_another_process(browser, live_server, second_process, outbox, needed):
    person, school = Visitor(browser, live_server, outbox), Visitor(browser, second_process, outbox)
    for visitor in (person, school):
        visitor.page.set_default_timeout(PATIENCE)
    school.login(needed.school, PASSWORD).go(f"/school/vragen/{needed.need}/kandidaten")
    assert ranked(school) == ["Windmonteur", "Zonnemonteur"]

    person.login(needed.person, PASSWORD).go("/professional/profiel/vaardigheden")
    person.page.select_option(f"main [name=skills-{needed.skill}-level]", "3")
    person.press("Bewaar")

    school.page.reload()
    assert ranked(school) == ["Zonnemonteur", "Windmonteur"]
    assert person.problems + school.problems == []
