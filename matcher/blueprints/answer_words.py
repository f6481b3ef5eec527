"""How somebody answers proposals, in words."""

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import ngettext

from matcher.blueprints.score_part import ScorePart
from matcher.domain.answering import FEWEST_ANSWERS, AnswerFacts
from matcher.domain.states import Party
from matcher.matching.answering import FULL, answering

# Which part of a score is whose.
PARTS = {Party.PROFESSIONAL: "person_answers", Party.SCHOOL: "school_answers"}


def answer_parts(
    parts: Mapping[str, float], facts: Mapping[Party, AnswerFacts] | None, *, reader: Party
) -> list[ScorePart]:
    """Return how the sides answer as parts of a score, for one reader; none for a score from before they counted.

    Who is a side sees the other one, and the own side only when it costs something. ``facts``: None when not known.
    """
    names = _names(reader)
    shown = (side for side in names if PARTS[side] in parts and (side is not reader or parts[PARTS[side]] < 1))
    who = str(_("Uw school") if reader is Party.SCHOOL else _("U"))
    known = facts or {}
    return [_part(names[side], parts[PARTS[side]], known.get(side), who if side is reader else "") for side in shown]


def _names(reader: Party) -> dict[Party, str]:
    """Return what the parts are called, the other side's first."""
    person, school = Party.PROFESSIONAL, Party.SCHOOL
    if reader is person:
        return {school: _("Hoe de school antwoordt"), person: _("Hoe u antwoordt")}
    if reader is school:
        return {person: _("Hoe deze persoon antwoordt"), school: _("Hoe uw school antwoordt")}
    return {person: _("Hoe de persoon antwoordt"), school: _("Hoe de school antwoordt")}


def _part(name: str, score: float, facts: AnswerFacts | None, who: str) -> ScorePart:
    # A proposal keeps the score it began with: facts of today do not explain another number.
    same = facts is not None and abs(float(answering(facts.asked, facts.answered)) / FULL - score) < 1 / FULL
    return ScorePart(name, score, part_text(facts, who) if facts is not None and same else "")


def part_text(facts: AnswerFacts, who: str = "") -> str:
    """Return why this part of a score is what it is. ``who``: the reader, who also reads how to change that."""
    if facts.answered < facts.asked:
        light = _("%(record)s: telt licht mee.", record=_record(facts, who=who))
        return str(_("%(light)s Een nee is ook een antwoord.", light=light) if who else light)
    if not facts.asked:
        return str(_("Nog geen antwoorden: telt niet mee."))
    return f"{days_text(facts)}." if facts.days else str(_("Nog weinig antwoorden: telt niet mee."))


def days_text(facts: AnswerFacts) -> str:
    """Return in how many days somebody mostly answers; empty when there are too few answers to say."""
    if facts.days is None:
        return ""
    return str(ngettext("Antwoordt meestal binnen %(num)s dag", "Antwoordt meestal binnen %(num)s dagen", facts.days))


def record_text(facts: AnswerFacts, side: Party) -> str:
    """Return the record of a person or school in one sentence, for a coordinator."""
    who = _("Deze school") if side is Party.SCHOOL else _("Deze persoon")
    if facts.asked < FEWEST_ANSWERS:
        return str(_("%(who)s heeft nog weinig antwoorden.", who=who))
    return f"{_record(facts, who=who)}."


def _record(facts: AnswerFacts, *, who: str = "") -> str:
    """Return of how many proposals somebody answered how many, and how fast, without a full stop."""
    numbers = {"answered": facts.answered, "asked": facts.asked}
    if facts.asked == 1:
        counted = _("%(who)s antwoordde niet op 1 voorstel", who=who) if who else _("Antwoordde niet op 1 voorstel")
    elif who:
        counted = _("%(who)s antwoordde op %(answered)s van %(asked)s voorstellen", who=who, **numbers)
    else:
        counted = _("Antwoordde op %(answered)s van %(asked)s voorstellen", **numbers)
    if facts.days is None:
        return str(counted)
    return f"{counted}, {ngettext('meestal binnen %(num)s dag', 'meestal binnen %(num)s dagen', facts.days)}"
