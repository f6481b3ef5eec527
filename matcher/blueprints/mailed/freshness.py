"""What is asked whether it still holds ("klopt nog"), answered by a link in a mail: a need, or the own profile."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from matcher.access import requires, work
from matcher.blueprints.mailed import blueprint
from matcher.blueprints.mailed.links import limited, or_dead, payload_of, reader
from matcher.blueprints.service_calls import done
from matcher.blueprints.summary_rows import SummaryRow, hours_wanted, need_rows, period_wanted, work_of
from matcher.database import db
from matcher.domain.actors import Actor
from matcher.domain.errors import NotFoundError
from matcher.domain.permissions import Permission
from matcher.domain.states import Party
from matcher.forms.proposals import AnswerForm
from matcher.matching.sentences import day_parts
from matcher.queries.needs import need_view
from matcher.queries.profile import own_profile
from matcher.queries.profile_needs import need_detail
from matcher.services import need_states, profile_state
from matcher.tokens import KEEP_FRESH


@dataclass(frozen=True, slots=True)
class Kept:
    """What a link asks about: a need or a profile (``what``), its state, and what a reader may do about it."""

    what: str
    actor: Actor
    id: int
    state: str
    title: str
    confirmed_on: Any
    auto_paused_on: Any
    rows: list[SummaryRow]
    login_url: str


@blueprint.route("/klopt-nog/<token>", methods=["GET", "POST"])
@requires(Permission.PUBLIC)
@limited
@or_dead
def keep(token: str) -> ResponseReturnValue:
    """Ask whether it is still right; the buttons confirm, pause, or open again."""
    kept = kept_by(token)
    step = _STEPS.get((kept.what, request.form.get("step", "")))
    if not AnswerForm().validate_on_submit():
        return render_template("mailed/keep.html", kept=kept, token=token)
    if step is None:
        flash(_("Kies een van de knoppen op deze pagina."), "error")
    else:
        done(lambda: step(kept), _said(request.form["step"]))
    return redirect(url_for("mailed.keep", token=token))


def kept_by(token: str) -> Kept:
    """Return what a link asks about. Raises NotFoundError for a link that opens nothing (any more)."""
    payload = payload_of(KEEP_FRESH, token)
    actor = reader(payload)
    if payload["what"] == "need":
        return _need(actor.only(Party.SCHOOL), payload["id"])
    return _profile(actor.only(Party.PROFESSIONAL), payload["id"])


def _need(actor: Actor, need_id: int) -> Kept:
    need = need_view(db.session(), actor=actor, need_id=need_id)
    return Kept(
        what="need",
        actor=actor,
        id=need.id,
        state=need.state.value,
        title=need.title,
        confirmed_on=need.confirmed_on,
        auto_paused_on=need.auto_paused_on,
        rows=need_rows(need_detail(db.session(), need_id=need.id)),
        login_url=url_for("auth.login", next=url_for("school.need", need_id=need.id)),
    )


def _profile(actor: Actor, professional_id: int) -> Kept:
    if actor.professional_id != professional_id:
        raise NotFoundError
    own = own_profile(db.session(), professional_id=professional_id)
    rows = [
        SummaryRow(_("Werk"), work_of(own)),
        SummaryRow(_("Vaardigheden"), [skill.label for skill in own.skills]),
        SummaryRow(_("Wil lesgeven"), hours_wanted(own)),
        SummaryRow(_("Dagdelen"), day_parts(own.day_parts)),
        SummaryRow(_("Periode"), period_wanted(own)),
    ]
    return Kept(
        what="profile",
        actor=actor,
        id=own.id,
        state=own.state.value,
        title="",
        confirmed_on=own.confirmed_on,
        auto_paused_on=own.auto_paused_on,
        rows=rows,
        login_url=url_for("auth.login", next=url_for("professional.profile")),
    )


_STEPS: dict[tuple[str, str], Callable[[Kept], object]] = {
    ("need", "klopt"): lambda kept: need_states.confirm_need(work(kept.actor), need_id=kept.id),
    ("need", "pauze"): lambda kept: need_states.pause_need(work(kept.actor), need_id=kept.id),
    ("need", "open"): lambda kept: need_states.open_need(work(kept.actor), need_id=kept.id),
    ("need", "misschien"): lambda kept: need_states.expect_need(work(kept.actor), need_id=kept.id),
    ("profile", "klopt"): lambda kept: profile_state.confirm_profile(work(kept.actor), professional_id=kept.id),
    ("profile", "pauze"): lambda kept: profile_state.pause_profile(
        work(kept.actor), professional_id=kept.id, until=None
    ),
    ("profile", "open"): lambda kept: profile_state.activate_profile(work(kept.actor), professional_id=kept.id),
}


def _said(step: str) -> str:
    texts = {
        "klopt": _("Dank u. Wij noteren dat alles nog klopt."),
        "pauze": _("Het staat op pauze. Niemand ziet het nu."),
        "open": _("Dank u. Het staat weer open."),
        "misschien": _("De vraag staat op misschien. U ziet wie past; wij sturen nog niets."),
    }
    return str(texts[step])
