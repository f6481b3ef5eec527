"""What the page of a proposal says: the score in parts, and what happens next."""

from collections.abc import Mapping

from flask_babel import format_date
from flask_babel import gettext as _

from matcher import clock
from matcher.blueprints.answer_words import answer_parts
from matcher.blueprints.score_part import ScorePart
from matcher.domain.answering import AnswerFacts
from matcher.domain.states import Answer, Party, ProposalState
from matcher.domain.trials import TrialState
from matcher.queries.coordination.review import ReviewPage
from matcher.queries.matches import Match


def parts_of(found: ReviewPage) -> list[ScorePart]:
    """Return the parts of the score: as the engine sees them now, else as they were when the proposal began."""
    if found.match is not None:
        return match_parts(found.match)
    return _score_parts(found.page.score_parts, None)


def match_parts(match: Match) -> list[ScorePart]:
    """Return the parts of the score of a pair, with how both sides answer."""
    return _score_parts(match.parts.as_dict(), match.answers)


def _score_parts(parts: Mapping[str, float], answers: Mapping[Party, AnswerFacts] | None) -> list[ScorePart]:
    named = (("skills", _("Vaardigheden")), ("travel", _("Afstand")), ("hours", _("Klokuren per week")))
    found = [ScorePart(text, parts[name]) for name, text in named if name in parts]
    return found + answer_parts(parts, answers, reader=Party.COORDINATOR)


def next_text(found: ReviewPage) -> str:
    """Return in one sentence what happens now."""
    row = found.page.row
    if row.postponed_until is not None and row.postponed_until > clock.today():
        return _later(row.state, format_date(row.postponed_until, "d MMMM yyyy"))
    if row.state is ProposalState.PROPOSED:
        return _said_yes(row.professional_answer, row.school_answer)
    texts = {
        ProposalState.SUGGESTED: _("Beoordeel deze suggestie. Beide kanten weten er nog niets van."),
        ProposalState.IN_REVIEW: _("Keur goed of wijs af. Beide kanten weten er nog niets van."),
        ProposalState.INTRODUCED: _(
            "Beide kanten maken kennis. Daarna plannen zij een proefles of zeggen zij akkoord."
        ),
        ProposalState.TRIAL: _trial_text(found),
        ProposalState.AGREED: _("Beide kanten zijn akkoord. De school legt de inzet vast; u kunt dat ook doen."),
        ProposalState.PLACED: _("De inzet is vastgelegd."),
        ProposalState.DECLINED: _("Dit voorstel gaat niet door."),
        ProposalState.EXPIRED: _("Niemand antwoordde op tijd. Dit voorstel is verlopen."),
        ProposalState.WITHDRAWN: _("Dit voorstel is ingetrokken."),
    }
    return str(texts[row.state])


def _later(state: ProposalState, day: str) -> str:
    if state is ProposalState.PROPOSED:
        return str(_("Het antwoord is uitgesteld tot %(day)s. Tot die dag herinneren wij niemand.", day=day))
    return str(_("U beoordeelt dit later: op %(day)s staat het weer bij Beoordelen. Eerder beslissen mag.", day=day))


def _trial_text(found: ReviewPage) -> str:
    trial = found.page.trial
    if trial is None or trial.state is TrialState.PLANNED:
        return str(_("Er is een proefles gepland. Daarna zeggen beide kanten akkoord."))
    texts = {
        TrialState.OFFERED: _("Er zijn momenten voor een proefles voorgesteld. De andere kant kiest er een."),
        TrialState.ATTENDED: _("De proefles is gegeven. Beide kanten laten nu weten of zij verder willen."),
        TrialState.MISSED: _("De proefles ging niet door. Zij spreken een ander moment af of zeggen akkoord."),
    }
    return str(texts[trial.state])


def _said_yes(professional: Answer, school: Answer) -> str:
    if Answer.INTERESTED in {professional, school}:
        return str(_("Eén kant heeft interesse. De andere kant moet nog antwoorden."))
    return str(_("Beide kanten moeten nog antwoorden."))
