"""Sessions: who the cookie says somebody is."""

from flask import Flask

from matcher.database import db
from matcher.extensions import login_manager
from matcher.models import User


def session_identity(user: User) -> str:
    """Return what the cookie keeps: a new session key signs out everywhere."""
    return f"{user.id}:{user.session_key}"


def _load(identity: str) -> "SignedInUser | None":
    user_id, _, key = identity.partition(":")
    user = db.session.get(User, int(user_id)) if user_id.isdigit() else None
    if user is None or user.deactivated_at is not None or user.session_key != key:
        return None
    return SignedInUser(user)


class SignedInUser:
    """What Flask-Login keeps of a user: plain values, safe to use in templates."""

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def __init__(self, user: User) -> None:
        self.id = user.id
        self.email = user.email
        self.full_name = user.full_name
        # Mail to the address came back: the pages say so.
        self.undeliverable = user.undeliverable_since is not None
        self.identity = session_identity(user)

    def get_id(self) -> str:
        """Return the value for the cookie."""
        return self.identity


def init_app(app: Flask) -> None:
    """Bind Flask-Login; access.py decides who may open what."""
    login_manager.session_protection = "basic"
    login_manager.user_loader(_load)
    login_manager.init_app(app)
