"""The list of needs, one need, and its buttons."""

import pytest
from sqlalchemy import select

from matcher.domain.states import NEED_TRANSITIONS, NeedState
from matcher.models import Need, NeedSkill
from tests import factories
from tests.integration.school.conftest import OTHER, page_text, queries_of


def test_the_list_counts_per_status_and_filters(client, session, member):
    factories.NeedFactory(title="Open vraag")
    factories.NeedFactory(title="Gesloten vraag", state=NeedState.CLOSED)
    session.commit()
    text = page_text(client.get("/school/vragen"))
    assert "open (1)" in text
    assert "gesloten (1)" in text
    assert "concept (0)" in text
    text = page_text(client.get("/school/vragen?status=open&status=onzin"))
    assert "Open vraag" in text
    assert "Gesloten vraag" not in text


def test_the_list_searches_and_wildcards_are_harmless(client, session, member):
    factories.NeedFactory(title="Lassen")
    session.commit()
    assert "Lassen" in page_text(client.get("/school/vragen?q=lass"))
    assert "Geen vraag past bij dit filter" in page_text(client.get("/school/vragen?q=%25%25"))


def test_an_empty_list_says_what_to_do(client, member):
    assert "Maak uw eerste onderwijsvraag" in page_text(client.get("/school/vragen"))


def test_the_list_is_of_the_current_school_only(client, member, foreign_need):
    assert foreign_need.title not in page_text(client.get("/school/vragen"))


def test_the_list_has_pages(client, session, member):
    for number in range(27):
        factories.NeedFactory(title=f"Vraag {number}")
    session.commit()
    assert "Bladzijde 1 van 2, 27 in totaal" in page_text(client.get("/school/vragen"))
    assert "Vraag 0" in page_text(client.get("/school/vragen?page=2"))
    assert client.get("/school/vragen?page=99").status_code == 200


def test_the_list_takes_as_many_queries_for_thirty_needs_as_for_one(client, session, member):
    factories.NeedFactory()
    session.commit()
    one = queries_of(client, "/school/vragen")
    for _ in range(29):
        factories.NeedFactory()
    session.commit()
    assert queries_of(client, "/school/vragen") == one


@pytest.mark.parametrize("source", list(NeedState))
@pytest.mark.parametrize("target", list(NeedState))
def test_buttons_follow_the_table(client, session, member, reload, source, target):
    need = factories.NeedFactory(state=source)
    session.commit()
    page = client.get(f"/school/vragen/{need.id}").get_data(as_text=True)
    allowed = target in NEED_TRANSITIONS[source]
    assert (f'name="naar" value="{target.value}"' in page) is allowed
    client.post(f"/school/vragen/{need.id}/status", data={"naar": target.value})
    assert reload(need).state is (target if allowed else source)


def test_an_unknown_status_changes_nothing(client, session, member, reload):
    need = factories.NeedFactory()
    session.commit()
    answer = client.post(f"/school/vragen/{need.id}/status", data={"naar": "weg"}, follow_redirects=True)
    assert "Kies een van de knoppen" in page_text(answer)
    assert reload(need).state is NeedState.OPEN


def test_a_need_whose_period_is_over_does_not_open(client, session, member, reload, frozen):
    need = factories.NeedFactory(state=NeedState.PAUSED)
    session.commit()
    frozen.move_to("2027-02-15T09:00:00+00:00")
    client.login(member)
    client.post(f"/school/vragen/{need.id}/status", data={"naar": "open"})
    assert reload(need).state is NeedState.PAUSED


def test_still_right_sets_the_date_of_today(client, session, member, reload):
    need, draft = factories.NeedFactory(), factories.NeedFactory(state=NeedState.DRAFT, confirmed_on=None)
    session.commit()
    client.post(f"/school/vragen/{need.id}/klopt-nog")
    assert reload(need).confirmed_on.isoformat() == "2026-09-14"
    client.post(f"/school/vragen/{draft.id}/klopt-nog")
    assert reload(draft).confirmed_on is None


def test_a_copy_is_a_draft_with_the_same_skills(client, session, member):
    need = factories.NeedFactory(state=NeedState.CLOSED, title="Lassen")
    session.commit()
    answer = client.post(f"/school/vragen/{need.id}/kopie")
    copy = session.scalars(select(Need).where(Need.id != need.id)).one()
    assert answer.location == f"/school/vragen/{copy.id}/controle"
    assert (copy.title, copy.state, copy.opened_at) == ("Lassen", NeedState.DRAFT, None)
    assert session.scalars(select(NeedSkill.concept_id).where(NeedSkill.need_id == copy.id)).all() == [
        factories.concept_id("elektro-plc-programmeren")
    ]


def test_foreign_needs_are_not_found(client, member, foreign_need):
    assert client.get(f"/school/vragen/{foreign_need.id}").status_code == 404
    for verb in ("status", "klopt-nog", "kopie"):
        assert client.post(f"/school/vragen/{foreign_need.id}/{verb}", data={"naar": "closed"}).status_code == 404


def test_a_need_of_another_own_school_opens_though_another_one_is_chosen(client, session, member):
    from matcher.models import SchoolMembership

    session.add(
        SchoolMembership(
            user_id=member.id,
            school_id=factories.school(OTHER).id,
            requested_at=factories.LONG_AGO,
            admitted_at=factories.LONG_AGO,
        )
    )
    need = factories.NeedFactory()
    session.commit()
    client.post("/school/wissel", data={"school_id": factories.school(OTHER).id})
    assert client.get(f"/school/vragen/{need.id}").status_code == 200
    assert "Nog geen onderwijsvragen" in page_text(client.get("/school/vragen"))
