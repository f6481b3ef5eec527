"""The invitation: taken over once, refused with everything gone, reminded once, removed in the end."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from matcher import tokens
from matcher.jobs.entries import mind_entries
from matcher.models import EntryOnBehalf, Notification, OutboxMessage, Professional, User
from tests.factories import NeedFactory, ProposalFactory, UserFactory
from tests.integration.coordinator.world import placement_of

NEW_PASSWORD = "een zin die Nora alleen kent"


@pytest.fixture
def link(session, entered):
    """The address in the newest invitation."""

    def newest():
        session.expire_all()
        mails = select(OutboxMessage).where(OutboxMessage.kind == "entry_takeover").order_by(OutboxMessage.id.desc())
        payload = session.scalars(mails).first().context["token_payload"]
        session.rollback()
        return "/overnemen/" + tokens.sign(tokens.ENTRY_TAKEOVER, payload)

    return newest


def count(session, model):
    session.expire_all()
    return len(session.scalars(select(model)).all())


def test_looking_changes_nothing_and_the_password_takes_it_over_once(session, entered, link, new_client):
    client, url = new_client(), link()
    page = client.get(url).get_data(as_text=True)
    for text in ("Nora Nieuweling", "lasser", "Belde zelf", "telefonisch op"):
        assert text in page
    assert session.scalars(select(EntryOnBehalf)).one().taken_over_at is None
    session.rollback()
    assert "minstens 12 tekens" in client.post(url, data={"password": "kort"}).get_data(as_text=True)
    assert client.post(url, data={"password": NEW_PASSWORD}).headers["Location"] == "/professional/profiel"
    assert client.get("/professional/profiel").status_code == 200
    session.expire_all()
    user = session.scalars(select(User).where(User.email == "nora@example.nl")).one()
    assert user.email_verified_at is not None
    assert session.scalars(select(EntryOnBehalf)).one().taken_over_at is not None
    session.rollback()
    for again in (new_client().get(url), new_client().post(url, data={"password": NEW_PASSWORD})):
        assert again.status_code == 410
        assert "Stuur een nieuwe link" in again.get_data(as_text=True)


def test_refusing_removes_everything_and_tells_the_desk_without_a_name(session, desks, entered, link, new_client):
    response = new_client().post(link(), data={"verwijder": "1"}, follow_redirects=True)
    assert "Uw gegevens zijn verwijderd" in response.get_data(as_text=True)
    assert (count(session, Professional), count(session, EntryOnBehalf)) == (0, 0)
    assert session.scalars(select(User).where(User.email == "nora@example.nl")).all() == []
    told = session.scalars(select(Notification)).one()
    assert (told.user_id, told.context["refused"]) == (desks.twente.id, True)
    assert "Nora" not in str(told.context)
    mails = session.scalars(select(OutboxMessage).where(OutboxMessage.user_id.is_(None))).all()
    assert [mail.kind for mail in mails] == ["account_deleted"]
    session.rollback()
    assert "verwijderd" in desks.twente.client.get("/meldingen", follow_redirects=True).get_data(as_text=True)


def test_a_link_that_is_old_or_for_somebody_else_helps_on(session, entered, link, new_client, frozen):
    url = link()
    other = new_client()
    user = UserFactory()
    session.commit()
    other.login(user)
    answer = other.get(url)
    assert answer.status_code == 409
    assert "voor een ander adres" in answer.get_data(as_text=True)
    assert other.post(url, data={"verwijder": "1"}).status_code == 409
    frozen.shift(timedelta(days=31))
    assert new_client().get(url).status_code == 410
    assert new_client().get("/overnemen/onzin").status_code == 410
    assert count(session, EntryOnBehalf) == 1


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/wachtwoord-vergeten", {}),
        ("/bevestigen", {}),
        ("/registreren", {"full_name": "Vreemde", "password": "een zin van een vreemde", "kind": "professional"}),
    ],
)
def test_no_other_way_opens_an_entered_account(session, entered, link, new_client, path, data):
    new_client().post(path, data={"email": "nora@example.nl", **data})
    session.expire_all()
    kinds = session.scalars(select(OutboxMessage.kind).order_by(OutboxMessage.id)).all()
    assert kinds == ["entry_takeover", "entry_takeover"]
    assert session.scalars(select(User.full_name).where(User.email == "nora@example.nl")).one() == "Nora Nieuweling"
    session.rollback()
    assert new_client().get(link()).status_code == 200


def test_reminded_once_then_removed(session, desks, entered, frozen, link):
    frozen.shift(timedelta(days=29))
    assert mind_entries() == "0 reminded, 0 removed"
    frozen.shift(timedelta(days=1))
    assert mind_entries() == "1 reminded, 0 removed"
    assert mind_entries() == "0 reminded, 0 removed"
    frozen.shift(timedelta(days=30))
    assert mind_entries() == "0 reminded, 1 removed"
    assert mind_entries() == "0 reminded, 0 removed"
    assert (count(session, Professional), count(session, EntryOnBehalf)) == (0, 0)
    told = session.scalars(select(Notification)).one()
    assert (told.user_id, told.context["refused"]) == (desks.twente.id, False)
    last = session.scalars(select(OutboxMessage).where(OutboxMessage.kind == "account_deleted")).one()
    assert last.context["silent"] is True


def test_who_teaches_or_took_over_is_not_removed(session, entered, frozen):
    need = NeedFactory()
    proposal = ProposalFactory(professional_id=entered, need_id=need.id)
    placement_of(session, proposal, need, starts_on=need.starts_on, ends_on=need.ends_on, minutes=60, vog=None)
    session.commit()
    frozen.shift(timedelta(days=90))
    assert mind_entries() == "0 reminded, 0 removed"
    assert count(session, Professional) == 1


def test_an_owner_who_leaves_takes_the_entry_along(session, entered, link, new_client):
    client = new_client()
    client.post(link(), data={"password": NEW_PASSWORD})
    client.post("/account/verwijderen", data={"current_password": NEW_PASSWORD})
    assert count(session, EntryOnBehalf) == 0
