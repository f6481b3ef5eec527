"""The pages of one proposal, the same for both sides: a blueprint adds them for its party.

Endpoints: ``proposal``, ``accept_proposal``, ``decline_proposal``, ``postpone_proposal``, ``plan_trial``,
``agree_proposal``, ``withdraw_proposal``, ``resume_proposal``; all with ``proposal_id``, under ``/voorstellen/<id>``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from matcher.access import current_actor, requires, work
from matcher.blueprints.form_errors import show_errors
from matcher.blueprints.postponing import latest_day, postponed
from matcher.blueprints.proposal_view import ProposalView, proposal_view
from matcher.database import db
from matcher.domain.errors import InvalidInputError, NotFoundError, WrongStateError
from matcher.domain.permissions import Permission
from matcher.domain.reasons import reason_for
from matcher.domain.states import Party, Step
from matcher.forms.proposals import AnswerForm, DeclineForm, PostponeForm, ReasonForm, TrialForm, WithdrawForm
from matcher.queries.proposals import proposal_page
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
        self._add("", "proposal", self._show, ["GET"])
        self._add("/ja", "accept_proposal", self._accept, ["POST"])
        self._add("/nee", "decline_proposal", self._decline, GET_AND_POST)
        self._add("/later", "postpone_proposal", self._postpone, GET_AND_POST)
        self._add("/proefles", "plan_trial", self._plan_trial, GET_AND_POST)
        self._add("/eens", "agree_proposal", self._agree, ["POST"])
        self._add("/opnieuw", "resume_proposal", self._resume, ["POST"])
        self._add("/stoppen", "withdraw_proposal", self._withdraw, GET_AND_POST)

    def _add(self, rule: str, endpoint: str, view: Callable[[int], ResponseReturnValue], methods: list[str]) -> None:
        def run(proposal_id: int) -> ResponseReturnValue:
            return view(proposal_id)

        path = f"/voorstellen/<int:proposal_id>{rule}"
        self.blueprint.add_url_rule(path, endpoint, requires(self.permission)(run), methods=methods)

    def _url(self, endpoint: str, proposal_id: int) -> str:
        return url_for(f"{self.blueprint.name}.{endpoint}", proposal_id=proposal_id)

    def _view(self, proposal_id: int) -> ProposalView:
        page = proposal_page(db.session(), proposal_id=proposal_id, party=self.party, actor=current_actor())
        return proposal_view(page, area=self.blueprint.name, place_endpoint=self.place_endpoint)

    def _render(self, template: str, proposal_id: int, **values: Any) -> str:
        shown = self._view(proposal_id)
        list_url = url_for(f"{self.blueprint.name}.proposals")
        return render_template(f"proposal/{template}", layout=self.layout, shown=shown, list_url=list_url, **values)

    def _show(self, proposal_id: int) -> ResponseReturnValue:
        return self._render("page.html", proposal_id)

    def _do(self, proposal_id: int, act: Callable[[], object], done: str) -> ResponseReturnValue:
        """Take a step that is one button; when somebody was faster, the page shows the present state."""
        if AnswerForm().validate_on_submit():
            try:
                act()
            except WrongStateError as error:
                flash(error.message, "warning")
            else:
                flash(done, "success")
        return redirect(self._url("proposal", proposal_id))

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
        row = self._view(proposal_id).page.row

        def act() -> object:
            try:
                if self.party is Party.SCHOOL:
                    return services.invite(work(), need_id=row.need_id, professional_id=row.professional_id)
                return services.show_interest(work(), need_id=row.need_id)
            except NotFoundError as error:
                raise WrongStateError(GONE) from error

        return self._do(proposal_id, act, _("U hebt het weer opgepakt. De andere kant krijgt bericht."))

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
        if form.validate_on_submit() and self._ended(proposal_id, form, service):
            return redirect(self._url("proposal", proposal_id))
        return self._render("end.html", proposal_id, form=form, step=step, reason=self._reason(form.reason.data))

    def _ended(self, proposal_id: int, form: DeclineForm, service: Callable[..., object]) -> bool:
        values = {"reason": form.reason.data, "text": form.text.data or "", "share": form.share.data}
        try:
            service(work(), proposal_id=proposal_id, party=self.party, **values)
        except InvalidInputError as error:
            show_errors(form, error)
            return False
        except WrongStateError as error:
            flash(error.message, "warning")
        else:
            flash(_("Het voorstel is gestopt. Wij hebben dat vriendelijk doorgegeven."), "success")
        return True

    def _ask_reason(self, proposal_id: int, step: Step, kind: type[DeclineForm]) -> ResponseReturnValue:
        reason = self._reason(request.args.get("reason"))
        if reason is None:
            asked = ReasonForm(self.party, formdata=request.args or None)
            if request.args:
                asked.validate()
            return self._render("reason.html", proposal_id, form=asked, step=step)
        form = kind(data={"reason": reason.code, "text": reason.text, "share": True})
        return self._render("end.html", proposal_id, form=form, step=step, reason=reason)

    def _reason(self, code: str | None) -> Any:
        return reason_for(self.party, code or "")

    def _postpone(self, proposal_id: int) -> ResponseReturnValue:
        shown = self._view(proposal_id)
        form = PostponeForm()
        if form.validate_on_submit() and postponed(form, work(), proposal_id, self.party):
            return redirect(self._url("proposal", proposal_id))
        return self._render("postpone.html", proposal_id, form=form, latest=latest_day(shown.need))

    def _plan_trial(self, proposal_id: int) -> ResponseReturnValue:
        shown = self._view(proposal_id)
        form = TrialForm(data={"on": shown.page.row.trial_on, "note": shown.page.trial_note})
        if form.validate_on_submit() and self._planned(proposal_id, form):
            return redirect(self._url("proposal", proposal_id))
        return self._render("trial.html", proposal_id, form=form)

    def _planned(self, proposal_id: int, form: TrialForm) -> bool:
        note = form.note.data or ""
        try:
            services.plan_trial(work(), proposal_id=proposal_id, party=self.party, on=form.on.data, note=note)  # type: ignore[arg-type]
        except InvalidInputError as error:
            show_errors(form, error)
            return False
        except WrongStateError as error:
            flash(error.message, "warning")
        else:
            flash(_("De proefles is gepland. De andere kant krijgt bericht."), "success")
        return True
