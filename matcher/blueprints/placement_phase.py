"""Where a placement stands today: still to begin, running, over or stopped."""

from flask_babel import gettext as _

from matcher import clock
from matcher.domain.states import PlacementState
from matcher.queries.placements import PlacementRow

PHASES = ("gepland", "loopt", "afgelopen", "gestopt")


def phase_of(row: PlacementRow) -> str:
    """Return where a placement stands today, one of :data:`PHASES`."""
    today = clock.today()
    if row.state is PlacementState.CANCELLED:
        return "gestopt"
    if row.ends_on < today:
        return "gestopt" if row.state is PlacementState.ENDED_EARLY else "afgelopen"
    return "gepland" if row.starts_on > today else "loopt"


def phase_label(phase: str) -> str:
    """Return the phase in words."""
    texts = {
        "gepland": _("begint nog"),
        "loopt": _("loopt"),
        "afgelopen": _("afgelopen"),
        "gestopt": _("gestopt"),
    }
    return str(texts[phase])
