"""The pages of programmes: a blueprint adds them for those who read and those who may change them.

Endpoints: ``programmes``, ``programme``, ``new_programme``, ``change_programme``, under ``/programmas``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from matcher import clock
from matcher.access import current_actor, requires, work
from matcher.blueprints.service_calls import saved
from matcher.database import db
from matcher.domain.actors import Scope
from matcher.domain.deadlines import DEFAULT_DAYS
from matcher.domain.permissions import Permission, allowed
from matcher.forms.programmes import ProgrammeForm
from matcher.queries.programmes import ProgrammeRow, programme_list, programme_of, regions_by_landsdeel
from matcher.services import programmes as services

GET_AND_POST = ["GET", "POST"]


def state_of(row: ProgrammeRow) -> str:
    """Return in words whether a programme runs today."""
    today = clock.today()
    if row.starts_on > today:
        return str(_("begint nog"))
    return str(_("is voorbij") if row.ends_on is not None and row.ends_on < today else _("loopt"))


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
        return self._render("page.html", row=self._row(programme_id), state_of=state_of)

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
