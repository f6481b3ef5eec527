"""The pages of trial lesson, messages and looking back, for both sides and the coordinator."""

import pytest
from sqlalchemy import select

from matcher.domain.states import ProposalState
from matcher.domain.trials import Again, TrialState
from matcher.models import ConversationRead, ExcludedSchool, Feedback, Proposal, ProposalMessage, Trial
from matcher.services.conversation import send_message
from tests.factories import NeedFactory, ProposalFactory
from tests.integration.school.conftest import error_of, page_text, queries_of
from tests.integration.trial.conftest import COORDINATOR, PRO, SCHOOL

ONE = {"day_1": "2026-10-01", "time_1": "10:00", "minutes": "60", "place": "Lokaal B12"}
AREAS = {"pro": "professional", "contact": "school", "colleague": "school", "coordinator": "coordinator"}


@pytest.fixture
def as_(new_client, scene):
    """A function that gives a signed-in browser and the address of the proposal in it."""

    def enter(name):
        browser = new_client()
        browser.login(scene.users[name])
        return browser, f"/{AREAS[name]}/voorstellen/{scene.proposal_id}"

    return enter


@pytest.fixture
def trial(session, scene):
    def now():
        session.expire_all()
        return session.get(Trial, scene.proposal_id)

    return now


def say(scene, who="contact", party=SCHOOL, body="Tot dinsdag!"):
    return send_message(scene.work(who), proposal_id=scene.proposal_id, party=party, body=body)


def test_from_offer_to_choice(as_):
    school, base = as_("contact")
    assert "Stel een proefles voor" in page_text(school.get(base))
    twice = {**ONE, "day_4": "02-10-2026", "time_4": "13.30"}
    sent = school.post(f"{base}/proefles", data=twice, follow_redirects=True)
    assert "Uw momenten zijn verstuurd" in page_text(sent)
    assert "U hebt momenten voor een proefles voorgesteld" in page_text(sent)
    pro, own = as_("pro")
    shown = page_text(pro.get(own))
    assert "Kies een moment" in shown
    assert "donderdag 1 oktober 2026, 10.00-11.00 uur" in shown
    choose = pro.get(f"{own}/proefles/kiezen")
    assert "vrijdag 2 oktober 2026, 13.30-14.30 uur" in page_text(choose)
    assert error_of(pro.post(f"{own}/proefles/kiezen", data={}), "option") == "Fout: Kies een moment."
    option = choose.text.split('name="option"')[1].split('value="')[1].split('"')[0]
    done = pro.post(f"{own}/proefles/kiezen", data={"option": option}, follow_redirects=True)
    assert "Proefles: donderdag 1 oktober 2026, 10.00-11.00 uur" in page_text(done)
    assert "Verzet de proefles" in page_text(done)
    assert "Lokaal B12" in page_text(done)


def test_from_outcome_to_feedback(session, as_, planned, trial, frozen):
    planned()
    frozen.move_to("2026-10-02T09:00:00+00:00")
    pro, own = as_("pro")
    assert "Hoe ging de proefles?" in page_text(pro.get(own))
    assert "Kies of de proefles" in error_of(pro.post(f"{own}/proefles/afloop", data={}), "outcome")
    asked = pro.post(f"{own}/proefles/afloop", data={"outcome": "gegeven"}, follow_redirects=True)
    assert "Zou u het weer doen?" in page_text(asked)
    assert error_of(pro.post(f"{own}/proefles/terugblik", data={}), "again").endswith("Kies ja, misschien of nee.")
    said = {"again": "maybe", "text": "De klas was rumoerig."}
    page = page_text(pro.post(f"{own}/proefles/terugblik", data=said, follow_redirects=True))
    assert "Weer doen: misschien." in page
    assert "Niet gedeeld met de ander" in page
    assert trial().state is TrialState.ATTENDED
    school, base = as_("contact")
    assert "rumoerig" not in page_text(school.get(base))
    coordinator, review = as_("coordinator")
    assert "rumoerig" in page_text(coordinator.get(review))
    assert session.scalars(select(Feedback.again)).all() == [Again.MAYBE]


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"time_1": ""}, "time_1", "Vul ook de begintijd in."),
        ({"day_1": ""}, "day_1", "Vul ook de dag in."),
        ({"time_1": "half tien"}, "time_1", "Vul een tijd in, zoals 10:30."),
        ({"day_1": "morgen"}, "day_1", "bestaande datum"),
        ({"day_1": "2026-09-01"}, "day_1", "die nog moet komen"),
        ({"day_1": "", "time_1": ""}, "day_1", "één tot 5 momenten"),
        ({"minutes": "5"}, "minutes", "15 tot 480 minuten"),
        ({"minutes": ""}, "minutes", "hoeveel minuten"),
        ({"place": "a" * 256}, "place", "korter dan 255"),
        ({"day_5": "2026-10-01", "time_5": "10:00"}, "day_5", "staat er al"),
    ],
)
def test_what_is_typed_wrongly_is_said_beside_it_and_kept(as_, trial, change, field, words):
    school, base = as_("contact")
    answer = school.post(f"{base}/proefles", data={**ONE, **change})
    assert words in error_of(answer, field)
    assert trial() is None
    kept = {**ONE, **change}["place"]
    assert kept in answer.text


def test_who_is_too_late_is_told_kindly(scene, as_, offered, planned):
    planned()
    pro, own = as_("pro")
    for page in ("proefles/kiezen", "proefles/afloop", "proefles/terugblik", "terugblik"):
        answer = pro.get(f"{own}/{page}", follow_redirects=True)
        assert any(words in page_text(answer) for words in ("intussen veranderd", "Terugkijken kan nu niet"))


def test_offering_others_warns_that_the_planned_moment_lapses(as_, planned):
    planned()
    pro, own = as_("pro")
    text = page_text(pro.get(f"{own}/proefles"))
    assert "De proefles van donderdag 1 oktober 2026, 10.00-11.00 uur vervalt" in text
    assert "Verzet de proefles" in text


def test_moments_that_are_over_ask_for_others(as_, offered, frozen):
    offered()
    frozen.move_to("2026-10-05T09:00:00+00:00")
    pro, own = as_("pro")
    assert "Deze momenten zijn al voorbij" in page_text(pro.get(f"{own}/proefles/kiezen"))


def test_moments_lapse_when_both_agree_without_a_lesson(as_, offered):
    offered()
    for name in ("pro", "contact"):
        browser, base = as_(name)
        browser.post(f"{base}/eens")
    text = page_text(browser.get(base))
    assert "Voorgestelde momenten" not in text
    assert "Kies een moment" not in text


def test_the_homes_show_the_day(as_, planned):
    planned()
    pro, _own = as_("pro")
    assert "Proefles: PLC-programmeren" in page_text(pro.get("/professional/"))
    school, _base = as_("contact")
    home = page_text(school.get("/school"))
    assert "Proefles: Fenna Voorbeeld" in home
    assert "Laat weten of u verder wilt" not in home
    assert "In gesprek (1)" in page_text(school.get("/school/voorstellen"))


def test_the_home_of_the_school_asks_to_choose(as_, offered):
    offered("pro", PRO)
    school, _base = as_("contact")
    assert "Kies een moment voor de proefles" in page_text(school.get("/school"))


@pytest.mark.parametrize("name", ["pro", "contact", "coordinator"])
def test_writing_and_reading_messages(session, scene, as_, name):
    browser, base = as_(name)
    assert "Er zijn nog geen berichten" in page_text(browser.get(f"{base}/berichten"))
    text = "Regel een\nregel <b>twee</b>"
    page = browser.post(f"{base}/berichten", data={"body": text}, follow_redirects=True)
    assert "Regel een\nregel &lt;b&gt;twee&lt;/b&gt;" in page.text
    assert "Uw bericht is verstuurd" in page_text(page)
    assert "Schrijf eerst een bericht" in error_of(browser.post(f"{base}/berichten", data={"body": " "}), "body")
    assert "Regel een" in page_text(browser.get(base))
    assert session.scalars(select(ProposalMessage.author_id)).one() == scene.users[name].id


def test_the_sides_know_that_the_coordinator_can_read_along(as_):
    browser, base = as_("pro")
    assert "De coördinator van uw regio kan meelezen" in page_text(browser.get(f"{base}/berichten"))


def test_unread_shows_until_marked_and_reading_writes_nothing(session, scene, as_):
    say(scene)
    message_id = say(scene)
    pro, own = as_("pro")
    assert "2 nieuwe berichten" in page_text(pro.get("/professional/voorstellen"))
    assert '(2<span class="visually-hidden"> nieuwe berichten</span>)' in pro.get("/professional/").text
    page = pro.get(f"{own}/berichten")
    assert "Markeer als gelezen" in page.text
    assert session.scalars(select(ConversationRead).filter_by(user_id=scene.users["pro"].id)).all() == []
    pro.post(f"{own}/berichten/gelezen", data={"until": message_id})
    assert "Markeer als gelezen" not in pro.get(f"{own}/berichten").text
    assert "nieuwe berichten" not in page_text(pro.get("/professional/voorstellen"))


@pytest.mark.parametrize("until", ["", "onzin", "999999", "-1", "99999999999999999999"])
def test_an_odd_mark_is_not_found(scene, as_, until):
    say(scene)
    pro, own = as_("pro")
    assert pro.post(f"{own}/berichten/gelezen", data={"until": until}).status_code in {400, 404}


def test_a_refused_message_stays_in_the_field(session, scene, as_):
    pro, own = as_("pro")
    session.add(ExcludedSchool(professional_id=scene.person_id, school_id=scene.school_id))
    session.commit()
    answer = pro.post(f"{own}/berichten", data={"body": "Mijn tekst"})
    assert "U kunt hier geen berichten sturen" in page_text(answer)
    assert "Mijn tekst</textarea>" in answer.text
    school, base = as_("contact")
    assert school.get(f"{base}/berichten").status_code == 404
    assert school.post(f"{base}/berichten", data={"body": "Hallo"}).status_code == 404
    assert "Berichten" not in page_text(school.get(base)).split("Wat er gebeurde")[0].split("Waarom dit voorstel")[0]


def test_strangers_get_not_found(scene, new_client, offered):
    offered()
    for name, area in (
        ("foreign_school", "school"),
        ("foreign_pro", "professional"),
        ("foreign_coordinator", "coordinator"),
    ):
        browser = new_client()
        browser.login(scene.users[name])
        base = f"/{area}/voorstellen/{scene.proposal_id}"
        pages = ["berichten"]
        if area != "coordinator":
            pages += ["proefles", "proefles/kiezen", "proefles/afloop", "proefles/terugblik", "terugblik"]
        for page in pages:
            assert browser.get(f"{base}/{page}").status_code == 404
            assert browser.post(f"{base}/{page}", data={**ONE, "body": "x", "again": "yes"}).status_code == 404
        assert browser.post(f"{base}/berichten/gelezen", data={"until": 1}).status_code == 404


def test_before_the_introduction_there_is_no_page_of_messages(session, scene, as_):
    session.get(Proposal, scene.proposal_id).state = ProposalState.PROPOSED
    session.commit()
    for name in ("pro", "contact", "coordinator"):
        browser, base = as_(name)
        assert browser.get(f"{base}/berichten").status_code == 404
        assert "Stuur een bericht" not in browser.get(base).text


def test_lists_take_as_many_queries_with_many_conversations_as_with_one(session, scene, as_):
    say(scene)
    browsers = [(as_("pro")[0], "/professional/voorstellen"), (as_("contact")[0], "/school/voorstellen")]
    before = [queries_of(browser, url) for browser, url in browsers]
    for _ in range(8):
        need = NeedFactory(created_by_id=scene.users["contact"].id)
        made = ProposalFactory(professional_id=scene.person_id, need_id=need.id, state=ProposalState.INTRODUCED)
        session.commit()
        for who, party in (("contact", SCHOOL), ("coordinator", COORDINATOR), ("pro", PRO)):
            send_message(scene.work(who), proposal_id=made.id, party=party, body="Dag")
    assert [queries_of(browser, url) for browser, url in browsers] == before


def test_the_thread_takes_as_many_queries_for_thirty_messages_as_for_one(scene, as_):
    pro, own = as_("pro")
    say(scene)
    one = queries_of(pro, f"{own}/berichten")
    for _ in range(25):
        say(scene)
    assert queries_of(pro, f"{own}/berichten") == one
