"""Onderwijsvragen: make one, fill in its steps, copy it. Moving it between states is in ``need_states``."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, select

from matcher.domain.actors import Actor
from matcher.domain.choices import NEED_LEVELS_BY_SECTOR, ROLE_KINDS_BY_SECTOR, RoleKind
from matcher.domain.errors import InvalidInputError, NotFoundError, WrongStateError
from matcher.domain.states import RANKED_NEED_STATES, NeedState
from matcher.models import Campus, Concept, Need, NeedSkill, School
from matcher.models.vocabulary import SKILL
from matcher.queries.need_completeness import missing_sections
from matcher.queries.plans import holiday_region_of_school
from matcher.rules.contracts import form_allowed
from matcher.rules.school_weeks import school_weeks
from matcher.rules.teaching_plan import weeks_held
from matcher.services.need_commands import (
    AskedSkill,
    NeedContracts,
    NeedGuidance,
    NeedLocation,
    NeedRole,
    NeedSubject,
    NeedTimes,
)
from matcher.services.transaction import Work, transactional

MOST_SKILLS = 15
EDITABLE = frozenset({NeedState.DRAFT, NeedState.MAYBE, NeedState.OPEN, NeedState.PAUSED})
COPIED = (
    "school_id", "campus_id", "region_code", "sector", "title", "role_kind", "education", "level", "learning_goals",
    "minutes_per_week", "teaching_weeks", "starts_on", "ends_on", "day_parts", "online", "contract_forms",
    "responsible_teacher", "people_wanted",
)  # fmt: skip


def may_work_on(actor: Actor, need: Need) -> bool:
    """Return whether the need is the actor's to change.

    Somebody who waits for admission works on own needs only: until then nobody has confirmed who it is.
    """
    if actor.system or need.school_id in actor.school_ids or _coordinates(actor, need):
        return True
    return need.school_id in actor.pending_school_ids and need.created_by_id == actor.user_id


def _coordinates(actor: Actor, need: Need) -> bool:
    return not actor.acts_in.empty and actor.acts_in.covers(need.region_code)


def own_need(work: Work, need_id: int) -> Need:
    """Return the need, locked. Raises :class:`NotFoundError` when it is not the actor's."""
    need = work.session.get(Need, need_id, with_for_update=True)
    if need is None or not may_work_on(work.actor, need):
        raise NotFoundError
    return need


def need_at_desk(work: Work, need_id: int) -> Need:
    """Return the need, locked, for a coordinator who may act on it. Raises :class:`NotFoundError`."""
    need = work.session.get(Need, need_id, with_for_update=True, populate_existing=True)
    if need is None or not _coordinates(work.actor, need):
        raise NotFoundError
    return need


def _editable(work: Work, need_id: int) -> Need:
    need = own_need(work, need_id)
    if need.state not in EDITABLE:
        raise WrongStateError("Deze vraag is vervuld of gesloten. Maak een kopie, of open de vraag eerst opnieuw.")
    return need


def invalid(field: str, message: str) -> InvalidInputError:
    """Return the error for one field of a form."""
    return InvalidInputError(message, {field: message})


@transactional
def start_need(work: Work, *, school_id: int, command: NeedRole) -> Need:
    """Begin a draft at a school: its role is the first answer. At one campus the place is known too."""
    school = work.session.get(School, school_id)
    if school is None or not _may_start(work.actor, school):
        raise NotFoundError
    _check_role(school, command.role_kind)
    campuses = work.session.scalars(select(Campus).where(Campus.school_id == school_id).limit(2)).all()
    need = Need(
        school_id=school_id,
        region_code=campuses[0].region_code if campuses else school.region_code,
        campus_id=campuses[0].id if len(campuses) == 1 else None,
        sector=school.sector,
        state=NeedState.DRAFT,
        role_kind=command.role_kind,
        created_by_id=work.actor.user_id,
        created_at=work.now,
    )
    work.session.add(need)
    work.session.flush()
    return need


def _may_start(actor: Actor, school: School) -> bool:
    coordinates = not actor.acts_in.empty and actor.acts_in.covers(school.region_code)
    return actor.system or actor.works_for(school.id) or coordinates


def _check_role(school: School, role_kind: RoleKind) -> None:
    if role_kind not in ROLE_KINDS_BY_SECTOR[school.sector]:
        raise invalid("role_kind", "Deze rol bestaat niet in deze sector. Kies een andere rol.")


@transactional
def set_role(work: Work, *, need_id: int, command: NeedRole) -> Need:
    """Change the role; contract forms that do not fit it any more are dropped."""
    need = _editable(work, need_id)
    school = work.session.get_one(School, need.school_id)
    _check_role(school, command.role_kind)
    need.role_kind = command.role_kind
    need.contract_forms = frozenset(f for f in need.contract_forms if form_allowed(f, command.role_kind))
    return _kept(work, need, "role_kind", "Kies eerst een andere contractvorm: zzp kan alleen bij een gastles.")


@transactional
def set_subject(work: Work, *, need_id: int, command: NeedSubject) -> Need:
    """Say what is taught, at which level."""
    need = _editable(work, need_id)
    if command.level not in NEED_LEVELS_BY_SECTOR[need.sector]:
        raise invalid("level", "Dit niveau hoort niet bij de sector van uw school.")
    need.title, need.education = command.title.strip(), command.education.strip()
    need.level, need.learning_goals = command.level, command.learning_goals.strip()
    work.session.flush()
    return need


@transactional
def set_skills(work: Work, *, need_id: int, skills: Sequence[AskedSkill]) -> Need:
    """Replace the asked skills. Needs at least one required skill and at most fifteen in all."""
    need = _editable(work, need_id)
    _check_skills(work, skills)
    work.session.execute(delete(NeedSkill).where(NeedSkill.need_id == need.id))
    work.session.expire(need, ["skills"])
    work.session.add_all(
        NeedSkill(need_id=need.id, concept_id=s.concept_id, required=s.required, level=s.level.value) for s in skills
    )
    work.session.flush()
    return need


def _check_skills(work: Work, skills: Sequence[AskedSkill]) -> None:
    ids = {skill.concept_id for skill in skills}
    known = set(work.session.scalars(select(Concept.id).where(Concept.id.in_(ids), Concept.kind == SKILL)))
    if known != ids or len(ids) != len(skills):
        raise invalid("skills", "Een van de vaardigheden bestaat niet (meer). Zoek haar opnieuw.")
    if not any(skill.required for skill in skills):
        raise invalid("skills", "Kies minstens één vaardigheid die iemand moet hebben.")
    if len(skills) > MOST_SKILLS:
        raise invalid("skills", f"Kies hoogstens {MOST_SKILLS} vaardigheden. Met minder vindt u meer mensen.")


@transactional
def set_times(work: Work, *, need_id: int, command: NeedTimes) -> Need:
    """Say when and how many klokuren per week for each person."""
    need = _editable(work, need_id)
    check_times(work, command)
    need.minutes_per_week, need.people_wanted = command.minutes_per_week, command.people_wanted
    need.starts_on, need.ends_on, need.day_parts = command.starts_on, command.ends_on, command.day_parts
    need.teaching_weeks = command.teaching_weeks or _school_weeks(work, need, command)
    work.session.flush()
    return need


def _school_weeks(work: Work, need: Need, command: NeedTimes) -> int:
    """Return the school weeks of the period; a period within a school holiday is taught in one week."""
    region = holiday_region_of_school(work.session, need.school_id)
    return max(1, school_weeks(region, command.starts_on, command.ends_on))


def check_times(work: Work, command: NeedTimes) -> None:
    """Raise :class:`InvalidInputError` beside the field for a period that cannot be."""
    if command.ends_on < command.starts_on:
        raise invalid("ends_on", "De einddatum ligt voor de begindatum.")
    if command.ends_on < work.today:
        raise invalid("ends_on", "Deze periode is al voorbij.")
    most = weeks_held(command.starts_on, command.ends_on)
    if command.teaching_weeks and command.teaching_weeks > most:
        raise invalid("teaching_weeks", f"In deze periode passen hoogstens {most} lesweken.")


@transactional
def set_location(work: Work, *, need_id: int, command: NeedLocation) -> Need:
    """Say where; the region follows from the campus, unless a coordinator handed the need over and it stays there."""
    need = _editable(work, need_id)
    campus = work.session.get(Campus, command.campus_id)
    if campus is None or campus.school_id != need.school_id:
        raise invalid("campus_id", "Kies een locatie van uw school.")
    if need.campus_id != campus.id:
        need.campus_id, need.region_code = campus.id, campus.region_code
    need.online = command.online
    work.session.flush()
    return need


@transactional
def set_contracts(work: Work, *, need_id: int, command: NeedContracts) -> Need:
    """Say which contract forms the school offers."""
    need = _editable(work, need_id)
    role = need.role_kind or RoleKind.GASTDOCENT
    if any(not form_allowed(form, role) for form in command.forms):
        raise invalid("contract_forms", "Zzp kan alleen bij een losse gastles (Wet DBA).")
    if not command.forms:
        raise invalid("contract_forms", "Kies minstens één contractvorm.")
    need.contract_forms = command.forms
    work.session.flush()
    return need


@transactional
def set_guidance(work: Work, *, need_id: int, command: NeedGuidance) -> Need:
    """Say who is the responsible teacher, as far as known."""
    need = _editable(work, need_id)
    need.responsible_teacher = command.responsible_teacher.strip()
    work.session.flush()
    return need


def _kept(work: Work, need: Need, field: str, message: str) -> Need:
    """Flush a change; a need that people see must stay complete."""
    work.session.flush()
    if need.state in RANKED_NEED_STATES and missing_sections(need, count_required(work, need)):
        raise invalid(field, message)
    return need


def count_required(work: Work, need: Need) -> int:
    """Return how many required skills the need asks."""
    asked = work.session.scalars(select(NeedSkill.required).where(NeedSkill.need_id == need.id))
    return sum(asked)


@transactional
def copy_need(work: Work, *, need_id: int) -> Need:
    """Make a new draft like this need, skills included."""
    need = own_need(work, need_id)
    values: dict[str, Any] = {name: getattr(need, name) for name in COPIED}
    copy = Need(**values, state=NeedState.DRAFT, created_by_id=work.actor.user_id, created_at=work.now)
    work.session.add(copy)
    work.session.flush()
    skills = work.session.scalars(select(NeedSkill).where(NeedSkill.need_id == need.id)).all()
    work.session.add_all(
        NeedSkill(need_id=copy.id, concept_id=s.concept_id, required=s.required, level=s.level) for s in skills
    )
    work.session.flush()
    return copy
