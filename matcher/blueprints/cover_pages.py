"""Arranging who takes over for a coordinator, for the coordinators themselves and for admins.

Endpoints: ``plan_cover`` and ``cancel_cover``.
"""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from matcher import clock
from matcher.access import current_actor, requires, work
from matcher.blueprints.service_calls import done, saved
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.forms.colleagues import CoverForm
from matcher.queries.coordination.colleagues import absent_name, cover_candidates
from matcher.services import covers


@dataclass(frozen=True, slots=True)
class CoverPages:
    """Adds the pages to a blueprint.

    ``prefix``: where its people are; ``crumbs``: the way to the page of one of them, to which one returns.
    """

    blueprint: Blueprint
    prefix: str
    permission: Permission
    layout: str
    crumbs: Callable[[int], list[tuple[str, str]]]

    def register(self) -> None:
        """Add every page."""
        guard = requires(self.permission)

        def plan_cover(user_id: int) -> ResponseReturnValue:
            return self._plan(user_id)

        def cancel_cover(user_id: int, cover_id: int) -> ResponseReturnValue:
            return self._cancel(user_id, cover_id)

        path = f"{self.prefix}/<int:user_id>/afwezig"
        self.blueprint.add_url_rule(path, "plan_cover", guard(plan_cover), methods=["GET", "POST"])
        self.blueprint.add_url_rule(f"{path}/<int:cover_id>/weg", "cancel_cover", guard(cancel_cover), methods=["POST"])

    def _back(self, user_id: int) -> str:
        return self.crumbs(user_id)[-1][1]

    def _plan(self, user_id: int) -> ResponseReturnValue:
        name = absent_name(db.session(), actor=current_actor(), user_id=user_id)
        form = CoverForm()
        form.offer(cover_candidates(db.session(), absent_id=user_id))
        if form.validate_on_submit() and saved(
            form, lambda: covers.plan_cover(work(), absent_id=user_id, command=form.to_command())
        ):
            flash(_("De vervanging is vastgelegd. Uw collega krijgt een mail."), "success")
            return redirect(self._back(user_id))
        return render_template(
            "colleague/cover.html",
            layout=self.layout,
            form=form,
            name=name,
            oneself=user_id == current_actor().user_id,
            today=clock.today(),
            crumbs=self.crumbs(user_id),
            back=self._back(user_id),
        )

    def _cancel(self, user_id: int, cover_id: int) -> ResponseReturnValue:
        done(lambda: covers.cancel_cover(work(), cover_id=cover_id), _("De vervanging is geschrapt."))
        return redirect(self._back(user_id))
