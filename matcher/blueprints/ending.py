"""Ending a proposal from a form, on its own pages and by a link in a mail."""

from collections.abc import Callable
from typing import Any

from flask import flash
from flask_babel import gettext as _

from matcher.blueprints.form_errors import show_errors
from matcher.domain.errors import InvalidInputError, WrongStateError
from matcher.forms.proposals import DeclineForm


def ended(form: DeclineForm, service: Callable[..., object], *work: Any, **whose: Any) -> bool:
    """Pass reason, text and whether it is shared on; False with the message beside the field when it is refused."""
    values = {"reason": form.reason.data, "text": form.text.data or "", "share": form.share.data}
    try:
        service(*work, **whose, **values)
    except InvalidInputError as error:
        show_errors(form, error)
        return False
    except WrongStateError as error:
        flash(error.message, "warning")
    else:
        flash(_("Het voorstel is gestopt. Wij hebben dat vriendelijk doorgegeven."), "success")
    return True
