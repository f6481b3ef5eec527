"""Proposals in the school's list: in which group, who is to act, how long there is to answer."""

from flask_babel import format_date, ngettext
from flask_babel import gettext as _

from matcher import clock
from matcher.blueprints.proposal_words import put_off
from matcher.domain.states import NAMES_REVEALED, OPEN_STATES, Party, ProposalState
from matcher.queries.candidates_view import headline
from matcher.queries.proposals import ProposalRow

GROUPS = ("uw-beurt", "wacht", "in-gesprek", "geplaatst", "gestopt")
URGENT_DAYS = 3
BOTH = frozenset({Party.SCHOOL, Party.PROFESSIONAL})


def group_of(row: ProposalRow) -> str:
    """Return in which of :data:`GROUPS` a proposal stands."""
    if row.state is ProposalState.PLACED:
        return "geplaatst"
    if row.state not in OPEN_STATES:
        return "gestopt"
    if Party.SCHOOL in row.waiting_for and not put_off(row):
        return "uw-beurt"
    return "in-gesprek" if row.state in NAMES_REVEALED else "wacht"


def group_label(name: str) -> str:
    """Return the heading of a group."""
    texts = {
        "uw-beurt": _("U bent aan zet"),
        "wacht": _("Wacht op antwoord"),
        "in-gesprek": _("In gesprek"),
        "geplaatst": _("Geplaatst"),
        "gestopt": _("Gestopt"),
    }
    return str(texts[name])


def person_of(row: ProposalRow) -> str:
    """Return the name once it is known, else job and reference."""
    job = headline(row.person_job_title, None)
    return f"{row.person_name}, {row.person_job_title}" if row.person_name else f"{job} ({row.person_reference})"


def waits_for(row: ProposalRow) -> str:
    """Return who is to act, in words; empty when it is over."""
    if row.waiting_for >= BOTH:
        return str(_("u bent allebei aan zet"))
    if Party.SCHOOL in row.waiting_for:
        return str(_("u bent aan zet"))
    return str(_("de professional is aan zet")) if row.waiting_for else ""


def days_left(row: ProposalRow) -> int | None:
    """Return how many days there are to answer; None without a deadline."""
    return None if row.answer_by is None else (row.answer_by - clock.today()).days


def urgent(row: ProposalRow) -> bool:
    """Return whether the school must answer within a few days."""
    left = days_left(row)
    return Party.SCHOOL in row.waiting_for and left is not None and left <= URGENT_DAYS


def deadline(row: ProposalRow) -> str:
    """Return until when somebody is waited for: "antwoord tot en met 24 september (nog 4 dagen)"; else nothing."""
    left = days_left(row)
    if left is None or row.answer_by is None or not row.waiting_for:
        return ""
    if put_off(row):
        return str(_("uitgesteld tot %(day)s", day=format_date(row.postponed_until, "d MMMM")))
    day, asked = format_date(row.answer_by, "d MMMM"), row.state is ProposalState.PROPOSED
    if left < 0:
        late = _("antwoord werd uiterlijk %(day)s verwacht") if asked else _("reactie werd uiterlijk %(day)s verwacht")
        return str(late % {"day": day})
    days = ngettext("nog %(num)s dag", "nog %(num)s dagen", left) if left else _("vandaag de laatste dag")
    due = _("antwoord tot en met %(day)s (%(left)s)") if asked else _("reactie tot en met %(day)s (%(left)s)")
    return str(due % {"day": day, "left": days})


def trial_day(row: ProposalRow) -> str:
    """Return when the planned trial lesson is; empty without one."""
    if row.trial_on is None or row.state is not ProposalState.TRIAL:
        return ""
    return str(_("proefles %(day)s", day=format_date(row.trial_on, "EEEE d MMMM")))
