"""Two profiles of one person: found, shown side by side, put together with everything that hangs on them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from sqlalchemy import func, select

from matcher import clock
from matcher.cli.work import system_work
from matcher.database import db
from matcher.domain.choices import QualificationKind
from matcher.domain.errors import DomainError, InvalidInputError, NotFoundError, WrongStateError
from matcher.domain.law import InconsistencyKind
from matcher.domain.merging import BOTH, MergeCommand, Part
from matcher.domain.states import Party, ProposalState
from matcher.models import (
    Base,
    DeskNote,
    ExcludedSchool,
    Inconsistency,
    OutboxMessage,
    Placement,
    PlacementYear,
    Professional,
    ProfessionalSkill,
    ProfileMerge,
    Proposal,
    ProposalMessage,
    Qualification,
    User,
)
from matcher.queries.doubles import doubles
from matcher.queries.merging import merge_preview
from matcher.services.merging import merge_profiles
from matcher.services.merging.moving import MOVERS
from matcher.services.transaction import Work
from tests.factories import (
    EINDHOVEN,
    LONG_AGO,
    NeedFactory,
    ProfessionalFactory,
    ProposalFactory,
    UserFactory,
    coordinator,
    coordinator_actor,
    school,
    school_member,
)
from tests.integration.coordinator.world import placement_of

DESK = coordinator_actor("AM05")


def person(name="Dora Dubbel", **values):
    user = UserFactory(full_name=name, **values.pop("user", {}))
    return ProfessionalFactory(user_id=user.id, **values)


@pytest.fixture
def pair(session):
    """Two profiles of one person; the first was used last."""
    first = person(user={"last_login_at": LONG_AGO, "phone": "06 12345678"}, motivation="")
    second = person(user={"phone": "+31 6 1234 5678"}, employer="", job_title="procestechnicus met ervaring")
    session.commit()
    return first.id, second.id


def merged(work_as, pair, kept=None, **choices):
    wanted = {Part(name): value for name, value in choices.items()}
    return merge_profiles(work_as(DESK), command=MergeCommand(*pair, kept or pair[0], wanted))


def working(session, person_id, minutes, need=None):
    """Return a placement with this many minutes in school year 2026-2027."""
    need = need or NeedFactory()
    proposal = ProposalFactory(professional_id=person_id, need_id=need.id, state=ProposalState.PLACED)
    starts, ends = need.starts_on, need.ends_on
    return placement_of(session, proposal, need, starts_on=starts, ends_on=ends, minutes=minutes, vog=None)


def test_every_table_that_points_at_a_profile_is_handled():
    pointing = {
        table.name
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == "professional"
    }
    assert pointing == set(MOVERS)


def test_doubles_are_found_in_the_own_regions_only(session):
    person("Piet Paar")
    person("Piet  Páár", user={"phone": "0612345678"})
    person("Pieter Paar-Jansen", job_title="bakker", employer="")
    person("Eva Enkel")
    person("Piet Paar", region_code="AM28", area=EINDHOVEN)
    found = doubles(session, scope=DESK.scope, number=1)
    assert [(row.first.name, row.second.name, row.sure) for row in found.rows] == [("Piet Paar", "Piet  Páár", True)]
    assert {"name", "place", "job", "employer"} <= set(found.rows[0].why)
    both = doubles(session, scope=coordinator_actor(national=True).scope, number=9)
    assert (both.total, both.number) == (3, 1)
    person("Eva Enkels")
    assert doubles(session, scope=DESK.scope, number=1).rows[1].why[0] == "like"


def test_one_name_for_many_people_is_no_list_of_doubles(session):
    for number in range(8):
        person("Jan de Vries", job_title=f"beroep {number}", employer=f"bedrijf {number}")
    assert doubles(session, scope=DESK.scope, number=1).total == 0


def test_all_that_hangs_on_the_other_goes_along(session, pair, work_as):
    kept, gone = pair
    placement = working(session, gone, 600).id
    need, other = NeedFactory(), NeedFactory()
    old = ProposalFactory(professional_id=gone, need_id=need.id, state=ProposalState.INTRODUCED)
    new = ProposalFactory(professional_id=kept, need_id=need.id, state=ProposalState.PROPOSED, created_at=clock.now())
    ProposalFactory(professional_id=gone, need_id=other.id)
    session.add_all(
        [
            DeskNote(professional_id=gone, text="Belde.", at=LONG_AGO),
            ProposalMessage(proposal_id=new.id, party=Party.SCHOOL, body="Dag", sent_at=LONG_AGO),
            *(_proof(each, seen) for each, seen in ((kept, None), (gone, date(2026, 9, 1)))),
            ExcludedSchool(professional_id=gone, school_id=school("Saxion").id),
        ]
    )
    old_id, new_id = old.id, new.id
    session.commit()
    assert merged(work_as, pair) == kept
    session.expire_all()
    assert session.get(Professional, gone) is None
    assert session.get(Placement, placement).professional_id == kept
    assert session.get(Proposal, new_id) is None
    assert session.get(Proposal, old_id).professional_id == kept
    assert session.scalars(select(ProposalMessage.proposal_id)).all() == [old_id]
    assert session.scalars(select(DeskNote.professional_id)).all() == [kept]
    assert session.scalars(select(Qualification.seen_on)).all() == [date(2026, 9, 1)]
    assert session.scalars(select(ExcludedSchool.professional_id)).all() == [kept]
    row = session.scalars(select(ProfileMerge)).one()
    assert (row.kept_id, row.merged_id) == pair
    assert {"proposal": 3, "placement": 1, "desk_note": 1}.items() <= row.moved.items()


def _proof(person_id, seen_on):
    return Qualification(
        professional_id=person_id, kind=QualificationKind.PDG, valid_from=date(2024, 1, 1), seen_on=seen_on
    )


def test_the_parts_come_from_whom_was_chosen(session, pair, work_as):
    kept, gone = pair
    session.get(Professional, gone).motivation = "Ik wil mijn vak doorgeven aan jonge mensen."
    session.commit()
    merged(work_as, pair, work=gone, employer=kept, skills=BOTH)
    session.expire_all()
    row = session.get(Professional, kept)
    assert row.job_title == "procestechnicus met ervaring"
    assert row.employer == "Fabriek Fictief BV"
    # The fuller one, when nothing was chosen.
    assert row.motivation.startswith("Ik wil")
    assert session.scalar(select(func.count()).select_from(ProfessionalSkill)) == 1


def test_the_other_account_is_switched_off_and_both_hear_of_it(session, pair, work_as):
    merged(work_as, pair)
    session.expire_all()
    users = session.scalars(select(User).order_by(User.id)).all()
    assert [user.deactivated_at is None for user in users] == [True, False]
    told = session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()
    assert [(mail.user_id, mail.context["kept"]) for mail in told] == [(users[0].id, True), (users[1].id, False)]


def test_an_account_that_works_for_a_school_stays_open(session, work_as):
    member = school_member()
    first, second = person().id, ProfessionalFactory(user_id=member.id).id
    session.commit()
    merged(work_as, (first, second))
    session.expire_all()
    assert session.get(User, member.id).deactivated_at is None
    assert session.scalars(select(OutboxMessage.context).where(OutboxMessage.user_id == member.id)).one()["open"]


def test_hours_of_both_count_together_also_above_the_limit(session, pair, work_as):
    kept, gone = pair
    for each in pair:
        # 8 klokuren in 18 weeks: 144 of 240 each.
        need = NeedFactory(minutes_per_week=480)
        working(session, each, 8640, need).minutes_per_week = 480
    for row in session.scalars(select(Placement)):
        row.teaching_weeks = 18
    session.commit()
    (year,) = merge_preview(session, scope=DESK.scope, first_id=kept, second_id=gone).years
    assert (year.first, year.second, year.total, year.limit, year.above) == (8640, 8640, 17280, 14400, True)
    session.rollback()
    merged(work_as, pair)
    session.expire_all()
    stored = session.scalars(select(PlacementYear.counted_minutes)).all()
    assert sum(stored) == 17280
    found = session.scalars(select(Inconsistency.kind).where(Inconsistency.professional_id == kept)).all()
    assert InconsistencyKind.ABOVE_LIMIT in found


def test_what_cannot_be_put_together_is_refused_and_nothing_changes(session, pair, work_as):
    kept, gone = pair
    far = person(region_code="AM28", area=EINDHOVEN).id
    left = ProfessionalFactory(user_id=None).id
    need = NeedFactory()
    for each in pair:
        working(session, each, 60, need)
    session.commit()
    for other, error in ((kept, InvalidInputError), (far, NotFoundError), (left, NotFoundError)):
        with pytest.raises(error):
            merged(work_as, (kept, other))
    with pytest.raises(WrongStateError):
        merged(work_as, pair)
    with pytest.raises(NotFoundError):
        merge_profiles(work_as(DESK), command=MergeCommand(kept, gone, far, {}))
    assert session.scalar(select(func.count()).select_from(Professional)) == 4


def test_the_pages_show_both_and_merge_once(session, pair, new_client):
    kept, gone = pair
    mine, theirs = coordinator("AM05"), coordinator("AM28")
    session.commit()
    client, other = new_client(), new_client()
    client.login(mine)
    other.login(theirs)
    assert f"/coordinator/dubbel/{kept}/{gone}" in client.get("/coordinator/dubbel").get_data(as_text=True)
    assert "Dora" not in other.get("/coordinator/dubbel").get_data(as_text=True)
    url = f"/coordinator/dubbel/{kept}/{gone}"
    assert other.get(url).status_code == 404
    assert other.post(url, data={"account": kept}).status_code == 404
    page = client.get(url).get_data(as_text=True)
    for text in ("procestechnicus met ervaring", "besturingstechnicus", "Welk account blijft?", "Klokuren samen"):
        assert text in page
    answers = {"account": kept, "work": gone, "employer": kept, "phone": kept, "motivation": gone}
    assert "Kies wat blijft" in client.post(url, data=answers | {"work": 999999}).get_data(as_text=True)
    assert client.get(f"/coordinator/dubbel/{kept}/{kept}").status_code == 400
    for said in ("zijn samengevoegd", "zijn al samengevoegd"):
        assert said in client.post(url, data=answers, follow_redirects=True).get_data(as_text=True)
    session.expire_all()
    assert session.scalar(select(func.count()).select_from(ProfileMerge)) == 1


def test_two_desks_at_once_merge_once(app, session, pair):
    session.rollback()
    barrier = Barrier(2)

    def attempt(kept):
        with app.app_context():
            work = Work(session=system_work().session, actor=DESK, now=clock.now())
            barrier.wait()
            try:
                return merge_profiles(work, command=MergeCommand(*pair, kept, {}))
            except DomainError as error:
                return type(error)
            finally:
                db.session.remove()

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(attempt, pair))
    assert outcomes.count(NotFoundError) == 1
    assert session.scalars(select(Professional.id)).all() == [each for each in outcomes if each is not NotFoundError]
