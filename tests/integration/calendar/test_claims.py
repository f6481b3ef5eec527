"""The hours of a month: entered by the professional, confirmed by the school, differences seen by all."""

import re
from datetime import UTC, date, datetime
from threading import Thread

import pytest
from sqlalchemy import select

from matcher.database import db
from matcher.domain.errors import DomainError, InvalidInputError, NotFoundError, WrongStateError
from matcher.domain.notifications import NoticeKind
from matcher.models import Notification, PlacementMonth, PlacementMonthClaim, PlacementYear, User
from matcher.services.account_removal import delete_account
from matcher.services.placements import ask_to_stop, cancel, claim_month, confirm_month
from matcher.services.transaction import Work
from tests.factories import PASSWORD, ProfessionalFactory, actor_of
from tests.integration.school.conftest import error_of, page_text

OCTOBER = date(2026, 10, 1)
NOVEMBER = datetime(2026, 11, 10, 9, tzinfo=UTC)
NOW = "2026-11-10T09:00:00+00:00"


def told(session, kind):
    return [row.user_id for row in session.scalars(select(Notification).where(Notification.kind == kind))]


def enter(scene, minutes=600, note="", month=OCTOBER, name="professional"):
    claim_month(scene.work(name, NOVEMBER), placement_id=scene.placement_id, month=month, minutes=minutes, note=note)


def confirm(scene, minutes, month=OCTOBER):
    confirm_month(scene.work("member", NOVEMBER), placement_id=scene.placement_id, month=month, minutes=minutes)


def test_what_is_entered_is_told_to_the_school_once_per_number(session, scene):
    enter(scene, note="Eén les viel uit.")
    enter(scene)
    row = session.scalars(select(PlacementMonthClaim)).one()
    assert (row.minutes, row.entered_by_id) == (600, scene.person_id)
    assert told(session, NoticeKind.HOURS_TO_CONFIRM) == [scene.member_id]
    enter(scene, 540)
    assert told(session, NoticeKind.HOURS_TO_CONFIRM) == [scene.member_id] * 2
    context = session.scalars(select(Notification.context).order_by(Notification.id.desc())).first()
    assert "viel uit" not in str(context)


def test_what_is_entered_does_not_count_before_the_school_confirms(session, scene):
    before = session.scalars(select(PlacementYear.counted_minutes)).all()
    enter(scene, 60)
    assert session.scalars(select(PlacementYear.counted_minutes)).all() == before
    confirm(scene, 60)
    session.expire_all()
    assert session.scalars(select(PlacementYear.counted_minutes)).all() != before


def test_another_number_is_told_to_the_professional(session, scene):
    enter(scene, 600)
    confirm(scene, 600)
    assert told(session, NoticeKind.HOURS_DIFFER) == []
    confirm(scene, 720)
    assert told(session, NoticeKind.HOURS_DIFFER) == [scene.person_id]
    context = session.scalars(select(Notification.context).where(Notification.kind == NoticeKind.HOURS_DIFFER)).one()
    assert (context["entered"], context["confirmed"]) == (600, 720)


def test_after_the_school_confirmed_nothing_is_entered(session, scene):
    confirm(scene, 600)
    with pytest.raises(WrongStateError):
        enter(scene)
    assert session.scalars(select(PlacementMonthClaim)).all() == []


@pytest.mark.parametrize("month", [date(2026, 10, 2), date(2026, 8, 1), date(2026, 12, 1), date(2027, 5, 1)])
def test_a_month_outside_the_placement_or_still_to_come_is_refused(scene, month):
    with pytest.raises(InvalidInputError) as refused:
        enter(scene, month=month)
    assert set(refused.value.fields) == {"month"}


@pytest.mark.parametrize(
    ("minutes", "note", "field"), [(-1, "", "minutes"), (12_001, "", "minutes"), (60, "x" * 256, "note")]
)
def test_impossible_numbers_and_long_notes_are_refused(scene, minutes, note, field):
    with pytest.raises(InvalidInputError) as refused:
        enter(scene, minutes, note)
    assert set(refused.value.fields) == {field}


def test_only_the_person_enters(session, scene):
    other = session.get(User, ProfessionalFactory().user_id)
    for user in (other, scene.user("member"), scene.user("desk")):
        work = Work(session=session, actor=actor_of(user), now=NOVEMBER)
        with pytest.raises(NotFoundError):
            claim_month(work, placement_id=scene.placement_id, month=OCTOBER, minutes=60)


def test_a_cancelled_placement_has_no_hours_to_enter(scene):
    cancel(scene.work("member"), placement_id=scene.placement_id, reason="Gaat niet door")
    with pytest.raises(WrongStateError):
        enter(scene)


def test_entering_and_confirming_at_once_leaves_no_claim_after_the_confirmation(app, session, scene):
    ids = scene.placement_id, actor_of(scene.user("professional")), actor_of(scene.user("member"))
    session.commit()
    errors = []

    def run(step, actor, minutes):
        with app.app_context():
            work = Work(session=db.session(), actor=actor, now=NOVEMBER)
            try:
                step(work, placement_id=ids[0], month=OCTOBER, minutes=minutes)
            except DomainError as error:
                errors.append(type(error))
            finally:
                db.session.remove()

    threads = [
        Thread(target=run, args=(claim_month, ids[1], 600)),
        Thread(target=run, args=(confirm_month, ids[2], 720)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    session.expire_all()
    assert session.scalars(select(PlacementMonth.real_minutes)).one() == 720
    claims = session.scalars(select(PlacementMonthClaim.minutes)).all()
    # Either the claim came first and the difference was told, or it was refused.
    if claims:
        assert errors == []
        assert told(session, NoticeKind.HOURS_DIFFER) == [scene.person_id]
    else:
        assert errors == [WrongStateError]


@pytest.fixture
def later(client, session, scene, frozen):
    """A function that signs somebody in on 10 November."""
    session.commit()
    frozen.move_to(NOW)

    def sign_in(name):
        client.post("/uitloggen")
        client.login(scene.user(name))
        return client

    return sign_in


def test_the_professional_enters_the_planned_number_with_one_button(session, scene, later):
    client = later("professional")
    url = f"/professional/inzet/{scene.placement_id}"
    body = client.get(url).get_data(as_text=True)
    assert "Klopt: " in body
    planned = re.search(r'name="month" value="2026-10-01">\s*<input type="hidden" name="minutes" value="([^"]+)"', body)
    answer = client.post(f"{url}/maand", data={"month": "2026-10-01", "minutes": planned[1]}, follow_redirects=True)
    assert "De klokuren zijn ingevuld." in page_text(answer)
    row = session.scalars(select(PlacementMonthClaim)).one()
    assert row.minutes == int(planned[1]) * 60
    assert "oktober 2026 verschil" not in page_text(answer)


def test_differences_stand_on_the_pages_of_all_three(client, session, scene, later):
    url = f"/professional/inzet/{scene.placement_id}"
    later("professional").post(f"{url}/maand", data={"month": "2026-10-01", "minutes": "5", "note": "Ik was ziek."})
    body = later("member").get(f"/school/inzet/{scene.placement_id}").get_data(as_text=True)
    assert 'name="minutes" value="5"' in body
    assert 'id="gegeven-2026-10"' in body
    client.post(f"/school/inzet/{scene.placement_id}/maand", data={"month": "2026-10-01", "minutes": "6"})
    for name, area in (("professional", "professional"), ("member", "school"), ("desk", "coordinator")):
        text = page_text(later(name).get(f"/{area}/inzet/{scene.placement_id}"))
        assert "oktober 2026 verschil" in text
        assert "5 op 10-11-2026: Ik was ziek." in text
        assert "6 bevestigd op 10-11-2026 door" in text
    assert 'value="2026-10-01"' not in later("professional").get(url).get_data(as_text=True)


@pytest.mark.parametrize(
    ("minutes", "message"),
    [("veel", "Vul een getal in"), ("", "hoeveel klokuren u echt hebt gegeven"), ("201", "van 0 tot en met 200")],
)
def test_a_wrong_number_stays_typed_beside_its_month(session, scene, later, minutes, message):
    client = later("professional")
    data = {"month": "2026-10-01", "minutes": minutes, "note": "Bewaar mij"}
    answer = client.post(f"/professional/inzet/{scene.placement_id}/maand", data=data)
    assert message in error_of(answer, "gegeven-2026-10")
    assert "Bewaar mij" in answer.get_data(as_text=True)
    assert session.scalars(select(PlacementMonthClaim)).all() == []


@pytest.mark.parametrize("month", ["", "onzin", "2026-10-02", "2026-12-01"])
def test_a_month_that_is_not_there_is_refused_kindly(session, scene, later, month):
    client = later("professional")
    answer = client.post(f"/professional/inzet/{scene.placement_id}/maand", data={"month": month, "minutes": "4"})
    assert "Er klopt iets niet" in page_text(answer)
    assert session.scalars(select(PlacementMonthClaim)).all() == []


def test_somebody_elses_placement_is_not_there(client, session, scene, later):
    later("professional")
    other = session.get(User, ProfessionalFactory().user_id)
    session.commit()
    client.post("/uitloggen")
    client.login(other)
    url = f"/professional/inzet/{scene.placement_id}"
    assert client.get(url).status_code == 404
    assert client.get(f"{url}/stoppen").status_code == 404
    for step in ("maand", "stoppen", "toch-niet-stoppen"):
        assert client.post(f"{url}/{step}", data={"month": "2026-10-01", "minutes": "4"}).status_code == 404


def test_who_leaves_takes_the_words_along_and_leaves_the_numbers(session, scene):
    enter(scene, 540, "Ik was ziek.")
    ask_to_stop(
        scene.work("professional", NOVEMBER),
        placement_id=scene.placement_id,
        last_day=date(2026, 12, 1),
        reason="Te druk",
    )
    delete_account(scene.work("professional", NOVEMBER), current_password=PASSWORD)
    row = session.scalars(select(PlacementMonthClaim).execution_options(populate_existing=True)).one()
    assert (row.minutes, row.note) == (540, "")
    assert (scene.placement.stop_wish, scene.placement.stop_wished_on) == ("", None)
