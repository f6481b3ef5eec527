"""The wizard of an onderwijsvraag, step by step, without script."""

import pytest
from sqlalchemy import select

from matcher.domain.choices import ContractForm, NeedLevel, RoleKind
from matcher.domain.day_parts import to_mask
from matcher.domain.states import NeedState
from matcher.models import Need, NeedSkill, Proposal
from tests import factories
from tests.integration.school.conftest import OTHER, ROC, error_of, page_text

TIMES = {
    "starts_on": "2026-11-02",
    "ends_on": "2027-03-26",
    "amount": "3,5",
    "unit": "klokuur",
    "teaching_weeks": "16",
    "people_wanted": "1",
    "day_parts": ["di-ochtend", "do-middag"],
}
SUBJECT = {
    "title": "Robots afstellen",
    "education": "mechatronica",
    "level": "mbo_4",
    "learning_goals": "Studenten stellen een robot af.",
}


@pytest.fixture
def draft(session, member):
    """A draft with only a role."""
    need = factories.NeedFactory(
        state=NeedState.DRAFT,
        title="",
        education="",
        level=None,
        learning_goals="",
        minutes_per_week=0,
        teaching_weeks=0,
        starts_on=None,
        ends_on=None,
        day_parts=0,
        contract_forms=frozenset(),
        responsible_teacher="",
        confirmed_on=None,
        opened_at=None,
    )
    session.query(NeedSkill).delete()
    session.commit()
    return need


def step(need, name):
    return f"/school/vragen/{need.id}/stap/{name}"


def plc():
    return factories.concept_id("elektro-plc-programmeren")


def test_the_whole_way_from_role_to_open(client, session, member):
    answer = client.post("/school/vragen/nieuw", data={"role_kind": "gastdocent"})
    need = session.scalars(select(Need)).one()
    assert answer.location == step(need, "wat")
    assert need.state is NeedState.DRAFT
    assert client.post(step(need, "wat"), data=SUBJECT).location == step(need, "vaardigheden")
    skills = {"skills": [plc()], f"skills-{plc()}-belang": "moet", f"skills-{plc()}-niveau": "2"}
    assert client.post(step(need, "vaardigheden"), data=skills).location == step(need, "wanneer")
    assert client.post(step(need, "wanneer"), data=TIMES).location == step(need, "waar")
    campus = factories.campus_of(need.school_id)
    assert client.post(step(need, "waar"), data={"campus_id": campus.id}).location == step(need, "contract")
    forms = {"contract_forms": ["eigen_aanstelling", "detachering"]}
    assert client.post(step(need, "contract"), data=forms).location == step(need, "begeleiding")
    check = f"/school/vragen/{need.id}/controle"
    assert client.post(step(need, "begeleiding"), data={"responsible_teacher": ""}).location == check
    text = page_text(client.get(check))
    assert "3,5 klokuren per week, 16 lesweken (56 klokuren)" in text
    assert "Er ontbreekt nog iets" not in text
    answer = client.post(f"/school/vragen/{need.id}/status", data={"naar": "open"})
    assert answer.location == f"/school/vragen/{need.id}/kandidaten"
    session.expire_all()
    need = session.scalars(select(Need)).one()
    assert (need.state, need.minutes_per_week, need.teaching_weeks) == (NeedState.OPEN, 210, 16)
    assert need.day_parts == to_mask(TIMES["day_parts"])
    assert need.confirmed_on is not None


def test_opening_suggests_people_to_the_coordinator(client, session, member):
    person, need = factories.ProfessionalFactory(), factories.NeedFactory(state=NeedState.DRAFT)
    session.commit()
    client.post(f"/school/vragen/{need.id}/status", data={"naar": "open"})
    assert session.scalars(select(Proposal.professional_id)).all() == [person.id]
    assert "1 kandidaat, beste eerst" in page_text(client.get(f"/school/vragen/{need.id}/kandidaten"))


def test_no_role_no_draft(client, session, member):
    assert "Kies wat voor iemand u zoekt." in error_of(client.post("/school/vragen/nieuw", data={}), "role_kind")
    assert session.scalars(select(Need)).all() == []


def test_roles_follow_the_sector(client, session, member):
    text = client.get("/school/vragen/nieuw").get_data(as_text=True)
    assert 'value="instructeur"' in text
    assert 'value="hybride_expert"' not in text
    client.post("/school/vragen/nieuw", data={"role_kind": "hybride_expert"})
    assert session.scalars(select(Need)).all() == []


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("title", " ", "Vul in waarover de lessen gaan."),
        ("education", "", "Vul de opleiding of het vak in."),
        ("learning_goals", "", "Vertel in een paar zinnen"),
        ("title", "x" * 121, "korter dan 120 tekens"),
    ],
)
def test_subject_errors_stand_beside_the_field(client, draft, field, value, message):
    answer = client.post(step(draft, "wat"), data={**SUBJECT, field: value})
    assert message in error_of(answer, field)
    kept = next(text for name, text in SUBJECT.items() if name not in {field, "level"})
    assert kept in answer.get_data(as_text=True)


def test_a_level_of_another_sector_is_refused(client, draft, reload):
    client.post(step(draft, "wat"), data={**SUBJECT, "level": "hbo_master"})
    assert reload(draft).level is None


def test_the_picker_searches_adds_and_removes_without_script(client, draft, reload):
    url = step(draft, "vaardigheden")
    found = client.post(url, data={"skills-action": "search", "skills-query": "plc programeren"})
    assert f'name="skills-add" value="{plc()}"' in found.get_data(as_text=True)
    added = client.post(url, data={"skills-add": plc(), "skills-query": "plc"})
    assert f'name="skills" value="{plc()}"' in added.get_data(as_text=True)
    removed = client.post(url, data={"skills": [plc()], "skills-remove": plc()})
    assert f'name="skills" value="{plc()}"' not in removed.get_data(as_text=True)


def test_a_typed_word_searches_and_saves_nothing(client, draft):
    answer = client.post(step(draft, "vaardigheden"), data={"skills": [plc()], "skills-query": "lassen"})
    assert answer.status_code == 200
    assert "Gevonden bij" in page_text(answer)


def test_chosen_skills_keep_weight_and_level(client, session, draft):
    other = factories.concept_id("elektro-digitale-elektronica")
    data = {
        "skills": [plc(), other],
        f"skills-{plc()}-belang": "moet",
        f"skills-{plc()}-niveau": "3",
        f"skills-{other}-belang": "mag",
        f"skills-{other}-niveau": "1",
    }
    for _ in range(2):
        assert client.post(step(draft, "vaardigheden"), data=data).status_code == 302
    rows = session.execute(select(NeedSkill.concept_id, NeedSkill.required, NeedSkill.level)).all()
    assert set(map(tuple, rows)) == {(plc(), True, 3), (other, False, 1)}
    assert "selected" in client.get(step(draft, "vaardigheden")).get_data(as_text=True)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "Kies minstens één vaardigheid."),
        ({"skills": ["999999"]}, "bestaat niet (meer)"),
    ],
)
def test_skills_that_cannot_be(client, draft, data, message):
    assert message in error_of(client.post(step(draft, "vaardigheden"), data=data), "skills")


def test_a_required_skill_is_asked(client, draft):
    answer = client.post(step(draft, "vaardigheden"), data={"skills": [plc()], f"skills-{plc()}-belang": "mag"})
    assert "die iemand moet hebben" in error_of(answer, "skills")


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("starts_on", "", "Vul de eerste lesdag in."),
        ("starts_on", "volgend jaar", "bestaande datum"),
        ("ends_on", "2026-10-01", "De einddatum ligt voor de begindatum."),
        ("amount", "", "Vul in hoeveel klokuren"),
        ("amount", "veel", "Vul een getal in"),
        ("amount", "99", "tussen 0,25 en 40"),
        ("teaching_weeks", "40", "hoogstens 21 lesweken"),
        ("people_wanted", "0", "van 1 tot en met 30"),
        ("day_parts", [], "Kies minstens één dagdeel."),
    ],
)
def test_times_errors(client, draft, field, value, message):
    assert message in error_of(client.post(step(draft, "wanneer"), data={**TIMES, field: value}), field)


def test_a_period_in_the_past_is_refused(client, draft):
    data = {**TIMES, "starts_on": "2026-01-05", "ends_on": "2026-03-06", "teaching_weeks": ""}
    assert "al voorbij" in error_of(client.post(step(draft, "wanneer"), data=data), "ends_on")


def test_lessons_become_klokuren_and_weeks_get_a_default(client, draft, reload):
    client.post(step(draft, "wanneer"), data={**TIMES, "amount": "6", "unit": "les_50", "teaching_weeks": ""})
    assert reload(draft).minutes_per_week == 300
    assert draft.teaching_weeks == 18
    client.post(step(draft, "wanneer"), data={**TIMES, "teaching_weeks": "10"})
    assert reload(draft).teaching_weeks == 10


MUCH = {**TIMES, "starts_on": "2026-11-02", "ends_on": "2027-07-09", "amount": "12", "teaching_weeks": "30"}


def test_the_page_says_when_one_person_can_never_do_it(client, draft, reload):
    text = page_text(client.post(step(draft, "wanneer"), data={**MUCH, "bereken": "1"}))
    assert "Dit is 360 klokuren per persoon in 30 lesweken." in text
    assert "hoogstens 240 klokuren per schooljaar" in text
    assert "WEB artikel 4.2.1 lid 6" in text
    assert "Verdeel over 2 mensen" in text
    assert reload(draft).minutes_per_week == 0


def test_dividing_over_two_people_halves_the_hours_and_keeps_the_rest(client, draft):
    page = client.post(step(draft, "wanneer"), data={**MUCH, "verdeel": "1"}).get_data(as_text=True)
    assert 'name="amount"' in page
    assert 'value="6"' in page
    assert 'value="2"' in page
    assert "Dit is 180 klokuren per persoon" in page
    assert 'value="di-ochtend" checked' in page


def test_the_live_line_says_the_same_as_the_page(client, draft):
    page = page_text(client.post(step(draft, "wanneer"), data={**MUCH, "bereken": "1"}))
    answer = client.get(f"/school/vragen/{draft.id}/uren", query_string=MUCH).get_json()
    assert answer["message"] in page
    assert answer["allowed"] is False
    assert client.get(f"/school/vragen/{draft.id}/uren").get_json()["allowed"] is True


def test_hbo_has_no_limit(client, session, new_client):
    user = factories.school_member("Saxion")
    need = factories.NeedFactory(
        school_id=factories.school("Saxion").id, role_kind=RoleKind.HYBRIDE_EXPERT, level=NeedLevel.HBO_BACHELOR
    )
    session.commit()
    browser = new_client()
    browser.login(user)
    answer = browser.get(f"/school/vragen/{need.id}/uren", query_string=MUCH).get_json()
    assert answer["allowed"] is True
    assert "In het hbo" in answer["message"]


def test_location_must_be_of_the_own_school(client, draft, reload):
    foreign = factories.campus_of(factories.school(OTHER).id)
    answer = client.post(step(draft, "waar"), data={"campus_id": foreign.id})
    assert answer.status_code == 200
    assert reload(draft).campus_id != foreign.id


def test_online_is_kept(client, draft, reload):
    client.post(step(draft, "waar"), data={"campus_id": draft.campus_id, "online": "y"})
    assert reload(draft).online is True


def test_zzp_only_for_a_guest_lesson(client, session, draft, reload):
    url = step(draft, "contract")
    assert 'value="zzp"' not in client.get(url).get_data(as_text=True)
    client.post(url, data={"contract_forms": ["zzp"]})
    assert reload(draft).contract_forms == frozenset()
    client.post(step(draft, "rol"), data={"role_kind": "gastles"})
    client.post(url, data={"contract_forms": ["zzp"]})
    assert reload(draft).contract_forms == {ContractForm.ZZP}
    client.post(step(draft, "rol"), data={"role_kind": "gastdocent"})
    assert reload(draft).contract_forms == frozenset()


def test_no_contract_form_is_an_error(client, draft):
    assert "Kies minstens één contractvorm." in error_of(
        client.post(step(draft, "contract"), data={}), "contract_forms"
    )


def test_an_open_need_keeps_a_contract_form_when_its_role_changes(client, session, member, reload):
    need = factories.NeedFactory(role_kind=RoleKind.GASTLES, contract_forms=frozenset({ContractForm.ZZP}))
    session.commit()
    answer = client.post(step(need, "rol"), data={"role_kind": "gastdocent"})
    assert "Kies eerst een andere contractvorm" in error_of(answer, "role_kind")
    assert reload(need).role_kind is RoleKind.GASTLES


def test_from_the_check_page_one_goes_back_to_it(client, draft):
    answer = client.post(f"{step(draft, 'wat')}?terug=controle", data=SUBJECT)
    assert answer.location == f"/school/vragen/{draft.id}/controle"


def test_the_check_page_says_what_is_missing_and_a_draft_does_not_open(client, draft, reload):
    text = page_text(client.get(f"/school/vragen/{draft.id}/controle"))
    assert "Er ontbreekt nog iets" in text
    assert "Open deze vraag" not in text
    answer = client.post(f"/school/vragen/{draft.id}/status", data={"naar": "open"}, follow_redirects=True)
    assert "Vul eerst nog in: wat er nodig is, de vaardigheden" in page_text(answer)
    assert reload(draft).state is NeedState.DRAFT


def test_every_step_shows_what_is_stored(client, session, member):
    need = factories.NeedFactory(responsible_teacher="Meester Verzonnen")
    session.commit()
    for name in ("rol", "wat", "vaardigheden", "wanneer", "waar", "contract", "begeleiding"):
        assert client.get(step(need, name)).status_code == 200
    assert "Meester Verzonnen" in client.get(step(need, "begeleiding")).get_data(as_text=True)
    assert 'value="4"' in client.get(step(need, "wanneer")).get_data(as_text=True)
    assert client.get(step(need, "onzin")).status_code == 404


def test_a_closed_need_cannot_be_changed(client, session, member):
    need = factories.NeedFactory(state=NeedState.CLOSED)
    session.commit()
    for name in ("wat", "vaardigheden", "wanneer"):
        assert "vervuld of gesloten" in page_text(client.get(step(need, name)))


def test_steps_of_another_school_are_not_found(client, member, foreign_need):
    for name in ("rol", "wat", "vaardigheden", "wanneer", "waar", "contract", "begeleiding"):
        assert client.get(step(foreign_need, name)).status_code == 404
        assert client.post(step(foreign_need, name), data={**SUBJECT, **TIMES}).status_code == 404
    assert client.get(f"/school/vragen/{foreign_need.id}/uren").status_code == 404
    assert client.get(f"/school/vragen/{foreign_need.id}/controle").status_code == 404


def test_who_waits_prepares_and_opens_an_own_need_but_sees_no_others(client, session, waiting):
    others = factories.NeedFactory(created_by_id=factories.school_member(ROC).id)
    own = factories.NeedFactory(created_by_id=waiting.id, state=NeedState.DRAFT)
    session.commit()
    assert client.get(f"/school/vragen/{others.id}").status_code == 404
    assert client.post(f"/school/vragen/{others.id}/status", data={"naar": "closed"}).status_code == 404
    answer = client.post(f"/school/vragen/{own.id}/status", data={"naar": "open"})
    assert answer.location == f"/school/vragen/{own.id}/kandidaten"
