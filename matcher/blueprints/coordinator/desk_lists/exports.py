"""Exports of the lists: at once, or made in the background with a page that shows how far it is."""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO

from flask import Response, abort, flash, redirect, render_template, request, send_file, stream_with_context, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from matcher import clock
from matcher.access import current_actor, requires, work
from matcher.blueprints.coordinator import blueprint, query_string
from matcher.blueprints.coordinator.desk_lists.words import LIST_IN_URL, filter_words, list_url, state_name
from matcher.blueprints.service_calls import done
from matcher.database import db, reading_session
from matcher.domain.actors import Scope
from matcher.domain.desk import DeskList, ExportFormat, ExportState
from matcher.domain.errors import InvalidInputError
from matcher.domain.permissions import Permission
from matcher.exports.files import MEDIA_TYPES, csv_of, file_of
from matcher.exports.sheets import MOST_ROWS
from matcher.exports.words import list_name
from matcher.models import Export
from matcher.queries import exports as query
from matcher.queries.coordination.desk_lists import known_query, source_of, view_from, wish_from
from matcher.queries.coordination.listing import streamed_rows, total
from matcher.services import exports as services

# Seconds until the page of a running export looks again.
LOOK_AGAIN = 4


@blueprint.post(f"/exports/{LIST_IN_URL}")
@requires(Permission.COORDINATOR)
def make_export(desk_list: str) -> BaseResponse:
    """Take out the rows of the filter in the address: as a file at once, or by a job when there are many."""
    which, form = DeskList(desk_list), _format()
    asked, rows = _counted(which)
    try:
        begun = _begin(which, form, asked, rows)
    except InvalidInputError as error:
        flash(error.message, "error")
        return redirect(list_url(which, asked))
    if begun.state is not ExportState.STREAMED:
        return redirect(url_for("coordinator.export", export_id=begun.id))
    return _at_once(which, form, asked)


def _format() -> ExportFormat:
    try:
        return ExportFormat(request.form.get("format", ""))
    except ValueError:
        abort(400)


def _counted(which: DeskList) -> tuple[str, int]:
    """Return what is asked, without what the list does not know, and how many rows that gives."""
    given = query_string.present()
    with reading_session() as session:
        source = source_of(session, which, view_from(session, scope=_scope(), today=clock.today(), query=given))
        asked = known_query(source, request.args.items(multi=True))
        return asked, total(session, source, wish_from(asked))


def _scope() -> Scope:
    return current_actor().scope


def _begin(which: DeskList, form: ExportFormat, asked: str, rows: int) -> Export:
    if form is ExportFormat.XLSX and rows > MOST_ROWS:
        raise InvalidInputError(_("Zoveel rijen passen niet in een Excel-bestand. Kies CSV, of filter eerst."))
    return services.begin_export(work(), desk_list=which, form=form, query=asked, rows=rows)


def _at_once(which: DeskList, form: ExportFormat, asked: str) -> Response:
    scope, today = _scope(), clock.today()
    # The file goes out after this request is over: nothing of its session may stay open.
    db.session.rollback()

    def rows() -> Iterator[object]:
        with reading_session() as session:
            view = view_from(session, scope=scope, today=today, query=asked)
            yield from streamed_rows(session, source_of(session, which, view), wish_from(asked))

    name = f"{which.value}.{form.value}"
    if form is ExportFormat.XLSX:
        return send_file(file_of(which, form, rows()), MEDIA_TYPES[form], as_attachment=True, download_name=name)
    answer = Response(stream_with_context(csv_of(which, rows())), mimetype=MEDIA_TYPES[form])
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@blueprint.get("/exports")
@requires(Permission.COORDINATOR)
def exports() -> str:
    """List one's own exports, newest first."""
    found = query.own_exports(db.session(), current_actor(), page=request.args.get("page", 1, type=int))
    seen, now = query_string.view(), clock.now()
    words = {row.id: filter_words(row.desk_list, row.query, seen) for row in found.rows}
    return render_template(
        "coordinator/lists/exports.html",
        found=found,
        words=words,
        may_open={row.id: _may_open(row, now) for row in found.rows},
        list_name=list_name,
        state_name=state_name,
    )


def _may_open(row: query.ExportRow, now: datetime) -> bool:
    return row.kept and row.expires_at is not None and row.expires_at > now and query.may_open(current_actor(), row)


@blueprint.get("/exports/<int:export_id>")
@requires(Permission.COORDINATOR)
def export(export_id: int) -> BaseResponse | str:
    """Show how far an export is, and its file when it is ready; looks again by itself while it runs."""
    row = query.own_export(db.session(), current_actor(), export_id)
    page = render_template(
        "coordinator/lists/export.html",
        row=row,
        words=filter_words(row.desk_list, row.query, query_string.view()),
        may_open=_may_open(row, clock.now()),
        back=list_url(row.desk_list, row.query),
        list_name=list_name,
        state_name=state_name,
    )
    answer = Response(page)
    if row.running:
        answer.headers["Refresh"] = str(LOOK_AGAIN)
    return answer


@blueprint.get("/exports/<int:export_id>/bestand")
@requires(Permission.COORDINATOR)
def export_file(export_id: int) -> BaseResponse:
    """Download the file of an own export."""
    row, content = query.export_file(db.session(), current_actor(), export_id, now=clock.now())
    name = f"{row.desk_list.value}-{row.today:%Y-%m-%d}.{row.format.value}"
    return send_file(BytesIO(content), MEDIA_TYPES[row.format], as_attachment=True, download_name=name)


@blueprint.post("/exports/<int:export_id>/stop")
@requires(Permission.COORDINATOR)
def cancel_export(export_id: int) -> BaseResponse:
    """Stop an export that is being made."""
    done(lambda: services.cancel_export(work(), export_id=export_id), _("De export is gestopt. Er is geen bestand."))
    return redirect(url_for("coordinator.export", export_id=export_id))
