"""Full addresses of pages, as mail needs them, also outside a request."""

from typing import Any

from flask import current_app, has_request_context, request, url_for

from matcher import tokens
from matcher.config import Settings


def external_url(endpoint: str, **values: Any) -> str:
    """Return a full address of a page, also outside a request."""
    settings: Settings = current_app.extensions["settings"]
    if has_request_context():
        base = settings.public_url or request.host_url.rstrip("/")
        return base + url_for(endpoint, **values)
    # Not through a request made up for it: the end of a request also ends the database session of who asks.
    path = current_app.url_map.bind("").build(endpoint, values)
    return (settings.public_url or settings.local_url) + path


def signed_url(endpoint: str, purpose: str, payload: Any) -> str:
    """Return a full address with a signed token in it."""
    return external_url(endpoint, token=tokens.sign(purpose, payload))
