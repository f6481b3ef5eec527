"""What the sides are told about a placement: what changed, with a link to it; no names, no reasons of persons."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import or_

from matcher.domain.notifications import NoticeKind
from matcher.domain.states import Party
from matcher.models import CoordinatorAssignment, Need, Placement, School, User
from matcher.queries.calendar_events import Appointment, appointments_of_placement, version_of
from matcher.queries.coordinators import coordinating, landsdeel_of
from matcher.services.calendar_attachments import placement_attachments
from matcher.services.notifying import About, notify
from matcher.services.outbox import Attachment
from matcher.services.proposals.news import contacts_of, professional_of
from matcher.services.transaction import Work

SIDES = (Party.PROFESSIONAL, Party.SCHOOL)
Calendar = tuple[Appointment, ...]


def tell(
    work: Work,
    placement: Placement,
    side: Party,
    *,
    kind: NoticeKind,
    occasion: str,
    attachments: Iterable[Attachment] = (),
    **context: Any,
) -> int:
    """Tell one side, or the coordinators of the region, once per occasion; return how many were told now."""
    need = work.session.get_one(Need, placement.need_id)
    values = {
        "side": side.value,
        "placement_id": placement.id,
        "proposal_id": placement.proposal_id,
        "need_title": need.title,
        "school": work.session.get_one(School, placement.school_id).name,
    }
    about = About(party=side, proposal_id=placement.proposal_id, need_id=placement.need_id, placement_id=placement.id)
    files = tuple(attachments)
    return sum(
        notify(
            work,
            user,
            kind=kind,
            key=f"{placement.id}:{side}:{occasion}",
            about=about,
            attachments=files,
            **values,
            **context,
        )
        for user in _users(work, placement, need, side)
    )


def _users(work: Work, placement: Placement, need: Need, side: Party) -> Sequence[User]:
    if side is Party.PROFESSIONAL:
        return professional_of(work, placement.professional_id)
    return contacts_of(work, need) if side is Party.SCHOOL else coordinators_of(work, placement.region_code)


def coordinators_of(work: Work, region_code: str) -> Sequence[User]:
    """Return who acts in a region, and who covers today; where nobody does, those of the nation."""
    a = CoordinatorAssignment
    near = or_(a.region_code == region_code, a.landsdeel_code == landsdeel_of(region_code))
    return coordinating(work.session, near, on=work.today) or coordinating(
        work.session, a.national.is_(True), on=work.today
    )


def tell_both(work: Work, placement: Placement, *, kind: NoticeKind, before: Calendar = (), **context: Any) -> None:
    """Tell both sides of a new version of the placement, with its lessons as a file.

    ``before``: the lessons it had, so that calendars drop what is gone.
    """
    files = placement_attachments(work.session, placement.id, before)
    occasion = f"version {version_of(work.session, placement.id)}"
    for side in SIDES:
        tell(work, placement, side, kind=kind, occasion=occasion, attachments=files, with_file=bool(files), **context)


def calendar_of(work: Work, placement: Placement) -> Calendar:
    """Return the lessons of the placement as they are stored now."""
    return appointments_of_placement(work.session, placement.id)


# What can change, as the reader knows it; values of persons and contracts stay on the page.
FACTS = (
    ("hours", ("minutes_per_week", "total_minutes", "teaching_weeks", "plan_kind")),
    ("days", ("weekdays", "days", "start_time")),
    ("teacher", ("responsible_teacher",)),
    ("subject", ("subject_parts",)),
    ("role", ("role_kind", "contract_form")),
)


def state_of(placement: Placement) -> dict[str, Any]:
    """Return what is compared to say what changed."""
    names = {"starts_on", "ends_on", *(name for _, columns in FACTS for name in columns)}
    return {name: getattr(placement, name) for name in names}


def changes_between(before: dict[str, Any], after: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what changed, as the mail tells it: the period with its dates, of all else only that it changed."""
    found: list[dict[str, Any]] = [
        {"what": what, "old": before[what].isoformat(), "new": after[what].isoformat()}
        for what in ("starts_on", "ends_on")
        if before[what] != after[what]
    ]
    if before["total_minutes"] != after["total_minutes"]:
        found.append({"what": "total", "old": before["total_minutes"], "new": after["total_minutes"]})
    return found + [{"what": what} for what, names in FACTS if any(before[name] != after[name] for name in names)]
