"""Switching a profile on and off, its preview, excluded schools and proofs of qualification."""

from datetime import date

import pytest
from sqlalchemy import select

from matcher.domain.choices import QualificationKind, Sector
from matcher.domain.states import ProfileState, ProposalState
from matcher.models import ExcludedSchool, Proposal, Qualification, User
from matcher.services.profile_state import resume_paused_profiles
from tests import factories
from tests.integration.professional.conftest import person

PROOF = {"kind": "pdg", "sector": "mbo", "subject": "elektrotechniek", "valid_from": "2025-07-01", "valid_to": ""}
STATEMENT = PROOF | {"kind": "geschiktheidsverklaring", "valid_to": "2027-07-01"}


def test_overview_counts_the_parts(client, starter):
    text = client.get("/professional/profiel").get_data(as_text=True)
    assert "0 van 8 onderdelen compleet" in text
    assert "uw woonplaats of postcode" in text


def test_incomplete_profile_cannot_be_switched_on(client, starter, reload):
    response = client.post("/professional/profiel/aanzetten")
    assert response.status_code == 400
    assert "Vul nog in: uw woonplaats of postcode" in response.get_data(as_text=True)
    assert reload(starter).state is ProfileState.DRAFT


def test_activation_suggests_needs(client, session, active, reload):
    active.state = ProfileState.DRAFT
    need = factories.NeedFactory()
    session.commit()
    assert client.post("/professional/profiel/aanzetten").location == "/professional/vragen"
    assert reload(active).state is ProfileState.ACTIVE
    found = session.execute(select(Proposal.need_id, Proposal.state)).all()
    assert found == [(need.id, ProposalState.SUGGESTED)]


def test_active_profile_is_not_switched_on_again(client, active):
    assert client.post("/professional/profiel/aanzetten").status_code == 400


def test_pause_until_a_date_and_resume(client, active, reload):
    assert client.get("/professional/profiel/pauze").status_code == 200
    client.post("/professional/profiel/pauze", data={"until": "2026-12-01"})
    profile = reload(active)
    assert (profile.state, profile.paused_until) == (ProfileState.PAUSED, date(2026, 12, 1))
    assert "1 december 2026" in client.get("/professional/profiel").get_data(as_text=True)
    client.post("/professional/profiel/aanzetten")
    profile = reload(active)
    assert (profile.state, profile.paused_until) == (ProfileState.ACTIVE, None)


def test_pause_without_end(client, active, reload):
    client.post("/professional/profiel/pauze", data={"until": ""})
    assert (reload(active).state, active.paused_until) == (ProfileState.PAUSED, None)


def test_pause_until_yesterday_is_refused(client, active, reload):
    text = client.post("/professional/profiel/pauze", data={"until": "2026-09-13"}).get_data(as_text=True)
    assert "Kies een datum na vandaag" in text
    assert reload(active).state is ProfileState.ACTIVE


def test_a_pause_ends_by_itself_on_its_day(session, work_as):
    ready = factories.ProfessionalFactory(state=ProfileState.PAUSED, paused_until=date(2026, 9, 14))
    later = factories.ProfessionalFactory(state=ProfileState.PAUSED, paused_until=date(2026, 9, 15))
    endless = factories.ProfessionalFactory(state=ProfileState.PAUSED)
    gap = factories.ProfessionalFactory(state=ProfileState.PAUSED, paused_until=date(2026, 9, 1), motivation="")
    session.commit()
    assert resume_paused_profiles(work_as()) == 1
    assert (ready.state, ready.paused_until) == (ProfileState.ACTIVE, None)
    assert {row.state for row in (later, endless, gap)} == {ProfileState.PAUSED}


def test_draft_cannot_be_paused(client, starter):
    assert client.post("/professional/profiel/pauze", data={"until": ""}).status_code == 400


def test_confirm_sets_the_date(client, active, reload):
    client.post("/professional/profiel/klopt-nog")
    assert reload(active).confirmed_on == date(2026, 9, 14)


def test_preview_hides_who_it_is(client, session, active):
    user = session.get(User, active.user_id)
    user.phone = "06 87654321"
    session.commit()
    text = client.get("/professional/profiel/voorbeeld").get_data(as_text=True)
    main = text[text.index("<main") : text.index("</main>")]
    for secret in (user.full_name, user.email, user.phone, "Fabriek Fictief BV", "Hengelo"):
        assert secret not in main
    assert "besturingstechnicus, 14 jaar ervaring" in main


def test_exclude_and_allow_a_school(client, session, active):
    school = factories.school("ROC van Twente")
    found = client.get("/professional/profiel/scholen?q=roc+van+twente").get_data(as_text=True)
    assert f"/profiel/scholen/{school.id}/uitsluiten" in found
    for _ in range(2):
        client.post(f"/professional/profiel/scholen/{school.id}/uitsluiten")
    assert session.scalars(select(ExcludedSchool.school_id)).all() == [school.id]
    assert "ROC van Twente" in client.get("/professional/profiel/scholen").get_data(as_text=True)
    client.post(f"/professional/profiel/scholen/{school.id}/toelaten")
    session.expire_all()
    assert not session.scalars(select(ExcludedSchool.school_id)).all()
    assert client.post(f"/professional/profiel/scholen/{school.id}/toelaten").status_code == 404


def test_unknown_school_is_404(client, active):
    assert client.post("/professional/profiel/scholen/999999/uitsluiten").status_code == 404


def test_search_for_a_school_that_is_not_there(client, active):
    assert "Geen school gevonden" in client.get("/professional/profiel/scholen?q=zzqqxx").get_data(as_text=True)


def test_add_and_remove_a_proof(client, session, active):
    client.post("/professional/profiel/opleiding/bewijs", data=PROOF)
    row = session.scalars(select(Qualification)).one()
    assert (row.kind, row.sector, row.valid_to) == (QualificationKind.PDG, Sector.MBO, None)
    assert "Nog niet gezien door een school." in client.get("/professional/profiel/opleiding").get_data(as_text=True)
    client.post(f"/professional/profiel/opleiding/bewijs/{row.id}/verwijderen")
    session.expire_all()
    assert not session.scalars(select(Qualification)).all()


def test_who_saw_a_proof_is_shown(client, session, active):
    member = factories.school_member()
    session.add(
        Qualification(
            professional_id=active.id,
            kind=QualificationKind.PDG,
            valid_from=date(2025, 1, 1),
            seen_on=date(2026, 9, 1),
            seen_by_id=member.id,
        )
    )
    session.commit()
    text = client.get("/professional/profiel/opleiding").get_data(as_text=True)
    assert f"Gezien door {member.full_name} op 1 september 2026." in text


@pytest.mark.parametrize(
    ("base", "change", "message"),
    [
        (PROOF, {"kind": ""}, "Kies welk bewijs u hebt."),
        (PROOF, {"valid_from": ""}, "Vul de datum in die op het bewijs staat."),
        (PROOF, {"valid_from": "2027-01-01"}, "in de toekomst"),
        (PROOF, {"valid_to": "2024-01-01"}, "De einddatum ligt voor de begindatum."),
        (STATEMENT, {"sector": ""}, "geldt voor één sector"),
        (STATEMENT, {"sector": "hbo"}, "geldt voor één sector"),
        (STATEMENT, {"valid_to": ""}, "is tijdelijk"),
    ],
)
def test_bad_proofs_are_refused(client, session, active, base, change, message):
    text = client.post("/professional/profiel/opleiding/bewijs", data=base | change).get_data(as_text=True)
    assert message in text
    assert 'value="elektrotechniek"' in text
    assert not session.scalars(select(Qualification)).all()


def test_proof_of_somebody_else_is_404(client, session, active):
    _user, other = person(session)
    row = Qualification(professional_id=other.id, kind=QualificationKind.PDG, valid_from=date(2025, 1, 1))
    session.add(row)
    session.commit()
    assert client.post(f"/professional/profiel/opleiding/bewijs/{row.id}/verwijderen").status_code == 404
    assert session.scalars(select(Qualification.id)).all() == [row.id]
