"""Which buttons a coordinator sees: somebody who only reads in a region gets none there. Services check it again."""

from collections.abc import Callable

from matcher.access import current_actor
from matcher.blueprints.coordinator import blueprint
from matcher.database import db
from matcher.queries.coordination.person_page import person_visible


def may_act(region_code: str = "") -> bool:
    """Return whether the visitor may change something in a region, or anywhere when none is given."""
    mine = current_actor().acts_in
    return mine.covers(region_code) if region_code else not mine.empty


def acts_for(professional_id: int) -> bool:
    """Return whether the visitor may change something for a person they see."""
    actor = current_actor()
    if actor.changes is None:
        return True
    return person_visible(db.session(), scope=actor.changes, professional_id=professional_id)


@blueprint.context_processor
def rights() -> dict[str, Callable[[str], bool]]:
    """Give the templates of the desk ``may_act(region_code)``."""
    return {"may_act": may_act}
