"""Blueprint of the platform's admins: users, schools, messages, reference data and rules."""

from flask import Blueprint

blueprint = Blueprint("admin", __name__, url_prefix="/beheer")

from matcher.blueprints.admin import (  # noqa: E402, F401
    addresses,
    exports,
    measures,
    messages,
    overview,
    programmes,
    schools,
    user_roles,
    users,
    vocabulary,
)
