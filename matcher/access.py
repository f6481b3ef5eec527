"""Who may open which page: permissions declared on endpoints, checked before every request."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as BaseResponse

from matcher import clock, jobs
from matcher.database import db
from matcher.domain.actors import NOBODY, Actor
from matcher.domain.permissions import Permission, allowed
from matcher.mailer import deliver_after_response
from matcher.queries.actors import load_actor
from matcher.services.transaction import Work

View = TypeVar("View", bound=Callable[..., Any])
# Endpoints of packages, which cannot carry a declaration of their own.
PUBLIC_ENDPOINTS = frozenset({"static", "bootstrap.static"})


def requires(permission: Permission) -> Callable[[View], View]:
    """Declare what a view asks of its visitor."""

    def mark(view: View) -> View:
        view.permission = permission  # type: ignore[attr-defined]
        return view

    return mark


def declared_permission(app: Flask, endpoint: str) -> Permission | None:
    """Return the permission an endpoint declares, or None when it forgot to."""
    if endpoint in PUBLIC_ENDPOINTS:
        return Permission.PUBLIC
    return getattr(app.view_functions[endpoint], "permission", None)


def current_actor() -> Actor:
    """Return who acts in this request; loaded once."""
    if "actor" not in g:
        g.actor = load_actor(db.session(), user_id=current_user.id) if current_user.is_authenticated else NOBODY
    actor: Actor = g.actor
    return actor


def work(actor: Actor | None = None) -> Work:
    """Return the unit of work of this request, for a service; ``actor``: who acts by a signed link."""
    return Work(
        session=db.session(),
        actor=actor or current_actor(),
        now=clock.now(),
        dispatch=deliver_after_response,
        enqueue=jobs.enqueue,
    )


def _check() -> BaseResponse | None:
    """Let the request through, send to the sign-in page, or answer 403."""
    if request.endpoint is None:
        return None
    permission = declared_permission(current_app, request.endpoint)
    if permission is None:
        current_app.logger.error("endpoint %s declares no permission", request.endpoint)
        abort(403)
    if allowed(permission, current_actor()):
        return None
    if not current_actor().signed_in:
        target = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("auth.login", next=target))
    return abort(403)


def init_app(app: Flask) -> None:
    """Check every request."""
    app.before_request(_check)
