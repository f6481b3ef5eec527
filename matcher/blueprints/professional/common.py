"""What the pages of the professional share."""

from collections.abc import Callable

from flask_wtf import FlaskForm

from matcher.access import current_actor
from matcher.blueprints.form_errors import show_errors
from matcher.database import db
from matcher.domain.errors import InvalidInputError, NotFoundError, RuleRefusedError
from matcher.queries.profile import Profile, own_profile


def own_id() -> int:
    """Return the profile of who is signed in. Raises :class:`NotFoundError` without one."""
    professional_id = current_actor().professional_id
    if professional_id is None:
        raise NotFoundError
    return professional_id


def me() -> Profile:
    """Return the own profile."""
    return own_profile(db.session(), professional_id=own_id())


def saved(form: FlaskForm, save: Callable[[], object]) -> bool:
    """Call the service; put what it refuses beside the fields and return False.

    Unlike :func:`matcher.blueprints.service_calls.saved` a profile in the wrong state gets the page of errors (400):
    no answer in the form would make it right.
    """
    try:
        save()
    except (InvalidInputError, RuleRefusedError) as error:
        show_errors(form, error)
        return False
    return True
