"""What an onderwijsvraag asks: the part that every page of one need has in common, whoever reads it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.domain.choices import ContractForm, NeedLevel, RoleKind, Sector, SkillLevel
from matcher.domain.states import NeedState
from matcher.models import Concept, Need, NeedSkill


@dataclass(frozen=True, slots=True)
class AskedSkill:
    """A skill the need asks."""

    id: int
    label: str
    required: bool
    level: SkillLevel


@dataclass(frozen=True, slots=True)
class NeedContent:
    """What the school asks. Hours are klokuren in minutes, ``day_parts`` a mask of ``domain.day_parts``."""

    id: int
    school_id: int
    sector: Sector
    state: NeedState
    title: str
    role_kind: RoleKind | None
    education: str
    level: NeedLevel | None
    learning_goals: str
    minutes_per_week: int
    teaching_weeks: int
    starts_on: date | None
    ends_on: date | None
    day_parts: int
    online: bool
    contract_forms: frozenset[ContractForm]
    people_wanted: int
    skills: tuple[AskedSkill, ...]

    @property
    def total_minutes(self) -> int:
        """Minutes of one person over the whole period."""
        return self.minutes_per_week * self.teaching_weeks


# Columns of the model that stand in the row under the same name.
_SAME = (
    "id", "school_id", "sector", "state", "title", "role_kind", "education", "level", "learning_goals",
    "minutes_per_week", "teaching_weeks", "starts_on", "ends_on", "day_parts", "online", "contract_forms",
    "people_wanted",
)  # fmt: skip


def content_of(session: Session, need: Need) -> dict[str, Any]:
    """Return the values of :class:`NeedContent`, for a row that adds its own."""
    return {**{name: getattr(need, name) for name in _SAME}, "skills": asked_skills(session, need.id)}


def asked_skills(session: Session, need_id: int) -> tuple[AskedSkill, ...]:
    """Return the skills a need asks: required ones first, then by level."""
    rows = session.execute(
        select(Concept.id, Concept.label_nl, NeedSkill.required, NeedSkill.level)
        .join(NeedSkill, NeedSkill.concept_id == Concept.id)
        .where(NeedSkill.need_id == need_id)
        .order_by(NeedSkill.required.desc(), NeedSkill.level.desc(), Concept.id)
    )
    return tuple(AskedSkill(concept, text, required, SkillLevel(level)) for concept, text, required, level in rows)
