"""Pages: parse input, check permission, call a service or query, render."""

from flask import Flask

from matcher.blueprints import (
    admin,
    api,
    auth,
    coordinator,
    employer,
    health,
    mailed,
    notices,
    professional,
    public,
    school,
)


def register(app: Flask) -> None:
    """Bind every blueprint."""
    for module in (public, auth, professional, school, coordinator, notices, employer, mailed, admin, api, health):
        app.register_blueprint(module.blueprint)
