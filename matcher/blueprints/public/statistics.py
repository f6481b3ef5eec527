"""Public figures: of the last daily snapshot, so that anybody and any cache may keep them for a while."""

import hashlib
from datetime import UTC, datetime, time

from flask import Response, make_response, render_template, request
from flask_babel import gettext as _

from matcher.access import current_actor, requires
from matcher.blueprints.coordinator.exports import csv_file
from matcher.blueprints.public import blueprint
from matcher.database import db
from matcher.domain.choices import Sector
from matcher.domain.klokuren import format_klokuren
from matcher.domain.labels import label
from matcher.domain.permissions import Permission
from matcher.domain.suppression import Shown
from matcher.queries.coordination import baseline
from matcher.queries.public_statistics import FIGURES, PublicCell, PublicRow, PublicStatistics, public_statistics

KEEP_SECONDS = 3600


@blueprint.get("/cijfers")
@requires(Permission.PUBLIC)
def statistics() -> Response:
    """Show the figures of the last day."""
    found = public_statistics(db.session())
    page = render_template("public/statistics.html", found=found, baseline=baseline, cell=cell_text, sector=Sector)
    # The header of the page names whoever is signed in: only the page of a visitor may be kept by others.
    return _kept(make_response(page), found) if not current_actor().signed_in else make_response(page)


@blueprint.get("/cijfers.csv")
@requires(Permission.PUBLIC)
def statistics_csv() -> Response:
    """Export the figures of the last day."""
    found = public_statistics(db.session())
    rows = (found.nation, *found.places, *found.sectors) if found else ()
    head = [_("Soort"), _("Naam"), _("Actieve mensen"), _("Open onderwijsvragen"), _("Inzet"), _("Klokuren")]
    made = csv_file(
        "cijfers",
        [*head, _("Stand van")],
        (
            (_kind(row), _name(row), *(cell_text(c, n) for n, c in enumerate(row.cells)), found.day if found else "")
            for row in rows
        ),
    )
    return _kept(made, found)


def cell_text(cell: PublicCell, column: int) -> str:
    """Return a cell in words; klokuren are kept in minutes."""
    if cell.how is Shown.NUMBER and cell.value is not None:
        return format_klokuren(cell.value) if FIGURES[column] == "minutes" else str(cell.value)
    return str(_("minder dan 5") if cell.how is Shown.FEW else _("niet getoond"))


def _kind(row: PublicRow) -> str:
    words = {"nation": _("land"), "landsdeel": _("landsdeel"), "region": _("regio"), "sector": _("sector")}
    return str(words[row.kind])


def _name(row: PublicRow) -> str:
    return label(Sector(row.name)) if row.kind == "sector" else row.name


def _kept(response: Response, found: PublicStatistics | None) -> Response:
    """Let caches keep the answer for an hour, and answer 304 when nothing changed."""
    if found is None:
        return response
    response.headers["Cache-Control"] = f"public, max-age={KEEP_SECONDS}"
    response.last_modified = datetime.combine(found.day, time(), tzinfo=UTC)
    response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:32])
    response.make_conditional(request)
    return response
