"""What happens when nobody answers, in words: the next stage of a wait, and the end of it."""

from flask_babel import format_date
from flask_babel import gettext as _

from matcher.domain.deadlines import ChaseStage
from matcher.domain.states import Party
from matcher.queries.proposals import ProposalRow

DATE = "d MMMM yyyy"


def silence_text(row: ProposalRow) -> str:
    """Return what follows without an answer; empty for a proposal that waits for nobody."""
    if row.chase_stage is None or row.chase_on is None:
        return ""
    review = Party.COORDINATOR in row.waiting_for
    texts = _of_review() if review else _of_sides(row)
    first = texts[row.chase_stage] % {"day": format_date(row.chase_on, DATE)}
    return " ".join(filter(None, (first, _end(row.chase_stage, review=review))))


def _of_review() -> dict[ChaseStage, str]:
    soon = _("Zonder besluit krijgen de coördinatoren van de regio een bericht.")
    return {
        ChaseStage.REMIND: soon,
        ChaseStage.ESCALATE: soon,
        ChaseStage.TASK: _("Zonder besluit komt dit vanaf %(day)s bij de taken die over tijd zijn."),
        ChaseStage.CLOSE: _("Zonder besluit sluit deze suggestie op %(day)s vanzelf."),
    }


def _of_sides(row: ProposalRow) -> dict[ChaseStage, str]:
    colleagues = _("Geen antwoord? Op %(day)s vragen wij ook collega's van de school.")
    last_word = _("Geen antwoord? Op %(day)s sturen wij een laatste herinnering.")
    return {
        ChaseStage.REMIND: _("Geen antwoord? Op %(day)s sturen wij een herinnering."),
        ChaseStage.ESCALATE: colleagues if Party.SCHOOL in row.waiting_for else last_word,
        ChaseStage.TASK: _("Geen antwoord? Vanaf %(day)s helpt de coördinator van de regio."),
        ChaseStage.CLOSE: _("De coördinator van de regio helpt nu. Blijft het stil, dan sluiten wij dit op %(day)s."),
    }


def _end(stage: ChaseStage, *, review: bool) -> str:
    if stage is ChaseStage.CLOSE:
        return ""
    if review:
        return str(_("Daarna sluit de suggestie vanzelf; beide kanten merken daar niets van."))
    if stage is ChaseStage.TASK:
        return str(_("Blijft het stil, dan sluiten wij het voorstel met een vriendelijk bericht."))
    return str(
        _("Daarna helpt de coördinator. Blijft het stil, dan sluiten wij het voorstel met een vriendelijk bericht.")
    )
