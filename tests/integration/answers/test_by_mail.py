"""Answers by the links in a mail: reading does nothing, the buttons answer once, and a wrong link opens nothing."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from matcher import clock, tokens
from matcher.domain.reasons import REASONS
from matcher.domain.states import Answer, Party, ProposalState, Step
from matcher.models import ExcludedSchool, ProposalEvent, SchoolMembership
from matcher.services.profile_exclusions import exclude_school
from matcher.services.proposals import accept, withdraw
from tests import factories
from tests.integration.answers.conftest import page
from tests.integration.security.test_parallel import at_once, losers
from tests.integration.security.world import changed_tables, digest

SIDES = [Party.PROFESSIONAL, Party.SCHOOL]
DEAD = "Deze link werkt niet meer"


def answer_of(proposal, party):
    return proposal.professional_answer if party is Party.PROFESSIONAL else proposal.school_answer


@pytest.mark.parametrize("party", SIDES)
def test_scanners_change_nothing(client, session, sent, links, party):
    session.commit()
    before = digest()
    for path in (*links[party], f"{links[party][1]}?reason=other"):
        for _time in range(2):
            response = client.get(path)
            assert response.status_code == 200
        client.check_pages = False
        assert client.head(path).status_code == client.head(path).status_code == 200
        client.check_pages = True
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["Referrer-Policy"] == "same-origin"
        assert "noindex" in response.headers["X-Robots-Tag"]
    assert changed_tables(before, digest()) == []


def test_the_mail_has_three_links_in_text_and_html(sent, outbox, links):
    assert [path.rpartition("/")[2] for path in links[Party.SCHOOL]][1:] == ["nee", "later"]
    for mail in outbox:
        html = mail.alternatives[0][0]
        assert html.count("/antwoord/") == 3
        assert "Ja, ik heb interesse" in html


def test_each_side_sees_what_it_may(client, session, sent, links):
    user, member = sent.users[Party.PROFESSIONAL], sent.users[Party.SCHOOL]
    shown = page(client.get(links[Party.SCHOOL][0]))
    for text in (
        "PLC-programmeren",
        "besturingstechnicus, 14 jaar ervaring",
        "Antwoord graag uiterlijk",
        "Dagdelen",
        "4 klokuren",
    ):
        assert text in shown
    for secret in (user.full_name, user.email, "Fabriek Fictief", "jonge mensen"):
        assert secret not in shown
    shown = page(client.get(links[Party.PROFESSIONAL][0]))
    for text in ("PLC-programmeren", "ROC van Twente", "4 klokuren per week"):
        assert text in shown
    assert "al ja gezegd" not in shown
    for secret in (member.full_name, member.email, "Meester Verzonnen"):
        assert secret not in shown


def test_who_is_late_may_still_answer(frozen, client, sent, links):
    frozen.shift(timedelta(days=30))
    assert "Het mag nog" in page(client.get(links[Party.SCHOOL][0]))


def test_yes_from_both_introduces_and_shows_no_names(client, session, sent, links, reload):
    told = page(client.post(links[Party.PROFESSIONAL][0], follow_redirects=True))
    assert "Wij hebben uw ja doorgegeven" in told
    assert "De professional heeft al ja gezegd" in page(client.get(links[Party.SCHOOL][0]))
    told = page(client.post(links[Party.SCHOOL][0], follow_redirects=True))
    assert reload(sent.id).state is ProposalState.INTRODUCED
    assert sent.users[Party.PROFESSIONAL].full_name not in told
    assert f"/inloggen?next=/school/voorstellen/{sent.id}" in told


@pytest.mark.parametrize("party", SIDES)
def test_answering_twice_answers_once(client, session, sent, links, reload, party):
    client.post(links[party][0])
    for path in links[party]:
        shown = page(client.post(path, data={"reason": "other", "text": "x", "until": "2026-09-21"}))
        assert "Met deze link hoeft u niets meer te doen" in shown
    assert answer_of(reload(sent.id), party) is Answer.INTERESTED
    steps = session.scalars(select(ProposalEvent.step).where(ProposalEvent.proposal_id == sent.id)).all()
    assert steps.count(Step.ACCEPT) == 1
    assert Step.DECLINE not in steps


@pytest.mark.parametrize("party", SIDES)
@pytest.mark.parametrize("share", [True, False])
def test_no_with_a_reason_of_ones_own_side(client, session, sent, links, reload, outbox, party, share):
    no = links[party][1]
    shown = page(client.get(no))
    for reason in REASONS[party]:
        assert f'value="{reason.code}"' in shown
    reason = REASONS[party][0]
    assert reason.text in page(client.get(f"{no}?reason={reason.code}"))
    form = {"reason": reason.code, "text": "Dank u, maar nu niet."} | ({"share": "y"} if share else {})
    told = page(client.post(no, data=form, follow_redirects=True))
    assert "vriendelijk doorgegeven" in told
    kept = reload(sent.id)
    assert (kept.state, kept.ended_by, kept.ended_reason) == (ProposalState.DECLINED, party, reason.code)
    assert (kept.ended_text, kept.reason_shared) == ("Dank u, maar nu niet.", share)
    other = sent.users[SIDES[1 - SIDES.index(party)]]
    assert [mail.to for mail in outbox[2:]] == [[other.email]]


def test_a_reason_of_the_other_side_is_no_reason(client, sent, links, reload):
    no = links[Party.PROFESSIONAL][1]
    assert 'id="fouten"' in page(client.get(f"{no}?reason=budget"))
    assert "Kies een reden" in page(client.post(no, data={"reason": "budget", "text": "x"}))
    assert "Kies een reden" in page(client.post(no, data={"reason": "", "text": "x"}))
    assert reload(sent.id).state is ProposalState.PROPOSED


def test_later_by_mail(client, sent, links, reload, outbox):
    later = links[Party.SCHOOL][2]
    assert "2 november 2026" in page(client.get(later))
    for wrong in ("", "morgen", "2026-09-14", "2026-11-03"):
        shown = page(client.post(later, data={"until": wrong, "note": "Eerst overleg."}))
        assert 'id="fouten"' in shown
        assert "Eerst overleg." in shown
    told = page(client.post(later, data={"until": "2026-09-28", "note": "Eerst overleg."}, follow_redirects=True))
    assert "U antwoordt op 28 september 2026" in told
    assert "Ja, ik heb interesse" in told
    assert reload(sent.id).postponed_until.isoformat() == "2026-09-28"
    assert "antwoordt op 28 september 2026" in outbox[-1].body
    assert "Eerst overleg" not in outbox[-1].body


def test_forged_and_foreign_links_open_nothing(client, session, sent, sign, reload):
    stranger = factories.UserFactory()
    other = factories.school_member("Summa College")
    session.commit()
    good = sign()
    wrong = [
        good[:-3] + "abc",
        "/antwoord/onzin",
        sign(purpose=tokens.KEEP_FRESH),
        sign(purpose=tokens.EMPLOYER_CONSENT),
        sign(user=stranger.id),
        sign(user=stranger.id, to=tokens.mailbox(stranger.email)),
        sign(Party.SCHOOL, user=other.id, to=tokens.mailbox(other.email)),
        sign(proposal=sent.id + 1),
        sign(to="x"),
    ]
    for path in wrong:
        for ending in ("", "/nee", "/later"):
            for method in (client.get, client.post):
                response = method(path + ending)
                assert response.status_code == 410
                assert DEAD in page(response)
                assert "PLC" not in page(response)
    assert reload(sent.id).professional_answer is Answer.PENDING


@pytest.mark.parametrize("party", ["school", "coordinator"])
def test_a_link_is_for_one_side_only(client, session, sent, sign, reload, party):
    user = sent.users[Party.PROFESSIONAL]
    payload = {"proposal": sent.id, "party": party, "user": user.id, "to": tokens.mailbox(user.email)}
    assert client.post(f"/antwoord/{tokens.sign(tokens.ANSWER, payload)}").status_code == 410
    assert reload(sent.id).school_answer is Answer.PENDING


def test_a_link_of_a_coordinator_who_teaches_too_acts_as_the_teacher_only(client, session, sent, sign, reload):
    user = sent.users[Party.PROFESSIONAL]
    session.add(factories.CoordinatorAssignment(user_id=user.id, national=True))
    session.commit()
    client.post(sign())
    kept = reload(sent.id)
    assert (kept.professional_answer, kept.school_answer) == (Answer.INTERESTED, Answer.PENDING)


def test_links_end_after_ninety_days(frozen, client, links, sent, reload):
    yes = links[Party.PROFESSIONAL][0]
    frozen.move_to(clock.now() + timedelta(days=90))
    assert client.get(yes).status_code == 200
    frozen.move_to(clock.now() + timedelta(days=1))
    assert client.post(yes).status_code == 410
    assert reload(sent.id).professional_answer is Answer.PENDING


def switch_off(session, sent):
    sent.users[Party.SCHOOL].deactivated_at = factories.LONG_AGO


def leave_school(session, sent):
    member = sent.users[Party.SCHOOL]
    session.delete(session.scalars(select(SchoolMembership).where(SchoolMembership.user_id == member.id)).one())


def wait_for_admission(session, sent):
    member = sent.users[Party.SCHOOL]
    session.scalars(select(SchoolMembership).where(SchoolMembership.user_id == member.id)).one().admitted_at = None


def change_address(session, sent):
    sent.users[Party.SCHOOL].email = "nieuw@example.nl"


def keep_away(session, sent):
    session.add(ExcludedSchool(professional_id=sent.person, school_id=sent.school))


@pytest.mark.parametrize("change", [switch_off, leave_school, wait_for_admission, change_address, keep_away])
def test_links_die_with_the_right_to_answer(client, session, sent, links, reload, change):
    change(session, sent)
    session.commit()
    for path in links[Party.SCHOOL]:
        for method in (client.get, client.post):
            response = method(path, data={"reason": "found", "text": "x", "until": "2026-09-21"})
            assert response.status_code == 410
            assert "PLC" not in page(response)
    kept = reload(sent.id)
    assert (kept.state, kept.school_answer) == (ProposalState.PROPOSED, Answer.PENDING)


def test_keeping_a_school_away_ends_what_it_could_answer(client, session, sent, links, reload, work_as, outbox):
    person = work_as(factories.actor_of(sent.users[Party.PROFESSIONAL]))
    accept(person, proposal_id=sent.id, party=Party.PROFESSIONAL)
    exclude_school(person, professional_id=sent.person, school_id=sent.school)
    assert reload(sent.id).state is ProposalState.WITHDRAWN
    assert client.post(links[Party.SCHOOL][0]).status_code == 410


def test_after_it_was_withdrawn_the_page_says_so(client, session, sent, links, work_as):
    person = work_as(factories.actor_of(sent.users[Party.PROFESSIONAL]))
    withdraw(person, proposal_id=sent.id, party=Party.PROFESSIONAL, reason="no_time")
    for path in links[Party.SCHOOL]:
        shown = page(client.post(path))
        assert "Dit voorstel is gestopt" in shown
        assert "besturingstechnicus" not in shown


def test_answers_need_the_csrf_value_of_the_page(app, client, sent, links, reload):
    yes = links[Party.PROFESSIONAL][0]
    app.config["WTF_CSRF_ENABLED"] = True
    assert client.post(yes).status_code == 400
    value = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page(client.get(yes))).group(1)
    assert client.post(yes, data={"csrf_token": value}).status_code == 302
    assert reload(sent.id).professional_answer is Answer.INTERESTED


def test_over_https_a_browser_that_follows_the_referrer_policy_can_answer(app, client, sent, links, reload):
    """With ``no-referrer`` the form would come without the address that the CSRF check asks for over https."""
    yes, base = links[Party.PROFESSIONAL][0], "https://localhost"
    app.config["WTF_CSRF_ENABLED"] = True
    value = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page(client.get(yes, base_url=base))).group(1)
    form = {"csrf_token": value}
    assert client.post(yes, data=form, base_url=base).status_code == 400
    answered = client.post(yes, data=form, base_url=base, headers={"Referer": base + yes})
    assert answered.status_code == 302
    assert reload(sent.id).professional_answer is Answer.INTERESTED


def test_ten_answers_an_hour(client, session, sent, links, reload):
    later = links[Party.PROFESSIONAL][2]
    codes = []
    for _time in range(11):
        reload(sent.id).postponements = 0
        session.commit()
        codes.append(client.post(later, data={"until": "2026-09-28"}).status_code)
    assert codes == [302] * 10 + [429]


def test_mail_and_page_at_the_same_moment_answer_once(app, session, sent, reload):
    member = factories.actor_of(sent.users[Party.SCHOOL])
    act = {"proposal_id": sent.id, "party": Party.SCHOOL}
    outcomes = at_once(app, session, (member, accept, act), (member.only(Party.SCHOOL), accept, act))
    assert len(losers(outcomes)) == 1
    steps = session.scalars(select(ProposalEvent.step).where(ProposalEvent.proposal_id == sent.id)).all()
    assert steps.count(Step.ACCEPT) == 1
    assert reload(sent.id).school_answer is Answer.INTERESTED
