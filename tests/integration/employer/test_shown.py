"""The consent beside a proposal: the same fact for every side, never who the employer is, a warning and no block."""

from datetime import date, timedelta

import pytest

from matcher.blueprints.consent_words import consent_box
from matcher.domain.actors import NOBODY
from matcher.domain.choices import Consent
from matcher.domain.states import Party, ProposalState, Step
from matcher.models import ProposalEvent
from matcher.queries.employer_consent import ConsentFact, consent_fact
from matcher.queries.profile_needs import need_detail
from matcher.services import employer_consent as services
from tests import factories
from tests.integration.employer.conftest import CONTACT, grant

TODAY = date(2026, 9, 14)
SECRETS = ("Fabriek Fictief", "Wilma Verzonnen", CONTACT, "Op dinsdag.", "dinsdag lesgeven")


@pytest.fixture
def need(session):
    """4 klokuren a week, from 21 September 2026 to 29 January 2027."""
    return factories.NeedFactory()


@pytest.fixture
def proposal(session, profile, need):
    row = factories.ProposalFactory(professional_id=profile.id, need_id=need.id, state=ProposalState.PROPOSED)
    session.add(
        ProposalEvent(
            proposal_id=row.id, at=factories.LONG_AGO, party=Party.COORDINATOR, step=Step.APPROVE,
            from_state=ProposalState.SUGGESTED, to_state=ProposalState.PROPOSED,
        )
    )  # fmt: skip
    return row


def give(work_as, asked, **values):
    services.give_consent(work_as(NOBODY), consent_id=asked.id, key=asked.link_key, command=grant(**values))


def box(session, profile, need=None, today=TODAY):
    shown = need_detail(session, need_id=need.id) if need else None
    return consent_box(consent_fact(session, professional_id=profile.id), need=shown, today=today)


def visitors(profile, user, proposal, need):
    """Return who sees the consent where, before names are known."""
    return {
        "professional": (user, f"/professional/voorstellen/{proposal.id}"),
        "preview": (user, "/professional/profiel/voorbeeld"),
        "school": (factories.school_member(), f"/school/voorstellen/{proposal.id}"),
        "candidate": (factories.school_member(), f"/school/vragen/{need.id}/kandidaten/{profile.id}"),
    }


@pytest.mark.parametrize("who", ["professional", "preview", "school", "candidate"])
def test_every_side_reads_the_same_fact(client, session, work_as, profile, user, asked, proposal, need, who):
    visitor, path = visitors(profile, user, proposal, need)[who]
    session.commit()
    client.login(visitor)
    shown = client.get(path).get_data(as_text=True)
    assert "Gevraagd aan de werkgever op 14 september 2026" in shown
    give(work_as, asked)
    shown = client.get(path).get_data(as_text=True)
    assert "Gegeven door de werkgever voor 3 klokuren per week, van 15 september 2026 tot en met 16 juli 2027" in shown
    assert ("De toestemming is voor 3 klokuren per week" in shown) is (who != "preview")
    assert not [secret for secret in SECRETS if secret in shown]


def test_the_coordinator_reviews_with_it(client, session, work_as, asked, proposal):
    boss = factories.coordinator("AM05")
    give(work_as, asked, minutes=240)
    services.withdraw_consent(work_as(NOBODY), consent_id=asked.id, key=asked.link_key, note="Geheime reden.")
    client.login(boss)
    shown = client.get(f"/coordinator/voorstellen/{proposal.id}").get_data(as_text=True)
    assert "De werkgever trok de toestemming in op 14 september 2026" in shown
    assert "Bespreek eerst of dit nog kan" in shown
    assert "Geheime reden." not in shown
    assert CONTACT not in shown


def test_enough_consent_has_no_warning(session, work_as, profile, asked, need):
    give(work_as, asked, minutes=240)
    shown = box(session, profile, need)
    assert (shown.consent, shown.warnings) == (Consent.GEGEVEN, ())


@pytest.mark.parametrize(
    ("values", "today", "warning"),
    [
        ({"minutes": 239}, TODAY, "De toestemming is voor 3,98 klokuren"),
        ({"minutes": 240, "ends_on": date(2027, 1, 28)}, TODAY, "niet voor die hele periode"),
        ({"minutes": 240, "starts_on": date(2026, 9, 22)}, TODAY, "niet voor die hele periode"),
        ({"minutes": 240}, date(2027, 7, 17), "afgelopen op 16 juli 2027"),
    ],
)
def test_what_falls_short_is_warned_of(session, work_as, profile, asked, need, values, today, warning):
    give(work_as, asked, **values)
    shown = box(session, profile, need, today)
    assert len(shown.warnings) == 1
    assert warning in shown.warnings[0]
    assert box(session, profile, None, today).warnings == ()


def test_a_need_without_dates_is_not_warned_of(session, work_as, profile, asked):
    give(work_as, asked, minutes=240)
    assert box(session, profile, factories.NeedFactory(starts_on=None, ends_on=None)).warnings == ()


@pytest.mark.parametrize(
    ("fact", "word", "text"),
    [
        (ConsentFact(Consent.ONBEKEND, None, None), "nog niet gevraagd", ""),
        (ConsentFact(Consent.NIET_NODIG, None, None), "niet nodig (eigen baas of geen werkgever)", ""),
        (
            ConsentFact(Consent.GEVRAAGD, None, None),
            "gevraagd, nog geen antwoord",
            "Zo is het in het profiel ingevuld.",
        ),
        (ConsentFact(Consent.GEGEVEN, 240, None), "werkgever vindt het goed", "Voor 4 klokuren per week, zoals"),
    ],
)
def test_what_the_person_filled_in_is_said_to_be_so(app, fact, word, text):
    with app.test_request_context():
        shown = consent_box(fact, need=None, today=TODAY)
    assert shown.word == word
    assert shown.text.startswith(text)
    assert bool(shown.text) is bool(text)


def test_a_no_by_hand_warns_as_well(session, profile, need):
    profile.consent = Consent.GEWEIGERD
    assert len(box(session, profile, need).warnings) == 1


def test_a_refusal_by_link_says_when(session, work_as, frozen, profile, asked, need):
    frozen.move_to(asked.sent_at + timedelta(days=3))
    services.refuse_consent(work_as(NOBODY), consent_id=asked.id, key=asked.link_key, note="")
    shown = box(session, profile, need)
    assert shown.text == "De werkgever gaf op 17 september 2026 geen toestemming."
    assert len(shown.warnings) == 1
