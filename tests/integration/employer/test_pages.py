"""The employer's page by signed link, and asking it from the profile."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from matcher import tokens
from matcher.domain.choices import Consent
from matcher.domain.employer_consent import ConsentState
from matcher.models import EmployerConsent, Professional
from tests import factories
from tests.integration.employer.conftest import CONTACT, LINK
from tests.integration.security.world import changed_tables, digest

PART = "/professional/profiel/toestemming"
ASK = f"{PART}/vragen"
FORM = {
    "employer": "Fabriek Fictief BV",
    "contact_name": "Wilma Verzonnen",
    "contact_email": CONTACT,
    "hours": "4",
    "starts_on": "2026-09-15",
    "ends_on": "2027-07-16",
    "message": "Ik wil graag op dinsdag.",
}
YES = {"answer": "given", "hours": "3,5", "starts_on": "2026-09-15", "ends_on": "2027-01-29", "note": "Op dinsdag."}
NO = {"answer": "refused", "hours": "", "starts_on": "", "ends_on": "", "note": "Te druk."}


def page(response):
    return response.get_data(as_text=True)


def state_of(session):
    session.expire_all()
    return session.scalars(select(EmployerConsent)).one()


def test_ask_by_mail_and_answer_by_its_link(client, new_client, session, user, outbox):
    client.login(user)
    told = page(client.post(ASK, data=FORM, follow_redirects=True))
    assert "De mail naar uw werkgever is verstuurd" in told
    assert "gevraagd, nog geen antwoord" in told
    assert [mail.to for mail in outbox] == [[CONTACT]]
    assert user.email not in outbox[0].body
    employer, link = new_client(), LINK.search(outbox[0].body).group()
    told = page(employer.post(link, data=YES, follow_redirects=True))
    assert "U gaf op 14 september 2026 toestemming voor 3,5 klokuren per week" in told
    assert [mail.to for mail in outbox[1:]] == [[user.email], [CONTACT]]
    assert "3,5 klokuren" in outbox[1].body
    assert LINK.search(outbox[2].body)
    told = page(client.get(PART))
    assert "Gegeven door de werkgever voor 3,5 klokuren per week" in told
    assert "Op dinsdag." in told


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"employer": ""}, "Vul de naam van uw werkgever in"),
        ({"contact_name": " "}, "Vul de naam in van wie de mail krijgt"),
        ({"contact_email": "chef"}, "zoals naam@voorbeeld.nl"),
        ({"hours": "veel"}, "Vul een getal in, zoals 4 of 2,5"),
        ({"hours": "0"}, "van 0,5 tot en met 40"),
        ({"starts_on": ""}, "Vul de eerste dag in"),
        ({"ends_on": "2026-09-14"}, "De einddatum ligt voor de begindatum"),
        ({"message": "a" * 501}, "korter dan 500 tekens"),
    ],
)
def test_errors_beside_the_field_keep_the_input(client, session, user, outbox, values, message):
    client.login(user)
    shown = page(client.post(ASK, data=FORM | values))
    assert message in shown
    assert 'id="fouten"' in shown
    assert 'value="2027-07-16"' in shown or "ends_on" in values
    assert session.scalars(select(EmployerConsent)).all() == []
    assert outbox == []


def test_form_begins_with_what_the_profile_says(client, user):
    client.login(user)
    shown = page(client.get(ASK))
    for value in ("Fabriek Fictief BV", "2026-09-14", "2027-07-31"):
        assert f'value="{value}"' in shown


def test_asking_twice_is_told_and_mails_once(client, user, outbox):
    client.login(user)
    client.post(ASK, data=FORM)
    assert "loopt al een vraag" in page(client.post(ASK, data=FORM))
    assert len(outbox) == 1


def test_while_asked_the_form_has_only_the_vog(client, session, user, asked):
    client.login(user)
    shown = page(client.get(PART))
    assert 'name="consent"' not in shown
    assert "Opnieuw sturen kan vanaf 16 september 2026" in shown
    client.post(PART, data={"consent": "gegeven", "consent_hours": "8", "vog_issued_on": "2026-09-01"})
    session.expire_all()
    profile = session.get(Professional, asked.professional_id)
    assert (profile.consent, str(profile.vog_issued_on)) == (Consent.GEVRAAGD, "2026-09-01")


def test_send_again_and_stop(frozen, client, session, user, asked, link, outbox):
    client.login(user)
    assert "korter dan twee dagen" in page(client.post(f"{PART}/opnieuw", follow_redirects=True))
    frozen.move_to(asked.sent_at + timedelta(days=2))
    client.login(user)
    assert "Stuur de mail opnieuw" in page(client.get(PART))
    assert "opnieuw verstuurd" in page(client.post(f"{PART}/opnieuw", follow_redirects=True))
    told = page(client.post(f"{PART}/stoppen", follow_redirects=True))
    assert 'name="consent"' in told
    assert "Eerder gevraagd" in told
    assert client.get(link).status_code == 410
    assert "Er loopt geen vraag" in page(client.post(f"{PART}/stoppen", follow_redirects=True))
    assert [mail.to for mail in outbox] == [[CONTACT]] * 3


def test_overdue_is_told_to_both(frozen, client, user, asked, link):
    frozen.move_to(asked.sent_at + timedelta(days=31))
    assert client.get(link).status_code == 410
    client.login(user)
    assert "binnen 30 dagen geen antwoord" in page(client.get(PART))


def test_a_consent_that_is_over_is_told_and_can_be_extended(frozen, client, new_client, session, user, link):
    client.post(link, data=YES)
    frozen.move_to("2027-02-01T09:00:00+00:00")
    person = new_client()
    person.login(user)
    assert "liep tot en met 29 januari 2027" in page(person.get(PART))
    client.post(link, data=YES | {"ends_on": "2027-07-16"})
    assert "liep tot en met" not in page(person.get(PART))
    assert state_of(session).ends_on.isoformat() == "2027-07-16"


def test_reading_the_link_changes_nothing(client, session, link):
    session.commit()
    before = digest()
    for _time in range(2):
        response = client.get(link)
        assert response.status_code == 200
    client.check_pages = False
    client.head(link)
    assert changed_tables(before, digest()) == []
    assert response.headers["Cache-Control"] == "no-store"
    assert '<meta name="robots" content="noindex">' in page(response)


def test_the_page_says_what_is_asked_and_no_more(client, session, user, profile, link):
    shown = page(client.get(link))
    for words in (
        user.full_name,
        "4 klokuren per week",
        "15 september 2026",
        "dinsdag",
        "6 klokuren",
        "21 % btw",
        "WEB artikel 4.2.1 lid 6",
    ):
        assert words in shown
    for secret in (user.email, profile.motivation, profile.job_title, "mechatronica"):
        assert secret not in shown


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"hours": ""}, "Vul in hoeveel klokuren per week"),
        ({"hours": "41"}, "van 0,5 tot en met 40"),
        ({"ends_on": "2026-09-01"}, "De einddatum ligt voor de begindatum"),
        ({"starts_on": "morgen"}, "Vul een bestaande datum in"),
        ({"note": "a" * 501}, "korter dan 500 tekens"),
    ],
)
def test_wrong_answers_come_back(client, session, link, values, message):
    shown = page(client.post(link, data=YES | values))
    assert message in shown
    assert 'id="fouten"' in shown
    assert state_of(session).state is ConsentState.ASKED


def test_no_needs_no_hours(client, session, link, user, outbox):
    shown = page(client.post(link, data=NO, follow_redirects=True))
    assert "U gaf op 14 september 2026 geen toestemming" in shown
    assert state_of(session).note == "Te druk."
    assert "Te druk." in outbox[1].body


def test_change_and_withdraw_by_the_same_link(client, session, link, outbox):
    client.post(link, data=YES)
    client.post(link, data=YES | {"hours": "2"})
    assert state_of(session).minutes_given == 120
    assert "Schrijf kort waarom" in page(client.post(link, data=YES | {"answer": "withdrawn", "note": ""}))
    shown = page(client.post(link, data={"answer": "withdrawn", "note": "Reorganisatie."}, follow_redirects=True))
    assert "U trok de toestemming in op 14 september 2026" in shown
    assert "Reorganisatie." in outbox[-2].body
    shown = page(client.post(link, data=NO, follow_redirects=True))
    assert "intussen veranderd" in shown
    assert state_of(session).state is ConsentState.WITHDRAWN


def other_tokens(asked):
    good = {"consent": asked.id, "key": asked.link_key}
    return {
        "nonsense": "onzin",
        "other purpose": tokens.sign(tokens.SCHOOL_INVITATION, good),
        "other key": tokens.sign(tokens.EMPLOYER_CONSENT, good | {"key": "x"}),
        "gone": tokens.sign(tokens.EMPLOYER_CONSENT, good | {"consent": asked.id + 1}),
    }


@pytest.mark.parametrize("kind", ["nonsense", "other purpose", "other key", "gone"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_wrong_link_says_what_to_do(client, session, asked, kind, method):
    response = getattr(client, method)(f"/werkgever/toestemming/{other_tokens(asked)[kind]}", data=YES)
    assert response.status_code == 410
    assert "Vraag uw medewerker om een nieuwe mail" in page(response)
    assert state_of(session).state is ConsentState.ASKED


def test_a_token_ends_after_three_years(frozen, client, session, asked, link):
    asked.state, asked.minutes_given = ConsentState.GIVEN, 60
    session.commit()
    assert client.get(link).status_code == 200
    frozen.move_to(asked.sent_at + timedelta(days=3 * 365 + 1))
    assert client.get(link).status_code == 410


def test_link_of_a_switched_off_account_is_dead(client, session, user, link):
    user.deactivated_at = factories.LONG_AGO
    session.commit()
    assert client.get(link).status_code == 410


def test_answers_need_the_csrf_value_of_the_page(app, client, session, link):
    app.config["WTF_CSRF_ENABLED"] = True
    assert client.post(link, data=YES).status_code == 400
    assert state_of(session).state is ConsentState.ASKED
    value = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page(client.get(link))).group(1)
    assert client.post(link, data=YES | {"csrf_token": value}).status_code == 302
    assert state_of(session).state is ConsentState.GIVEN


def test_ten_answers_an_hour(client, link):
    answers = [client.post(link, data=YES).status_code for _time in range(11)]
    assert answers == [302] * 10 + [429]


@pytest.mark.parametrize("path", [PART, ASK, f"{PART}/opnieuw", f"{PART}/stoppen"])
def test_only_professionals_have_these_pages(client, session, path):
    member = factories.school_member()
    session.commit()
    assert client.post(path).status_code == 302
    client.login(member)
    assert client.post(path).status_code == 403


def test_somebody_else_has_nothing_to_stop(client, session, asked):
    other = factories.ProfessionalFactory()
    session.commit()
    client.login(session.get(factories.User, other.user_id))
    assert "Er loopt geen vraag" in page(client.post(f"{PART}/stoppen", follow_redirects=True))
    assert state_of(session).state is ConsentState.ASKED


def test_mail_without_a_message_has_no_empty_quote(client, session, mine, profile, user, outbox):
    client.login(user)
    client.post(ASK, data=FORM | {"message": ""})
    assert "Bericht van" not in outbox[0].body
