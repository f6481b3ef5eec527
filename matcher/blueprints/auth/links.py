"""Opening the signed links of mails."""

from http import HTTPStatus
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from matcher import tokens


def read_link(purpose: str, token: str) -> dict[str, Any] | None:
    """Return the payload of a link; None when it is too old or not ours."""
    try:
        payload = tokens.unsign(purpose, token)
    except tokens.TokenError:
        return None
    return payload if isinstance(payload, dict) else None


def dead_link(template: str, **context: Any) -> ResponseReturnValue:
    """Answer 410 with a page that says how to get a new link."""
    return render_template(template, **context), HTTPStatus.GONE
