"""What the steps of the need wizard ask of the services: frozen values, one per step."""

from dataclasses import dataclass
from datetime import date

from matcher.domain.choices import ContractForm, NeedLevel, RoleKind, SkillLevel


@dataclass(frozen=True, slots=True)
class NeedSubject:
    """What is taught, to whom."""

    title: str
    education: str
    level: NeedLevel
    learning_goals: str


@dataclass(frozen=True, slots=True)
class AskedSkill:
    """A skill of the vocabulary that the need asks."""

    concept_id: int
    required: bool
    level: SkillLevel


@dataclass(frozen=True, slots=True)
class NeedTimes:
    """When and how much. ``minutes_per_week`` of one person; ``teaching_weeks`` None: the default of the rules."""

    minutes_per_week: int
    teaching_weeks: int | None
    starts_on: date
    ends_on: date
    day_parts: int
    people_wanted: int = 1


@dataclass(frozen=True, slots=True)
class NeedLocation:
    """Where: a campus of the school; online lessons possible too."""

    campus_id: int
    online: bool


@dataclass(frozen=True, slots=True)
class NeedContracts:
    """The contract forms the school offers."""

    forms: frozenset[ContractForm]


@dataclass(frozen=True, slots=True)
class NeedGuidance:
    """Who is responsible; may still be empty."""

    responsible_teacher: str


@dataclass(frozen=True, slots=True)
class NeedRole:
    """What kind of person is asked."""

    role_kind: RoleKind
