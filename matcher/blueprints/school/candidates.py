"""Candidates of a need: the ranked list with filters, one candidate, inviting, the export."""

from collections.abc import Iterable
from typing import Any

from flask import Response as FlaskResponse
from flask import flash, redirect, render_template, request, url_for
from flask_babel import format_date
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher import clock
from matcher.access import current_actor, requires, work
from matcher.blueprints.answer_words import answer_parts, days_text
from matcher.blueprints.consent_words import consent_box
from matcher.blueprints.school import blueprint
from matcher.blueprints.school.candidate_csv import csv_of
from matcher.blueprints.school.need_words import card_line, place_line
from matcher.blueprints.school.room import no_room_here
from matcher.blueprints.score_part import ScorePart
from matcher.blueprints.service_calls import saved
from matcher.blueprints.summary_rows import person_rows
from matcher.database import db
from matcher.domain.choices import ContractForm
from matcher.domain.labels import label
from matcher.domain.permissions import Permission
from matcher.domain.states import RANKED_NEED_STATES, NeedState, Party
from matcher.forms.needs_invite import InviteForm
from matcher.queries.candidate_filters import CandidateFilter, CandidateList, filtered, list_candidates
from matcher.queries.candidates_view import CandidateCard, card_of, cards_of
from matcher.queries.employer_consent import consent_fact
from matcher.queries.engine import current_engine
from matcher.queries.ledger import exceptions_by_person
from matcher.queries.matches import candidate_of, candidates_of
from matcher.queries.needs import NeedView, need_view
from matcher.queries.profile_card import person_card
from matcher.services.proposals import invite as invite_candidate


def wanted_candidates() -> CandidateFilter:
    """Read the filter from the address."""
    args = request.args
    return CandidateFilter(
        within_km=args.get("afstand", type=int),
        days=frozenset(args.getlist("dag")),
        hours=frozenset(args.getlist("uren")),
        qualified=frozenset(args.getlist("bevoegd")),
        contract_forms=frozenset(args.getlist("contract")),
        page=args.get("page", 1, type=int),
    )


def part_rows(card: CandidateCard) -> list[ScorePart]:
    """Return the parts of a score for the score bar."""
    parts = card.parts.as_dict()
    names = {"skills": _("Vaardigheden"), "travel": _("Reisafstand"), "hours": _("Uren")}
    found = [ScorePart(text, parts[name]) for name, text in names.items()]
    return found + answer_parts(parts, card.answers, reader=Party.SCHOOL)


def _filters(found: CandidateList, need: NeedView) -> list[dict[str, Any]]:
    forms = [
        {"value": o.value, "label": label(ContractForm(o.value)), "count": o.count, "checked": o.checked}
        for o in found.options["contract"]
        if ContractForm(o.value) in need.contract_forms
    ]
    return [
        {"name": "afstand", "label": _("Afstand"), "kind": "radio", "options": found.options["afstand"]},
        {"name": "dag", "label": _("Kan op"), "kind": "checkbox", "options": found.options["dag"]},
        {"name": "uren", "label": _("Wil klokuren per week"), "kind": "checkbox", "options": found.options["uren"]},
        {"name": "bevoegd", "label": _("Bevoegd"), "kind": "checkbox", "options": found.options["bevoegd"]},
        {"name": "contract", "label": _("Contractvorm"), "kind": "checkbox", "options": forms},
    ]


def _need(need_id: int) -> NeedView:
    return need_view(db.session(), actor=current_actor(), need_id=need_id)


def may_invite(need: NeedView) -> bool:
    """Return whether this member may invite for this need now."""
    return need.state is NeedState.OPEN and need.school_id in current_actor().school_ids


@blueprint.get("/vragen/<int:need_id>/kandidaten")
@requires(Permission.SCHOOL)
def candidates(need_id: int) -> str | Response:
    """Show who fits, best first, and why others do not."""
    need, session, today = _need(need_id), db.session(), clock.today()
    if need.state not in RANKED_NEED_STATES:
        flash(_("Open de vraag eerst, of zet hem op misschien. Dan ziet u wie past."), "info")
        return redirect(url_for("school.need", need_id=need_id))
    found = candidates_of(session, need_id=need_id, today=today)
    rows = list_candidates(
        cards_of(session, found, today=today), found, wanted_candidates(), need_day_parts=need.day_parts
    )
    return render_template("school/candidates.html", **_list_values(need, rows))


def _list_values(need: NeedView, rows: CandidateList) -> dict[str, Any]:
    return {
        "need": need,
        "found": rows,
        "filters": _filters(rows, need),
        "line": card_line(need),
        "place": place_line(need),
        "part_rows": part_rows,
        "notes": _notes(rows.page.rows),
        "full": (full := no_room_here(need)),
        "may_invite": may_invite(need) and not full,
    }


def _notes(cards: Iterable[CandidateCard]) -> dict[int, str]:
    """Return the quiet line of each card: reference, how fast somebody answers, how fresh the profile is."""
    return {card.professional_id: ", ".join(_note(card)) for card in cards}


def _note(card: CandidateCard) -> list[str]:
    parts, days = [card.reference], days_text(card.answers[Party.PROFESSIONAL])
    if days:
        parts.append(days[:1].lower() + days[1:])
    if card.confirmed_on:
        parts.append(_("profiel bevestigd op %(day)s", day=format_date(card.confirmed_on, "d MMMM yyyy")))
    return parts


@blueprint.get("/vragen/<int:need_id>/kandidaten.csv")
@requires(Permission.SCHOOL)
def export_candidates(need_id: int) -> FlaskResponse:
    """Export exactly the filtered list, without names."""
    need, session, today = _need(need_id), db.session(), clock.today()
    cards = cards_of(session, candidates_of(session, need_id=need_id, today=today), today=today)
    rows = filtered(cards, wanted_candidates(), need_day_parts=need.day_parts)
    answer = FlaskResponse(csv_of(rows), mimetype="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="kandidaten-vraag-{need_id}.csv"'
    return answer


def _card(need_id: int, professional_id: int) -> CandidateCard:
    session, today = db.session(), clock.today()
    row = candidate_of(session, professional_id=professional_id, need_id=need_id, today=today)
    granted = exceptions_by_person(session, [professional_id]).get(professional_id, ())
    return card_of(row, current_engine(session, today=today).labels, granted=granted)


@blueprint.route("/vragen/<int:need_id>/kandidaten/<int:professional_id>", methods=["GET", "POST"])
@requires(Permission.SCHOOL)
def candidate(need_id: int, professional_id: int) -> str | Response:
    """Show one candidate without name; invite with a message."""
    need, card, form = _need(need_id), _card(need_id, professional_id), InviteForm()
    made: list[int] = []
    if form.validate_on_submit() and saved(form, lambda: made.append(_invite(need_id, professional_id, form))):
        flash(_("Uw uitnodiging is verstuurd. U krijgt bericht zodra er antwoord is."), "success")
        return redirect(url_for("school.proposal", proposal_id=made[0]))
    person = person_card(db.session(), professional_id=professional_id)
    return render_template(
        "school/candidate.html",
        need=need,
        card=card,
        form=form,
        person=person,
        rows=person_rows(person),
        consent=consent_box(
            consent_fact(db.session(), professional_id=professional_id), need=need, today=clock.today()
        ),
        part_rows=part_rows,
        full=(full := no_room_here(need)),
        may_invite=may_invite(need) and not full,
    )


def _invite(need_id: int, professional_id: int, form: InviteForm) -> int:
    return invite_candidate(work(), need_id=need_id, professional_id=professional_id, message=form.message.data or "")
