"""Onderwijsvragen entered by a coordinator for a school, and the school taking them over."""

from collections.abc import Sequence

from sqlalchemy import select

from matcher.domain.errors import InvalidInputError, NotFoundError
from matcher.domain.notifications import NoticeKind
from matcher.domain.states import RANKED_NEED_STATES, NeedState, Party
from matcher.models import Campus, EntryOnBehalf, Need, School, User
from matcher.services.entries.commands import ConsentGiven, NeedEntry
from matcher.services.entries.consent import entry_with
from matcher.services.memberships import invite_contact
from matcher.services.need_commands import NeedGuidance, NeedRole
from matcher.services.need_states import expect_need, open_need
from matcher.services.needs import (
    invalid,
    own_need,
    set_contracts,
    set_guidance,
    set_location,
    set_skills,
    set_subject,
    set_times,
    start_need,
)
from matcher.services.notifying import About, notify
from matcher.services.proposals.news import members_of
from matcher.services.transaction import Work, transactional


@transactional
def enter_need(work: Work, *, school_id: int, command: NeedEntry, consent: ConsentGiven) -> Need:
    """Make a need of a school in the actor's regions; its members are told, or its contact is invited.

    Raises :class:`NotFoundError` for a school elsewhere, :class:`InvalidInputError` beside the field.
    """
    school = work.session.get(School, school_id, with_for_update=True)
    scope = work.actor.acts_in
    if school is None or scope.empty or not scope.covers(school.region_code):
        raise NotFoundError
    entry = entry_with(work, consent)
    members = members_of(work, school_id)
    need = start_need(work, school_id=school_id, command=NeedRole(command.role_kind))
    # The school's own contact, not the desk: who made a need is asked and shown first.
    need.created_by_id = _contact(members, command)
    if not scope.covers(need.region_code):
        need.region_code, need.campus_id = school.region_code, None
    _fill(work, need, command)
    entry.need_id = need.id
    work.session.add(entry)
    work.session.flush()
    _tell(work, need, school, entry, members, command)
    return need


def _contact(members: Sequence[User], command: NeedEntry) -> int | None:
    """Return the chosen member. Without members an address to invite is asked."""
    if not members and not command.contact_email:
        raise invalid("contact_email", "Deze school heeft nog geen leden. Vul het e-mailadres van een contact in.")
    if command.contact_id is not None and command.contact_id not in {user.id for user in members}:
        raise invalid("contact_id", "Deze persoon hoort niet bij de school. Kies iemand anders.")
    return command.contact_id


def _fill(work: Work, need: Need, command: NeedEntry) -> None:
    """Answer what is known of the need, by the services of its own wizard."""
    need.title, need.education, need.learning_goals = command.title, command.education, command.learning_goals
    need.people_wanted = command.people_wanted
    work.session.flush()
    if command.subject is not None:
        set_subject(work, need_id=need.id, command=command.subject)
    if command.skills:
        set_skills(work, need_id=need.id, skills=command.skills)
    if command.times is not None:
        set_times(work, need_id=need.id, command=command.times)
    if command.location is not None:
        _check_campus(work, command.location.campus_id)
        set_location(work, need_id=need.id, command=command.location)
    if command.contracts is not None:
        set_contracts(work, need_id=need.id, command=command.contracts)
    set_guidance(work, need_id=need.id, command=NeedGuidance(command.responsible_teacher))
    _move(work, need, command.state)


def _check_campus(work: Work, campus_id: int) -> None:
    campus = work.session.get(Campus, campus_id)
    if campus is not None and not work.actor.acts_in.covers(campus.region_code):
        raise invalid("campus_id", "Deze locatie ligt buiten uw regio. Kies een andere locatie.")


def _move(work: Work, need: Need, state: NeedState) -> None:
    """Bring the need where the desk wants it; what is missing is told beside the choice."""
    move = {NeedState.OPEN: open_need, NeedState.MAYBE: expect_need}.get(state)
    if move is None:
        return
    try:
        move(work, need_id=need.id)
    except InvalidInputError as error:
        raise invalid("state", error.message) from error


def _tell(
    work: Work, need: Need, school: School, entry: EntryOnBehalf, members: Sequence[User], command: NeedEntry
) -> None:
    for user in members:
        notify(
            work,
            user,
            kind=NoticeKind.NEED_ENTERED,
            key=str(entry.id),
            about=About(party=Party.SCHOOL, need_id=need.id),
            need_id=need.id,
            need_title=need.title,
            school=school.name,
        )
    if not members:
        try:
            invite_contact(work, school_id=school.id, email=command.contact_email)
        except InvalidInputError as error:
            raise invalid("contact_email", error.message) from error
        entry.invited_email = command.contact_email.lower()
    entry.invited_at = work.now
    work.session.flush()


@transactional
def take_over_need(work: Work, *, need_id: int) -> None:
    """Say, as a member of the school, that an entered need is right: from now on it is the member's. Idempotent.

    Raises :class:`NotFoundError` for a need of another school or one that nobody entered.
    """
    need = own_need(work, need_id)
    if need.school_id not in work.actor.school_ids:
        raise NotFoundError
    entry = work.session.scalar(
        select(EntryOnBehalf).where(EntryOnBehalf.need_id == need.id).execution_options(populate_existing=True)
    )
    if entry is None:
        raise NotFoundError
    if entry.taken_over_at is None:
        entry.taken_over_at, need.created_by_id = work.now, work.actor.user_id
        if need.state in RANKED_NEED_STATES:
            need.confirmed_on = work.today
    work.session.flush()
