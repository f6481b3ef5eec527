"""A coordinator enters somebody: what is asked, where it may be, and until when it can be changed."""

import pytest
from sqlalchemy import select

from matcher.domain.states import ProfileState
from matcher.models import EntryOnBehalf, OutboxMessage, Professional, SearchArea, User
from tests.factories import EINDHOVEN, ProfessionalFactory, UserFactory, concept_id
from tests.integration.entries.conftest import TYPED

NEW = "/coordinator/invoer/persoon"


def everybody(session):
    session.expire_all()
    return session.scalars(select(Professional)).all()


def test_the_least_that_is_asked_makes_a_draft_nobody_can_sign_in_to(session, desks, new_client):
    page = desks.twente.client.post(NEW, data=TYPED, follow_redirects=True).get_data(as_text=True)
    assert "Nora Nieuweling is ingevoerd en uitgenodigd" in page
    (person,) = everybody(session)
    user, entry = session.get(User, person.user_id), session.scalars(select(EntryOnBehalf)).one()
    assert (user.email, user.email_verified_at, person.state) == ("nora@example.nl", None, ProfileState.DRAFT)
    assert (entry.entered_by_id, entry.consent_note, entry.taken_over_at) == (
        desks.twente.id,
        TYPED["entry_note"],
        None,
    )
    mail = session.scalars(select(OutboxMessage)).one()
    assert (mail.kind, mail.recipient, mail.context["removed_on"]) == ("entry_takeover", user.email, "2026-11-13")
    refused = new_client().post("/inloggen", data={"email": user.email, "password": "een lange zin zonder zin"})
    assert "horen niet bij elkaar" in refused.get_data(as_text=True)
    line = desks.twente.client.get(f"/coordinator/mensen/{person.id}").get_data(as_text=True)
    assert "Toestemming telefonisch op" in line
    assert "Nog niet overgenomen" in line


def test_a_complete_profile_may_be_switched_on_at_once(session, desks):
    skill = concept_id("elektro-plc-programmeren")
    more = {
        "years_experience": "9", "education_level": "mbo_4", "education_field": "metaal", "day_parts": ["ma-ochtend"],
        "hours_min": "2", "hours_max": "4", "available_from": "01-10-2026", "sectors": ["mbo"],
        "role_kinds": ["gastdocent"], "contract_forms": ["detachering"], "consent": "gegeven", "consent_hours": "4",
        "motivation": "Ik wil jongeren leren lassen zoals ik het leerde.", "skills": [str(skill)], "activate": "y",
    }  # fmt: skip
    page = desks.twente.client.post(NEW, data=TYPED | more | {"motivation": ""}).get_data(as_text=True)
    assert "Vul nog aan: motivatie." in page
    assert 'value="lasser"' in page
    assert everybody(session) == []
    session.rollback()
    desks.twente.client.post(NEW, data=TYPED | more)
    (person,) = everybody(session)
    assert person.state is ProfileState.ACTIVE


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"entry_on": "2026-09-15"}, "ligt in de toekomst"),
        ({"entry_note": " "}, "Schrijf in één zin"),
        ({"entry_way": "gerucht"}, "Not a valid choice|geldige keuze|Ongeldige"),
        ({"email": "geen adres"}, "naam@voorbeeld.nl"),
        ({"place": "Verzonnenstad"}, "Wij kennen deze plaats niet"),
        ({"place": "Hengelo"}, "Kies een plaats uit het lijstje"),
        ({"place": "Eindhoven"}, "buiten uw regio"),
        ({"hours_min": "5", "hours_max": "2"}, "Draai ze om"),
        ({"job_title": ""}, "Vul een beroep in"),
    ],
)
def test_bad_input_is_told_beside_the_field_and_writes_nothing(session, desks, changes, said):
    page = desks.twente.client.post(NEW, data=TYPED | changes).get_data(as_text=True)
    assert any(text in page for text in said.split("|")) or "field-error" in page
    assert TYPED["entry_note"] in page or "entry_note" in changes
    assert everybody(session) == []
    assert session.scalars(select(User).where(User.email == "nora@example.nl")).all() == []


def test_a_known_address_is_linked_only_within_the_own_regions(session, desks):
    mine = ProfessionalFactory(user_id=UserFactory(email="bekend@example.nl").id)
    theirs = ProfessionalFactory(user_id=UserFactory(email="elders@example.nl").id, region_code="AM28", area=EINDHOVEN)
    session.commit()
    near = desks.twente.client.post(NEW, data=TYPED | {"email": "BEKEND@example.nl"}).get_data(as_text=True)
    assert f"/coordinator/mensen/{mine.id}" in near
    far = desks.twente.client.post(NEW, data=TYPED | {"email": "elders@example.nl"}).get_data(as_text=True)
    assert "heeft al een account" in far
    assert f"/coordinator/mensen/{theirs.id}" not in far


def test_who_lives_outside_but_travels_into_the_region_belongs_to_it(session, desks):
    desks.twente.client.post(NEW, data=TYPED | {"place": "Deventer", "radius": "40"})
    (person,) = everybody(session)
    areas = session.scalars(
        select(SearchArea).where(SearchArea.professional_id == person.id).order_by(SearchArea.position)
    ).all()
    assert areas[0].label.startswith("Deventer")
    assert areas[1].region_code == "AM05"
    assert 1 <= areas[1].radius_km < 40
    assert desks.twente.client.get(f"/coordinator/mensen/{person.id}").status_code == 200


def test_pressing_twice_makes_one_person(session, desks):
    desks.twente.client.post(NEW, data=TYPED)
    assert "Deze persoon staat er al" in desks.twente.client.post(NEW, data=TYPED).get_data(as_text=True)
    assert len(everybody(session)) == 1


def test_searching_a_skill_keeps_what_was_typed(session, desks):
    page = desks.twente.client.post(NEW, data=TYPED | {"skills-query": "lassen", "skills-action": "search"})
    text = page.get_data(as_text=True)
    assert "Gevonden bij" in text
    assert 'value="Nora Nieuweling"' in text
    assert everybody(session) == []


def test_the_desk_fills_in_further_and_corrects_the_address(session, desks, entered):
    url = f"{NEW}/{entered}"
    assert 'value="nora@example.nl"' in desks.twente.client.get(url).get_data(as_text=True)
    key = session.scalars(select(User.session_key).where(User.email == "nora@example.nl")).one()
    session.rollback()
    desks.twente.client.post(url, data=TYPED | {"email": "nora2@example.nl", "employer": "Smederij Fictief"})
    session.expire_all()
    person = session.get(Professional, entered)
    user = session.get(User, person.user_id)
    assert (user.email, person.employer) == ("nora2@example.nl", "Smederij Fictief")
    assert user.session_key != key
    mails = session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()
    assert [mail.recipient for mail in mails] == ["nora@example.nl", "nora2@example.nl"]


def test_another_region_knows_nothing_and_an_owner_is_left_alone(session, desks, entered):
    for path in (f"{NEW}/{entered}", f"/coordinator/mensen/{entered}"):
        assert desks.brabant.client.get(path).status_code == 404
    again = f"/coordinator/mensen/{entered}/nodig-opnieuw-uit"
    assert desks.brabant.client.post(again).status_code == 404
    assert "Nora" not in desks.brabant.client.get("/coordinator/invoer").get_data(as_text=True)
    assert "net verstuurd" in desks.twente.client.post(again, follow_redirects=True).get_data(as_text=True)
    session.scalars(select(EntryOnBehalf)).one().taken_over_at = session.scalars(select(EntryOnBehalf)).one().entered_at
    session.commit()
    assert desks.twente.client.get(f"{NEW}/{entered}").status_code == 404
    assert "heeft het profiel overgenomen" in desks.twente.client.post(again, follow_redirects=True).get_data(
        as_text=True
    )
