"""Every export of every coordinator: who took which rows out, and when."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from matcher import clock
from matcher.access import requires
from matcher.blueprints.admin import blueprint
from matcher.blueprints.admin.filters import page_number, text_filter
from matcher.blueprints.coordinator.desk_lists.words import filter_words, state_name
from matcher.database import db
from matcher.domain.actors import Scope
from matcher.domain.permissions import Permission
from matcher.exports.words import list_name
from matcher.queries.coordination.scope import view_of
from matcher.queries.exports import all_exports


@blueprint.get("/exports")
@requires(Permission.ADMIN)
def exports() -> ResponseReturnValue:
    """List the exports, newest first; the files are for who made them."""
    session = db.session()
    found = all_exports(session, search=request.args.get("q", ""), page=page_number())
    everywhere = view_of(session, scope=Scope(national=True), today=clock.today())
    names = {region.code: region.name for region in everywhere.regions}
    return render_template(
        "admin/exports.html",
        page=found,
        filters=[text_filter("q", _("Zoek op naam van wie exporteerde"))],
        words={row.id: filter_words(row.desk_list, row.query, everywhere) for row in found.rows},
        regions={row.id: _names(row.regions, names) for row in found.rows},
        list_name=list_name,
        state_name=state_name,
    )


def _names(regions: frozenset[str] | None, names: dict[str, str]) -> str:
    return str(_("heel Nederland")) if regions is None else ", ".join(sorted(names.get(code, code) for code in regions))
