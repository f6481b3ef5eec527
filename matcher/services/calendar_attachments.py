"""Appointments as a file that goes along with a mail, with the ids they have in the feed. No names of persons."""

from collections.abc import Collection
from dataclasses import replace

from sqlalchemy.orm import Session

from matcher.queries.calendar_events import Appointment, appointment_of_trial, appointments_of_placement
from matcher.services.calendar_files import calendar_text, uid_of
from matcher.services.outbox import Attachment

TYPE = "text/calendar; charset=utf-8; method=PUBLISH"


def trial_attachments(session: Session, proposal_id: int) -> tuple[Attachment, ...]:
    """Return the file of the trial lesson of a proposal; nothing while no moment was chosen."""
    session.flush()
    trial = appointment_of_trial(session, proposal_id)
    return (_file("proefles.ics", [trial], "Proefles"),) if trial else ()


def placement_attachments(
    session: Session, placement_id: int, before: Collection[Appointment] = ()
) -> tuple[Attachment, ...]:
    """Return the file of the lessons of a placement. ``before``: what it had; what is gone is called off in it."""
    session.flush()
    rows = appointments_of_placement(session, placement_id)
    kept = {uid_of(row) for row in rows}
    version = rows[0] if rows else None
    gone = [
        replace(row, cancelled=True, sequence=version.sequence, changed_at=version.changed_at) if version else row
        for row in before
        if uid_of(row) not in kept
    ]
    found = [*rows, *gone]
    return (_file("lessen.ics", found, "Lessen"),) if found else ()


def _file(name: str, rows: Collection[Appointment] | list[Appointment], title: str) -> Attachment:
    return Attachment(name=name, type=TYPE, text=calendar_text(rows, name=title))
