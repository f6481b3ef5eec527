"""The main job, from nothing to a placement: three new people in three browsers.

A professional registers, completes a profile and sees why three needs fit. A school registers, posts a need and sees
ranked, explained candidates with their hours left. The coordinator admits and approves, both say yes and agree, and the
school places; 270 klokuren are refused with the numbers and the article.
"""

import re
from datetime import timedelta

import pytest

from matcher import clock
from tests.e2e.visitor import Visitor
from tests.factories import PASSWORD, NeedFactory, coordinator

pytestmark = pytest.mark.e2e
SKILL = "PLC-programmeren"
PROFESSIONAL, SCHOOL = "yara.verzonnen@example.nl", "henk.fictief@example.nl"
DAY_PARTS = ("di-ochtend", "do-ochtend")


@pytest.fixture
def first_day():
    """A Monday two to three weeks ahead."""
    day = clock.today() + timedelta(days=21)
    return day - timedelta(days=day.weekday())


@pytest.fixture
def visitor(browser, live_server, outbox):
    return lambda: Visitor(browser, live_server, outbox)


@pytest.fixture
def a_region(session, first_day):
    """A coordinator of Twente, and two open needs of other people that fit as well."""
    email = coordinator("AM05").email
    for title in ("Besturingstechniek", "Industriële automatisering"):
        NeedFactory(title=title, starts_on=first_day, ends_on=first_day + timedelta(weeks=18), people_wanted=1)
    # After the commit nothing is read: on SQLite an open transaction of the test would keep the server waiting.
    session.commit()
    return email


def complete_profile(person):
    person.register(kind="professional", name="Yara Verzonnen", email=PROFESSIONAL, password=PASSWORD)
    person.go("/professional/profiel/basis").fill(place="Hengelo (Overijssel)", radius=30).press("Bewaar")
    person.go("/professional/profiel/werk").fill(
        job_title="besturingstechnicus", employer="Fabriek Fictief BV", years_experience=12
    ).press("Bewaar")
    person.go("/professional/profiel/vaardigheden").fill(**{"skills-query": SKILL})
    person.page.get_by_role("option", name=re.compile(SKILL)).first.click()
    person.press("Bewaar")
    person.go("/professional/profiel/opleiding").tick("education_level", "mbo_4").fill(education_field="mechatronica")
    person.press("Bewaar")
    person.go("/professional/profiel/beschikbaarheid").tick("day_parts", *DAY_PARTS)
    person.fill(hours_min=2, hours_max=6, available_from=clock.today().isoformat()).press("Bewaar")
    person.go("/professional/profiel/wensen").tick("sectors", "mbo").tick("role_kinds", "gastdocent")
    person.tick("contract_forms", "eigen_aanstelling").press("Bewaar")
    person.go("/professional/profiel/toestemming").tick("consent", "gegeven").fill(consent_hours=6).press("Bewaar")
    person.go("/professional/profiel/motivatie").fill(
        motivation="Ik wil studenten laten zien hoe een machine echt wordt bestuurd, met voorbeelden uit mijn werk."
    ).press("Bewaar")
    person.go("/professional/profiel").press("Zet mijn profiel aan")


def post_need(school, first_day):
    school.register(kind="school", name="Henk Fictief", email=SCHOOL, password=PASSWORD)
    school.go("/school/aansluiten?q=ROC+van+Twente").follow(re.compile("ROC van Twente"))
    school.fill(job_title="teamleider techniek").press("Sluit aan")
    school.go("/school/vragen/nieuw").tick("role_kind", "gastdocent").press("Bewaar en ga verder")
    school.fill(title=SKILL, education="mechatronica", learning_goals="Een besturing programmeren en testen.")
    school.tick("level", "mbo_4").press("Bewaar en ga verder")
    school.fill(**{"skills-query": SKILL})
    school.page.get_by_role("option", name=re.compile(SKILL)).first.click()
    school.press("Bewaar en ga verder")
    school.fill(starts_on=first_day, ends_on=first_day + timedelta(weeks=18, days=-3), amount=4, teaching_weeks=18)
    school.tick("day_parts", *DAY_PARTS).press("Bewaar en ga verder")
    school.press("Bewaar en ga verder")
    school.tick("contract_forms", "eigen_aanstelling").press("Bewaar en ga verder")
    school.fill(responsible_teacher="Meester Verzonnen").press("Bewaar en ga verder")
    school.sees("Controleer uw antwoorden", "72 klokuren").press("Open deze vraag")


def matches_and_candidates(person, school, desk, coordinator_email):
    person.go("/professional/vragen").sees("Past: PLC-programmeren", "0 km", "0 van 240 klokuren gebruikt")
    person.sees(SKILL, "Besturingstechniek", "Industriële automatisering")
    assert person.page.get_by_role("link", name=re.compile("^Bekijk")).count() == 3
    desk.login(coordinator_email, PASSWORD).go("/coordinator/scholen").follow("ROC van Twente").press("Laat toe")
    school.page.reload()
    school.sees("Kandidaten voor PLC-programmeren", "1 kandidaat", "Besturingstechnicus, 12 jaar ervaring", "Past:")
    school.sees("0 van 240 klokuren gebruikt, met deze vraag 72").does_not_see("Yara", "Fabriek Fictief")


def both_say_yes(person, school, desk):
    desk.go("/coordinator/beoordelen").sees("Yara Verzonnen").follow(SKILL).press("Keur goed en verstuur")
    person.go(person.link_in_mail(PROFESSIONAL, "/professional/voorstellen/")).press("Ja, ik heb interesse")
    school.go(school.link_in_mail(SCHOOL, "/school/voorstellen/")).does_not_see("Yara").press("Ja, ik heb interesse")
    school.sees("Yara Verzonnen", PROFESSIONAL)
    person.page.reload()
    person.sees("Henk Fictief", SCHOOL).press("Wij zijn het eens")
    school.page.reload()
    school.press("Wij zijn het eens")


def place(school):
    school.follow("Leg de inzet vast").fill(minutes_per_week=15, subject_parts=SKILL)
    school.page.get_by_text("30 boven de grens").wait_for()
    school.sees("ten hoogste 13,33 klokuren per week").press("Leg de inzet vast")
    school.sees("270 van ten hoogste 240 klokuren", "WEB artikel 4.2.1 lid 6")
    school.fill(minutes_per_week=4).press("Leg de inzet vast")
    school.sees("72 klokuren")


def test_from_registration_to_placement(visitor, a_region, first_day):
    person, school, desk = visitor(), visitor(), visitor()
    complete_profile(person)
    post_need(school, first_day)
    matches_and_candidates(person, school, desk, a_region)
    both_say_yes(person, school, desk)
    place(school)
    person.go("/professional/inzet").sees("72 van 240 klokuren", "ROC van Twente")
    assert person.problems + school.problems + desk.problems == []
