"""What every template can use: strict undefined variables, the actor, navigation."""

from typing import Any

from flask import Flask, current_app, has_request_context
from flask_login import current_user
from jinja2 import StrictUndefined

from matcher import access, navigation
from matcher.domain.actors import NOBODY


def _context() -> dict[str, Any]:
    if not has_request_context():
        return {"actor": NOBODY, "nav": [], "roles": [], "env_name": "mail"}
    actor = access.current_actor()
    return {
        "actor": actor,
        "current_user": current_user,
        "nav": navigation.nav_for(actor),
        "roles": navigation.roles_of(actor),
        "env_name": current_app.extensions["settings"].env,
    }


def init_app(app: Flask) -> None:
    """Configure Jinja."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.context_processor(_context)
