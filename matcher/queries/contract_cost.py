"""What the cost calculation takes from an onderwijsvraag or an inzet."""

from dataclasses import dataclass
from datetime import date

from matcher.domain.choices import ContractForm, RoleKind
from matcher.queries.need_content import NeedContent
from matcher.queries.placements import PlacementRow
from matcher.rules.contracts import form_allowed


@dataclass(frozen=True, slots=True)
class CostSubject:
    """What is paid for. ``minutes``: klokuren of one person; ``forms``: offered by the need, or agreed at placing.

    ``day``: first day of the work, which decides the btw rate.
    """

    role_kind: RoleKind
    minutes: int
    people: int
    forms: tuple[ContractForm, ...]
    day: date

    @property
    def total_minutes(self) -> int:
        """Minutes of everybody together."""
        return self.minutes * self.people

    @property
    def compared(self) -> tuple[ContractForm, ...]:
        """The forms to begin with: those of the subject, else all that fit the role."""
        return self.forms or tuple(form for form in ContractForm if form_allowed(form, self.role_kind))


def subject_of_need(need: NeedContent, today: date) -> CostSubject:
    """Return the subject of a need; one without a role counts as gastdocent, one without dates as beginning today."""
    return CostSubject(
        role_kind=need.role_kind or RoleKind.GASTDOCENT,
        minutes=need.total_minutes,
        people=need.people_wanted,
        forms=tuple(form for form in ContractForm if form in need.contract_forms),
        day=need.starts_on or today,
    )


def subject_of_placement(placement: PlacementRow) -> CostSubject:
    """Return the subject of a placement: the klokuren planned in all its school years."""
    return CostSubject(
        role_kind=placement.role_kind,
        minutes=placement.total_minutes,
        people=1,
        forms=(placement.contract_form,),
        day=placement.starts_on,
    )
