"""Whether a need has room for another proposal, said before one tries."""

from matcher.database import db
from matcher.domain.states import NeedState, Party
from matcher.queries.needs import NeedView
from matcher.services.proposals.room import no_room_at


def no_room_here(need: NeedView) -> str:
    """Return why nobody can be invited for this need now; empty when somebody can."""
    if need.state is not NeedState.OPEN:
        return ""
    return no_room_at(db.session(), need_id=need.id, people_wanted=need.people_wanted, party=Party.SCHOOL)
