"""Errors of services, shown where the user typed: beside the field and in the summary on top."""

from flask_wtf import FlaskForm

from matcher.domain.errors import DomainError, InvalidInputError, RuleRefusedError


def _messages(error: DomainError) -> dict[str, str]:
    """Return field name -> message for what the error says about fields."""
    if isinstance(error, InvalidInputError):
        return error.fields
    if isinstance(error, RuleRefusedError) and error.field:
        return {error.field: error.message}
    return {}


def show_errors(form: FlaskForm, error: DomainError) -> None:
    """Add a service's error to the form: beside each named field that the form has, otherwise on top of the form.

    Mostly through :func:`matcher.blueprints.service_calls.saved`.
    """
    messages = _messages(error)
    for name, message in messages.items():
        if name in form:
            form[name].errors = [*form[name].errors, message]
        else:
            form.form_errors.append(message)
    if not messages:
        form.form_errors.append(error.message)
