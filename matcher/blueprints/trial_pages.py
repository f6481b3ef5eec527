"""The pages of a trial lesson, the same for both sides: offer moments, choose one, say whether it was given.

Endpoints: ``offer_trial``, ``choose_trial``, ``record_trial``; under ``/voorstellen/<id>/proefles``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from flask import flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm

from matcher import clock
from matcher.access import work
from matcher.blueprints.form_errors import show_errors
from matcher.blueprints.proposal_pages import GET_AND_POST, ProposalPages
from matcher.domain.errors import InvalidInputError, WrongStateError
from matcher.domain.states import Step
from matcher.domain.trials import FURTHEST_DAYS, TrialState
from matcher.forms.trials import ATTENDED, MISSED, ChooseTrialForm, RecordTrialForm, TrialForm
from matcher.i18n import lesson_time
from matcher.queries.trials import TrialRow
from matcher.services import proposals as services

GONE = _l("Dit kan nu niet meer: het voorstel is intussen veranderd.")


@dataclass(frozen=True, slots=True)
class TrialPages:
    """Adds the pages of the trial lesson to those of a proposal."""

    pages: ProposalPages

    def register(self) -> None:
        """Add every page."""
        self.pages.add("/proefles", "offer_trial", self._offer, GET_AND_POST)
        self.pages.add("/proefles/kiezen", "choose_trial", self._choose, GET_AND_POST)
        self.pages.add("/proefles/afloop", "record_trial", self._record, GET_AND_POST)

    def _offer(self, proposal_id: int) -> ResponseReturnValue:
        page = self.pages.page(proposal_id)
        if Step.OFFER_TRIAL not in page.steps:
            return self._gone(proposal_id)
        form = TrialForm(data=_usual(page.trial))
        if form.validate_on_submit() and self._did(form, lambda: self._offered(proposal_id, form)):
            return self._back(proposal_id)
        return self.pages.render_step("trial.html", page, form=form, last_day=_last_day())

    def _offered(self, proposal_id: int, form: TrialForm) -> str:
        services.offer_trial(
            work(),
            proposal_id=proposal_id,
            party=self.pages.party,
            moments=form.moments(),
            minutes=form.minutes.data or 0,
            place=form.place.data or "",
        )
        return str(_("Uw momenten zijn verstuurd. De ander kiest er een."))

    def _choose(self, proposal_id: int) -> ResponseReturnValue:
        page = self.pages.page(proposal_id)
        if Step.PLAN_TRIAL not in page.steps or page.trial is None:
            return self._gone(proposal_id)
        form = ChooseTrialForm(_moments(page.trial))
        if form.validate_on_submit() and self._did(form, lambda: self._chosen(proposal_id, form)):
            return self._back(proposal_id)
        other = self.pages.url("offer_trial", proposal_id) if Step.OFFER_TRIAL in page.steps else ""
        return self.pages.render_step("trial_choose.html", page, form=form, other=other)

    def _chosen(self, proposal_id: int, form: ChooseTrialForm) -> str:
        option = int(form.option.data)
        services.plan_trial(work(), proposal_id=proposal_id, party=self.pages.party, option_id=option)
        return str(_("De proefles staat vast. U krijgt allebei bericht."))

    def _record(self, proposal_id: int) -> ResponseReturnValue:
        page = self.pages.page(proposal_id)
        if Step.RECORD_TRIAL not in page.steps or page.trial is None or not page.trial.began(clock.now()):
            return self._gone(proposal_id)
        form = RecordTrialForm(data={"outcome": _outcome(page.trial)})
        if form.validate_on_submit() and self._did(form, lambda: self._recorded(proposal_id, form)):
            attended = form.outcome.data == ATTENDED
            return redirect(self.pages.url("trial_feedback" if attended else "proposal", proposal_id))
        return self.pages.render_step("trial_record.html", page, form=form)

    def _recorded(self, proposal_id: int, form: RecordTrialForm) -> str:
        attended = form.outcome.data == ATTENDED
        services.record_trial(work(), proposal_id=proposal_id, party=self.pages.party, attended=attended)
        if attended:
            return str(_("Genoteerd: de proefles is gegeven."))
        return str(_("Genoteerd: de proefles ging niet door. U kunt nieuwe momenten voorstellen."))

    def _did(self, form: FlaskForm, act: Callable[[], str]) -> bool:
        """Take the step; what was typed wrongly is shown, and when somebody was faster the proposal is."""
        try:
            flash(act(), "success")
        except InvalidInputError as error:
            show_errors(form, error)
            return False
        except WrongStateError as error:
            flash(error.message, "warning")
        return True

    def _gone(self, proposal_id: int) -> ResponseReturnValue:
        flash(str(GONE), "warning")
        return self._back(proposal_id)

    def _back(self, proposal_id: int) -> ResponseReturnValue:
        return redirect(self.pages.url("proposal", proposal_id))


def _last_day() -> date:
    """Return the last day on which a trial lesson can be."""
    return clock.today() + timedelta(days=FURTHEST_DAYS)


def _usual(trial: TrialRow | None) -> dict[str, object]:
    """Return what stands in the form at first: length and place as they were."""
    return {"minutes": trial.minutes, "place": trial.place} if trial else {}


def _moments(trial: TrialRow) -> list[tuple[int, str]]:
    """Return the offered moments that are still to come."""
    now = clock.now()
    return [(row.id, lesson_time(row.starts_at, trial.minutes)) for row in trial.options if row.starts_at > now]


def _outcome(trial: TrialRow) -> str | None:
    return {TrialState.ATTENDED: ATTENDED, TrialState.MISSED: MISSED}.get(trial.state)
