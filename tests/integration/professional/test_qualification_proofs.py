"""Proofs of qualification on the pages of the professional: what each is worth, changing one, what is refused."""

from datetime import date

import pytest
from sqlalchemy import select

from matcher.domain.choices import LegalGround, QualificationKind, Sector
from matcher.models import PlacementYear, Proposal, Qualification, RuleVerdict
from tests import factories
from tests.integration.coordinator.world import placement_of
from tests.integration.professional.conftest import person

PAGE = "/professional/profiel/opleiding"
PROOF = {"kind": "in_opleiding", "sector": "mbo", "subject": "", "valid_from": "2026-08-01", "valid_to": "2027-07-31"}
K = QualificationKind


def proof(session, profile, kind=K.IN_OPLEIDING, sector=Sector.MBO, since=date(2026, 8, 1), until=date(2027, 7, 31)):
    row = Qualification(professional_id=profile.id, kind=kind, sector=sector, valid_from=since, valid_to=until)
    session.add(row)
    session.commit()
    return row


@pytest.mark.parametrize(
    ("kind", "sector", "until", "tag", "text"),
    [
        (K.PDG, None, None, "telt nu", "Telt in mbo."),
        (K.BEVOEGDHEID_TWEEDEGRAADS, None, None, "telt nu", "Telt in vmbo en mbo."),
        (K.PDG, Sector.VMBO, None, "telt niet", "telt niet in de sector"),
        (K.PDD_INSTRUCTEUR, None, None, "telt nu", "alleen als instructeur"),
        (K.BDB, None, None, "voor het hbo", "geen bevoegdheid"),
        (K.IN_OPLEIDING, Sector.MBO, date(2027, 7, 31), "telt nu", "Na 31 juli 2027 geldt de zesurenregeling weer."),
        (K.IN_OPLEIDING, Sector.MBO, date(2026, 11, 13), "loopt bijna af", "Na 13 november 2026"),
        (K.IN_OPLEIDING, Sector.MBO, date(2026, 9, 13), "telt niet meer", "Sinds de einddatum"),
    ],
)
def test_the_page_says_whether_a_proof_counts_now(client, session, active, kind, sector, until, tag, text):
    proof(session, active, kind, sector, until=until)
    page = client.get(PAGE).get_data(as_text=True)
    assert f"{tag}</span>" in page
    assert text in page
    assert "Nog niet gezien door een school." in page


def test_every_kind_is_explained_with_its_source(client, active):
    for url in (PAGE, f"{PAGE}/bewijs"):
        page = client.get(url).get_data(as_text=True)
        assert "alleen als instructeur" not in page
        assert "praktijkles geven als instructeur, onder een docent" in page
        assert "Bron: WVO 2020 hoofdstuk 7; WEB artikel 4.2.1." in page


def test_a_proof_is_changed_and_has_to_be_seen_again(client, session, active, reload):
    row = proof(session, active)
    row.seen_on, row.seen_by_id, row.reminded_on = date(2026, 9, 1), active.user_id, date(2026, 9, 2)
    session.commit()
    url = f"{PAGE}/bewijs/{row.id}"
    assert 'value="2027-07-31"' in client.get(url).get_data(as_text=True)
    client.post(url, data=PROOF)
    assert reload(row).seen_on == date(2026, 9, 1)  # nothing was changed
    client.post(url, data=PROOF | {"subject": "techniek"})
    assert (reload(row).subject, row.seen_on, row.seen_by_id) == ("techniek", None, None)
    assert row.reminded_on == date(2026, 9, 2)
    client.post(url, data=PROOF | {"valid_to": "2028-07-31"})
    assert (reload(row).valid_to, row.reminded_on) == (date(2028, 7, 31), None)


def test_bad_changes_are_refused_with_the_input_kept(client, session, active, reload):
    row = proof(session, active)
    page = client.post(f"{PAGE}/bewijs/{row.id}", data=PROOF | {"valid_to": "2026-07-31"}).get_data(as_text=True)
    assert "De einddatum ligt voor de begindatum." in page
    assert 'value="2026-07-31"' in page
    assert reload(row).valid_to == date(2027, 7, 31)


def test_a_proof_of_somebody_else_is_not_there(client, session, active):
    row = proof(session, person(session)[1])
    assert client.get(f"{PAGE}/bewijs/{row.id}").status_code == 404
    assert client.post(f"{PAGE}/bewijs/{row.id}", data=PROOF).status_code == 404


@pytest.fixture
def carrying(session, active):
    """A proof that carries a placement of more klokuren than the rule allows: 300 from October to January."""
    row = proof(session, active)
    need = factories.NeedFactory()
    proposal = factories.ProposalFactory(professional_id=active.id, need_id=need.id, state="placed")
    placement = placement_of(
        session, session.get(Proposal, proposal.id), need, starts_on=date(2026, 10, 1), ends_on=date(2027, 1, 29),
        minutes=0, vog=None,
    )  # fmt: skip
    placement.legal_ground, placement.minutes_per_week, placement.teaching_weeks = LegalGround.IN_OPLEIDING, 1200, 15
    placement.total_minutes = placement.years[0].planned_minutes = 300 * 60
    session.commit()
    return row


def test_a_change_that_brings_hours_above_the_limit_is_refused_with_numbers(client, session, carrying, reload):
    url = f"{PAGE}/bewijs/{carrying.id}"
    page = client.post(url, data=PROOF | {"valid_to": "2026-10-02"}).get_data(as_text=True)
    assert "240" in page
    assert "Vraag uw coördinator wat er kan." in page
    assert 'value="2026-10-02"' in page
    assert reload(carrying).valid_to == date(2027, 7, 31)
    assert session.scalars(select(PlacementYear.counted_minutes)).all() == [0]
    page = client.post(f"{url}/verwijderen", follow_redirects=True).get_data(as_text=True)
    assert "Vraag uw coördinator wat er kan." in page
    assert reload(carrying) is not None


def test_a_change_that_fits_counts_the_hours_after_the_end(client, session, carrying, reload):
    client.post(f"{PAGE}/bewijs/{carrying.id}", data=PROOF | {"valid_to": "2026-12-15"})
    assert reload(carrying).valid_to == date(2026, 12, 15)
    (counted,) = session.scalars(select(PlacementYear.counted_minutes)).all()
    assert 0 < counted < 240 * 60
    verdict = session.scalars(select(RuleVerdict)).one()
    assert verdict.occasion.value == "qualification"
