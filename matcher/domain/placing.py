"""What is asked to place somebody: the content of the placement form as a value."""

from dataclasses import dataclass
from datetime import date

from matcher.domain.choices import ContractForm, RoleKind


@dataclass(frozen=True, slots=True)
class PlaceCommand:
    """A wished placement. Minutes of klokuren per week; exception fields only count for a coordinator."""

    starts_on: date
    ends_on: date
    minutes_per_week: int
    teaching_weeks: int
    role_kind: RoleKind
    contract_form: ContractForm
    responsible_teacher: str = ""
    subject_parts: str = ""
    vog_issued_on: date | None = None
    vog_seen_on: date | None = None
    exception_reason: str = ""
    exception_article: str = ""
