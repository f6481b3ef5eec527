"""The page of one round: figures, chosen pairs, needs left open, how it was computed."""

from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _

from matcher.access import current_actor, requires
from matcher.blueprints.coordinator import blueprint, query_string
from matcher.blueprints.coordinator.rounds.choices import choice, search
from matcher.blueprints.coordinator.rounds.figures import figures_of, main_figures
from matcher.blueprints.coordinator.rounds.words import area_text, choices_of, next_text, replay_text
from matcher.database import db
from matcher.domain.labels import label
from matcher.domain.permissions import Permission, allowed, may_run_round
from matcher.domain.rounds import REPLAYABLE, PairOutcome, ReplayState, RoundState
from matcher.queries import rounds as queries
from matcher.queries.rounds.reasons import reason_words

FIGURES, PAIRS, OPEN, COMPUTED = "cijfers", "paren", "open", "berekening"
# Seconds after which the page of a running round looks again by itself.
REFRESH = 5
BINS = 10


@blueprint.get("/rondes/<int:round_id>")
@requires(Permission.COORDINATOR)
def matching_round(round_id: int) -> str:
    """Show how far a round is, what it chose, what it left open and why."""
    session = db.session()
    found = queries.round_of(session, scope=current_actor().scope, round_id=round_id)
    return render_template(
        "coordinator/rounds/page.html",
        found=found,
        area=area_text(found),
        next_text=next_text(found),
        progress=queries.progress_of(session, round_id=round_id),
        outcomes=queries.outcomes_of(session, round_id=round_id),
        tabs=_tabs(found),
        shown=_shown(),
        refresh=_refresh(found),
        **_buttons(found),
        **VIEWS[_shown()](found),
    )


def _shown() -> str:
    asked = request.args.get("toon", FIGURES)
    return asked if asked in VIEWS else FIGURES


def may_run(found: queries.RoundRow) -> bool:
    """Return whether who looks may also apply, stop or repeat this round."""
    actor = current_actor()
    return allowed(Permission.COORDINATES, actor) and may_run_round(
        actor, regions=list(found.regions), national=found.national
    )


def _buttons(found: queries.RoundRow) -> dict[str, bool]:
    mine, replay = may_run(found), found.replay
    stoppable = found.state is RoundState.SOLVED or (found.running and found.state is not RoundState.APPLYING)
    repeats = replay is not None and replay.state is ReplayState.ASKED
    return {
        "may_apply": mine and found.state is RoundState.SOLVED and bool(found.figures.get("pairs")),
        "may_cancel": mine and stoppable,
        "may_replay": mine and found.state in REPLAYABLE and found.solved and not repeats,
        "repeats": repeats,
    }


def _refresh(found: queries.RoundRow) -> int:
    """Return after how many seconds the page looks again; 0 when nothing goes on, or the reader wants it to wait."""
    busy = found.running or _buttons(found)["repeats"]
    return REFRESH if busy and request.args.get("verversen") != "nee" else 0


def _tabs(found: queries.RoundRow) -> list[dict[str, Any]]:
    left = sum(queries.open_reasons(db.session(), round_id=found.id).values())
    rows: tuple[tuple[str, str, int | None], ...] = (
        (FIGURES, _("Cijfers"), None),
        (PAIRS, _("Gekozen paren"), found.figures.get("pairs", 0)),
        (OPEN, _("Vragen die open blijven"), left),
        (COMPUTED, _("Hoe het is berekend"), None),
    )
    return [
        {"label": text, "url": "?" if key == FIGURES else f"?toon={key}", "active": key == _shown(), "count": count}
        for key, text, count in rows
    ]


def _figures(found: queries.RoundRow) -> dict[str, Any]:
    session = db.session()
    bins = queries.score_bins(session, round_id=found.id)
    first = next((low for low, count in enumerate(bins) if count), 0)
    return {
        "main": main_figures(found),
        "groups": figures_of(found),
        "distribution": [
            {"label": _("%(low)s tot %(high)s", low=low * BINS, high=(low + 1) * BINS), "value": count}
            for low, count in enumerate(bins)
            if low >= first
        ],
    }


def _pairs(found: queries.RoundRow) -> dict[str, Any]:
    wish = query_string.wish()
    results = queries.pair_list(db.session(), round_id=found.id, wish=wish)
    outcomes = choice("gevolg", _("Gevolg"), _outcome_words, results.counts["gevolg"], wish)
    return {
        "results": results,
        "filters": [*search(_("Zoek op naam, vraag of school"), wish), *outcomes],
        "file_url": query_string.same_query(url_for("coordinator.round_pairs_csv", round_id=found.id)),
    }


def _outcome_words(value: str) -> str:
    return label(PairOutcome(value))


def _open(found: queries.RoundRow) -> dict[str, Any]:
    session, wish = db.session(), query_string.wish()
    results = queries.open_need_list(session, round_id=found.id, wish=wish)
    reasons = queries.open_reasons(session, round_id=found.id).items()
    return {
        "results": results,
        "reasons": [
            {"label": reason_words(code), "value": count, "url": f"?toon={OPEN}&waarom={code}"}
            for code, count in reasons
        ],
        "filters": [
            *search(_("Zoek op vraag, school of plaats"), wish),
            *choice("waarom", _("Reden"), reason_words, results.counts["waarom"], wish),
        ],
        "file_url": query_string.same_query(url_for("coordinator.round_open_csv", round_id=found.id)),
    }


def _computed(found: queries.RoundRow) -> dict[str, Any]:
    return {"choices": choices_of(found), "replay": found.replay, "replay_text": replay_text(found.replay)}


VIEWS = {FIGURES: _figures, PAIRS: _pairs, OPEN: _open, COMPUTED: _computed}
