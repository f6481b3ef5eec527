"""The trial lesson of a proposal in words: what stands, what happens next."""

from dataclasses import dataclass

from flask_babel import format_date
from flask_babel import gettext as _

from matcher import clock
from matcher.domain.states import NAMES_REVEALED, Party, ProposalState, Step
from matcher.domain.trials import TrialState
from matcher.i18n import lesson_time
from matcher.queries.proposal_page import ProposalPage
from matcher.queries.trials import TrialRow

DATE = "d MMMM yyyy"
SHOWN = NAMES_REVEALED - {ProposalState.PLACED}


@dataclass(frozen=True, slots=True)
class TrialBox:
    """The trial lesson as a fact. ``moments``: to choose from; ``correct``: how it went can be changed."""

    title: str
    place: str
    moments: tuple[str, ...]
    correct: bool


def trial_box(page: ProposalPage) -> TrialBox | None:
    """Return the trial lesson for the page of a proposal that runs; None without one."""
    if page.row.state not in SHOWN:
        return None
    trial = page.trial
    if trial is None:
        return _old_box(page)
    if trial.state is TrialState.OFFERED and page.row.state is not ProposalState.TRIAL:
        # They agreed without it.
        return None
    moments = tuple(lesson_time(row.starts_at, trial.minutes) for row in trial.options)
    recorded = trial.state in {TrialState.ATTENDED, TrialState.MISSED}
    return TrialBox(_title(trial), trial.place, moments, recorded and Step.RECORD_TRIAL in page.steps)


def _old_box(page: ProposalPage) -> TrialBox | None:
    """A trial lesson of which only the day is known."""
    if page.row.trial_on is None:
        return None
    title = _("Proefles op %(day)s", day=format_date(page.row.trial_on, DATE))
    return TrialBox(str(title), "", (), correct=False)


def _title(trial: TrialRow) -> str:
    when = lesson_time(trial.starts_at, trial.minutes) if trial.starts_at else ""
    titles = {
        TrialState.OFFERED: _("Voorgestelde momenten voor een proefles"),
        TrialState.PLANNED: _("Proefles: %(when)s", when=when),
        TrialState.ATTENDED: _("De proefles is gegeven: %(when)s", when=when),
        TrialState.MISSED: _("De proefles ging niet door: %(when)s", when=when),
    }
    return str(titles[trial.state])


def trial_next(page: ProposalPage) -> str:
    """Return what happens now around the trial lesson; empty when that says nothing more than the state does."""
    trial = page.trial
    if trial is None or page.row.state is not ProposalState.TRIAL:
        return ""
    if trial.state is TrialState.OFFERED:
        return _about_choice(page, trial)
    if trial.state is TrialState.MISSED:
        return str(_("De proefles ging niet door. Stel nieuwe momenten voor, of spreek zonder proefles iets af."))
    if trial.state is TrialState.ATTENDED:
        return str(_("De proefles is gegeven. Laat weten of u het samen eens bent."))
    if before_trial(page):
        return str(_("De proefles is gepland. Tot dan hoeft u niets te doen. Daarna vragen wij u hoe het ging."))
    return str(_("De proefles is geweest. Laat weten hoe het ging, en of u het samen eens bent."))


def before_trial(page: ProposalPage) -> bool:
    """Return whether a trial lesson is planned that is still to come."""
    trial = page.trial
    planned = trial is not None and trial.state is TrialState.PLANNED and page.row.state is ProposalState.TRIAL
    return planned and trial is not None and not trial.began(clock.now())


def _about_choice(page: ProposalPage, trial: TrialRow) -> str:
    if trial.offered_by is page.party:
        school = page.party is Party.PROFESSIONAL
        offered = _("U hebt momenten voor een proefles voorgesteld. De professional kiest er een.")
        return str(_("U hebt momenten voor een proefles voorgesteld. De school kiest er een.") if school else offered)
    return str(_("Er zijn momenten voor een proefles voorgesteld. Kies er een, of stel andere momenten voor."))


def trial_steps(page: ProposalPage) -> set[Step]:
    """Return the steps around the trial lesson that make sense now, of those that are open."""
    trial, steps = page.trial, {Step.OFFER_TRIAL, Step.PLAN_TRIAL, Step.RECORD_TRIAL} & set(page.steps)
    if trial is None:
        return steps
    waits_for_outcome = trial.state is TrialState.PLANNED and trial.began(clock.now())
    return steps - {Step.OFFER_TRIAL} if waits_for_outcome else steps - {Step.RECORD_TRIAL}


def offer_label(page: ProposalPage) -> str:
    """Return what offering moments is called now."""
    if page.trial is not None and page.trial.state is TrialState.PLANNED:
        return str(_("Verzet de proefles"))
    if page.trial is not None:
        return str(_("Stel andere momenten voor"))
    return str(_("Stel een proefles voor"))
