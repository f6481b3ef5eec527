"""Full addresses of pages, as mail needs them, also outside a request."""

from typing import Any

from flask import current_app, has_request_context, request, url_for

from matcher import tokens
from matcher.config import Settings


def base_url() -> str:
    """Return where full addresses begin: as it was set, else where this request was sent."""
    settings: Settings = current_app.extensions["settings"]
    here = request.host_url.rstrip("/") if has_request_context() else settings.local_url
    return settings.public_url or here


def external_url(endpoint: str, **values: Any) -> str:
    """Return a full address of a page, also outside a request."""
    if has_request_context():
        return base_url() + url_for(endpoint, **values)
    # Not through a request made up for it: the end of a request also ends the database session of who asks.
    return base_url() + current_app.url_map.bind("").build(endpoint, values)


def signed_url(endpoint: str, purpose: str, payload: Any) -> str:
    """Return a full address with a signed token in it."""
    return external_url(endpoint, token=tokens.sign(purpose, payload))
