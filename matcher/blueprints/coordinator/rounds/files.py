"""The pairs and the open needs of a round as files, with the filters of the page."""

from flask import Response
from flask_babel import gettext as _

from matcher.access import current_actor, requires
from matcher.blueprints.coordinator import blueprint, query_string
from matcher.blueprints.coordinator.exports import csv_file
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.queries import rounds as queries
from matcher.rules.klokuren import format_klokuren


@blueprint.get("/rondes/<int:round_id>/paren.csv")
@requires(Permission.COORDINATOR)
def round_pairs_csv(round_id: int) -> Response:
    """Export the pairs of a round."""
    queries.round_of(db.session(), scope=current_actor().scope, round_id=round_id)
    rows = queries.pair_rows(db.session(), round_id=round_id, wish=query_string.wish())
    head = [_("Nr."), _("Naam"), _("Beroep"), _("Nummer van de vraag"), _("Onderwijsvraag"), _("School"), _("Plaats")]
    return csv_file(
        f"ronde-{round_id}-paren",
        [*head, _("Klokuren per week"), _("Score"), _("Gevolg")],
        (
            (
                *(r.rank, r.person, r.job_title, r.need_id, r.need, r.school, r.town),
                *(format_klokuren(r.minutes_per_week), round(100 * r.total), r.outcome),
            )
            for r in rows
        ),
    )


@blueprint.get("/rondes/<int:round_id>/open.csv")
@requires(Permission.COORDINATOR)
def round_open_csv(round_id: int) -> Response:
    """Export the needs a round left open."""
    queries.round_of(db.session(), scope=current_actor().scope, round_id=round_id)
    rows = queries.open_need_rows(db.session(), round_id=round_id, wish=query_string.wish())
    head = [_("Nummer van de vraag"), _("Onderwijsvraag"), _("School"), _("Plaats"), _("Plekken"), _("Reden")]
    return csv_file(
        f"ronde-{round_id}-open-vragen",
        [*head, _("Mensen per reden")],
        (
            (
                *(r.need_id, r.need, r.school, r.town, r.places, r.reason),
                "; ".join(f"{words}: {people}" for words, people in r.counts),
            )
            for r in rows
        ),
    )
