"""Answering later, from the page of a proposal and from a mail: the last day there is, and what the service says."""

from datetime import date

from flask import flash
from flask_babel import format_date
from flask_babel import gettext as _

from matcher import clock
from matcher.blueprints.form_errors import show_errors
from matcher.domain.errors import InvalidInputError, WrongStateError
from matcher.domain.states import Party
from matcher.forms.proposals import PostponeForm
from matcher.queries.profile_needs import NeedDetail
from matcher.rules.answer_times import latest_postponement
from matcher.services import proposals as services
from matcher.services.transaction import Work


def latest_day(need: NeedDetail) -> date:
    """Return the last day to which an answer about this need can be put off."""
    return latest_postponement(clock.today(), need.starts_on, need.ends_on)


def postponed(form: PostponeForm, work: Work, proposal_id: int, party: Party) -> bool:
    """Pass the day on; return False with the message beside the field when it cannot be taken."""
    day: date = form.until.data  # type: ignore[assignment]
    note = form.note.data or ""
    try:
        services.postpone(work, proposal_id=proposal_id, party=party, until=day, note=note)
    except InvalidInputError as error:
        show_errors(form, error)
        return False
    except WrongStateError as error:
        flash(error.message, "warning")
    else:
        told = _("U antwoordt op %(day)s. Wij hebben dat doorgegeven.", day=format_date(day, "d MMMM yyyy"))
        flash(told, "success")
    return True
