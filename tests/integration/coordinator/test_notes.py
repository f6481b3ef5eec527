"""Notes of coordinators: who writes, who reads, and what goes with an account."""

import pytest
from sqlalchemy import func, select

from matcher.domain.actors import Actor
from matcher.domain.desk import LONGEST_NOTE, Subject, SubjectKind
from matcher.domain.errors import InvalidInputError, NotFoundError
from matcher.models import DeskNote, OutboxMessage, Placement, Professional, User
from matcher.queries.coordination.notes import notes_of
from matcher.services.account_removal import delete_account
from matcher.services.desk.notes import remove_note, write_note
from tests.factories import PASSWORD, actor_of
from tests.integration.coordinator.world import NOW


def subjects(side):
    return (
        Subject(SubjectKind.PERSON, side.people[0]),
        Subject(SubjectKind.NEED, side.needs[0]),
        Subject(SubjectKind.SCHOOL, next(iter(side.memberships.values()))),
        Subject(SubjectKind.PLACEMENT, side.placements[0]),
    )


PATHS = {"professional": "mensen", "need": "onderwijsvragen", "school": "scholen", "placement": "inzet"}


def actor(session, user):
    return actor_of(session.get(User, user.id))


def test_a_note_is_written_read_and_removed_on_each_kind_of_page(session, world, browse):
    client, colleague = browse(world.users.alfa), browse(world.users.both)
    for number, subject in enumerate(subjects(world.alfa)):
        page = f"/coordinator/{PATHS[subject.kind]}/{subject.id}"
        text = f"  Eerste regel {number}.\r\nTweede <b>regel</b>.  "
        answer = client.post(f"{page}/notities", data={"text": text}, follow_redirects=True)
        assert f"Eerste regel {number}.\nTweede &lt;b&gt;regel&lt;/b&gt;.</p>" in answer.get_data(as_text=True)
        note = session.scalar(select(DeskNote.id).order_by(DeskNote.id.desc()))
        seen = colleague.get(page).get_data(as_text=True)
        assert f"Eerste regel {number}." in seen
        assert f"/notities/{note}/verwijder" not in seen
        assert colleague.post(f"/coordinator/notities/{note}/verwijder").status_code == 404
        gone = client.post(f"/coordinator/notities/{note}/verwijder", follow_redirects=True)
        assert "De notitie is verwijderd." in gone.get_data(as_text=True)
        assert "Er zijn nog geen notities." in gone.get_data(as_text=True)
    session.rollback()
    assert session.scalar(select(func.count()).select_from(OutboxMessage)) == 0


@pytest.mark.parametrize(("text", "message"), [("  ", "Schrijf eerst"), ("x" * (LONGEST_NOTE + 1), "korter dan 2000")])
def test_what_cannot_be_kept_is_said_beside_the_field(session, world, browse, text, message):
    url = f"/coordinator/mensen/{world.alfa.people[0]}/notities"
    page = browse(world.users.alfa).post(url, data={"text": text}).get_data(as_text=True)
    assert message in page
    assert text.strip() in page
    session.rollback()
    assert {row.text for row in session.scalars(select(DeskNote))} == {"Alfa belt liever.", "Beta belt liever."}


def test_services_and_queries_stay_in_the_own_regions(session, world, work_as):
    beta, alfa = actor(session, world.users.beta), actor(session, world.users.alfa)
    reads = Actor(user_id=world.users.alfa.id, scope=alfa.scope, changes=type(alfa.scope)())
    admin = Actor(user_id=1, admin=True)
    session.rollback()
    for subject in subjects(world.alfa):
        note = write_note(work_as(alfa), subject=subject, text="Alfageheim")
        for nobody in (beta, reads, admin, Actor(user_id=world.users.alfa.id)):
            with pytest.raises(NotFoundError):
                write_note(work_as(nobody), subject=subject, text="x")
        for nobody in (beta, reads):
            with pytest.raises(NotFoundError):
                remove_note(work_as(nobody), note_id=note)
        with pytest.raises(NotFoundError):
            notes_of(session, actor=beta, subject=subject)
        for reader in (alfa, reads, admin):
            assert [row.text for row in notes_of(session, actor=reader, subject=subject)] == ["Alfageheim"]
        session.rollback()
    with pytest.raises(InvalidInputError):
        write_note(work_as(alfa), subject=subjects(world.alfa)[0], text="")


def test_notes_go_with_the_account_they_are_about(session, world, work_as):
    placed = session.get(Placement, world.alfa.placements[0])
    person, other = placed.professional_id, world.beta.people[0]
    rows = {"professional_id": person}, {"placement_id": placed.id}, {"professional_id": other}
    session.add_all(DeskNote(**row, author_id=world.users.alfa.id, text="x", at=NOW) for row in rows)
    user = session.get(User, session.get(Professional, person).user_id)
    work = work_as(actor_of(user))
    session.commit()
    delete_account(work, current_password=PASSWORD)
    assert session.scalars(select(DeskNote.professional_id).where(DeskNote.text == "x")).all() == [other]


def test_a_note_outlives_who_wrote_it_without_the_name(session, world, work_as):
    subject = subjects(world.alfa)[0]
    name = session.get(User, world.users.alfa.id).full_name
    alfa, both = actor(session, world.users.alfa), actor(session, world.users.both)
    session.rollback()
    write_note(work_as(alfa), subject=subject, text="Blijft staan.")
    delete_account(work_as(alfa), current_password=PASSWORD)
    (row,) = notes_of(session, actor=both, subject=subject)
    assert (row.text, row.author) == ("Blijft staan.", "")
    assert name not in row.text
