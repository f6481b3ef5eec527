"""From proposal to classroom: both answer from their mail, write, try a lesson, place, count hours, look back."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import select, update

from matcher import clock
from matcher.domain.states import ProposalState
from matcher.mailer import deliver_outbox
from matcher.models import Feedback, PlacementMonth, PlacementMonthClaim, Trial, User
from matcher.services.proposals import approve
from tests.e2e.visitor import Visitor
from tests.factories import (
    PASSWORD,
    NeedFactory,
    ProfessionalFactory,
    ProposalFactory,
    coordinator,
    coordinator_actor,
    school_member,
)

pytestmark = pytest.mark.e2e


@pytest.fixture
def scene(session, work_as):
    """A proposal that the coordinator just sent to both sides, the addresses of the three, the last day of lessons."""
    contact, person, desk = school_member(), ProfessionalFactory(), coordinator("AM05")
    last_day = clock.today() + timedelta(days=60)
    # It begins next week, so that an answer can still be put off; the school places from today on.
    need = NeedFactory(
        created_by_id=contact.id, starts_on=clock.today() + timedelta(days=7), ends_on=last_day, teaching_weeks=6
    )
    made = ProposalFactory(professional_id=person.id, need_id=need.id, state=ProposalState.IN_REVIEW)
    found = SimpleNamespace(
        id=made.id,
        contact=contact.email,
        person=session.get(User, person.user_id).email,
        name=session.get(User, person.user_id).full_name,
        desk=desk.email,
        last_day=last_day,
    )
    # After the commit nothing is read: on SQLite an open transaction of the test would keep the server waiting.
    session.commit()
    approve(work_as(coordinator_actor("AM05")), proposal_id=found.id)
    deliver_outbox()
    session.rollback()
    return found


def answer_from_mail(reader, address):
    """Say yes with the link in the mail, without signing in."""
    reader.go(reader.link_in_mail(address, "/antwoord/")).sees("PLC-programmeren").press("Ja, ik heb interesse")
    reader.sees("Wij hebben uw ja doorgegeven")


def write(pro, school, desk, scene):
    pro.go(f"/professional/voorstellen/{scene.id}/berichten").fill(body="Mag ik eerst komen kijken?").press("Verstuur")
    school.go(school.link_in_mail(scene.contact, f"/school/voorstellen/{scene.id}/")).sees("Mag ik eerst komen kijken?")
    assert not any("Mag ik eerst komen kijken?" in mail.body for mail in school.mails)
    school.fill(body="Graag. Kom donderdag.").press("Verstuur")
    desk.go(f"/coordinator/voorstellen/{scene.id}/berichten").sees("Graag. Kom donderdag.")


def try_a_lesson(pro, school, scene, session):
    day = clock.today() + timedelta(days=8)
    school.go(f"/school/voorstellen/{scene.id}").follow("Stel een proefles voor")
    school.fill(day_1=day.isoformat(), time_1="10:00", place="Lokaal B12").press("Verstuur de momenten")
    pro.go(f"/professional/voorstellen/{scene.id}").follow("Kies een moment")
    pro.page.get_by_label(re.compile("10.00-11.00 uur")).check()
    pro.press("Bevestig dit moment").sees("De proefles staat vast")
    assert any("proefles.ics" in str(mail.attachments) for mail in pro.mails if scene.person in mail.to)
    # The lesson is over: a browser cannot wait a week.
    session.execute(update(Trial).values(starts_at=clock.now() - timedelta(days=1)))
    session.commit()
    pro.go(f"/professional/voorstellen/{scene.id}").follow("Hoe ging de proefles?")
    pro.tick("outcome", "gegeven").press("Ga verder")
    pro.tick("again", "yes").fill(text="Leuke klas.").press("Bewaar")
    school.go(f"/school/voorstellen/{scene.id}").sees("Leuke klas.").press("Wij zijn het eens")
    pro.go(f"/professional/voorstellen/{scene.id}").press("Wij zijn het eens")


def place(school, pro, scene):
    school.go(f"/school/voorstellen/{scene.id}").follow("Leg de inzet vast")
    school.fill(starts_on=clock.today().isoformat(), ends_on=scene.last_day.isoformat())
    school.fill(minutes_per_week=2, subject_parts="PLC-programmeren", responsible_teacher="Meester Verzonnen")
    school.press("Leg de inzet vast").sees("Inzet van " + scene.name)
    pro.go(pro.link_in_mail(scene.person, "/professional/inzet/")).sees("Klokuren per maand", "Meester Verzonnen")


def count_hours(pro, school, scene):
    """The professional enters another number than planned, the school confirms a third one: both see all three."""
    month = pro.page.locator("details.month-other").first
    month.locator("summary").press("Enter")
    month.locator("[name=minutes]").fill("3,5")
    month.locator("[name=note]").fill("Een les extra")
    pro.press_in(month, "Bewaar").sees("3,5", "Een les extra")
    school.go(school.link_in_mail(scene.contact, "/school/inzet/")).sees("3,5", "Een les extra", "verschil")
    other = school.page.locator("details.month-other").first
    other.locator("summary").press("Enter")
    other.locator("[name=minutes]").fill("3")
    school.press_in(other, "Bewaar").sees("bevestigd op")
    pro.go(pro.link_in_mail(scene.person, "/professional/inzet/")).sees("3,5", "bevestigd op", "verschil")


def stop_and_look_back(pro, school, scene):
    school.follow(re.compile("^Beëindig")).fill(last_day=clock.today().isoformat()).tick("reason", "agreed")
    school.press("Beëindig")
    pro.go(f"/professional/voorstellen/{scene.id}").follow(re.compile("lesgeven", re.IGNORECASE))
    pro.tick("again", "yes").fill(text="Ik kom graag terug.").press("Bewaar").sees("Ik kom graag terug.")


def test_from_proposal_to_classroom(browser, live_server, outbox, scene, session):
    by_mail = Visitor(browser, live_server, outbox)
    answer_from_mail(by_mail, scene.person)
    answer_from_mail(by_mail, scene.contact)
    school, pro, desk = (
        Visitor(browser, live_server, outbox).login(email, PASSWORD)
        for email in (scene.contact, scene.person, scene.desk)
    )
    school.go(school.link_in_mail(scene.contact, "/school/voorstellen/")).sees(scene.name, scene.person)
    write(pro, school, desk, scene)
    try_a_lesson(pro, school, scene, session)
    place(school, pro, scene)
    count_hours(pro, school, scene)
    stop_and_look_back(pro, school, scene)
    assert session.scalar(select(PlacementMonthClaim.minutes)) == 210
    assert session.scalar(select(PlacementMonth.real_minutes)) == 180
    assert sorted(session.scalars(select(Feedback.kind))) == ["placement", "trial"]
    assert by_mail.problems + school.problems + pro.problems + desk.problems == []
