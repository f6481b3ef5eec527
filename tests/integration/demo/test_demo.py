"""The demo data: complete, consistent with the rules, clearly invented, and the same each time."""

import json
from collections import Counter, defaultdict
from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy import func, select

from matcher import clock
from matcher.cli.work import silent_work
from matcher.demo.assignments import ASSIGNMENTS
from matcher.demo.logins import HOME_SCHOOL, LOGINS, PASSWORD
from matcher.demo.names import SURNAMES
from matcher.demo.regions import REGIONS
from matcher.domain.caps import MOST_OPEN_PER_PERSON, OCCUPYING, most_open_of_need
from matcher.domain.choices import LegalGround, QualificationKind, Sector
from matcher.domain.deadlines import ChaseStage
from matcher.domain.school_year import school_year_of
from matcher.domain.states import (
    NAMES_REVEALED,
    OPEN_STATES,
    RANKED_NEED_STATES,
    Answer,
    NeedState,
    ProfileState,
    ProposalState,
    may_step,
)
from matcher.models import (
    Campus,
    HoursMeasure,
    Need,
    NeedSkill,
    OutboxMessage,
    Placement,
    PlacementYear,
    Professional,
    Programme,
    ProgrammeRegion,
    Proposal,
    ProposalEvent,
    Qualification,
    School,
    SchoolMembership,
    SearchArea,
    User,
)
from matcher.queries.ledger import engagements_by_person
from matcher.queries.matches import candidates_of, needs_for
from matcher.queries.need_completeness import missing_sections
from matcher.queries.profile_facts import profile_completeness
from matcher.rules.limits import LIMITS, strictest_for_year
from matcher.rules.six_hours import standing
from matcher.services.chasing import work_off
from matcher.services.passwords import verify_password
from tests.integration.demo.conftest import digest

pytestmark = pytest.mark.database


def count(rows, *conditions, of):
    return rows.scalar(select(func.count()).select_from(of).where(*conditions))


def test_it_is_about_as_large_as_it_says(rows):
    assert 380 <= count(rows, of=Professional) <= 450
    assert 85 <= count(rows, Need.state.in_(RANKED_NEED_STATES | {NeedState.PAUSED, NeedState.DRAFT}), of=Need) <= 110
    assert count(rows, of=Proposal) >= 150
    assert count(rows, of=Placement) >= 35
    assert count(rows, of=OutboxMessage) == 0


def test_all_regions_have_people_and_needs_and_all_sectors_ask(rows):
    assert set(rows.scalars(select(Professional.region_code))) == set(REGIONS)
    assert len(REGIONS) == 35
    assert set(rows.scalars(select(Need.region_code))) == set(REGIONS)
    assert set(rows.scalars(select(Need.sector))) == set(Sector)
    assert set(rows.scalars(select(Need.state))) == set(NeedState)
    assert set(rows.scalars(select(Professional.state))) == set(ProfileState)


def test_schools_are_real_and_have_one_to_five_locations(rows):
    assert count(rows, School.from_reference.is_(False), of=School) == 0
    per_school = Counter(rows.scalars(select(Campus.school_id)))
    used = set(rows.scalars(select(Need.school_id)))
    assert all(1 <= per_school[school] <= 5 for school in used)
    assert len(used) == len(ASSIGNMENTS)


def test_everybody_is_clearly_invented(rows):
    for user in rows.scalars(select(User)):
        assert user.email.endswith("@example.nl")
        assert user.full_name.endswith(SURNAMES)
        assert user.phone is None or user.phone.startswith("06 0000")
    names = list(rows.scalars(select(User.full_name)))
    assert len(set(names)) == len(names)


def test_active_profiles_and_ranked_needs_are_complete(rows):
    for person in rows.scalars(select(Professional).where(Professional.state != ProfileState.DRAFT)):
        assert profile_completeness(rows, professional_id=person.id).complete, person.id
        assert person.activated_at > person.created_at
    required = Counter(rows.scalars(select(NeedSkill.need_id).where(NeedSkill.required)))
    for need in rows.scalars(select(Need).where(Need.state.in_(RANKED_NEED_STATES))):
        assert missing_sections(need, required[need.id]) == (), need.title
        assert need.starts_on > clock.today()


def test_some_people_have_two_areas_and_some_exclude_a_school(rows):
    assert count(rows, SearchArea.position == 1, of=SearchArea) >= 15
    assert count(rows, Professional.confirmed_on < clock.today() - timedelta(days=120), of=Professional) >= 15


def test_every_state_of_a_proposal_occurs_and_some_answers_are_late(rows):
    assert set(rows.scalars(select(Proposal.state))) == set(ProposalState)
    waiting = select(Proposal.answer_by).where(Proposal.state == ProposalState.PROPOSED)
    late = [day < clock.today() for day in rows.scalars(waiting)]
    assert any(late)
    assert not all(late)


def test_every_wait_has_a_next_stage_still_to_come_and_late_ones_are_near_their_end(demo, rows):
    waiting = rows.scalars(select(Proposal).where(Proposal.state.in_(OPEN_STATES))).all()
    assert all(row.chase_stage is not None and row.chase_on > clock.today() for row in waiting)
    late = [row for row in waiting if row.answer_by < clock.today()]
    assert {row.chase_stage for row in late} == {ChaseStage.CLOSE}
    assert {ChaseStage.REMIND, ChaseStage.ESCALATE} <= {row.chase_stage for row in waiting}
    rows.rollback()
    assert work_off(silent_work()) == 0


def test_the_five_pilots_and_the_nation_are_programmes(rows):
    programmes = rows.scalars(select(Programme)).all()
    assert len(programmes) == 6
    assert sum(row.national for row in programmes) == 1
    regions = set(rows.scalars(select(ProgrammeRegion.region_code)))
    assert regions == {"AM21", "AM22", "AM28", "AM32", "AM36", "AM37"}
    brainport = select(Proposal.answer_days).join(Need, Need.id == Proposal.need_id)
    asked = rows.scalars(brainport.where(Need.region_code.in_(["AM28", "AM32"]), Proposal.state == "proposed"))
    assert set(asked) == {7}


def test_nobody_in_the_demo_is_asked_too_much(rows):
    running = select(func.count(Proposal.id), Proposal.professional_id).where(Proposal.state.in_(OCCUPYING))
    assert max(count for count, _ in rows.execute(running.group_by(Proposal.professional_id))) <= MOST_OPEN_PER_PERSON
    at_needs = select(func.count(Proposal.id), Need.people_wanted).join(Need, Need.id == Proposal.need_id)
    for count_here, wanted in rows.execute(at_needs.where(Proposal.state.in_(OCCUPYING)).group_by(Need.id)):
        assert count_here <= most_open_of_need(wanted)


def test_the_events_of_each_proposal_tell_one_legal_story(rows):
    events = defaultdict(list)
    for event in rows.scalars(select(ProposalEvent).order_by(ProposalEvent.id)):
        events[event.proposal_id].append(event)
    opened = dict(rows.execute(select(Need.id, Need.opened_at)).all())
    for proposal in rows.scalars(select(Proposal)):
        story = events[proposal.id]
        assert story[-1].to_state is proposal.state
        assert story[0].at >= opened[proposal.need_id]
        for before, after in pairwise(story):
            assert before.at < after.at <= clock.now()
            assert after.from_state is before.to_state
            assert may_step(after.step, after.from_state, after.party)
        if proposal.state in NAMES_REVEALED:
            assert proposal.professional_answer is proposal.school_answer is Answer.INTERESTED


def test_the_hours_of_everybody_obey_the_six_hours_rule(rows):
    year = school_year_of(clock.today())
    ledgers = engagements_by_person(rows)
    assert len(ledgers) >= 30
    for engagements in ledgers.values():
        for each in (year - 1, year, year + 1):
            assert standing(engagements, each).used <= strictest_for_year(each).yearly_minutes
    used = sorted((standing(rows_of, year).used // 60 for rows_of in ledgers.values()), reverse=True)
    assert used[0] == 240
    assert sum(200 <= hours < 240 for hours in used) >= 6


def test_qualified_people_teach_more_and_some_vog_is_still_to_be_seen(rows):
    outside = select(PlacementYear.planned_minutes).where(PlacementYear.counted_minutes == 0)
    assert max(rows.scalars(outside)) > 240 * 60
    grounds = Counter(rows.scalars(select(Placement.legal_ground)))
    assert {LegalGround.ZESURENREGELING, LegalGround.BEVOEGD, LegalGround.HBO} <= set(grounds)
    unseen = list(rows.scalars(select(Placement.starts_on).where(Placement.vog_seen_on.is_(None))))
    assert unseen
    assert all(day > clock.today() for day in unseen)


def test_the_school_of_the_demo_has_candidates_and_a_need_nobody_fits(rows):
    needs = select(Need.id).join(School, School.id == Need.school_id)
    open_needs = rows.scalars(needs.where(School.name == HOME_SCHOOL, Need.state == NeedState.OPEN)).all()
    found = [len(candidates_of(rows, need_id=need, today=clock.today()).rows) for need in open_needs]
    assert max(found) >= 4
    assert min(found) == 0


def test_the_professional_of_the_demo_has_matches_an_invitation_and_a_placement(rows):
    person = rows.scalars(
        select(Professional).join(User, User.id == Professional.user_id).where(User.email == LOGINS[0].email)
    ).one()
    assert needs_for(rows, professional_id=person.id, today=clock.today())
    mine = rows.scalars(select(Proposal).where(Proposal.professional_id == person.id)).all()
    asked = [p for p in mine if p.state is ProposalState.PROPOSED and p.professional_answer is Answer.PENDING]
    assert len(asked) == 1
    assert asked[0].answer_by >= clock.today()
    assert count(rows, Placement.professional_id == person.id, of=Placement) == 1


@pytest.mark.parametrize("login", LOGINS, ids=lambda login: login.role)
def test_each_login_works(demo, rows, login):
    user = rows.scalars(select(User).where(User.email == login.email)).one()
    assert verify_password(user.password_hash, PASSWORD)
    demo.test_client().login(user, password=PASSWORD)


def test_the_logins_are_printed_for_scripts_and_for_people(demo):
    runner = demo.test_cli_runner()
    printed = json.loads(runner.invoke(args=["demo", "logins"]).output)
    assert {row["role"] for row in printed} >= {"professional", "school", "coordinator", "national", "admin"}
    assert all(set(row) == {"role", "email", "password"} for row in printed)
    table = runner.invoke(args=["demo", "welcome", "--port", "5105"]).output
    assert "http://127.0.0.1:5105" in table
    assert all(login.email in table for login in LOGINS)


def test_matches_compute_adds_suggestions_once(demo):
    runner = demo.test_cli_runner()
    first, second = (json.loads(runner.invoke(args=["matches", "compute"]).output) for _ in range(2))
    assert first["new_suggestions"] > 0
    assert second["new_suggestions"] == 0


def test_loading_again_needs_a_choice_and_never_happens_in_production(demo, monkeypatch):
    runner = demo.test_cli_runner()
    assert "niet opnieuw" in runner.invoke(args=["demo", "load", "--if-empty"]).output
    assert runner.invoke(args=["demo", "load"]).exit_code == 1
    production = demo.extensions["settings"].__class__(env="production")
    monkeypatch.setitem(demo.extensions, "settings", production)
    refused = runner.invoke(args=["demo", "load", "--rebuild"])
    assert refused.exit_code == 1
    assert "productie" in refused.output


def test_a_rebuild_gives_the_same_rows(demo, rows):
    assert demo.test_cli_runner().invoke(args=["demo", "load", "--rebuild"]).exit_code == 0
    rows.expire_all()
    assert digest(rows) == demo.extensions["demo_digest"]
    assert rows.scalar(select(func.count()).select_from(HoursMeasure)) == len(LIMITS)


def test_proofs_are_seen_by_named_schools_and_some_people_are_in_opleiding(rows):
    proofs = list(rows.scalars(select(Qualification)))
    assert {row.seen_on is None for row in proofs} == {True, False}
    assert all((row.seen_on is None) is (row.seen_by_id is None) for row in proofs)
    members = set(rows.scalars(select(SchoolMembership.user_id)))
    assert {row.seen_by_id for row in proofs if row.seen_on} <= members
    training = [row for row in proofs if row.kind is QualificationKind.IN_OPLEIDING]
    assert training
    assert all(row.sector and row.valid_to for row in training)
