"""A match in words: how well it fits, and which part adds what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from matcher.blueprints.answer_words import answer_parts
from matcher.blueprints.score_part import ScorePart
from matcher.domain.states import Party
from matcher.matching.explanation import LegalYear
from matcher.matching.sentences import legal, skills, travel
from matcher.queries.matches import Match

# Lower bounds of the score, 0..1, best first.
VERY_GOOD, GOOD, FAIR = 0.8, 0.65, 0.5


@dataclass(frozen=True, slots=True)
class LedgerEffect:
    """Minutes used in the school year, asked by this need, and the limit."""

    school_year: int
    used: int
    requested: int
    limit: int


def score_word(score: float) -> str:
    """Return the score, 0..1, in words."""
    words = ((VERY_GOOD, _("past heel goed")), (GOOD, _("past goed")), (FAIR, _("past redelijk")))
    return next((str(word) for bound, word in words if score >= bound), str(_("past voor een deel")))


def score_parts(
    parts: Mapping[str, float], match: Match | None, labels: Mapping[int, str], *, reader: Party
) -> list[ScorePart]:
    """Return the parts of a score for one reader; with sentences while both sides are still ranked."""
    names = {"skills": _("Vaardigheden"), "travel": _("Reisafstand"), "hours": _("Aantal uren")}
    texts = {"skills": skills(match.explanation, labels), "travel": travel(match.explanation)} if match else {}
    found = [ScorePart(names[key], parts[key], texts.get(key, "")) for key in names if key in parts]
    return found + answer_parts(parts, match.answers if match else None, reader=reader)


def ledger_effect(years: Iterable[LegalYear]) -> LedgerEffect | None:
    """Return the effect on the tightest school year; None where the rule does not count."""
    tight = min((year for year in years if year.limit), key=lambda year: year.left_after, default=None)
    return None if tight is None else LedgerEffect(tight.school_year, tight.used or 0, tight.asked, tight.limit or 0)


def fit_sentences(match: Match) -> tuple[str, ...]:
    """Return the sentences about how well it fits, without those about the law (they have their own place)."""
    count = len(match.sentences) - len(match.explanation.legal)
    return match.sentences[:count]


def legal_sentences(years: Iterable[LegalYear]) -> list[str]:
    """Return one sentence per school year."""
    return [f"{legal(year)}." for year in years]
