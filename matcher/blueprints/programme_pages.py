"""The pages of programmes: a blueprint adds them for those who read and those who may change them.

Endpoints under ``/programmas``: ``programmes``, ``programme``, ``new_programme``, ``change_programme``, and the
report as ``programme_pdf`` and ``programme_xlsx``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from matcher import clock
from matcher.access import current_actor, requires, work
from matcher.blueprints.programme_words import file_name, period_of, progress_rows, report_of, weight_words
from matcher.blueprints.service_calls import saved
from matcher.database import db
from matcher.domain.actors import Scope
from matcher.domain.deadlines import DEFAULT_DAYS
from matcher.domain.desk import DeskList
from matcher.domain.permissions import Permission, allowed
from matcher.forms.programmes import ProgrammeForm
from matcher.queries.coordination.programme_progress import Progress, progress_of
from matcher.queries.coordination.programme_report import programme_figures
from matcher.queries.coordination.scope import View, view_of
from matcher.queries.programmes import ProgrammeRow, programme_list, programme_of, regions_by_landsdeel
from matcher.queries.users import own_details
from matcher.reports.content import Report
from matcher.reports.pdf import write_pdf
from matcher.reports.sheets import write_sheets
from matcher.services import programmes as services

GET_AND_POST = ["GET", "POST"]
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LISTS = {
    DeskList.PEOPLE: "coordinator.people",
    DeskList.PLACEMENTS: "coordinator.placements",
    DeskList.SCHOOLS: "coordinator.schools",
}


def state_of(row: ProgrammeRow) -> str:
    """Return in words whether a programme runs today."""
    today = clock.today()
    if row.starts_on > today:
        return str(_("begint nog"))
    return str(_("is voorbij") if row.ends_on is not None and row.ends_on < today else _("loopt"))


def rows_behind(progress: Progress) -> str:
    """Return the address of the list of the desk with the rows that are counted."""
    pairs = [(name, value) for name in sorted(progress.filters) for value in sorted(progress.filters[name])]
    return f"{url_for(LISTS[progress.rows])}?{urlencode(pairs)}"


@dataclass(frozen=True, slots=True)
class ProgrammePages:
    """Adds the pages to a blueprint. ``reads`` and ``changes``: the permissions of its visitors."""

    blueprint: Blueprint
    reads: Permission
    changes: Permission
    layout: str

    def register(self) -> None:
        """Add every page."""
        self._add("", "programmes", self._list, self.reads, ["GET"])
        self._add("/nieuw", "new_programme", self._make, self.changes, GET_AND_POST)
        self._add("/<int:programme_id>", "programme", self._show, self.reads, ["GET"])
        self._add("/<int:programme_id>/rapport.pdf", "programme_pdf", self._pdf, self.reads, ["GET"])
        self._add("/<int:programme_id>/rapport.xlsx", "programme_xlsx", self._xlsx, self.reads, ["GET"])
        self._add("/<int:programme_id>/wijzig", "change_programme", self._change, self.changes, GET_AND_POST)

    def _add(
        self,
        rule: str,
        endpoint: str,
        view: Callable[..., ResponseReturnValue],
        permission: Permission,
        methods: list[str],
    ) -> None:
        def run(**ids: int) -> ResponseReturnValue:
            return view(**ids)

        self.blueprint.add_url_rule(f"/programmas{rule}", endpoint, requires(permission)(run), methods=methods)

    def _url(self, endpoint: str, **ids: Any) -> str:
        return url_for(f"{self.blueprint.name}.{endpoint}", **ids)

    def _scope(self) -> Scope:
        """Whoever may change programmes sees all of them."""
        return Scope(national=True) if allowed(self.changes, current_actor()) else current_actor().scope

    def _render(self, template: str, **values: object) -> str:
        may_change = allowed(self.changes, current_actor())
        return render_template(
            f"programme/{template}", layout=self.layout, url=self._url, may_change=may_change, **values
        )

    def _row(self, programme_id: int) -> ProgrammeRow:
        return programme_of(db.session(), scope=self._scope(), programme_id=programme_id)

    def _list(self) -> ResponseReturnValue:
        rows = programme_list(db.session(), scope=self._scope())
        return self._render("list.html", rows=rows, state_of=state_of, default_days=DEFAULT_DAYS)

    def _show(self, programme_id: int) -> ResponseReturnValue:
        row, view = self._row(programme_id), self._view()
        return self._render(
            "page.html",
            row=row,
            state_of=state_of,
            period=period_of(row),
            weights=weight_words(row.weights),
            progress=progress_rows(progress_of(db.session(), view=view, programme=row), self._link),
            partly=not row.within(view.scope),
        )

    def _view(self) -> View:
        return view_of(db.session(), scope=self._scope(), today=clock.today())

    def _link(self, progress: Progress) -> str:
        """Return the address of the rows behind a number; only the desk of coordinators has those lists."""
        if self.blueprint.name != "coordinator":
            return ""
        return rows_behind(progress)

    def _pdf(self, programme_id: int) -> ResponseReturnValue:
        return self._file(programme_id, write_pdf, "pdf", "application/pdf")

    def _xlsx(self, programme_id: int) -> ResponseReturnValue:
        return self._file(programme_id, write_sheets, "xlsx", SPREADSHEET)

    def _file(self, programme_id: int, write: Callable[[Report], bytes], ending: str, kind: str) -> Response:
        row, view, session = self._row(programme_id), self._view(), db.session()
        figures = programme_figures(session, view=view, programme=row)
        author = own_details(session, current_actor()).full_name
        content = report_of(row, figures, view, author=author, language=str(get_locale() or "nl"))
        answer = Response(write(content), mimetype=kind)
        name = file_name(row, view.today, ending)
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer

    def _make(self) -> ResponseReturnValue:
        form, made = ProgrammeForm.for_regions(regions_by_landsdeel(db.session())), list[int]()
        if form.validate_on_submit() and saved(
            form, lambda: made.append(services.make_programme(work(), command=form.to_command()))
        ):
            flash(_("Het programma is vastgelegd."), "success")
            return redirect(self._url("programme", programme_id=made[0]))
        return self._render("form.html", form=form, row=None)

    def _change(self, programme_id: int) -> ResponseReturnValue:
        row = self._row(programme_id)
        form = ProgrammeForm.for_regions(regions_by_landsdeel(db.session()), row)
        if form.validate_on_submit() and saved(
            form, lambda: services.change_programme(work(), programme_id=programme_id, command=form.to_command())
        ):
            flash(_("Het programma is gewijzigd."), "success")
            return redirect(self._url("programme", programme_id=programme_id))
        return self._render("form.html", form=form, row=row)
