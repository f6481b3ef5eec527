"""Makes rows for tests: valid by default, clearly fictional people."""

from datetime import UTC, date, datetime

import factory
from argon2 import PasswordHasher

from matcher.domain.actors import Actor, Scope
from matcher.domain.choices import Consent, ContractForm, EducationLevel, NeedLevel, RoleKind, Sector
from matcher.domain.day_parts import ALL_DAY_PARTS
from matcher.domain.states import NeedState, Party, ProfileState, ProposalState
from matcher.models import (
    Campus,
    Concept,
    CoordinatorAssignment,
    Need,
    NeedSkill,
    Professional,
    ProfessionalSkill,
    Proposal,
    School,
    SchoolMembership,
    SearchArea,
    User,
)

PASSWORD = "lange zin als wachtwoord"
PASSWORD_HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
LONG_AGO = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)
HENGELO = {"lat": 52.2658, "lon": 6.7931, "region_code": "AM05"}
EINDHOVEN = {"lat": 51.4408, "lon": 5.4778, "region_code": "AM28"}


class Factory(factory.alchemy.SQLAlchemyModelFactory):
    class Meta:
        abstract = True
        sqlalchemy_session_persistence = "flush"


class UserFactory(Factory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"persoon{n}@example.nl")
    password_hash = PASSWORD_HASH
    full_name = factory.Sequence(lambda n: f"Fenna Voorbeeld-{n}")
    session_key = factory.Sequence(lambda n: f"sleutel-{n}")
    email_verified_at = LONG_AGO
    created_at = LONG_AGO


class ProfessionalFactory(Factory):
    """A complete, active profile in Hengelo that wants everything; give ``skills`` as concept keys."""

    class Meta:
        model = Professional

    user_id = factory.LazyFunction(lambda: UserFactory().id)
    state = ProfileState.ACTIVE
    region_code = "AM05"
    job_title = "besturingstechnicus"
    employer = "Fabriek Fictief BV"
    years_experience = 14
    motivation = "Ik wil mijn vak doorgeven aan jonge mensen."
    education_level = EducationLevel.MBO_4
    education_field = "mechatronica"
    day_parts = ALL_DAY_PARTS
    minutes_min = 60
    minutes_max = 480
    available_from = date(2026, 8, 1)
    sectors = frozenset(Sector)
    role_kinds = frozenset(RoleKind)
    contract_forms = frozenset(ContractForm)
    consent = Consent.GEGEVEN
    created_at = LONG_AGO
    activated_at = LONG_AGO
    confirmed_on = date(2026, 9, 1)

    @factory.post_generation
    def area(self, create, extracted, **kwargs):
        point = extracted or HENGELO
        radius = kwargs.get("radius_km", 30)
        session().add(SearchArea(professional_id=self.id, position=0, label="Hengelo", radius_km=radius, **point))
        session().flush()

    @factory.post_generation
    def skills(self, create, extracted, **_kwargs):
        for key in extracted or ("elektro-plc-programmeren",):
            session().add(ProfessionalSkill(professional_id=self.id, concept_id=concept_id(key), level=2))
        session().flush()


class NeedFactory(Factory):
    """An open need of an mbo school in Hengelo: 4 klokuren a week in 18 weeks."""

    class Meta:
        model = Need

    school_id = factory.LazyFunction(lambda: school("ROC van Twente").id)
    campus_id = factory.LazyAttribute(lambda need: campus_of(need.school_id).id)
    region_code = factory.LazyAttribute(lambda need: session().get(Campus, need.campus_id).region_code)
    sector = factory.LazyAttribute(lambda need: session().get(School, need.school_id).sector)
    state = NeedState.OPEN
    title = "PLC-programmeren"
    role_kind = RoleKind.GASTDOCENT
    education = "mechatronica"
    level = NeedLevel.MBO_4
    learning_goals = "Studenten programmeren een eenvoudige besturing."
    minutes_per_week = 240
    teaching_weeks = 18
    starts_on = date(2026, 9, 21)
    ends_on = date(2027, 1, 29)
    day_parts = ALL_DAY_PARTS
    contract_forms = frozenset(ContractForm)
    responsible_teacher = "Meester Verzonnen"
    created_at = LONG_AGO
    opened_at = LONG_AGO
    confirmed_on = date(2026, 9, 1)

    @factory.post_generation
    def skills(self, create, extracted, **_kwargs):
        for key in extracted or ("elektro-plc-programmeren",):
            session().add(NeedSkill(need_id=self.id, concept_id=concept_id(key), required=True, level=2))
        session().flush()


class ProposalFactory(Factory):
    class Meta:
        model = Proposal

    professional_id = factory.LazyFunction(lambda: ProfessionalFactory().id)
    need_id = factory.LazyFunction(lambda: NeedFactory().id)
    state = ProposalState.SUGGESTED
    started_by = Party.SYSTEM
    score = 0.8
    score_parts = factory.LazyFunction(lambda: {"skills": 0.9, "travel": 0.7, "hours": 0.6})
    weights_version = "test"
    created_at = LONG_AGO
    updated_at = LONG_AGO


FACTORIES = (UserFactory, ProfessionalFactory, NeedFactory, ProposalFactory)


def bind(current):
    """Let the factories write to this session."""
    for each in FACTORIES:
        each._meta.sqlalchemy_session = current


def session():
    return UserFactory._meta.sqlalchemy_session


def concept_id(key):
    found = session().query(Concept.id).filter_by(key=key).scalar()
    assert found, f"no concept {key}"
    return found


def school(name):
    found = session().query(School).filter_by(name=name).one_or_none()
    assert found, f"no school {name}"
    return found


def campus_of(school_id):
    return session().query(Campus).filter_by(school_id=school_id).order_by(Campus.id).first()


def school_member(school_name="ROC van Twente", *, admitted=True, is_admin=True):
    """Return a user who works for the school."""
    user = UserFactory()
    session().add(
        SchoolMembership(
            user_id=user.id,
            school_id=school(school_name).id,
            is_admin=is_admin,
            requested_at=LONG_AGO,
            admitted_at=LONG_AGO if admitted else None,
        )
    )
    session().flush()
    return user


def coordinator(*regions, national=False):
    """Return a user who coordinates the regions, or the nation."""
    user = UserFactory()
    for code in regions:
        session().add(CoordinatorAssignment(user_id=user.id, region_code=code, national=False))
    if national:
        session().add(CoordinatorAssignment(user_id=user.id, national=True))
    session().flush()
    return user


def actor_of(user):
    """Return the actor with all roles of this user."""
    from matcher.queries.actors import load_actor

    return load_actor(session(), user_id=user.id)


def coordinator_actor(*regions, national=False):
    """Return an actor that coordinates, without a stored user."""
    return Actor(user_id=None, scope=Scope(national=national, regions=frozenset(regions)))
