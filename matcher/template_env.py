"""What every template can use: strict undefined variables, the actor, navigation."""

from typing import Any

from flask import Flask, current_app, g, has_request_context
from flask_login import current_user
from jinja2 import StrictUndefined
from sqlalchemy.exc import SQLAlchemyError

from matcher import access, navigation
from matcher.database import db
from matcher.domain.actors import NOBODY
from matcher.queries.notifications import unread_count


def unread_notices() -> int:
    """Return how many notifications wait, counted once a request.

    An error page can be shown while the database refuses everything: then nobody is told of any.
    """
    if "unread_notices" not in g:
        try:
            g.unread_notices = unread_count(db.session(), access.current_actor())
        except SQLAlchemyError:
            db.session.rollback()
            g.unread_notices = 0
    found: int = g.unread_notices
    return found


def _context() -> dict[str, Any]:
    if not has_request_context():
        return {"actor": NOBODY, "nav": [], "roles": [], "env_name": "mail"}
    actor = access.current_actor()
    return {
        "actor": actor,
        "current_user": current_user,
        "nav": navigation.nav_for(actor),
        "roles": navigation.roles_of(actor),
        "unread_notices": unread_notices,
        "env_name": current_app.extensions["settings"].env,
    }


def init_app(app: Flask) -> None:
    """Configure Jinja."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.context_processor(_context)
