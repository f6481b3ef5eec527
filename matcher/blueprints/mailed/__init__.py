"""Blueprint of what somebody does by a signed link in a mail, without signing in (ADR 0017)."""

from flask import Blueprint, Response

blueprint = Blueprint("mailed", __name__)


@blueprint.after_request
def keep_link_here(response: Response) -> Response:
    """Keep the link out of search engines, and out of what other sites are told.

    Not ``no-referrer``: a form that is sent over https must name this site (Flask-WTF), and then could not.
    """
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


from matcher.blueprints.mailed import answers, freshness  # noqa: E402, F401
