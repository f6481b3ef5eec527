"""Needs and profiles that nobody confirms: asked twice, then paused, with one click to go on; days pass one by one."""

import re
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select

from matcher import clock, tokens
from matcher.clock import AMSTERDAM
from matcher.domain.choices import HolidayRegion
from matcher.domain.freshness import Freshness
from matcher.domain.jobs import Job
from matcher.domain.states import NeedState, ProfileState, ProposalState
from matcher.jobs.schedule import daily
from matcher.jobs.tasks import PERIODIC, TASKS
from matcher.models import Need, Notification, OutboxMessage, Professional, Proposal, SchoolMembership, User
from matcher.rules.freshness import freshness_dates
from matcher.services import freshness
from matcher.services.need_states import confirm_need, open_need, pause_need
from matcher.services.profile_state import activate_profile, confirm_profile, pause_profile
from tests import factories
from tests.integration.answers.conftest import LINK, page
from tests.integration.security.test_parallel import at_once, losers
from tests.integration.security.world import changed_tables, digest

CONFIRMED = date(2026, 9, 1)
# Twente has its autumn holiday from 10 to 18 October, the middle of the country a week later.
ASKED = date(2026, 10, 31)
NONE = "0 resumed, 0 closed, 0 asked, 0 paused"


@pytest.fixture
def kept(session):
    """A need and a profile, both confirmed on 1 September."""
    member = factories.school_member()
    need = factories.NeedFactory(created_by_id=member.id, ends_on=date(2027, 6, 30))
    person = factories.ProfessionalFactory()
    user = session.get(User, person.user_id)
    session.commit()
    return SimpleNamespace(need=need.id, person=person.id, member=member, user=user)


def on(frozen, day):
    frozen.move_to(datetime.combine(day, time(9), AMSTERDAM))


def run():
    return TASKS[Job.KEEP_FRESH]()


def told(session):
    """Return kind -> the days on which it was told."""
    found = {}
    for row in session.scalars(select(Notification).order_by(Notification.id)):
        found.setdefault(row.kind.value, []).append(clock.dutch_date(row.created_at))
    return found


def states(session, kept):
    session.expire_all()
    return session.get(Need, kept.need).state, session.get(Professional, kept.person).state


def test_eighty_days_of_silence_with_the_job_twice_a_day(frozen, session, kept, outbox):
    for number in range(90):
        on(frozen, CONFIRMED + timedelta(days=number))
        run()
        assert run() == NONE
    dates = freshness_dates(CONFIRMED, HolidayRegion.NOORD)
    middle = freshness_dates(CONFIRMED, HolidayRegion.MIDDEN)
    asked = [Freshness.REMIND, Freshness.REMIND_AGAIN]
    assert told(session) == {
        "need_stale": [dates[step] for step in asked],
        "profile_stale": [middle[step] for step in asked],
        "need_paused": [dates[Freshness.PAUSE]],
        "profile_paused": [middle[Freshness.PAUSE]],
    }
    assert states(session, kept) == (NeedState.PAUSED, ProfileState.PAUSED)
    assert session.get(Need, kept.need).auto_paused_on == dates[Freshness.PAUSE]
    assert session.get(Professional, kept.person).auto_paused_on == middle[Freshness.PAUSE]
    assert len(outbox) == 6
    assert f"rond {dates[Freshness.PAUSE].day} november 2026" in outbox[0].body


def test_a_confirmation_begins_the_days_anew(frozen, session, kept, work_as):
    for number in range(0, 160, 2):
        on(frozen, CONFIRMED + timedelta(days=number))
        run()
        if number == 56:
            confirm_need(work_as(), need_id=kept.need)
            confirm_profile(work_as(), professional_id=kept.person)
            again = clock.today()
    assert states(session, kept) == (NeedState.PAUSED, ProfileState.PAUSED)
    assert len(told(session)["need_stale"]) == 3
    assert told(session)["need_paused"][0] > again + timedelta(days=74)


def test_nothing_is_paused_that_was_not_asked(frozen, session, kept, outbox):
    """The first night of this job, or after weeks without a worker: everything is old, nobody was asked."""
    on(frozen, CONFIRMED + timedelta(days=200))
    assert run() == "0 resumed, 0 closed, 2 asked, 0 paused"
    assert states(session, kept) == (NeedState.OPEN, ProfileState.ACTIVE)
    for _day in range(13):
        frozen.shift(timedelta(days=1))
        assert run() == NONE
    frozen.shift(timedelta(days=1))
    assert run() == "0 resumed, 0 closed, 0 asked, 2 paused"
    assert len(outbox) == 4


def test_what_was_never_confirmed_counts_from_when_it_was_switched_on(frozen, session, kept):
    session.get(Need, kept.need).confirmed_on = None
    session.get(Professional, kept.person).confirmed_on = None
    session.commit()
    on(frozen, CONFIRMED + timedelta(days=44))
    assert run() == NONE
    on(frozen, ASKED)
    assert run() == "0 resumed, 0 closed, 2 asked, 0 paused"


def test_a_school_without_members_is_paused_without_a_question(frozen, session, kept):
    session.delete(session.scalars(select(SchoolMembership)).one())
    session.get(User, kept.user.id).deactivated_at = factories.LONG_AGO
    session.commit()
    on(frozen, CONFIRMED + timedelta(days=100))
    assert run() == "0 resumed, 0 closed, 0 asked, 2 paused"
    assert session.scalar(select(func.count(OutboxMessage.id))) == 0


@pytest.mark.parametrize("state", [NeedState.DRAFT, NeedState.FILLED, NeedState.CLOSED, NeedState.PAUSED])
def test_needs_that_nobody_sees_are_left_alone(frozen, session, kept, state):
    session.get(Need, kept.need).state = state
    session.get(Professional, kept.person).state = ProfileState.DRAFT
    session.commit()
    on(frozen, CONFIRMED + timedelta(days=150))
    assert run() == NONE


def test_a_need_whose_period_is_over_closes_and_tells(frozen, session, kept, outbox):
    talking = factories.ProposalFactory(need_id=kept.need, state=ProposalState.INTRODUCED).id
    unanswered = factories.ProposalFactory(need_id=kept.need, state=ProposalState.PROPOSED).id
    confirmed = date(2027, 6, 20)
    for row in (session.get(Need, kept.need), *session.scalars(select(Professional))):
        row.confirmed_on = confirmed
    session.commit()
    on(frozen, date(2027, 6, 30))
    assert run() == NONE
    on(frozen, date(2027, 7, 1))
    assert [run(), run()] == ["0 resumed, 1 closed, 0 asked, 0 paused", NONE]
    assert states(session, kept)[0] is NeedState.CLOSED
    assert session.get(Proposal, talking).state is ProposalState.INTRODUCED
    assert session.get(Proposal, unanswered).state is ProposalState.WITHDRAWN
    assert set(told(session)) == {"need_expired", "proposal_ended"}
    assert "Gesloten, de periode is voorbij: PLC-programmeren" in [mail.subject for mail in outbox]


def test_pauses_that_end_are_ended_by_the_same_job(frozen, session, kept, work_as):
    pause_profile(work_as(), professional_id=kept.person, until=date(2026, 9, 20))
    on(frozen, date(2026, 9, 19))
    assert run() == NONE
    on(frozen, date(2026, 9, 20))
    assert run() == "1 resumed, 0 closed, 0 asked, 0 paused"
    assert PERIODIC[Job.KEEP_FRESH] == daily(7, 40)


def test_two_workers_at_once_tell_and_pause_once(app, frozen, session, kept, work_as):
    on(frozen, ASKED)
    system = work_as().actor
    acts = [(system, freshness.keep_need, {"need_id": kept.need})] * 2
    assert losers(at_once(app, session, *acts)) == []
    assert session.scalar(select(func.count(Notification.id))) == 1
    on(frozen, CONFIRMED + timedelta(days=100))
    assert losers(at_once(app, session, *acts)) == []
    assert session.scalar(select(func.count(Notification.id))) == 2


def test_switching_on_or_off_by_hand_forgets_the_automatic_pause(session, kept, work_as):
    need, person = session.get(Need, kept.need), session.get(Professional, kept.person)
    need.state, need.auto_paused_on = NeedState.PAUSED, CONFIRMED
    person.state, person.auto_paused_on = ProfileState.PAUSED, CONFIRMED
    session.commit()
    open_need(work_as(), need_id=kept.need)
    activate_profile(work_as(), professional_id=kept.person)
    assert (need.auto_paused_on, person.auto_paused_on) == (None, None)
    pause_need(work_as(), need_id=kept.need)
    pause_profile(work_as(), professional_id=kept.person, until=None)
    assert (need.auto_paused_on, person.auto_paused_on) == (None, None)


# By the link in the mail, and on the pages


@pytest.fixture
def links(frozen, session, kept, outbox):
    """``need`` and ``profile`` -> the path in the first question."""
    on(frozen, ASKED)
    run()
    found = {mail.to[0]: LINK.search(mail.body).group(1) for mail in outbox}
    assert all("/klopt-nog/" in mail.alternatives[0][0] for mail in outbox)
    return {"need": found[kept.member.email], "profile": found[kept.user.email]}


def test_scanners_confirm_nothing(client, session, links):
    session.commit()
    before = digest()
    for path in links.values():
        for _time in range(2):
            response = client.get(path)
            assert response.status_code == 200
            assert response.headers["Referrer-Policy"] == "same-origin"
        client.check_pages = False
        client.head(path)
        client.check_pages = True
    assert changed_tables(before, digest()) == []


def test_one_click_confirms(client, session, kept, links):
    for path in links.values():
        assert "Ja, alles klopt nog" in page(client.get(path))
        assert "nog klopt" in page(client.post(path, data={"step": "klopt"}, follow_redirects=True))
    session.expire_all()
    day = clock.today()
    assert session.get(Need, kept.need).confirmed_on == session.get(Professional, kept.person).confirmed_on == day
    assert states(session, kept) == (NeedState.OPEN, ProfileState.ACTIVE)


def test_one_click_pauses_and_opens_again(client, session, kept, links):
    for path in links.values():
        client.post(path, data={"step": "pauze"})
    assert states(session, kept) == (NeedState.PAUSED, ProfileState.PAUSED)
    for path in links.values():
        assert "op pauze" in page(client.get(path))
        client.post(path, data={"step": "open"})
    assert states(session, kept) == (NeedState.OPEN, ProfileState.ACTIVE)
    client.post(links["need"], data={"step": "pauze"})
    client.post(links["need"], data={"step": "misschien"})
    assert states(session, kept)[0] is NeedState.MAYBE


def test_a_paused_one_opens_by_its_own_mail(client, frozen, session, kept, links, outbox):
    on(frozen, CONFIRMED + timedelta(days=100))
    run()
    assert states(session, kept) == (NeedState.PAUSED, ProfileState.PAUSED)
    for mail in outbox[-2:]:
        path = LINK.search(mail.body).group(1)
        assert "omdat wij niet wisten" in page(client.get(path))
        client.post(path, data={"step": "open"})
    assert states(session, kept) == (NeedState.OPEN, ProfileState.ACTIVE)
    assert run() == NONE


def test_an_incomplete_profile_says_what_is_missing(client, session, kept, links):
    person = session.get(Professional, kept.person)
    person.state, person.motivation = ProfileState.PAUSED, ""
    session.commit()
    assert "niet compleet" in page(client.post(links["profile"], data={"step": "open"}, follow_redirects=True))
    assert states(session, kept)[1] is ProfileState.PAUSED


@pytest.mark.parametrize("step", ["", "misschien", "sluit"])
def test_other_steps_do_nothing(client, session, kept, links, step):
    client.post(links["profile"], data={"step": step})
    assert states(session, kept)[1] is ProfileState.ACTIVE


def test_links_of_others_and_of_other_purposes_open_nothing(client, session, kept, links):
    stranger = factories.school_member("Summa College")
    session.commit()
    payload = {"what": "need", "id": kept.need, "user": kept.member.id, "to": tokens.mailbox(kept.member.email)}
    wrong = [
        "onzin",
        tokens.sign(tokens.ANSWER, payload),
        tokens.sign(tokens.KEEP_FRESH, payload | {"id": kept.need + 1}),
        tokens.sign(tokens.KEEP_FRESH, payload | {"what": "profile", "id": kept.person}),
        tokens.sign(tokens.KEEP_FRESH, payload | {"user": stranger.id, "to": tokens.mailbox(stranger.email)}),
    ]
    for token in wrong:
        for method in (client.get, client.post):
            assert method(f"/klopt-nog/{token}", data={"step": "klopt"}).status_code == 410
    session.expire_all()
    assert session.get(Need, kept.need).confirmed_on == CONFIRMED


def test_links_die_with_the_membership_the_account_and_the_age(client, frozen, session, kept, links):
    day = clock.now()
    session.delete(session.scalars(select(SchoolMembership).where(SchoolMembership.user_id == kept.member.id)).one())
    session.get(User, kept.user.id).deactivated_at = factories.LONG_AGO
    session.commit()
    for path in links.values():
        assert client.post(path, data={"step": "klopt"}).status_code == 410
    session.get(User, kept.user.id).deactivated_at = None
    session.commit()
    assert client.get(links["profile"]).status_code == 200
    frozen.move_to(day + timedelta(days=91))
    assert client.get(links["profile"]).status_code == 410


def test_a_need_that_ended_says_so(client, session, kept, links):
    session.get(Need, kept.need).state = NeedState.FILLED
    session.commit()
    shown = page(client.get(links["need"]))
    assert "loopt niet meer" in shown
    assert "<button" not in shown.partition("<main")[2].partition("</main")[0]


def test_the_pages_say_that_it_was_paused(client, session, kept):
    need, person = session.get(Need, kept.need), session.get(Professional, kept.person)
    need.state, need.auto_paused_on = NeedState.PAUSED, CONFIRMED
    person.state, person.auto_paused_on = ProfileState.PAUSED, CONFIRMED
    session.commit()
    client.login(kept.member)
    url = f"/school/vragen/{kept.need}"
    shown = page(client.get(url))
    assert "op 1 september 2026 op pauze gezet" in shown
    assert len(re.findall(r'name="naar" value="open"', shown)) == 1
    client.post(f"{url}/status", data={"naar": "open"})
    assert "op pauze gezet" not in page(client.get(url))
    client.post("/uitloggen")
    client.login(kept.user)
    shown = page(client.get("/professional/profiel"))
    assert "op 1 september 2026 op pauze gezet" in shown
    assert shown.count('action="/professional/profiel/aanzetten"') == 1
