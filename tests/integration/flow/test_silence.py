"""The whole chain of silence through the job, day by day: reminder, colleagues, coordinator, kind close; each once."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from matcher.domain.deadlines import ChaseStage
from matcher.domain.jobs import Job
from matcher.domain.notifications import NoticeKind
from matcher.domain.states import Answer, NeedState, Party, ProfileState, ProposalState, Step
from matcher.models import (
    Need,
    Notification,
    OutboxMessage,
    Professional,
    Programme,
    ProgrammeRegion,
    Proposal,
    ProposalEvent,
    User,
)
from matcher.services.proposals import accept, agree, approve, invite, show_interest
from matcher.services.proposals.waiting import start_waiting
from matcher.services.suggestions import suggest_all
from tests.factories import NeedFactory, ProfessionalFactory, actor_of, coordinator, school_member

MONDAY = date(2026, 9, 14)
REMIND, ESCALATED = NoticeKind.ANSWER_REMINDER, NoticeKind.ANSWER_ESCALATED
OVERDUE, REVIEW, CLOSED = NoticeKind.ANSWER_OVERDUE, NoticeKind.REVIEW_REMINDER, NoticeKind.PROPOSAL_CLOSED
CHAIN = {REMIND, ESCALATED, OVERDUE, REVIEW, CLOSED}
# Of a wait of ten days that begins on Monday 14 September: no holiday in between.
DAYS = {
    "remind": date(2026, 9, 19),
    "escalate": date(2026, 9, 22),
    "task": date(2026, 9, 25),
    "close": date(2026, 9, 29),
}


@pytest.fixture
def chase(app, session, frozen):
    """A function that runs the job on each day of a period, ``times`` a day."""

    def run(first, last, *, times=1):
        session.commit()
        day = first
        while day <= last:
            frozen.move_to(datetime.combine(day, time(9), UTC))
            for _ in range(times):
                app.extensions["jobs"].run(Job.CHASE_ANSWERS)
            day += timedelta(days=1)
        session.expire_all()

    return run


@pytest.fixture
def scene(session, work_as):
    """A professional; a need of a school with three members, one of whom made it; coordinators near and far."""
    person = ProfessionalFactory()
    maker, *colleagues = (school_member() for _ in range(3))
    need = NeedFactory(created_by_id=maker.id)
    own, other = coordinator("AM05"), coordinator("AM28")
    nation = coordinator(national=True)
    people = {
        "professional": session.get(User, person.user_id), "maker": maker, "colleague": colleagues[0],
        "second": colleagues[1], "coordinator": own, "stranger": other, "nation": nation,
    }  # fmt: skip
    session.commit()
    works = {name: work_as(actor_of(user)) for name, user in people.items()}
    session.rollback()
    return SimpleNamespace(
        person=person, need=need, people=people, names={user.id: name for name, user in people.items()}, **works
    )


def told(session, scene, since=MONDAY):
    """Return ``(day, kind, who)`` of the chain in order."""
    rows = session.scalars(select(Notification).where(Notification.kind.in_(CHAIN)).order_by(Notification.id))
    return [
        (row.created_at.date(), row.kind, scene.names[row.user_id]) for row in rows if row.created_at.date() > since
    ]


def the_proposal(session):
    return session.scalars(select(Proposal).execution_options(populate_existing=True)).one()


def invited(_session, scene):
    invite(scene.maker, need_id=scene.need.id, professional_id=scene.person.id)


def interested(_session, scene):
    show_interest(scene.professional, need_id=scene.need.id)


def suggested(_session, scene):
    suggest_all(scene.system)


def proposed(session, scene):
    suggested(session, scene)
    approve(scene.coordinator, proposal_id=the_proposal(session).id)


def introduced(session, scene):
    invited(session, scene)
    accept(scene.professional, proposal_id=the_proposal(session).id, party=Party.PROFESSIONAL)


def agreed(session, scene):
    introduced(session, scene)
    agree(scene.professional, proposal_id=the_proposal(session).id, party=Party.PROFESSIONAL)
    agree(scene.maker, proposal_id=the_proposal(session).id, party=Party.SCHOOL)


TO_PERSON = [
    ("remind", REMIND, "professional"),
    ("escalate", REMIND, "professional"),
    ("task", OVERDUE, "coordinator"),
]
TO_SCHOOL = [
    ("remind", REMIND, "maker"),
    ("escalate", ESCALATED, "colleague"),
    ("escalate", ESCALATED, "second"),
    ("task", OVERDUE, "coordinator"),
]
BOTH_CLOSED = [("close", CLOSED, "professional"), ("close", CLOSED, "maker")]
BOTH = [
    ("remind", REMIND, "professional"),
    ("remind", REMIND, "maker"),
    ("escalate", REMIND, "professional"),
    ("escalate", ESCALATED, "colleague"),
    ("escalate", ESCALATED, "second"),
    ("task", OVERDUE, "coordinator"),
    *BOTH_CLOSED,
]
STORIES = [
    pytest.param(invited, [*TO_PERSON, *BOTH_CLOSED], id="invited"),
    pytest.param(interested, [*TO_SCHOOL, *BOTH_CLOSED], id="interested"),
    pytest.param(proposed, BOTH, id="proposed by the coordinator"),
    pytest.param(introduced, BOTH, id="introduced"),
    pytest.param(agreed, [*TO_SCHOOL, *BOTH_CLOSED], id="agreed"),
    pytest.param(suggested, [("escalate", REVIEW, "coordinator"), ("task", OVERDUE, "coordinator")], id="suggested"),
]


@pytest.mark.parametrize(("begin", "expected"), STORIES)
def test_each_stage_once_on_its_day_though_the_job_runs_twice_a_day(session, scene, work_as, chase, begin, expected):
    scene.system = work_as()
    begin(session, scene)
    chase(MONDAY, date(2026, 10, 3), times=2)
    assert told(session, scene) == [(DAYS[stage], kind, who) for stage, kind, who in expected]
    closed = the_proposal(session)
    assert (closed.state, closed.ended_by) == (ProposalState.EXPIRED, Party.SYSTEM)
    assert closed.chase_on is closed.chase_stage is closed.answer_by is closed.waiting_since is None
    events = session.scalars(select(ProposalEvent).where(ProposalEvent.step == Step.EXPIRE)).all()
    assert [event.at.date() for event in events] == [DAYS["close"]]


def test_the_autumn_holiday_does_not_count(session, scene, chase, frozen, work_as):
    frozen.move_to("2026-10-05T09:00:00+00:00")
    invite(work_as(scene.maker.actor), need_id=scene.need.id, professional_id=scene.person.id)
    # Holiday in Hengelo: 10 to 18 October 2026. The fourth day is Friday the ninth, the fifth Monday the nineteenth.
    assert the_proposal(session).answer_by == date(2026, 10, 24)
    chase(date(2026, 10, 5), date(2026, 11, 5))
    days = {row[1]: row[0] for row in reversed(told(session, scene))}
    assert days == {REMIND: date(2026, 10, 19), OVERDUE: date(2026, 10, 25), CLOSED: date(2026, 10, 29)}


def test_a_late_stage_waits_for_the_end_of_the_holiday(session, scene, chase, frozen, work_as):
    frozen.move_to("2026-10-02T09:00:00+00:00")
    invite(work_as(scene.maker.actor), need_id=scene.need.id, professional_id=scene.person.id)
    chase(date(2026, 10, 12), date(2026, 10, 19))
    assert [row[:2] for row in told(session, scene)] == [(date(2026, 10, 19), REMIND)]


def test_after_a_month_without_the_server_stages_keep_their_distance(session, scene, chase):
    interested(session, scene)
    first = date(2026, 10, 22)
    chase(first, first, times=3)
    assert told(session, scene) == [(first, REMIND, "maker")]
    # Who is reminded late still has the half of the time that was promised.
    assert the_proposal(session).answer_by == first + timedelta(days=5)
    chase(first + timedelta(days=1), date(2026, 11, 10))
    days = [row[0] for row in told(session, scene)]
    gaps = {later - sooner for sooner, later in pairwise(days)} - {timedelta(0)}
    assert gaps == {timedelta(days=3), timedelta(days=4)}
    assert the_proposal(session).state is ProposalState.EXPIRED


def test_each_programme_has_its_own_times(session, work_as, chase, frozen):
    eager = Programme(name="Snel", starts_on=MONDAY, answer_days=4, regions=[ProgrammeRegion(region_code="AM05")])
    session.add_all([eager, Programme(name="Rustig", starts_on=MONDAY, answer_days=20, national=True)])
    person, makers = ProfessionalFactory(), [school_member(), school_member("Summa College")]
    # A place in another region: only the wait matters here, not whether the pair fits.
    needs = [NeedFactory(created_by_id=makers[0].id), NeedFactory(created_by_id=makers[1].id, region_code="AM28")]
    for need in needs:
        proposal = Proposal(
            professional_id=person.id, need_id=need.id, state=ProposalState.PROPOSED, started_by=Party.SCHOOL,
            professional_answer=Answer.PENDING, school_answer=Answer.INTERESTED, score_parts={}, weights_version="test",
            created_at=work_as().now, updated_at=work_as().now,
        )  # fmt: skip
        start_waiting(work_as(), proposal, need)
        session.add(proposal)
    chase(MONDAY, date(2026, 10, 9))
    closed = session.scalars(
        select(Notification).where(Notification.kind == CLOSED, Notification.user_id == person.user_id)
    )
    assert [(row.need_id, row.created_at.date()) for row in closed] == [(needs[0].id, date(2026, 9, 20))]
    reminded = session.scalars(
        select(Notification).where(Notification.kind == REMIND, Notification.need_id == needs[1].id)
    )
    assert [row.created_at.date() for row in reminded] == [date(2026, 9, 24), date(2026, 9, 29)]


def test_an_answer_stops_the_chain_and_the_next_wait_has_its_own(session, scene, chase, frozen, work_as):
    interested(session, scene)
    chase(MONDAY, date(2026, 9, 23))
    accept(work_as(scene.colleague.actor), proposal_id=the_proposal(session).id, party=Party.SCHOOL)
    waits = the_proposal(session)
    assert (waits.waiting_since, waits.chase_stage) == (date(2026, 9, 23), ChaseStage.REMIND)
    chase(date(2026, 9, 24), date(2026, 9, 30))
    assert {row[:2] for row in told(session, scene, since=date(2026, 9, 23))} == {(date(2026, 9, 28), REMIND)}


def test_when_one_side_agrees_the_other_gets_the_whole_time(session, scene, chase, frozen, work_as):
    introduced(session, scene)
    chase(MONDAY, date(2026, 9, 28))
    agree(work_as(scene.professional.actor), proposal_id=the_proposal(session).id, party=Party.PROFESSIONAL)
    assert the_proposal(session).answer_by == date(2026, 10, 8)
    chase(date(2026, 9, 29), date(2026, 10, 9))
    assert [row[2] for row in told(session, scene, since=date(2026, 9, 28))] == [
        "maker",
        "colleague",
        "second",
        "coordinator",
    ]


def test_who_was_silent_may_take_it_up_again_and_who_waited_may_not(session, scene, chase, work_as):
    introduced(session, scene)
    agree(scene.maker, proposal_id=the_proposal(session).id, party=Party.SCHOOL)
    chase(MONDAY, date(2026, 9, 30))
    closed = the_proposal(session)
    assert (closed.professional_answer, closed.school_answer) == (Answer.PENDING, Answer.INTERESTED)
    contexts = {
        scene.names[row.user_id]: row.context
        for row in session.scalars(select(Notification).where(Notification.kind == CLOSED))
    }
    assert (contexts["professional"]["silent"], contexts["professional"]["again"]) == (True, True)
    assert (contexts["maker"]["silent"], contexts["maker"]["again"]) == (False, False)
    show_interest(work_as(scene.professional.actor), need_id=scene.need.id)
    assert the_proposal(session).state is ProposalState.PROPOSED
    again = the_proposal(session)
    assert again.school_answer is Answer.PENDING
    assert again.school_agreed_at is again.ended_by is None


def test_nobody_is_asked_for_what_cannot_be_decided(session, scene, chase, work_as):
    interested(session, scene)
    session.get(Need, scene.need.id).state = NeedState.PAUSED
    chase(MONDAY, date(2026, 9, 30))
    assert [row[1:] for row in told(session, scene)] == [(CLOSED, "professional"), (CLOSED, "maker")]
    assert the_proposal(session).state is ProposalState.EXPIRED


def test_a_suggestion_waits_until_its_person_is_back(session, scene, chase, work_as):
    scene.system = work_as()
    suggested(session, scene)
    person = session.get(Professional, scene.person.id)
    person.state, person.paused_until = ProfileState.PAUSED, date(2026, 9, 28)
    chase(MONDAY, date(2026, 9, 20))
    assert the_proposal(session).waiting_since == date(2026, 9, 28)
    assert told(session, scene) == []


def test_without_coordinators_of_the_region_the_nation_hears(session, scene, chase):
    interested(session, scene)
    session.get(User, scene.people["coordinator"].id).deactivated_at = datetime(2026, 9, 15, tzinfo=UTC)
    chase(MONDAY, date(2026, 9, 25))
    assert [row[2] for row in told(session, scene) if row[1] == OVERDUE] == ["nation"]


def test_every_mail_of_the_chain_can_be_read(session, scene, work_as, chase, outbox):
    scene.system = work_as()
    proposed(session, scene)
    chase(MONDAY, date(2026, 9, 30))
    subjects = {mail.subject for mail in outbox}
    assert {
        "Er wordt op u gewacht",
        "Laatste herinnering: er wordt op u gewacht",
        "Uw collega heeft nog niet gereageerd",
        "Een voorstel is gesloten",
    } <= subjects
    first = next(mail for mail in outbox if mail.subject == "Er wordt op u gewacht")
    assert "uiterlijk 24 september 2026" in first.body
    assert all("Fenna" not in line for mail in outbox for line in mail.body.splitlines() if "Goedendag" not in line)
    assert session.scalars(select(OutboxMessage).where(OutboxMessage.sent_at.is_(None))).all() == []
