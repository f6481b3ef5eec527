"""Feedback in words, for the page of a proposal."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

from matcher.domain.states import Party
from matcher.domain.trials import AGAIN_LABELS, FeedbackKind
from matcher.queries.feedback import FeedbackRow


@dataclass(frozen=True, slots=True)
class FeedbackLine:
    """What one side said: ``title`` whose and on what, ``note`` who may read it."""

    title: str
    again: str
    text: str
    note: str


@dataclass(frozen=True, slots=True)
class FeedbackLink:
    """A page on which the reader can look back, or change what was said."""

    label: str
    url: str


def feedback_lines(rows: Iterable[FeedbackRow], reader: Party) -> list[FeedbackLine]:
    """Return feedback as the reader sees it."""
    return [
        FeedbackLine(
            title=_title(row, reader),
            again=str(_("Weer doen: %(answer)s.", answer=AGAIN_LABELS[row.again])),
            text=row.text,
            note="" if row.shared else str(_("Niet gedeeld met de ander; de coördinator kan dit lezen.")),
        )
        for row in rows
    ]


def _title(row: FeedbackRow, reader: Party) -> str:
    own = row.party is reader
    sides = {Party.PROFESSIONAL: _("De professional"), Party.SCHOOL: _("De school")}
    who = _("U") if own else sides.get(row.party, _("De coördinator"))
    if row.kind is FeedbackKind.TRIAL:
        return str(_("%(who)s over de proefles", who=who))
    return str(_("%(who)s over het lesgeven", who=who))


def ask_label(kind: FeedbackKind, *, given: bool) -> str:
    """Return the words of the link to look back."""
    if given:
        return str(_("Wijzig uw terugblik"))
    return str(_("Hoe ging de proefles?") if kind is FeedbackKind.TRIAL else _("Hoe ging het lesgeven?"))
