"""Proposals as cards for the list and the home page of the professional."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import format_date, ngettext
from flask_babel import gettext as _

from matcher.blueprints.match_words import score_word
from matcher.blueprints.message_words import unread_text
from matcher.blueprints.proposal_words import put_off, rests
from matcher.domain.states import OPEN_STATES, Party, ProposalState
from matcher.queries.proposals import ProposalRow

DATE = "EEEE d MMMM"


@dataclass(frozen=True, slots=True)
class ProposalCard:
    """A proposal for the need_card component. ``mine``: the professional has to act; ``open``: it still runs."""

    title: str
    url: str
    school: str
    status: ProposalState
    deadline: str
    facts: tuple[str, ...]
    mine: bool
    open: bool
    answer_by: date | None

    @property
    def order(self) -> tuple[bool, bool, date]:
        """What waits for the professional first, the nearest answer date on top; then what runs; then what ended."""
        return not self.mine, not self.open, (self.answer_by if self.deadline else None) or date.max


def days_left(answer_by: date, today: date, state: ProposalState = ProposalState.PROPOSED) -> str:
    """Return how long somebody can still answer, or react after the introduction."""
    left, asked = (answer_by - today).days, state is ProposalState.PROPOSED
    if left < 0:
        return str(_("antwoord over tijd") if asked else _("reactie over tijd"))
    if left == 0:
        return str(_("antwoord vandaag") if asked else _("reageer vandaag"))
    if asked:
        return str(ngettext("nog %(num)s dag om te antwoorden", "nog %(num)s dagen om te antwoorden", left))
    return str(ngettext("nog %(num)s dag om te reageren", "nog %(num)s dagen om te reageren", left))


def proposal_cards(rows: Iterable[ProposalRow], today: date) -> list[ProposalCard]:
    """Return cards: what waits for the professional first, then what runs, then what ended."""
    cards = [_card(row, today) for row in rows]
    return sorted(cards, key=lambda card: card.order)


def _card(row: ProposalRow, today: date) -> ProposalCard:
    mine = Party.PROFESSIONAL in row.waiting_for and not rests(row, Party.PROFESSIONAL)
    return ProposalCard(
        title=row.need_title,
        url=url_for("professional.proposal", proposal_id=row.id),
        school=", ".join(filter(None, (row.school, row.town))),
        status=row.state,
        deadline=days_left(row.answer_by, today, row.state) if mine and row.answer_by and not put_off(row) else "",
        facts=tuple(_facts(row, mine=mine)),
        mine=mine,
        open=row.state in OPEN_STATES,
        answer_by=row.answer_by,
    )


def _facts(row: ProposalRow, *, mine: bool) -> list[str]:
    facts = []
    if rests(row, Party.PROFESSIONAL):
        facts.append(_("u antwoordt op %(day)s", day=format_date(row.postponed_until, DATE)))
    elif row.state in OPEN_STATES and row.waiting_for:
        facts.append(_("u bent aan zet") if mine else _school_acts(row))
    if put_off(row) and not rests(row, Party.PROFESSIONAL):
        facts.append(_("uitgesteld tot %(day)s", day=format_date(row.postponed_until, DATE)))
    unread = unread_text(Party.PROFESSIONAL, row.id)
    if unread:
        facts.append(unread)
    if row.trial_on is not None and row.state is ProposalState.TRIAL:
        facts.append(_("proefles %(day)s", day=format_date(row.trial_on, DATE)))
    if row.score is not None and row.state in OPEN_STATES:
        facts.append(score_word(row.score))
    return facts


def _school_acts(row: ProposalRow) -> str:
    if row.answer_by is None:
        return str(_("de school is aan zet"))
    return str(_("de school is aan zet, tot en met %(day)s", day=format_date(row.answer_by, "d MMMM")))
