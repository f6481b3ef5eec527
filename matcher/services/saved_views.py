"""Saved views: a list of the desk with its filters, search and sort under a name."""

from urllib.parse import parse_qsl

from sqlalchemy import func, select

from matcher.domain.desk import DeskList
from matcher.domain.errors import InvalidInputError, NotFoundError
from matcher.models import SavedView, User
from matcher.queries.coordination.desk_lists import known_query, source_of, view_from
from matcher.services.transaction import Work, transactional

MOST_VIEWS = 50
LONGEST_NAME = 60
LONGEST_QUERY = 1000


@transactional
def save_view(work: Work, *, desk_list: DeskList, query: str, name: str, shared: bool) -> SavedView:
    """Keep what a query string asks of a list, without what the list does not know and without the page.

    Raises InvalidInputError on ``name`` for a name that is empty, too long or used, or for one view too many.
    """
    user = _owner(work)
    mine = select(func.count()).where(SavedView.user_id == user.id)
    if (work.session.scalar(mine) or 0) >= MOST_VIEWS:
        full = f"U heeft al {MOST_VIEWS} weergaven. Verwijder er eerst een."
        raise InvalidInputError(full, {"name": full})
    view = view_from(work.session, scope=work.actor.scope, today=work.today, query=query)
    kept = known_query(source_of(work.session, desk_list, view), parse_qsl(query))
    if len(kept) > LONGEST_QUERY:
        long = "Dit zijn te veel filters voor één weergave. Haal er een paar weg."
        raise InvalidInputError(long, {"name": long})
    found = SavedView(user_id=user.id, desk_list=desk_list, query=kept, at=work.now)
    _call(work, found, name, shared=shared)
    work.session.add(found)
    work.session.flush()
    return found


@transactional
def rename_view(work: Work, *, view_id: int, name: str, shared: bool) -> SavedView:
    """Give an own view another name, share it or no longer. Raises NotFoundError, or InvalidInputError on ``name``."""
    _owner(work)
    found = _own(work, view_id)
    _call(work, found, name, shared=shared)
    return found


@transactional
def delete_view(work: Work, *, view_id: int) -> None:
    """Throw an own view away. Raises NotFoundError."""
    work.session.delete(_own(work, view_id))


def _owner(work: Work) -> User:
    """Lock and return who acts: names and number are those of one person. Raises NotFoundError for others."""
    known = None if work.actor.scope.empty else work.actor.user_id
    user = work.session.get(User, known, with_for_update=True) if known else None
    if user is None:
        raise NotFoundError
    return user


def _own(work: Work, view_id: int) -> SavedView:
    found = work.session.get(SavedView, view_id, populate_existing=True)
    if found is None or found.user_id != work.actor.user_id or work.actor.scope.empty:
        raise NotFoundError
    return found


def _call(work: Work, found: SavedView, name: str, *, shared: bool) -> None:
    name = " ".join(name.split())
    if not 1 <= len(name) <= LONGEST_NAME:
        wrong = f"Geef de weergave een naam van 1 tot en met {LONGEST_NAME} tekens."
        raise InvalidInputError(wrong, {"name": wrong})
    others = select(SavedView.id).where(
        SavedView.user_id == found.user_id, SavedView.desk_list == found.desk_list, SavedView.name == name
    )
    with work.session.no_autoflush:
        if any(other != found.id for other in work.session.scalars(others)):
            used = "U heeft al een weergave met deze naam bij deze lijst. Kies een andere naam."
            raise InvalidInputError(used, {"name": used})
    found.name, found.shared = name, shared
