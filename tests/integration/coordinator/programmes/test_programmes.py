"""Programmes: read by coordinators of their regions, made and changed by the nation and by admins."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from matcher.domain.actors import Scope
from matcher.domain.deadlines import AnswerTimes, Wait
from matcher.domain.errors import InvalidInputError, NotAllowedError, NotFoundError
from matcher.domain.programmes import Targets
from matcher.models import Programme, ProgrammeRegion
from matcher.queries.programmes import answer_times, programme_of
from matcher.services.programmes import ProgrammeCommand, change_programme, make_programme
from tests.factories import UserFactory, actor_of, coordinator, school_member

TIMES = AnswerTimes(review=4, answer=6, meeting=8, trial=12, placing=14)
COMMAND = ProgrammeCommand(
    "Samen Oost", date(2026, 9, 1), None, national=False, regions=frozenset({"AM05"}), times=TIMES
)
NATION = Scope(national=True)
DAYS = {f"{wait}_days": str(TIMES.of(wait)) for wait in Wait}
FORM = {"name": "Samen Oost", "starts_on": "2026-09-01", "ends_on": "", "regions": ["AM05", "AM09"], **DAYS}


@pytest.fixture
def nation(session, work_as):
    user = coordinator(national=True)
    session.commit()
    return work_as(actor_of(user))


def test_its_times_hold_in_its_regions_and_period(session, nation):
    made = make_programme(nation, command=replace(COMMAND, ends_on=date(2026, 12, 31)))
    assert answer_times(session, region_code="AM05", on=date(2026, 9, 1)) == TIMES
    assert answer_times(session, region_code="AM05", on=date(2027, 1, 1)) == AnswerTimes()
    assert answer_times(session, region_code="AM09", on=date(2026, 9, 1)) == AnswerTimes()
    changed = replace(COMMAND, regions=frozenset({"AM09"}), times=AnswerTimes(answer=3))
    change_programme(nation, programme_id=made, command=changed)
    assert answer_times(session, region_code="AM05", on=date(2026, 9, 1)) == AnswerTimes()
    assert answer_times(session, region_code="AM09", on=date(2026, 9, 1)).answer == 3


def test_a_national_programme_keeps_no_regions(session, nation):
    make_programme(nation, command=replace(COMMAND, national=True))
    assert session.scalars(select(ProgrammeRegion)).all() == []
    assert answer_times(session, region_code="AM24", on=date(2026, 9, 1)) == TIMES


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"name": "Bestaat al"}, "name"),
        ({"ends_on": date(2026, 8, 31)}, "ends_on"),
        ({"regions": frozenset()}, "regions"),
        ({"regions": frozenset({"AM99"})}, "regions"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(session, nation, change, field):
    make_programme(nation, command=replace(COMMAND, name="Bestaat al"))
    with pytest.raises(InvalidInputError) as refused:
        make_programme(nation, command=replace(COMMAND, **change))
    assert set(refused.value.fields) == {field}
    assert len(session.scalars(select(Programme)).all()) == 1


def test_only_the_nation_and_admins_change_programmes(session, work_as, nation):
    made = make_programme(nation, command=COMMAND)
    others = [coordinator("AM05"), school_member(), UserFactory()]
    admin = UserFactory(is_admin=True)
    session.commit()
    for user in others:
        with pytest.raises(NotAllowedError):
            change_programme(work_as(actor_of(user)), programme_id=made, command=replace(COMMAND, name="Anders"))
    change_programme(work_as(actor_of(admin)), programme_id=made, command=replace(COMMAND, name="Anders"))
    with pytest.raises(NotFoundError):
        change_programme(nation, programme_id=made + 1, command=COMMAND)
    assert session.scalars(select(Programme.name)).all() == ["Anders"]


def test_coordinators_read_what_holds_in_their_region(session, nation, browse):
    own = make_programme(nation, command=COMMAND)
    foreign = make_programme(nation, command=replace(COMMAND, name="Brabant", regions=frozenset({"AM28"})))
    make_programme(nation, command=replace(COMMAND, name="Landelijk", national=True))
    user = coordinator("AM05")
    session.commit()
    client = browse(user)
    page = client.get("/coordinator/programmas").get_data(as_text=True)
    assert "Samen Oost" in page
    assert "Landelijk" in page
    assert "Brabant" not in page
    assert "Maak een programma" not in page
    shown = client.get(f"/coordinator/programmas/{own}").get_data(as_text=True)
    assert "14 dagen" in shown
    assert "Wijzig" not in shown
    assert client.get(f"/coordinator/programmas/{foreign}").status_code == 404
    assert client.get("/coordinator/programmas/nieuw").status_code == 403


def test_without_programmes_the_page_says_what_to_do(session, browse):
    users = coordinator("AM05"), coordinator(national=True)
    session.commit()
    texts = [browse(user).get("/coordinator/programmas").get_data(as_text=True) for user in users]
    assert "In uw regio loopt geen programma" in texts[0]
    assert "/coordinator/programmas/nieuw" not in texts[0]
    assert "/coordinator/programmas/nieuw" in texts[1]


@pytest.mark.parametrize("area", ["coordinator", "beheer"])
def test_make_and_change_on_the_pages(session, browse, area):
    user = coordinator(national=True) if area == "coordinator" else UserFactory(is_admin=True)
    session.commit()
    client = browse(user)
    assert client.get(f"/{area}/programmas/nieuw").status_code == 200
    made = client.post(f"/{area}/programmas/nieuw", data=FORM)
    assert made.status_code == 302
    row = session.scalars(select(Programme)).one()
    found = programme_of(session, scope=actor_of(user).scope if area == "coordinator" else NATION, programme_id=row.id)
    assert (set(found.regions), found.times) == ({"AM05", "AM09"}, TIMES)
    page = client.get(f"/{area}/programmas/{row.id}/wijzig").get_data(as_text=True)
    assert page.count(" checked") == 2
    client.post(f"/{area}/programmas/{row.id}/wijzig", data={**FORM, "national": "y", "answer_days": "9"})
    session.expire_all()
    changed = session.scalars(select(Programme)).one()
    assert (changed.national, changed.answer_days) == (True, 9)


def test_wrong_input_is_kept_and_explained(session, browse):
    user = coordinator(national=True)
    session.commit()
    wrong = {**FORM, "answer_days": "61", "review_days": "x", "ends_on": "2026-13-01", "starts_on": "", "name": ""}
    page = browse(user).post("/coordinator/programmas/nieuw", data=wrong).get_data(as_text=True)
    for text in ("van 2 tot en met 60", "heel getal", "bestaande datum", "eerste dag", "naam van het programma"):
        assert text in page, text
    assert 'value="61"' in page
    assert page.count(" checked") == 2
    none = {**FORM, "regions": []}
    assert "Kies een regio, of kies heel Nederland." in browse(user).post(
        "/coordinator/programmas/nieuw", data=none
    ).get_data(as_text=True)
    assert session.scalars(select(Programme)).all() == []


MORE = {
    "partners": "Techport\n\n  Windesheim ", "target_people": "40", "target_hours": "", "target_placements": "0",
    "weight_skills": "0", "weight_travel": "100",
}  # fmt: skip


def test_partners_targets_and_weights_are_kept(session, browse):
    user = coordinator(national=True)
    session.commit()
    client = browse(user)
    made = client.post("/coordinator/programmas/nieuw", data={**FORM, **MORE})
    assert made.status_code == 302
    row = session.scalars(select(Programme)).one()
    found = programme_of(session, scope=NATION, programme_id=row.id)
    assert found.partners == ("Techport", "Windesheim")
    assert found.targets == Targets(people=40, placements=0)
    assert (found.weights.skills, found.weights.travel, found.weights.hours) == (0, 1, 0.2)
    page = client.get(f"/coordinator/programmas/{row.id}/wijzig").get_data(as_text=True)
    assert 'value="100"' in page
    client.post(f"/coordinator/programmas/{row.id}/wijzig", data={**FORM, **dict.fromkeys(MORE, "")})
    session.expire_all()
    emptied = programme_of(session, scope=NATION, programme_id=row.id)
    assert (emptied.partners, emptied.targets, emptied.changed_weights) == ((), Targets(), {})


@pytest.mark.parametrize(
    ("wrong", "text"),
    [
        ({"target_people": "-1"}, "heel getal"),
        ({"target_hours": "1000001"}, "van 0 tot en met 1.000.000"),
        ({"weight_skills": "101"}, "van 0 tot en met 100"),
        ({"weight_skills": "0", "weight_travel": "0", "weight_hours": "0"}, "Niet alle drie de gewichten"),
        ({"partners": "x" * 121}, "Houd elke partner korter"),
        ({"partners": "\n".join(f"P{n}" for n in range(41))}, "ten hoogste 40 partners"),
    ],
)
def test_wrong_targets_weights_and_partners_are_explained(session, browse, wrong, text):
    user = coordinator(national=True)
    session.commit()
    page = browse(user).post("/coordinator/programmas/nieuw", data={**FORM, **MORE, **wrong}).get_data(as_text=True)
    assert text in page
    assert session.scalars(select(Programme)).all() == []
