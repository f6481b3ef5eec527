"""Candidates of a need: ranked, explained, filtered, anonymous."""

import csv
import io
from datetime import date

import pytest
from sqlalchemy import select

from matcher.domain.choices import ContractForm, QualificationKind, Sector
from matcher.domain.states import NeedState, Party, ProposalState
from matcher.models import AnswerRecord, ExcludedSchool, Proposal, Qualification, SchoolMembership, User
from tests import factories
from tests.integration.school.conftest import error_of, mask, page_text, queries_of

SECRET = ("Fenna Voorbeeld", "Fabriek Fictief BV", "persoon")


@pytest.fixture
def need(session, member):
    need = factories.NeedFactory(created_by_id=member.id, day_parts=mask("di-ochtend", "do-ochtend"))
    session.commit()
    return need


@pytest.fixture
def person(session):
    person = factories.ProfessionalFactory(day_parts=mask("di-ochtend", "wo-middag"))
    session.commit()
    return person


def list_url(need, query=""):
    return f"/school/vragen/{need.id}/kandidaten{query}"


def test_a_candidate_is_explained_without_name_employer_or_contact(client, session, need, person):
    user = session.get(User, person.user_id)
    for url in (list_url(need), f"{list_url(need)}/{person.id}"):
        body = client.get(url).get_data(as_text=True)
        for secret in (user.full_name, user.email, person.employer):
            assert secret not in body
    text = page_text(client.get(list_url(need)))
    assert "1 kandidaat, beste eerst" in text
    assert "Besturingstechnicus, 14 jaar ervaring" in text
    assert "Past: PLC-programmeren" in text
    assert "wil 1 tot 8 klokuren per week" in text
    assert "0 van 240 klokuren gebruikt, met deze vraag 72" in text


def test_the_page_of_a_candidate_shows_profile_and_law(client, need, person):
    text = page_text(client.get(f"{list_url(need)}/{person.id}"))
    assert f"Kandidaat K-{person.id:04d}" in text
    assert "Zesurenregeling 2026-2027" in text
    assert person.motivation in text


def test_somebody_qualified_has_no_limit(client, session, need, person):
    session.add(
        Qualification(
            professional_id=person.id,
            kind=QualificationKind.PDG,
            sector=Sector.MBO,
            valid_from=date(2020, 1, 1),
        )
    )
    session.commit()
    text = page_text(client.get(list_url(need)))
    assert "Bevoegd: geen grens aan de klokuren" in text
    assert "van 240 klokuren gebruikt" not in text
    assert "De zesurenregeling geldt dan niet" in page_text(client.get(f"{list_url(need)}/{person.id}"))


@pytest.mark.parametrize(
    ("answered", "minutes", "told"), [(2, 2_160, "binnen 2 dagen"), (3, 288, "binnen 1 dag"), (1, 1_440, "")]
)
def test_how_fast_somebody_answers(client, session, need, person, answered, minutes, told):
    record = {"asked": answered, "answered": answered, "median_minutes": minutes, "counted_at": factories.LONG_AGO}
    session.add(AnswerRecord(party=Party.PROFESSIONAL, subject_id=person.id, **record))
    session.commit()
    text = page_text(client.get(list_url(need)))
    assert ("antwoordt meestal" in text) is bool(told)
    assert told in text


def test_best_first(client, session, need):
    factories.ProfessionalFactory(job_title="verder", area={"lat": 52.3508, "lon": 6.6684, "region_code": "AM05"})
    factories.ProfessionalFactory(job_title="dichtbij")
    session.commit()
    text = page_text(client.get(list_url(need)))
    assert text.index("Dichtbij, 14 jaar") < text.index("Verder, 14 jaar")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?afstand=10", "Dichtbij"),
        ("?dag=do-ochtend", "Dichtbij"),
        ("?uren=0", "Verder"),
        ("?contract=detachering", "Verder"),
        ("?bevoegd=ja", "Niemand past bij dit filter"),
    ],
)
def test_filters(client, session, need, query, found):
    own, lent = frozenset({ContractForm.EIGEN_AANSTELLING}), frozenset({ContractForm.DETACHERING})
    factories.ProfessionalFactory(job_title="dichtbij", contract_forms=own)
    factories.ProfessionalFactory(
        job_title="verder",
        contract_forms=lent,
        minutes_max=240,
        day_parts=mask("di-ochtend"),
        area={"lat": 52.3508, "lon": 6.6684, "region_code": "AM05"},
    )
    session.commit()
    text = page_text(client.get(list_url(need, query)))
    assert found in text
    assert not any(f"{other}, 14 jaar" in text for other in {"Dichtbij", "Verder"} - {found})


def test_counts_of_a_filter_follow_the_other_filters(client, session, need):
    factories.ProfessionalFactory(day_parts=mask("di-ochtend"))
    factories.ProfessionalFactory(day_parts=mask("do-ochtend"), minutes_max=240)
    session.commit()
    text = page_text(client.get(list_url(need, "?dag=di-ochtend")))
    assert "dinsdag ochtend (1) donderdag ochtend (1)" in text
    assert "tot en met 4 (0)" in text
    assert "1 kandidaat, beste eerst (van 2 zonder filter)" in text


def test_many_day_parts_are_filtered_by_weekday(client, session, member):
    need = factories.NeedFactory()
    factories.ProfessionalFactory(day_parts=mask("ma-avond"))
    session.commit()
    text = page_text(client.get(list_url(need, "?dag=ma")))
    assert "maandag (1) dinsdag (0)" in text
    assert "Besturingstechnicus" in text


@pytest.mark.parametrize("query", ["?afstand=x", "?afstand=-5", "?dag=onzin", "?uren=9", "?contract=onzin", "?page=99"])
def test_nonsense_in_the_address_breaks_nothing(client, need, person, query):
    assert client.get(list_url(need, query)).status_code == 200


def test_the_list_is_paged(client, session, need):
    for _ in range(21):
        factories.ProfessionalFactory()
    session.commit()
    assert "Bladzijde 1 van 2, 21 in totaal" in page_text(client.get(list_url(need)))
    assert "21 Besturingstechnicus" in page_text(client.get(list_url(need, "?page=2")))


def test_the_list_takes_as_many_queries_for_thirty_people_as_for_one(client, session, need):
    factories.ProfessionalFactory()
    session.commit()
    one = queries_of(client, list_url(need))
    for _ in range(29):
        factories.ProfessionalFactory()
    session.commit()
    assert queries_of(client, list_url(need)) == one


def test_who_is_not_in_the_list_and_what_would_help(client, session, need):
    factories.ProfessionalFactory(area=factories.EINDHOVEN)
    factories.ProfessionalFactory(day_parts=mask("vr-middag"))
    session.commit()
    text = page_text(client.get(list_url(need)))
    assert "Nog niemand past bij deze vraag" in text
    assert "1 te ver" in text
    assert "1 geen passend dagdeel" in text
    assert "Met vrijdag erbij: 1 mens meer." in text


def test_who_excluded_this_school_does_not_exist_here(client, session, need, person):
    session.add(ExcludedSchool(professional_id=person.id, school_id=need.school_id))
    session.commit()
    text = page_text(client.get(list_url(need)))
    assert "Waarom staat iemand niet in deze lijst?" not in text
    assert client.get(f"{list_url(need)}/{person.id}").status_code == 404


def test_somebody_who_does_not_fit_has_no_page(client, session, need):
    far = factories.ProfessionalFactory(area=factories.EINDHOVEN)
    session.commit()
    assert client.get(f"{list_url(need)}/{far.id}").status_code == 404


def test_inviting(client, session, need, person):
    answer = client.post(f"{list_url(need)}/{person.id}", data={"message": "Wij denken aan u."})
    proposal = session.scalars(select(Proposal)).one()
    assert answer.location == f"/school/voorstellen/{proposal.id}"
    assert (proposal.state, proposal.message) == (ProposalState.PROPOSED, "Wij denken aan u.")
    assert "Uw uitnodiging is verstuurd" in page_text(client.get(answer.location))


def test_inviting_twice_is_refused(client, need, person):
    url = f"{list_url(need)}/{person.id}"
    client.post(url, data={"message": ""})
    answer = client.post(url, data={"message": ""})
    assert "al een voorstel" in page_text(answer)


def test_a_message_that_is_too_long(client, need, person):
    answer = client.post(f"{list_url(need)}/{person.id}", data={"message": "x" * 1001})
    assert "korter dan 1000 tekens" in error_of(answer, "message")


def test_maybe_shows_candidates_but_invites_nobody(client, session, need, person):
    need.state = NeedState.MAYBE
    session.commit()
    assert "uitnodigen kan zodra u de vraag opent" in page_text(client.get(list_url(need)))
    client.post(f"{list_url(need)}/{person.id}", data={"message": ""})
    assert session.scalars(select(Proposal)).all() == []


def test_a_draft_has_no_candidates_yet(client, session, need):
    need.state = NeedState.DRAFT
    session.commit()
    assert client.get(list_url(need)).location == f"/school/vragen/{need.id}"


def test_who_waits_sees_candidates_but_cannot_invite(client, session, waiting):
    need = factories.NeedFactory(created_by_id=waiting.id)
    person = factories.ProfessionalFactory()
    session.commit()
    url = f"{list_url(need)}/{person.id}"
    assert "Besturingstechnicus" in page_text(client.get(list_url(need)))
    assert "Uitnodigen kan zodra u bent toegelaten" in page_text(client.get(url))
    assert "wacht nog op toelating" in page_text(client.post(url, data={"message": ""}))
    assert session.scalars(select(Proposal)).all() == []


def test_admitted_elsewhere_does_not_help(client, session, waiting):
    session.add(
        SchoolMembership(
            user_id=waiting.id,
            school_id=factories.school("Albeda").id,
            requested_at=factories.LONG_AGO,
            admitted_at=factories.LONG_AGO,
        )
    )
    need, person = factories.NeedFactory(created_by_id=waiting.id), factories.ProfessionalFactory()
    session.commit()
    client.post(f"{list_url(need)}/{person.id}", data={"message": ""})
    assert session.scalars(select(Proposal)).all() == []


def test_foreign_needs_are_not_found(client, member, foreign_need, person):
    for url in (list_url(foreign_need), f"{list_url(foreign_need)}.csv", f"{list_url(foreign_need)}/{person.id}"):
        assert client.get(url).status_code == 404
    assert client.post(f"{list_url(foreign_need)}/{person.id}", data={}).status_code == 404


def test_the_export_holds_exactly_the_filtered_rows_and_no_formulas(client, session, need):
    factories.ProfessionalFactory(job_title="=cmd|' /C calc'!A0")
    factories.ProfessionalFactory(job_title="lasser", day_parts=mask("do-ochtend"))
    session.commit()
    answer = client.get(f"{list_url(need)}.csv?dag=di-ochtend")
    assert answer.mimetype == "text/csv"
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))
    assert [row["Beroep"] for row in rows] == ["'=cmd|' /C calc'!A0, 14 jaar ervaring"]
    assert rows[0]["Klokuren met deze vraag"] == "72"
    assert not any(secret in answer.data.decode() for secret in SECRET)
