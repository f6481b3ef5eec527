"""A proof of qualification is seen by a school or a coordinator; what rests on one that was not; the reminder."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from matcher.domain.choices import LegalGround, QualificationKind, RoleKind, Sector
from matcher.domain.jobs import Job
from matcher.domain.states import PlacementState, ProposalState
from matcher.jobs.qualifications import remind_of_ending
from matcher.jobs.tasks import PERIODIC, TASKS
from matcher.models import OutboxMessage, Professional, Proposal, Qualification, RuleVerdict, User
from matcher.queries.coordination.placements import proof_needed
from matcher.queries.coordination.scope import view_of
from matcher.queries.placement_assessment import assess
from matcher.queries.placements import missing_at_start, placements_of_professional
from matcher.queries.qualification_proofs import ending_soon
from matcher.rules.grounds import Holding, qualified_sectors
from matcher.services.qualification_proofs import remind_ending
from tests import factories
from tests.integration.coordinator.world import placement_of
from tests.integration.flow.test_whole_flow import COMMAND

TODAY = date(2026, 9, 14)
NEXT_DAY = datetime(2026, 9, 15, 9, 0, tzinfo=UTC)
K = QualificationKind


def give(session, professional_id, kind=K.PDG, **values):
    row = Qualification(professional_id=professional_id, kind=kind, **({"valid_from": date(2025, 1, 1)} | values))
    session.add(row)
    session.commit()
    return row


@pytest.fixture
def pair(session):
    """Ids of an introduced proposal and its person, and the unseen proof of that person."""
    member = factories.school_member()
    proposal = factories.ProposalFactory(state=ProposalState.INTRODUCED)
    row = give(session, proposal.professional_id, subject="techniek")
    return {"member": session.get(User, member.id), "proposal": proposal, "proof": row}


def school_url(pair, step):
    return f"/school/voorstellen/{pair['proposal'].id}/bewijzen/{pair['proof'].id}/{step}"


def test_a_school_marks_a_proof_as_seen_and_takes_it_back_the_same_day(client, session, pair):
    client.login(pair["member"])
    page = f"/school/voorstellen/{pair['proposal'].id}"
    assert "Nog niet gezien door een school." in client.get(page).get_data(as_text=True)
    client.post(school_url(pair, "gezien"))
    session.refresh(pair["proof"])
    assert (pair["proof"].seen_on, pair["proof"].seen_by_id) == (TODAY, pair["member"].id)
    assert "Gezien door u op 14 september 2026." in client.get(page).get_data(as_text=True)
    assert client.get(school_url(pair, "terugnemen")).status_code == 200
    assert "Vul in waarom" in client.post(school_url(pair, "terugnemen"), data={"reason": " "}).get_data(as_text=True)
    client.post(school_url(pair, "terugnemen"), data={"reason": "Het was een ander diploma."})
    session.refresh(pair["proof"])
    assert (pair["proof"].seen_on, pair["proof"].seen_by_id) == (None, None)
    kept = session.scalars(select(RuleVerdict).order_by(RuleVerdict.id)).all()
    assert [row.outcome for row in kept] == [
        {"seen_on": "2026-09-14", "reason": ""},
        {"seen_on": None, "reason": "Het was een ander diploma."},
    ]


def test_it_is_not_taken_back_later_or_by_somebody_else(client, new_client, session, pair):
    colleague = factories.school_member()
    session.commit()
    client.login(pair["member"])
    client.post(school_url(pair, "gezien"))
    other = new_client()
    other.login(session.get(User, colleague.id))
    told = other.post(school_url(pair, "terugnemen"), data={"reason": "nee"}).get_data(as_text=True)
    assert "alleen op dezelfde dag" in told
    assert "Gezien door een school of coördinator" in other.get(f"/school/voorstellen/{pair['proposal'].id}").get_data(
        as_text=True
    )
    pair["proof"].seen_on = TODAY - timedelta(days=1)
    session.commit()
    assert "alleen op dezelfde dag" in client.post(school_url(pair, "terugnemen"), data={"reason": "x"}).text
    assert "al genoteerd" in client.post(school_url(pair, "gezien"), follow_redirects=True).text


@pytest.mark.parametrize("state", [ProposalState.PROPOSED, ProposalState.WITHDRAWN])
def test_a_school_that_was_not_introduced_may_not(client, session, pair, state):
    pair["proposal"].state = state
    session.commit()
    client.login(pair["member"])
    assert client.post(school_url(pair, "gezien")).status_code == 404
    session.refresh(pair["proof"])
    assert pair["proof"].seen_on is None
    if state is ProposalState.PROPOSED:
        page = client.get(f"/school/voorstellen/{pair['proposal'].id}").text
        assert "nog niet gezien door een school" in page
        assert "Ik heb dit gezien" not in page


def test_the_proof_of_another_person_is_not_there(client, session, pair):
    stranger = give(session, factories.ProfessionalFactory().id)
    client.login(pair["member"])
    url = f"/school/voorstellen/{pair['proposal'].id}/bewijzen/{stranger.id}/gezien"
    assert client.post(url).status_code == 404


def test_a_coordinator_in_scope_marks_it_too(client, new_client, session, pair):
    mine, foreign = factories.coordinator("AM05"), factories.coordinator("AM28")
    session.commit()
    base = f"/coordinator/mensen/{pair['proof'].professional_id}"
    away = new_client()
    away.login(session.get(User, foreign.id))
    assert away.post(f"{base}/bewijzen/{pair['proof'].id}/gezien").status_code == 404
    client.login(session.get(User, mine.id))
    assert "Ik heb dit gezien" in client.get(base).text
    client.post(f"{base}/bewijzen/{pair['proof'].id}/gezien")
    session.refresh(pair["proof"])
    assert pair["proof"].seen_by_id == mine.id
    client.post(f"{base}/bewijzen/{pair['proof'].id}/terugnemen", data={"reason": "Verkeerde persoon."})
    session.refresh(pair["proof"])
    assert pair["proof"].seen_on is None


def placed(session, pair, *, starts_on, kind=RoleKind.GASTDOCENT):
    need = factories.NeedFactory(role_kind=kind)
    proposal = factories.ProposalFactory(
        professional_id=pair["proof"].professional_id, need_id=need.id, state=ProposalState.PLACED
    )
    ends_on = starts_on + timedelta(days=90)
    row = placement_of(
        session, session.get(Proposal, proposal.id), need, starts_on=starts_on, ends_on=ends_on, minutes=0, vog=None
    )
    row.legal_ground = LegalGround.BEVOEGD
    session.commit()
    return row


def test_a_placement_on_an_unseen_proof_lists_it_and_is_a_task(session, pair):
    row = placed(session, pair, starts_on=date(2026, 10, 1))
    later = placed(session, pair, starts_on=date(2027, 1, 4))
    cancelled = placed(session, pair, starts_on=date(2026, 10, 1))
    cancelled.state = PlacementState.CANCELLED
    session.commit()
    view = view_of(session, scope=factories.coordinator_actor("AM05").scope, today=TODAY)

    def missing(which):
        found = {each.id: each for each in placements_of_professional(session, pair["proof"].professional_id)}
        return [each.field for each in missing_at_start(found[which.id], TODAY)]

    assert "proof_seen" in missing(row)
    assert "proof_seen" in missing(later)
    assert proof_needed(session, view) == [row.id]
    pair["proof"].seen_on = TODAY
    session.commit()
    assert "proof_seen" not in missing(row)
    assert proof_needed(session, view) == []


def test_placing_may_go_before_the_proof_is_seen(session, pair):
    need = factories.NeedFactory()
    found = assess(session, professional_id=pair["proof"].professional_id, need=need, command=COMMAND)
    assert "proof_seen" in [row.field for row in found.missing_before_start]
    assert "proof_seen" not in [row.field for row in found.missing_now]
    pair["proof"].seen_on = TODAY
    session.commit()
    again = assess(session, professional_id=pair["proof"].professional_id, need=need, command=COMMAND)
    assert "proof_seen" not in [row.field for row in again.missing_before_start]
    nobody = factories.ProfessionalFactory()
    bare = assess(session, professional_id=nobody.id, need=need, command=COMMAND)
    assert "proof_seen" not in [row.field for row in bare.missing]


ENDING = {"kind": K.IN_OPLEIDING, "sector": Sector.MBO, "valid_to": date(2026, 11, 1)}


@pytest.mark.parametrize(
    ("proof", "other", "ends"),
    [
        ({}, None, True),
        ({"kind": K.GESCHIKTHEIDSVERKLARING, "valid_to": TODAY}, None, True),
        ({"valid_to": date(2026, 11, 13)}, None, True),
        ({"valid_to": date(2026, 11, 14)}, None, False),
        ({"valid_to": TODAY - timedelta(days=1)}, None, False),
        ({"kind": K.PDG}, None, False),
        ({}, {"kind": K.PDG, "sector": None, "valid_to": None}, False),
        ({}, {"kind": K.PDG, "sector": Sector.MBO, "valid_to": date(2027, 1, 1)}, False),
        ({"sector": Sector.VMBO}, {"kind": K.PDG, "sector": None, "valid_to": None}, True),
        ({"sector": Sector.VMBO}, {"kind": K.BEVOEGDHEID_TWEEDEGRAADS, "sector": None, "valid_to": None}, False),
        ({}, {"kind": K.BEVOEGDHEID_TWEEDEGRAADS, "sector": Sector.VMBO, "valid_to": None}, True),
        ({}, {"valid_to": date(2028, 7, 31)}, False),
        ({}, {"sector": Sector.VMBO, "valid_to": date(2028, 7, 31)}, True),
        ({}, {"kind": K.PDD_INSTRUCTEUR, "sector": None, "valid_to": None}, True),
    ],
)
def test_what_ends_soon_is_what_the_rules_say(session, proof, other, ends):
    person = factories.ProfessionalFactory()
    mine = give(session, person.id, **(ENDING | proof))
    rows = [mine] + ([give(session, person.id, **(ENDING | other))] if other else [])
    found = session.scalars(select(Qualification.id).where(ending_soon(TODAY), Qualification.id == mine.id)).all()
    assert found == ([mine.id] if ends else [])
    if mine.valid_to and mine.kind is not K.PDG and TODAY <= mine.valid_to <= TODAY + timedelta(days=60):
        held = [Holding(row.kind, row.sector, row.valid_from, row.valid_to) for row in rows]
        assert (mine.sector in qualified_sectors(held, mine.valid_to + timedelta(days=1))) is not ends


def test_everybody_is_told_once(app, session, work_as, frozen):
    person = factories.ProfessionalFactory()
    row = give(session, person.id, **ENDING)
    gone = factories.ProfessionalFactory()
    session.get(User, gone.user_id).deactivated_at = factories.LONG_AGO
    give(session, gone.id, **ENDING)
    work = work_as(factories.actor_of(session.get(User, person.user_id)))
    assert remind_ending(work) == 2
    assert remind_ending(work) == 0
    message = session.scalars(select(OutboxMessage)).one()
    assert (message.kind, message.recipient) == (
        "qualification_ending",
        session.get(User, session.get(Professional, person.id).user_id).email,
    )
    session.refresh(row)
    assert row.reminded_on == TODAY
    frozen.move_to(NEXT_DAY)
    assert remind_of_ending() == "0 reminded"


def test_the_job_runs_every_day_and_sends_the_mail(app, session, outbox):
    give(session, factories.ProfessionalFactory().id, **ENDING)
    assert Job.REMIND_QUALIFICATIONS in PERIODIC
    assert TASKS[Job.REMIND_QUALIFICATIONS]() == "1 reminded"
    (mail,) = outbox
    assert mail.subject == "Uw bewijs loopt bijna af"
    assert "1 november 2026" in mail.body
    assert "/professional/profiel/opleiding" in mail.body


def test_the_coordinator_has_a_task_with_the_same_people(client, session):
    person = factories.ProfessionalFactory()
    give(session, person.id, **ENDING)
    user = factories.coordinator("AM05")
    factories.ProfessionalFactory()
    session.commit()
    client.login(session.get(User, user.id))
    home = client.get("/coordinator/").text
    assert "Opleiding of verklaring loopt af" in home
    assert "/coordinator/taken/bewijs-loopt-af" in home
    page = client.get("/coordinator/mensen?bewijs=eindigt").text
    assert f"/coordinator/mensen/{person.id}" in page
