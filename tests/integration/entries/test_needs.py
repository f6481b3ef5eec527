"""A coordinator enters an onderwijsvraag for a school, and the school takes it over."""

import pytest
from sqlalchemy import select

from matcher.domain.states import NeedState
from matcher.models import Campus, EntryOnBehalf, Need, Notification, OutboxMessage, SchoolInvitation
from tests.factories import campus_of, concept_id, school, school_member

TYPED = {
    "role_kind": "gastdocent",
    "title": "Lassen voor beginners",
    "people_wanted": "1",
    "unit": "klokuur",
    "state": "draft",
    "entry_way": "meeting",
    "entry_on": "2026-09-10",
    "entry_note": "De teamleider vroeg het op de netwerkmiddag.",
}


def whole():
    skill = concept_id("elektro-plc-programmeren")
    return TYPED | {
        "education": "metaal", "level": "mbo_4", "learning_goals": "Een rechte las leggen.", "skills": [str(skill)],
        "starts_on": "2026-10-01", "ends_on": "2027-01-29", "amount": "4", "day_parts": ["ma-ochtend"],
        "contract_forms": ["detachering"], "responsible_teacher": "Meester Verzonnen", "state": "open",
        "campus_id": str(campus_of(school("ROC van Twente").id).id),
    }  # fmt: skip


@pytest.fixture
def url(session):
    return f"/coordinator/invoer/onderwijsvraag/{school('ROC van Twente').id}"


def needs(session):
    session.expire_all()
    return session.scalars(select(Need)).all()


def test_a_school_without_members_is_invited_by_its_contact(session, desks, url):
    client = desks.twente.client
    assert "nog geen leden" in client.post(url, data=TYPED).get_data(as_text=True)
    assert needs(session) == []
    session.rollback()
    page = client.post(url, data=TYPED | {"contact_email": "Teun@example.nl"}, follow_redirects=True)
    assert "Ingevoerd door" in page.get_data(as_text=True)
    (need,) = needs(session)
    assert (need.state, need.created_by_id, need.region_code) == (NeedState.DRAFT, None, "AM05")
    assert session.scalars(select(SchoolInvitation.email)).all() == ["teun@example.nl"]
    assert session.scalars(select(OutboxMessage.kind)).all() == ["school_invitation"]


def test_members_hear_of_it_and_one_takes_it_over(session, desks, url, new_client):
    member = school_member()
    session.commit()
    desks.twente.client.post(url, data=whole())
    (need,) = needs(session)
    assert need.state is NeedState.OPEN
    told = session.scalars(select(Notification)).one()
    assert (told.user_id, told.need_id, told.kind) == (member.id, need.id, "need_entered")
    need_id = need.id
    session.rollback()
    client = new_client()
    client.login(member)
    page = f"/school/vragen/{need_id}"
    assert "Klopt, neem over" in client.get(page).get_data(as_text=True)
    for _twice in range(2):
        answer = client.post(f"{page}/neem-over", follow_redirects=True).get_data(as_text=True)
        assert "nu van uw school" in answer
    assert "Klopt, neem over" not in client.get(page).get_data(as_text=True)
    session.expire_all()
    assert session.get(Need, need_id).created_by_id == member.id
    assert session.scalars(select(EntryOnBehalf)).one().taken_over_at is not None


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"state": "open", "contract_forms": []}, "Vul eerst nog in"),
        ({"contract_forms": ["", "zzp"]}, "field-error"),
        ({"amount": ""}, "samen in"),
        ({"ends_on": "2026-09-01"}, "ligt voor de begindatum"),
        ({"role_kind": "hybride_expert"}, "field-error"),
        ({"contact_id": "999"}, "field-error"),
        ({"entry_on": "2027-01-01"}, "ligt in de toekomst"),
    ],
)
def test_bad_input_writes_nothing_and_keeps_what_was_typed(session, desks, url, changes, said):
    school_member()
    session.commit()
    page = desks.twente.client.post(url, data=whole() | changes).get_data(as_text=True)
    assert said in page
    assert "Lassen voor beginners" in page
    assert needs(session) == []
    assert session.scalars(select(Notification)).all() == []


def test_only_for_schools_and_campuses_of_the_own_regions(session, desks, url):
    assert desks.brabant.client.get(url).status_code == 404
    assert desks.brabant.client.post(url, data=TYPED | {"contact_email": "x@example.nl"}).status_code == 404
    list_page = desks.brabant.client.get("/coordinator/invoer/onderwijsvraag").get_data(as_text=True)
    assert "Summa College" in list_page
    assert "ROC van Twente" not in list_page
    far = session.scalars(select(Campus).where(Campus.region_code == "AM28")).first().id
    school_member()
    session.commit()
    page = desks.twente.client.post(url, data=whole() | {"campus_id": str(far)}).get_data(as_text=True)
    assert "field-error" in page
    assert needs(session) == []
