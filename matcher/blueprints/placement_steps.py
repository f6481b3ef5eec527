"""What school and coordinator do with a placement alike: change it, stop it, fill in its months."""

from dataclasses import replace

from flask import request

from matcher import clock
from matcher.access import work
from matcher.forms.needs_fields import given
from matcher.forms.placements import CancelForm, EndForm, MonthForm, PlaceForm
from matcher.queries.placement_months import MonthRow
from matcher.queries.placements import PlacementRow
from matcher.services.placements import cancel, change, end_early


def wants_to_save(form: PlaceForm) -> bool:
    """Return whether a good form was sent to be saved, and not only to be counted."""
    return bool(form.validate_on_submit()) and "bereken" not in request.form


def change_to(row: PlacementRow, form: PlaceForm) -> None:
    """Change the placement as typed; its VOG stays."""
    command = form.to_command(clock.today())
    command = replace(command, vog_issued_on=row.vog_issued_on, vog_seen_on=row.vog_seen_on)
    change(work(), placement_id=row.id, command=command)


def stop_form(row: PlacementRow) -> CancelForm:
    """Return the form to end a placement that has begun, or to cancel one that has not."""
    return EndForm() if row.starts_on <= clock.today() else CancelForm()


def stop(row: PlacementRow, form: CancelForm) -> None:
    """End or cancel the placement."""
    reason = form.reason.data or ""
    if isinstance(form, EndForm):
        end_early(work(), placement_id=row.id, last_day=given(form.last_day.data), reason=reason)
    else:
        cancel(work(), placement_id=row.id, reason=reason)


def month_forms(row: PlacementRow, sent: MonthForm | None = None) -> dict[MonthRow, MonthForm]:
    """Return each month that has begun with its form; ``sent`` stands in the place of the month it was sent for."""
    found = {}
    for month in row.months:
        if month.opens_on <= clock.today():
            mine = sent is not None and sent.month.data == month.month
            found[month] = sent if sent is not None and mine else _month_form(month)
            found[month].minutes.id = f"gegeven-{month.month:%Y-%m}"
    return found


def _month_form(month: MonthRow) -> MonthForm:
    minutes = month.real.minutes if month.real else month.planned_minutes
    return MonthForm(formdata=None, data={"month": month.month, "minutes": minutes})
