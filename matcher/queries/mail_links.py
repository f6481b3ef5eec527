"""Who acts by a link in a mail, as that user stands today."""

from sqlalchemy.orm import Session

from matcher.domain.actors import Actor
from matcher.domain.errors import NotFoundError
from matcher.models import User
from matcher.queries.actors import load_actor


def reader_of(session: Session, *, user_id: int) -> tuple[Actor, str]:
    """Return who got the mail, and the present address. Raises NotFoundError when the account is gone or off."""
    user = session.get(User, user_id)
    actor = load_actor(session, user_id=user_id)
    if user is None or not actor.signed_in:
        raise NotFoundError
    return actor, user.email
