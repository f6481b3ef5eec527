"""The messages about a proposal, the same page for both sides and the coordinator.

Endpoints: ``conversation`` (``/voorstellen/<id>/berichten``), ``write_message`` and ``read_conversation``.
"""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from matcher.access import current_actor, requires, work
from matcher.blueprints.message_words import message_lines
from matcher.blueprints.service_calls import saved
from matcher.database import db
from matcher.domain.permissions import Permission, allowed
from matcher.domain.states import Party
from matcher.forms.proposals import AnswerForm
from matcher.forms.trials import MessageForm
from matcher.queries.conversation import conversation_of
from matcher.services.conversation import mark_read, send_message


@dataclass(frozen=True, slots=True)
class ConversationPages:
    """Adds the pages to a blueprint for its party. ``writes``: who may write too; None: everybody who reads."""

    blueprint: Blueprint
    party: Party
    permission: Permission
    layout: str
    writes: Permission | None = None

    def register(self) -> None:
        """Add every page."""
        path, guard = "/voorstellen/<int:proposal_id>/berichten", requires(self.writes or self.permission)

        def conversation(proposal_id: int) -> ResponseReturnValue:
            return self._conversation(proposal_id)

        def write_message(proposal_id: int) -> ResponseReturnValue:
            return self._conversation(proposal_id)

        def read_conversation(proposal_id: int) -> ResponseReturnValue:
            return self._read(proposal_id)

        reads = requires(self.permission)(conversation)
        self.blueprint.add_url_rule(path, "conversation", reads, methods=["GET"])
        self.blueprint.add_url_rule(path, "write_message", guard(write_message), methods=["POST"])
        self.blueprint.add_url_rule(f"{path}/gelezen", "read_conversation", guard(read_conversation), methods=["POST"])

    def _url(self, endpoint: str, proposal_id: int) -> str:
        return url_for(f"{self.blueprint.name}.{endpoint}", proposal_id=proposal_id)

    def _conversation(self, proposal_id: int) -> ResponseReturnValue:
        found = conversation_of(db.session(), proposal_id=proposal_id, party=self.party, actor=current_actor())
        form = MessageForm()
        if form.validate_on_submit() and saved(form, lambda: self._send(proposal_id, form)):
            flash(_("Uw bericht is verstuurd."), "success")
            return redirect(f"{self._url('conversation', proposal_id)}#nieuwste")
        back = self._url("proposal", proposal_id)
        crumbs = [(_("Voorstellen"), url_for(f"{self.blueprint.name}.proposals")), (found.need_title, back)]
        return render_template(
            "proposal/conversation.html",
            layout=self.layout,
            conversation=found,
            lines=message_lines(found.messages, self.party),
            party=self.party,
            form=form,
            crumbs=crumbs,
            back=back,
            may_write=allowed(self.writes or self.permission, current_actor()),
            read_url=self._url("read_conversation", proposal_id),
        )

    def _send(self, proposal_id: int, form: MessageForm) -> None:
        send_message(work(), proposal_id=proposal_id, party=self.party, body=form.body.data or "")

    def _read(self, proposal_id: int) -> ResponseReturnValue:
        if AnswerForm().validate_on_submit():
            message_id = request.form.get("until", 0, type=int)
            mark_read(work(), proposal_id=proposal_id, party=self.party, message_id=message_id)
        return redirect(self._url("conversation", proposal_id))
