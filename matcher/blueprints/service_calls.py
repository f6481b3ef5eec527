"""Call a service for a form or a button, and show what it refuses. A foreign record stays a 404."""

from collections.abc import Callable

from flask import flash
from flask_wtf import FlaskForm

from matcher.blueprints.form_errors import show_errors
from matcher.domain.errors import DomainError, NotFoundError


def saved(form: FlaskForm, action: Callable[[], object]) -> bool:
    """Return whether the action of a form succeeded; if not, its message stands where the visitor typed."""
    try:
        action()
    except NotFoundError:
        raise
    except DomainError as error:
        show_errors(form, error)
        return False
    return True


def done(action: Callable[[], object], message: str) -> bool:
    """Run the action of a lone button and flash ``message``, or what the service refuses."""
    try:
        action()
    except NotFoundError:
        raise
    except DomainError as error:
        flash(error.message, "error")
        return False
    flash(message, "success")
    return True
