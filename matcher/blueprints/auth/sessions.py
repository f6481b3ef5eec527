"""The session of the browser: begun anew at every sign-in, and where it leads."""

from urllib.parse import urlsplit

from flask import g, session, url_for
from flask_login import login_user

from matcher.login import SignedInUser
from matcher.models import User


def begin_session(user: User) -> None:
    """Throw away what the browser had (also its CSRF value) and sign the user in."""
    session.clear()
    login_user(SignedInUser(user))
    g.pop("actor", None)


def safe_target(target: str | None) -> str:
    """Return ``target`` when it is a path on this site, else the page after signing in."""
    landing = url_for("auth.landing")
    if not target or not target.startswith("/") or target.startswith("//") or "\\" in target:
        return landing
    if any(ord(character) < ord(" ") for character in target):
        return landing
    parts = urlsplit(target)
    return landing if parts.scheme or parts.netloc else target
