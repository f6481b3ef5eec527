"""Looking back on a trial lesson or a placement, the same page for both sides.

Endpoints: ``trial_feedback`` (``/voorstellen/<id>/proefles/terugblik``) and ``placement_feedback``
(``/voorstellen/<id>/terugblik``).
"""

from dataclasses import dataclass

from flask import flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from matcher import clock
from matcher.access import work
from matcher.blueprints.proposal_pages import GET_AND_POST, ProposalPages
from matcher.blueprints.service_calls import saved
from matcher.database import db
from matcher.domain.trials import Again, FeedbackKind
from matcher.forms.trials import FeedbackForm
from matcher.queries.feedback import FeedbackRow, feedback_asked, feedback_of
from matcher.services.feedback import give_feedback


@dataclass(frozen=True, slots=True)
class FeedbackPages:
    """Adds the pages of looking back to those of a proposal."""

    pages: ProposalPages

    def register(self) -> None:
        """Add every page."""
        self.pages.add("/proefles/terugblik", "trial_feedback", self._trial, GET_AND_POST)
        self.pages.add("/terugblik", "placement_feedback", self._placement, GET_AND_POST)

    def _trial(self, proposal_id: int) -> ResponseReturnValue:
        return self._ask(proposal_id, FeedbackKind.TRIAL)

    def _placement(self, proposal_id: int) -> ResponseReturnValue:
        return self._ask(proposal_id, FeedbackKind.PLACEMENT)

    def _ask(self, proposal_id: int, kind: FeedbackKind) -> ResponseReturnValue:
        page, party, session = self.pages.page(proposal_id), self.pages.party, db.session()
        given = feedback_of(session, proposal_id=proposal_id, party=party)
        back = self.pages.url("proposal", proposal_id)
        if kind not in feedback_asked(session, proposal_id=proposal_id, party=party, today=clock.today(), given=given):
            flash(_("Terugkijken kan nu niet: het is nog te vroeg, of het is te lang geleden."), "warning")
            return redirect(back)
        own = next((row for row in given if row.kind is kind and row.party is party), None)
        form = FeedbackForm(data=_filled(own))
        if form.validate_on_submit() and saved(form, lambda: self._given(proposal_id, kind, form)):
            flash(_("Dank u. Uw terugblik is bewaard."), "success")
            return redirect(back)
        return self.pages.render_step("feedback.html", page, form=form, kind=kind)

    def _given(self, proposal_id: int, kind: FeedbackKind, form: FeedbackForm) -> None:
        give_feedback(
            work(),
            proposal_id=proposal_id,
            party=self.pages.party,
            kind=kind,
            again=Again(form.again.data),
            text=form.text.data or "",
            shared=form.shared.data,
        )


def _filled(own: FeedbackRow | None) -> dict[str, object]:
    """Return what the form begins with: what was said before."""
    return {"again": own.again.value, "text": own.text, "shared": own.shared} if own else {}
