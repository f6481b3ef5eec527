"""What an onderwijsvraag still lacks before it can be opened: one rule for the pages and for the service."""

from collections.abc import Collection
from datetime import date
from typing import Protocol

from matcher.domain.choices import ContractForm, NeedLevel, RoleKind


class NeedFacts(Protocol):
    """What decides; a stored need and the view of one both fit."""

    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def role_kind(self) -> RoleKind | None: ...  # noqa: D102
    @property
    def education(self) -> str: ...  # noqa: D102
    @property
    def level(self) -> NeedLevel | None: ...  # noqa: D102
    @property
    def learning_goals(self) -> str: ...  # noqa: D102
    @property
    def minutes_per_week(self) -> int: ...  # noqa: D102
    @property
    def teaching_weeks(self) -> int: ...  # noqa: D102
    @property
    def starts_on(self) -> date | None: ...  # noqa: D102
    @property
    def ends_on(self) -> date | None: ...  # noqa: D102
    @property
    def day_parts(self) -> int: ...  # noqa: D102
    @property
    def campus_id(self) -> int | None: ...  # noqa: D102
    @property
    def contract_forms(self) -> frozenset[ContractForm]: ...  # noqa: D102


# The steps of the wizard in order; the responsible teacher may come later, so guidance never lacks anything.
SECTIONS = ("rol", "wat", "vaardigheden", "wanneer", "waar", "contract", "begeleiding")


def missing_sections(need: NeedFacts, required_skills: int) -> tuple[str, ...]:
    """Return the steps that are not complete, in the order of the wizard."""
    complete: dict[str, Collection[object] | bool] = {
        "rol": need.role_kind is not None,
        "wat": all((need.title, need.education, need.level, need.learning_goals)),
        "vaardigheden": required_skills > 0,
        "wanneer": all((need.minutes_per_week, need.teaching_weeks, need.starts_on, need.ends_on, need.day_parts)),
        "waar": need.campus_id is not None,
        "contract": need.contract_forms,
        "begeleiding": True,
    }
    return tuple(name for name in SECTIONS if not complete[name])
