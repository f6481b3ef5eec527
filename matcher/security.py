"""Security headers, input that no page can mean, and reading versus writing requests."""

from collections.abc import Callable, Iterator, MutableMapping
from typing import Any, TypeVar

from flask import Flask, Response, abort, current_app, request
from werkzeug.routing import IntegerConverter, Map

from matcher.database import db, read_only

View = TypeVar("View", bound=Callable[..., Any])
DIRECTIVES = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    # Bootstrap draws the marks of its form controls as data images in its stylesheet.
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
)
CONTENT_SECURITY_POLICY = "; ".join(DIRECTIVES)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# What an INTEGER column holds in PostgreSQL; a larger id belongs to nothing.
LARGEST_ID = 2**31 - 1
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def larger_body(size: int) -> Callable[[View], View]:
    """Let a view take a request of so many bytes, more than the others."""

    def mark(view: View) -> View:
        view.largest_body = size  # type: ignore[attr-defined]
        return view

    return mark


def _begin_request() -> None:
    """Let the database refuse writes in a reading request; before the form is read, say how large it may be."""
    read_only.set(request.method in SAFE_METHODS)
    view = current_app.view_functions.get(request.endpoint or "")
    largest: int | None = getattr(view, "largest_body", None)
    if largest is not None:
        request.max_content_length = largest


def _texts() -> Iterator[str]:
    """Yield every name and value of the query string and the form."""
    for sent in (request.args, request.form):
        for name, value in sent.items(multi=True):
            yield name
            yield value


def _refuse_odd_input() -> None:
    """Refuse what no browser sends: a NUL (PostgreSQL cannot store it), and JSON, which forms would read as well."""
    if request.is_json:
        abort(415)
    if any("\0" in text for text in _texts()):
        abort(400)


class IdConverter(IntegerConverter):
    """An id in an address; one that the database cannot hold is a page that is not there."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, max=LARGEST_ID)


def _end_request(_error: BaseException | None) -> None:
    """Give the connection back before the next reader or writer begins."""
    db.session.remove()
    read_only.set(False)


def _add_headers(response: Response) -> Response:
    """Add the headers; pages for a signed-in user are never kept by a cache."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint != "static" and "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    return response


def add_static_headers(headers: MutableMapping[str, str], _path: str, _url: str) -> None:
    """Add the headers to files that are served before Flask is asked."""
    for name, value in HEADERS.items():
        headers[name] = value


def init_app(app: Flask) -> None:
    """Register the hooks; before the blueprints, whose addresses use the converter."""
    app.url_map.converters["int"] = IdConverter
    app.before_request(_begin_request)
    app.before_request(_refuse_odd_input)
    app.after_request(_add_headers)
    app.teardown_request(_end_request)
