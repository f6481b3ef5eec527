"""Asking, answering, withdrawing: states, the profile with it, and who may do what."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from matcher.domain.actors import NOBODY
from matcher.domain.choices import Consent
from matcher.domain.employer_consent import ANSWERS, LIVE_STATES, PROFILE_SAYS, STATE_LABELS, ConsentState
from matcher.domain.errors import InvalidInputError, NotFoundError, WrongStateError
from matcher.domain.states import ProfileState
from matcher.models import EmployerConsent, EngineChange, OutboxMessage
from matcher.models.engine_change import ChangeKind
from matcher.queries.employer_consent import consent_by_link, consent_fact, own_consents
from matcher.services import employer_consent as services
from matcher.services.account_removal import delete_account
from matcher.services.profile_commands import ConsentCommand
from matcher.services.profile_sections import save_consent
from tests import factories
from tests.integration.employer.conftest import CONTACT, command, grant

S = ConsentState
COPIED = (
    "professional_id", "employer", "contact_name", "contact_email", "link_key", "minutes_asked", "starts_on", "ends_on",
    "asked_at", "sent_at",
)  # fmt: skip


def kinds(session):
    return session.scalars(select(OutboxMessage.kind).order_by(OutboxMessage.id)).all()


def answer(work, row, state, note="Daarom."):
    """Bring a request to a state as the employer does."""
    link = {"consent_id": row.id, "key": row.link_key}
    if state is S.GIVEN:
        services.give_consent(work, **link, command=grant(note=note))
    elif state is S.REFUSED:
        services.refuse_consent(work, **link, note=note)
    else:
        services.withdraw_consent(work, **link, note=note)


def test_tables_name_every_state():
    assert set(PROFILE_SAYS) == set(STATE_LABELS) == set(S)
    assert {S.ASKED, S.GIVEN} == LIVE_STATES
    assert all(S.CANCELLED not in sources for sources in ANSWERS.values())


def test_asking_mails_the_employer_and_says_so_in_the_profile(session, asked, reload):
    row, profile = reload(asked)
    assert (row.state, row.minutes_asked, row.minutes_given) == (S.ASKED, 240, None)
    assert (profile.consent, profile.consent_minutes, profile.state) == (Consent.GEVRAAGD, None, ProfileState.ACTIVE)
    mail = session.scalars(select(OutboxMessage)).one()
    assert (mail.kind, mail.recipient, mail.user_id) == ("employer_asked", CONTACT, profile.user_id)


def test_a_second_request_waits_for_the_first(session, mine, profile, asked):
    with pytest.raises(WrongStateError, match="loopt al een vraag"):
        services.ask_consent(mine, professional_id=profile.id, command=command())
    values = {name: getattr(asked, name) for name in COPIED}
    session.add(EmployerConsent(**values, state=S.GIVEN, minutes_given=60))
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"ends_on": date(2026, 9, 14)}, "ends_on"),
        ({"starts_on": date(2026, 8, 1), "ends_on": date(2026, 9, 1)}, "ends_on"),
        ({"ends_on": date(2029, 9, 14)}, "ends_on"),
    ],
)
def test_a_wrong_period_is_refused(mine, profile, values, field):
    with pytest.raises(InvalidInputError) as refused:
        services.ask_consent(mine, professional_id=profile.id, command=command(**values))
    assert list(refused.value.fields) == [field]


def test_nobody_asks_oneself(mine, profile, user):
    with pytest.raises(InvalidInputError) as refused:
        services.ask_consent(mine, professional_id=profile.id, command=command(contact_email=user.email.upper()))
    assert list(refused.value.fields) == ["contact_email"]


def test_asking_again_and_again_ends(mine, profile):
    for _time in range(5):
        services.ask_consent(mine, professional_id=profile.id, command=command())
        services.cancel_consent(mine, professional_id=profile.id)
    with pytest.raises(InvalidInputError, match="vijf keer"):
        services.ask_consent(mine, professional_id=profile.id, command=command())


@pytest.mark.parametrize("service", [services.resend_consent, services.cancel_consent])
@pytest.mark.parametrize("who", ["other", "coordinator", "nobody"])
def test_only_the_person_acts_for_oneself(work_as, asked, service, who):
    actors = {
        "other": lambda: factories.actor_of(factories.session().get(factories.User, other_user())),
        "coordinator": lambda: factories.actor_of(factories.coordinator(national=True)),
        "nobody": lambda: NOBODY,
    }
    with pytest.raises(NotFoundError):
        service(work_as(actors[who]()), professional_id=asked.professional_id)


def other_user():
    return factories.ProfessionalFactory().user_id


def test_asking_in_somebody_elses_name_is_refused(work_as, profile):
    other = factories.session().get(factories.User, other_user())
    with pytest.raises(NotFoundError):
        services.ask_consent(work_as(factories.actor_of(other)), professional_id=profile.id, command=command())


def test_yes_counts_in_the_profile_and_reaches_the_engine(session, work_as, asked, reload):
    session.execute(EngineChange.__table__.delete())
    answer(work_as(NOBODY), asked, S.GIVEN)
    row, profile = reload(asked)
    assert (row.state, row.minutes_given, row.note, row.answered_at) == (S.GIVEN, 180, "Daarom.", asked.asked_at)
    assert (profile.consent, profile.consent_minutes) == (Consent.GEGEVEN, 180)
    changes = session.execute(select(EngineChange.kind, EngineChange.subject_id)).all()
    assert (ChangeKind.PROFESSIONAL.value, profile.id) in [(str(kind), subject) for kind, subject in changes]
    assert kinds(session) == ["employer_asked", "employer_answered", "employer_copy"]


@pytest.mark.parametrize("state", [S.REFUSED, S.WITHDRAWN])
def test_no_pauses_the_profile_and_can_become_yes(work_as, asked, reload, state):
    employer = work_as(NOBODY)
    if state is S.WITHDRAWN:
        answer(employer, asked, S.GIVEN)
    answer(employer, asked, state)
    row, profile = reload(asked)
    assert (row.state, row.note) == (state, "Daarom.")
    assert (profile.consent, profile.consent_minutes, profile.state) == (
        Consent.GEWEIGERD,
        None,
        ProfileState.PAUSED,
    )
    answer(employer, row, S.GIVEN)
    row, profile = reload(asked)
    assert (row.state, row.withdrawn_at, profile.consent) == (S.GIVEN, None, Consent.GEGEVEN)


@pytest.mark.parametrize(
    ("before", "state"),
    [(S.ASKED, S.WITHDRAWN), (S.GIVEN, S.REFUSED), (S.REFUSED, S.REFUSED), (S.REFUSED, S.WITHDRAWN)],
)
def test_an_answer_that_does_not_fit_is_refused(work_as, asked, before, state):
    employer = work_as(NOBODY)
    if before is not S.ASKED:
        answer(employer, asked, before)
    with pytest.raises(WrongStateError):
        answer(employer, asked, state)


def test_withdrawing_needs_a_reason(work_as, asked):
    employer = work_as(NOBODY)
    answer(employer, asked, S.GIVEN)
    with pytest.raises(InvalidInputError) as refused:
        answer(employer, asked, S.WITHDRAWN, note="")
    assert list(refused.value.fields) == ["note"]


def test_wrong_key_opens_nothing(session, work_as, asked):
    for consent_id, key in ((asked.id, "fout"), (asked.id, ""), (asked.id + 1, asked.link_key)):
        with pytest.raises(NotFoundError):
            services.refuse_consent(work_as(NOBODY), consent_id=consent_id, key=key, note="")


def test_an_unanswered_link_ends_after_thirty_days_and_begins_anew_when_sent_again(frozen, work_as, mine, asked, user):
    key, now = asked.link_key, asked.sent_at
    frozen.move_to(now + timedelta(days=30, seconds=1))
    with pytest.raises(NotFoundError):
        services.refuse_consent(work_as(NOBODY), consent_id=asked.id, key=key, note="")
    mine = work_as(factories.actor_of(user))
    services.resend_consent(mine, professional_id=asked.professional_id)
    answer(work_as(NOBODY), asked, S.GIVEN)


def test_a_given_consent_can_be_withdrawn_a_year_later(frozen, work_as, asked, reload):
    answer(work_as(NOBODY), asked, S.GIVEN)
    frozen.move_to(asked.sent_at + timedelta(days=400))
    answer(work_as(NOBODY), asked, S.WITHDRAWN)
    assert reload(asked)[0].state is S.WITHDRAWN


def test_sending_again_only_after_two_days(frozen, session, work_as, user, asked):
    with pytest.raises(WrongStateError, match="twee dagen"):
        services.resend_consent(work_as(factories.actor_of(user)), professional_id=asked.professional_id)
    frozen.move_to(asked.sent_at + timedelta(days=2))
    services.resend_consent(work_as(factories.actor_of(user)), professional_id=asked.professional_id)
    assert kinds(session) == ["employer_asked", "employer_asked"]


@pytest.mark.parametrize("state", [S.ASKED, S.GIVEN])
def test_cancelling_revokes_the_link_and_forgets_the_contact(session, work_as, mine, asked, reload, state):
    key = asked.link_key
    if state is S.GIVEN:
        answer(work_as(NOBODY), asked, S.GIVEN)
    services.cancel_consent(mine, professional_id=asked.professional_id)
    row, profile = reload(asked)
    assert (row.state, row.link_key, row.contact_name, row.contact_email) == (S.CANCELLED, "", "", "")
    assert (profile.consent, profile.state) == (Consent.ONBEKEND, ProfileState.PAUSED)
    assert kinds(session)[-1] == "employer_cancelled"
    for wrong in (key, ""):
        with pytest.raises(NotFoundError):
            services.refuse_consent(work_as(NOBODY), consent_id=asked.id, key=wrong, note="")


def test_a_new_request_revokes_the_old_link_and_keeps_the_history(session, work_as, mine, profile, asked, reload):
    key = asked.link_key
    answer(work_as(NOBODY), asked, S.REFUSED)
    services.ask_consent(mine, professional_id=profile.id, command=command(minutes=120))
    assert reload(asked)[0].contact_email == ""
    with pytest.raises(NotFoundError):
        services.give_consent(work_as(NOBODY), consent_id=asked.id, key=key, command=grant())
    rows = own_consents(session, professional_id=profile.id)
    assert [(row.state, row.minutes_asked) for row in rows] == [(S.ASKED, 120), (S.REFUSED, 240)]


def test_what_the_employer_said_is_not_overwritten_by_hand(session, mine, asked, reload):
    with pytest.raises(WrongStateError):
        save_consent(mine, professional_id=asked.professional_id, command=ConsentCommand(Consent.GEGEVEN, 480, None))
    save_consent(mine, professional_id=asked.professional_id, command=ConsentCommand(None, None, date(2026, 9, 1)))
    profile = reload(asked)[1]
    assert (profile.consent, profile.vog_issued_on) == (Consent.GEVRAAGD, date(2026, 9, 1))


def test_an_answer_in_person_after_a_no_stands_by_itself(session, work_as, mine, asked):
    answer(work_as(NOBODY), asked, S.REFUSED)
    assert consent_fact(session, professional_id=asked.professional_id).linked.state is S.REFUSED
    save_consent(mine, professional_id=asked.professional_id, command=ConsentCommand(Consent.GEGEVEN, 120, None))
    fact = consent_fact(session, professional_id=asked.professional_id)
    assert (fact.consent, fact.minutes, fact.linked) == (Consent.GEGEVEN, 120, None)


def test_deleting_the_account_deletes_requests_and_mail(session, mine, asked):
    consent_id, key, now = asked.id, asked.link_key, asked.sent_at
    delete_account(mine, current_password=factories.PASSWORD)
    assert session.scalars(select(EmployerConsent)).all() == []
    assert kinds(session) == ["account_deleted"]
    with pytest.raises(NotFoundError):
        consent_by_link(session, consent_id=consent_id, key=key, now=now)
