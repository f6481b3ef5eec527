"""A trial lesson: offered, chosen, moved, given or not."""

import itertools
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from threading import Barrier

import pytest
from sqlalchemy import func, select

from matcher import clock
from matcher.cli.work import system_work
from matcher.clock import dutch_moment, today
from matcher.database import db
from matcher.domain.errors import InvalidInputError, NotFoundError, WrongStateError
from matcher.domain.notifications import NoticeKind
from matcher.domain.states import Party, ProposalState, Step
from matcher.domain.trials import LocalMoment, TrialState
from matcher.models import Notification, Proposal, ProposalEvent, Trial, TrialOption
from matcher.queries.coordination.facets_proposals import waits_for
from matcher.queries.proposal_page import proposal_page
from matcher.queries.proposals import waiting_for
from matcher.services.proposals import agree, offer_trial, plan_trial, record_trial
from matcher.services.transaction import Work
from tests.factories import NeedFactory, ProposalFactory
from tests.integration.trial.conftest import PRO, SCHOOL

DAY = date(2026, 10, 1)
NINE, TEN = time(9, 0), time(10, 0)


def of(session, scene):
    session.expire_all()
    return session.get(Trial, scene.proposal_id), session.get(Proposal, scene.proposal_id)


def told(session, kind):
    session.expire_all()
    return set(session.scalars(select(Notification.user_id).where(Notification.kind == kind)))


def choose(scene, option_id, who="pro", party=PRO):
    plan_trial(scene.work(who), proposal_id=scene.proposal_id, party=party, option_id=option_id)


def test_offering_asks_the_other_side_only(session, scene, offered):
    assert len(offered(moments=((DAY, NINE), (DAY, TEN)))) == 2
    trial, proposal = of(session, scene)
    assert (trial.state, trial.offered_by, trial.sequence, trial.place) == (TrialState.OFFERED, SCHOOL, 0, "Lokaal B12")
    assert (proposal.state, proposal.trial_offered_by) == (ProposalState.TRIAL, SCHOOL)
    assert waiting_for(proposal, today()) == {PRO}
    assert proposal.waiting_since == today()
    assert told(session, NoticeKind.TRIAL_OFFERED) == {scene.users["pro"].id}


def test_choosing_plans_it_and_nobody_is_waited_for_until_it_was_given(session, scene, offered, frozen):
    first, _second = offered(moments=((DAY, NINE), (DAY, TEN)))
    choose(scene, first)
    trial, proposal = of(session, scene)
    assert (trial.state, trial.starts_at) == (TrialState.PLANNED, datetime(2026, 10, 1, 7, 0, tzinfo=UTC))
    assert (proposal.trial_on, proposal.trial_offered_by) == (DAY, None)
    assert waiting_for(proposal, DAY) == frozenset()
    assert waiting_for(proposal, DAY + timedelta(days=1)) == {PRO, SCHOOL}
    assert proposal.chase_on > DAY
    assert told(session, NoticeKind.TRIAL_PLANNED) == {scene.users["pro"].id, scene.users["contact"].id}


def test_either_side_may_offer(session, scene, offered):
    option = offered("pro", PRO)[0]
    assert waiting_for(of(session, scene)[1], today()) == {SCHOOL}
    choose(scene, option, "colleague", SCHOOL)
    assert of(session, scene)[0].state is TrialState.PLANNED


def test_none_fits_so_the_other_side_offers_others(session, scene, offered):
    old = offered()[0]
    offered("pro", PRO, moments=((DAY, time(13, 0)),))
    trial, proposal = of(session, scene)
    assert (trial.offered_by, trial.sequence, proposal.trial_offered_by) == (PRO, 1, PRO)
    assert session.scalar(select(func.count(TrialOption.id))) == 1
    with pytest.raises(InvalidInputError):
        choose(scene, old + 100, "contact", SCHOOL)


def test_moving_it_lets_the_old_moment_lapse(session, scene, planned, offered):
    planned()
    before = of(session, scene)[0].sequence
    offered("pro", PRO, moments=((DAY + timedelta(days=7), TEN),))
    trial, proposal = of(session, scene)
    assert (trial.state, trial.starts_at, proposal.trial_on) == (TrialState.OFFERED, None, None)
    assert trial.sequence == before + 1
    told_school = session.scalars(
        select(Notification.context).where(Notification.kind == "trial_offered", Notification.party == SCHOOL)
    ).one()
    assert told_school["moved"] is True


def test_own_moments_are_not_chosen_by_oneself(scene, offered):
    option = offered()[0]
    with pytest.raises(WrongStateError, match="zelf voorgesteld"):
        choose(scene, option, "colleague", SCHOOL)


def test_a_moment_of_another_proposal_is_refused(session, scene, offered):
    other = ProposalFactory(professional_id=scene.person_id, need_id=NeedFactory().id, state=ProposalState.INTRODUCED)
    session.commit()
    offered()
    moment = [LocalMoment(DAY, NINE)]
    offer_trial(scene.work("contact"), proposal_id=other.id, party=SCHOOL, moments=moment, minutes=30)
    foreign = session.scalars(select(TrialOption.id).where(TrialOption.proposal_id == other.id)).one()
    with pytest.raises(InvalidInputError, match="een van deze momenten"):
        choose(scene, foreign)


def test_a_moment_that_passed_meanwhile_is_refused(scene, offered, frozen):
    option = offered()[0]
    frozen.move_to("2026-10-01T08:30:00+00:00")
    with pytest.raises(InvalidInputError, match="al voorbij"):
        choose(scene, option)


@pytest.mark.parametrize(
    ("moments", "words"),
    [
        ([], "één tot 5 momenten"),
        ([(date(2026, 9, 13), TEN)], "die nog moet komen"),
        ([(date(2026, 9, 14), time(10, 59))], "tijd die nog moet komen"),
        ([(date(2026, 12, 14), TEN)], "binnen 90 dagen"),
        ([(date(9999, 12, 31), TEN)], "binnen 90 dagen"),
        ([(date(1, 1, 1), time(0, 0))], "die nog moet komen"),
        ([(DAY, TEN), (DAY, TEN)], "staat er al"),
        ([(DAY, time(hour, 0)) for hour in range(8, 14)], "één tot 5 momenten"),
    ],
)
def test_wrong_moments_are_refused(session, scene, offered, moments, words):
    with pytest.raises(InvalidInputError) as refused:
        offered(moments=moments)
    assert words in " ".join(refused.value.fields.values())
    assert session.get(Proposal, scene.proposal_id).state is ProposalState.INTRODUCED


@pytest.mark.parametrize(("field", "value"), [("minutes", 14), ("minutes", 481), ("place", "a" * 256)])
def test_wrong_length_or_place_is_refused(offered, field, value):
    with pytest.raises(InvalidInputError) as refused:
        offered(**{field: value})
    assert set(refused.value.fields) == {field}


def test_the_furthest_day_and_both_ends_of_the_length_pass(offered):
    assert offered(moments=((date(2026, 12, 13), TEN),), minutes=15)
    assert offered(minutes=480, place="a" * 255)


def test_an_hour_the_clock_skips_is_refused_and_a_double_one_is_the_first(session, scene, offered, frozen):
    frozen.move_to("2027-03-01T09:00:00+00:00")
    with pytest.raises(InvalidInputError) as refused:
        offered(moments=((date(2027, 3, 28), time(2, 30)),))
    assert "bestaat niet" in refused.value.fields["day_1"]
    frozen.move_to("2026-09-14T09:00:00+00:00")
    offered(moments=((date(2026, 10, 25), time(2, 30)),))
    start = session.scalars(select(TrialOption.starts_at)).one()
    assert start == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_dutch_moments_around_the_end_of_summer_time():
    assert dutch_moment(date(2026, 10, 24), TEN).hour == 8
    assert dutch_moment(date(2026, 10, 26), TEN).hour == 9
    with pytest.raises(ValueError, match="02:00"):
        dutch_moment(date(2027, 3, 28), time(2, 0))


@pytest.mark.parametrize("state", sorted(set(ProposalState) - {ProposalState.INTRODUCED, ProposalState.TRIAL}))
def test_only_between_introduction_and_agreement(session, scene, offered, state):
    session.get(Proposal, scene.proposal_id).state = state
    session.commit()
    with pytest.raises((WrongStateError, NotFoundError)):
        offered()


@pytest.mark.parametrize(
    ("who", "party"),
    [
        ("foreign_school", Party.SCHOOL),
        ("foreign_pro", Party.PROFESSIONAL),
        ("pro", Party.SCHOOL),
        ("contact", Party.PROFESSIONAL),
    ],
)
def test_strangers_find_nothing(scene, offered, who, party):
    with pytest.raises(NotFoundError):
        offered(who, party)
    offered()
    with pytest.raises(NotFoundError):
        choose(scene, 1, who, party)
    with pytest.raises(NotFoundError):
        record_trial(scene.work(who), proposal_id=scene.proposal_id, party=party, attended=True)


def test_a_coordinator_does_not_plan_it(scene, offered):
    with pytest.raises(WrongStateError):
        offered("coordinator", Party.COORDINATOR)


def test_saying_how_it_went(session, scene, planned, frozen):
    with pytest.raises(WrongStateError, match="intussen veranderd"):
        record_trial(scene.work("pro"), proposal_id=scene.proposal_id, party=PRO, attended=True)
    planned()
    with pytest.raises(WrongStateError, match="moet nog komen"):
        record_trial(scene.work("pro"), proposal_id=scene.proposal_id, party=PRO, attended=True)
    frozen.move_to("2026-10-01T09:30:00+00:00")
    record_trial(scene.work("pro"), proposal_id=scene.proposal_id, party=PRO, attended=True)
    trial, proposal = of(session, scene)
    assert trial.state is TrialState.ATTENDED
    assert waiting_for(proposal, today()) == {PRO, SCHOOL}
    steps = session.scalars(select(ProposalEvent.step).order_by(ProposalEvent.id)).all()
    assert steps == [Step.OFFER_TRIAL, Step.PLAN_TRIAL, Step.RECORD_TRIAL]


def test_the_other_side_corrects_it_and_offers_again(session, scene, planned, offered, frozen):
    planned()
    frozen.move_to("2026-10-02T09:00:00+00:00")
    with pytest.raises(WrongStateError, match="hoe het ging"):
        offered(moments=((date(2026, 10, 9), TEN),))
    record_trial(scene.work("pro"), proposal_id=scene.proposal_id, party=PRO, attended=True)
    with pytest.raises(WrongStateError, match="al gegeven"):
        offered(moments=((date(2026, 10, 9), TEN),))
    record_trial(scene.work("contact"), proposal_id=scene.proposal_id, party=SCHOOL, attended=False)
    offered(moments=((date(2026, 10, 9), TEN),))
    assert of(session, scene)[0].state is TrialState.OFFERED


def test_saying_the_same_twice_is_one_event(session, scene, planned, frozen):
    planned()
    frozen.move_to("2026-10-02T09:00:00+00:00")
    for who, party in (("pro", PRO), ("contact", SCHOOL)):
        record_trial(scene.work(who), proposal_id=scene.proposal_id, party=party, attended=True)
    events = select(func.count()).where(ProposalEvent.step == Step.RECORD_TRIAL)
    assert session.scalar(events) == 1


def test_who_agreed_early_can_still_say_how_it_went(session, scene, planned, frozen):
    planned()
    for who, party in (("pro", PRO), ("contact", SCHOOL)):
        agree(scene.work(who), proposal_id=scene.proposal_id, party=party)
    answer_by = of(session, scene)[1].answer_by
    frozen.move_to("2026-10-02T09:00:00+00:00")
    record_trial(scene.work("contact"), proposal_id=scene.proposal_id, party=SCHOOL, attended=True)
    trial, proposal = of(session, scene)
    assert (trial.state, proposal.state, proposal.answer_by) == (TrialState.ATTENDED, ProposalState.AGREED, answer_by)


def test_a_trial_of_which_only_the_day_is_known_still_shows(session, scene):
    proposal = session.get(Proposal, scene.proposal_id)
    proposal.state, proposal.trial_on, proposal.waiting_since = ProposalState.TRIAL, DAY, None
    session.commit()
    actor = scene.actors["contact"]
    page = proposal_page(session, proposal_id=proposal.id, party=SCHOOL, actor=actor, today=today())
    assert page.trial is None
    assert set(page.steps) == {Step.OFFER_TRIAL, Step.AGREE, Step.WITHDRAW}
    assert page.row.waiting_for == {PRO, SCHOOL}


def test_sql_agrees_on_who_is_waited_for(session, scene, offered):
    """In each way a trial lesson may stand, on the days before, on and after it."""
    proposal = session.get(Proposal, scene.proposal_id)
    proposal.state = ProposalState.TRIAL
    ways = itertools.product((None, PRO, SCHOOL), (None, DAY, DAY + timedelta(days=1)), (None, clock.now()))
    for by, since, agreed_at in ways:
        proposal.trial_offered_by, proposal.waiting_since, proposal.school_agreed_at = by, since, agreed_at
        session.flush()
        for day in (DAY - timedelta(days=1), DAY, DAY + timedelta(days=1)):
            matching = {
                party
                for party, condition in waits_for(day).items()
                if session.scalar(select(Proposal.id).where(condition)) is not None
            }
            assert matching == {party.value for party in waiting_for(proposal, day)}


def in_parallel(app, scene, options):
    """Two members choose at the same time, each on a connection of their own; return what each got."""
    barrier = Barrier(len(options))

    def attempt(who, option_id):
        with app.app_context():
            work = Work(session=system_work().session, actor=scene.actors[who], now=clock.now())
            barrier.wait()
            try:
                plan_trial(work, proposal_id=scene.proposal_id, party=SCHOOL, option_id=option_id)
            except WrongStateError as error:
                return error.message
            finally:
                db.session.remove()
            return None

    with ThreadPoolExecutor(len(options)) as pool:
        return list(pool.map(attempt, ("contact", "colleague"), options))


def test_of_two_colleagues_who_choose_at_once_one_wins(app, session, scene, offered):
    options = offered("pro", PRO, moments=((DAY, NINE), (DAY, TEN)))
    session.rollback()
    outcomes = in_parallel(app, scene, options)
    assert outcomes.count(None) == 1
    assert "al een moment gekozen" in next(filter(None, outcomes))
    won = options[outcomes.index(None)]
    assert of(session, scene)[0].starts_at == session.get(TrialOption, won).starts_at
