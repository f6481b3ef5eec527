"""The pages of one proposal, the same for both sides: a blueprint adds them for its party.

Endpoints: ``proposal``, ``accept_proposal``, ``decline_proposal``, ``postpone_proposal``, ``agree_proposal``,
``resume_proposal``, ``withdraw_proposal``; all with ``proposal_id``, under ``/voorstellen/<id>``. ``trial_pages`` and
``feedback_pages`` add theirs in the same way.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from matcher import clock
from matcher.access import current_actor, requires, work
from matcher.blueprints.ending import ended
from matcher.blueprints.postponing import latest_day, postponed
from matcher.blueprints.proposal_view import ProposalView, proposal_view
from matcher.database import db
from matcher.domain.errors import NotFoundError, WrongStateError
from matcher.domain.permissions import Permission
from matcher.domain.reasons import reason_for
from matcher.domain.states import Party, Step
from matcher.forms.proposals import AnswerForm, DeclineForm, PostponeForm, ReasonForm, WithdrawForm
from matcher.queries.proposal_page import ProposalPage, proposal_page
from matcher.services import proposals as services

GET_AND_POST = ["GET", "POST"]
# A side is paused, or is no longer there for the other.
GONE = "Dit kan nu niet meer: een van beide kanten is niet beschikbaar."


@dataclass(frozen=True, slots=True)
class ProposalPages:
    """Adds the pages to a blueprint. ``place_endpoint``: page that records the placement, for the side that may."""

    blueprint: Blueprint
    party: Party
    permission: Permission
    layout: str
    place_endpoint: str = ""

    def register(self) -> None:
        """Add every page."""
        self.add("", "proposal", self._show, ["GET"])
        self.add("/ja", "accept_proposal", self._accept, ["POST"])
        self.add("/nee", "decline_proposal", self._decline, GET_AND_POST)
        self.add("/later", "postpone_proposal", self._postpone, GET_AND_POST)
        self.add("/eens", "agree_proposal", self._agree, ["POST"])
        self.add("/opnieuw", "resume_proposal", self._resume, ["POST"])
        self.add("/stoppen", "withdraw_proposal", self._withdraw, GET_AND_POST)

    def add(self, rule: str, endpoint: str, view: Callable[[int], ResponseReturnValue], methods: list[str]) -> None:
        """Add a page of a proposal, behind the permission."""

        def run(proposal_id: int) -> ResponseReturnValue:
            return view(proposal_id)

        path = f"/voorstellen/<int:proposal_id>{rule}"
        self.blueprint.add_url_rule(path, endpoint, requires(self.permission)(run), methods=methods)

    def url(self, endpoint: str, proposal_id: int) -> str:
        """Return the address of a page of this blueprint."""
        return url_for(f"{self.blueprint.name}.{endpoint}", proposal_id=proposal_id)

    def page(self, proposal_id: int) -> ProposalPage:
        """Return the proposal as this party sees it. Raises NotFoundError for somebody else's."""
        actor, today = current_actor(), clock.today()
        return proposal_page(db.session(), proposal_id=proposal_id, party=self.party, actor=actor, today=today)

    def view(self, proposal_id: int) -> ProposalView:
        """Return the proposal in words."""
        page = self.page(proposal_id)
        return proposal_view(page, area=self.blueprint.name, place_endpoint=self.place_endpoint)

    def render(self, template: str, proposal_id: int, **values: Any) -> str:
        """Render a page with everything about the proposal."""
        shown = self.view(proposal_id)
        list_url = url_for(f"{self.blueprint.name}.proposals")
        values |= {"list_url": list_url, "placements_url": url_for(f"{self.blueprint.name}.placements")}
        return render_template(f"proposal/{template}", layout=self.layout, shown=shown, **values)

    def _show(self, proposal_id: int) -> ResponseReturnValue:
        return self.render("page.html", proposal_id)

    def render_step(self, template: str, page: ProposalPage, **values: Any) -> str:
        """Render a page for one step, which needs no more than the way back."""
        back = self.url("proposal", page.row.id)
        crumbs = [(_("Voorstellen"), url_for(f"{self.blueprint.name}.proposals")), (page.row.need_title, back)]
        values |= {"layout": self.layout, "page": page, "crumbs": crumbs, "back": back}
        return render_template(f"proposal/{template}", **values)

    def _do(self, proposal_id: int, act: Callable[[], object], done: str) -> ResponseReturnValue:
        """Take a step that is one button; when somebody was faster, the page shows the present state."""
        if AnswerForm().validate_on_submit():
            try:
                act()
            except WrongStateError as error:
                flash(error.message, "warning")
            else:
                flash(done, "success")
        return redirect(self.url("proposal", proposal_id))

    def _accept(self, proposal_id: int) -> ResponseReturnValue:
        def act() -> object:
            return services.accept(work(), proposal_id=proposal_id, party=self.party)

        return self._do(proposal_id, act, _("Dank u. Wij hebben uw ja doorgegeven."))

    def _agree(self, proposal_id: int) -> ResponseReturnValue:
        def act() -> object:
            return services.agree(work(), proposal_id=proposal_id, party=self.party)

        return self._do(proposal_id, act, _("Wij hebben doorgegeven dat u het eens bent."))

    def _resume(self, proposal_id: int) -> ResponseReturnValue:
        """Take up again what was closed because this side did not answer."""
        row = self.page(proposal_id).row

        def act() -> object:
            try:
                if self.party is Party.SCHOOL:
                    return services.invite(work(), need_id=row.need_id, professional_id=row.professional_id)
                return services.show_interest(work(), need_id=row.need_id)
            except NotFoundError as error:
                raise WrongStateError(GONE) from error

        return self._do(proposal_id, act, _("U hebt het weer opgepakt. De ander krijgt bericht."))

    def _decline(self, proposal_id: int) -> ResponseReturnValue:
        return self._end(proposal_id, Step.DECLINE, DeclineForm, services.decline)

    def _withdraw(self, proposal_id: int) -> ResponseReturnValue:
        return self._end(proposal_id, Step.WITHDRAW, WithdrawForm, services.withdraw)

    def _end(
        self, proposal_id: int, step: Step, kind: type[DeclineForm], service: Callable[..., object]
    ) -> ResponseReturnValue:
        """First the reason, then its ready text to change, then it ends."""
        if request.method == "GET":
            return self._ask_reason(proposal_id, step, kind)
        form = kind()
        if form.validate_on_submit() and ended(form, service, work(), proposal_id=proposal_id, party=self.party):
            return redirect(self.url("proposal", proposal_id))
        return self.render("end.html", proposal_id, form=form, step=step, reason=self._reason(form.reason.data))

    def _ask_reason(self, proposal_id: int, step: Step, kind: type[DeclineForm]) -> ResponseReturnValue:
        reason = self._reason(request.args.get("reason"))
        if reason is None:
            asked = ReasonForm(self.party, formdata=request.args or None)
            if request.args:
                asked.validate()
            return self.render("reason.html", proposal_id, form=asked, step=step)
        form = kind(data={"reason": reason.code, "text": reason.text, "share": True})
        return self.render("end.html", proposal_id, form=form, step=step, reason=reason)

    def _reason(self, code: str | None) -> Any:
        return reason_for(self.party, code or "")

    def _postpone(self, proposal_id: int) -> ResponseReturnValue:
        shown = self.view(proposal_id)
        form = PostponeForm()
        if form.validate_on_submit() and postponed(form, work(), proposal_id, self.party):
            return redirect(self.url("proposal", proposal_id))
        return self.render("postpone.html", proposal_id, form=form, latest=latest_day(shown.need))
