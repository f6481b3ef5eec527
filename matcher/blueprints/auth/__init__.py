"""Blueprint of the accounts: register, sign in, own account."""

from flask import Blueprint
from flask.blueprints import BlueprintSetupState

from matcher.services import passwords

blueprint = Blueprint("auth", __name__)


@blueprint.record
def _choose_hasher(state: BlueprintSetupState) -> None:
    """Let the settings decide how expensive a password hash is."""
    passwords.configure(cheap=state.app.extensions["settings"].cheap_passwords)


from matcher.blueprints.auth import account, recovery, registration, session_pages, take_over  # noqa: E402, F401
