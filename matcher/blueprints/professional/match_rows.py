"""Needs that fit as cards, and one need with how it fits."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from matcher import clock
from matcher.blueprints.legal_words import LegalBox, legal_box
from matcher.blueprints.match_words import (
    LedgerEffect,
    fit_sentences,
    ledger_effect,
    score_parts,
    score_word,
)
from matcher.blueprints.score_part import ScorePart
from matcher.blueprints.summary_rows import SummaryRow, hours_line, need_rows, period_line
from matcher.database import db
from matcher.domain.labels import label
from matcher.domain.states import NeedState, Party
from matcher.matching.constraints import Obstacle
from matcher.matching.sentences import OBSTACLE_TEXTS, common_day_parts, missing_skill, partial_skill, travel
from matcher.queries.engine import current_engine
from matcher.queries.matches import Match, NeedMatch, match_of
from matcher.queries.profile_needs import NeedDetail, need_for_professional, own_proposal_for
from matcher.queries.programmes import answer_times
from matcher.services.proposals.room import no_room_at

# An earlier suggestion is no obstacle to the person: a proposal that may be seen is linked instead.
NO_OBSTACLE = frozenset({Obstacle.NONE, Obstacle.PROPOSED_BEFORE})


@dataclass(frozen=True, slots=True)
class MatchCard:
    """A need that fits, for the need_card component."""

    need_id: int
    title: str
    url: str
    school: str
    summary: str
    score: float
    parts: list[ScorePart]
    fits: list[str]
    partly: list[str]
    missing: list[str]
    facts: list[str]
    ledger: LedgerEffect | None
    note: str


@dataclass(frozen=True, slots=True)
class NeedPage:
    """One need: in full, how it fits, and what stands in the way (empty: nothing).

    ``answer_days``: how long the school has to answer.
    """

    need: NeedDetail
    rows: list[SummaryRow]
    match: Match | None
    word: str
    facts: tuple[str, ...]
    parts: list[ScorePart]
    obstacle: str
    ledger: LedgerEffect | None
    legal: LegalBox
    proposal_url: str
    answer_days: int


def match_cards(rows: Iterable[NeedMatch]) -> list[MatchCard]:
    """Return the cards of these needs, in their order."""
    labels = current_engine(db.session(), today=clock.today()).labels
    return [_card(row, labels) for row in rows]


def _card(row: NeedMatch, labels: dict[int, str]) -> MatchCard:
    seen = row.match.explanation
    return MatchCard(
        need_id=row.need_id,
        title=row.title,
        url=url_for("professional.need", need_id=row.need_id),
        school=f"{row.school}, {row.town}",
        summary=". ".join(filter(None, (label(row.role_kind).capitalize(), hours_line(row), period_line(row)))),
        score=row.match.total,
        parts=score_parts(row.match.parts.as_dict(), row.match, labels, reader=Party.PROFESSIONAL),
        fits=[labels[note.concept_id] for note in seen.matched],
        partly=[partial_skill(note, labels) for note in seen.partial],
        missing=[missing_skill(note, labels) for note in seen.missing],
        facts=[score_word(row.match.total), *filter(None, (travel(seen), common_day_parts(seen)))],
        ledger=ledger_effect(seen.legal),
        note=str(_("De school weet nog niet zeker of dit doorgaat.")) if row.state is NeedState.MAYBE else "",
    )


def need_page(professional_id: int, need_id: int) -> NeedPage:
    """Return one need for the person. Raises NotFoundError for a need that is not open, or of an excluded school."""
    session, today = db.session(), clock.today()
    need = need_for_professional(session, professional_id=professional_id, need_id=need_id)
    match = match_of(session, professional_id=professional_id, need_id=need_id, today=today, for_school_reader=False)
    proposal = own_proposal_for(session, professional_id=professional_id, need_id=need_id)
    labels = current_engine(session, today=today).labels
    return NeedPage(
        need=need,
        rows=need_rows(need),
        match=match,
        word=score_word(match.total) if match else "",
        facts=fit_sentences(match) if match else (),
        parts=score_parts(match.parts.as_dict(), match, labels, reader=Party.PROFESSIONAL) if match else [],
        obstacle=_obstacle(match, need),
        ledger=ledger_effect(match.explanation.legal) if match else None,
        legal=legal_box(need, match, hours=False),
        proposal_url=url_for("professional.proposal", proposal_id=proposal) if proposal else "",
        answer_days=answer_times(session, region_code=need.region_code, on=today).answer,
    )


def _obstacle(match: Match | None, need: NeedDetail) -> str:
    """Return what stands in the way of showing interest; empty when nothing does."""
    if match is None:
        return str(_("Uw profiel staat niet aan. Zet het aan, dan kunt u interesse tonen."))
    if match.explanation.obstacle not in NO_OBSTACLE:
        return OBSTACLE_TEXTS[match.explanation.obstacle].professional
    if need.state is not NeedState.OPEN:
        return str(_("De school weet nog niet zeker of dit doorgaat. U kunt interesse tonen als de vraag open gaat."))
    return no_room_at(db.session(), need_id=need.id, people_wanted=need.people_wanted, party=Party.PROFESSIONAL)
