"""What the sides do with a placement alike: change, extend or stop it, fill in its months."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from flask import request

from matcher import clock
from matcher.access import work
from matcher.forms.needs_fields import given
from matcher.forms.placement_steps import CancelForm, EndForm, ExtendForm, MonthClaimForm
from matcher.forms.placements import MonthForm, PlaceForm
from matcher.queries.placement_months import MonthRow
from matcher.queries.placements import PlacementRow
from matcher.services.placements import cancel, change, claim_month, end_early, extend

FormOfMonth = TypeVar("FormOfMonth", MonthForm, MonthClaimForm)


def wants_to_save(form: PlaceForm) -> bool:
    """Return whether a good form was sent to be saved, and not only to be counted."""
    return bool(form.validate_on_submit()) and "bereken" not in request.form


def change_to(row: PlacementRow, form: PlaceForm) -> None:
    """Change the placement as typed; its VOG stays."""
    command = form.to_command(clock.today())
    command = replace(command, vog_issued_on=row.vog_issued_on, vog_seen_on=row.vog_seen_on)
    change(work(), placement_id=row.id, command=command)


def extend_to(row: PlacementRow, form: ExtendForm) -> None:
    """Make the placement last longer."""
    extend(work(), placement_id=row.id, command=form.to_command())


def stop_form(row: PlacementRow) -> CancelForm:
    """Return the form to end a placement that has begun, with the day the professional asked for, or to cancel it."""
    return EndForm(data={"last_day": row.stop_wished_on}) if row.starts_on <= clock.today() else CancelForm()


def stop(row: PlacementRow, form: CancelForm) -> None:
    """End or cancel the placement."""
    if isinstance(form, EndForm):
        end_early(work(), placement_id=row.id, last_day=given(form.last_day.data), reason=form.words)
    else:
        cancel(work(), placement_id=row.id, reason=form.words)


def claim(row: PlacementRow, form: MonthClaimForm) -> None:
    """Enter the hours of a month for the professional."""
    minutes, month = given(form.minutes.data), given(form.month.data)
    claim_month(work(), placement_id=row.id, month=month, minutes=minutes, note=form.note.data or "")


def month_forms(row: PlacementRow, sent: MonthForm | None = None) -> dict[MonthRow, MonthForm]:
    """Return each month that has begun with the form to confirm it; ``sent`` stands in the place of its month."""
    return _forms(row, sent, _month_form)


def claim_forms(row: PlacementRow, sent: MonthClaimForm | None = None) -> dict[MonthRow, MonthClaimForm]:
    """Return each month that has begun and was not confirmed with the form to enter it, for the professional."""
    return {month: form for month, form in _forms(row, sent, _claim_form).items() if month.real is None}


def _forms(
    row: PlacementRow, sent: FormOfMonth | None, make: Callable[[MonthRow], FormOfMonth]
) -> dict[MonthRow, FormOfMonth]:
    found: dict[MonthRow, FormOfMonth] = {}
    for month in row.months:
        if month.opens_on <= clock.today():
            mine = sent is not None and sent.month.data == month.month
            form = sent if sent is not None and mine else make(month)
            form.minutes.id = f"gegeven-{month.month:%Y-%m}"
            found[month] = form
    return found


def _month_form(month: MonthRow) -> MonthForm:
    known = month.real or month.claim
    minutes = known.minutes if known else month.planned_minutes
    return MonthForm(formdata=None, data={"month": month.month, "minutes": minutes})


def _claim_form(month: MonthRow) -> MonthClaimForm:
    minutes, note = (month.claim.minutes, month.claim.note) if month.claim else (month.planned_minutes, "")
    form = MonthClaimForm(formdata=None, data={"month": month.month, "minutes": minutes, "note": note})
    form.note.id = f"toelichting-{month.month:%Y-%m}"
    return form
