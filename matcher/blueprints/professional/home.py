"""The first page of the professional: what to do now, hours, agenda."""

from dataclasses import dataclass
from datetime import date

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from matcher import clock
from matcher.access import requires
from matcher.blueprints.professional import blueprint
from matcher.blueprints.professional.common import me, own_id
from matcher.blueprints.professional.profile_view import section_url
from matcher.blueprints.professional.proposal_rows import ProposalCard, proposal_cards
from matcher.blueprints.vog_words import vog_asks
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.domain.profile_completeness import SECTION_GAINS
from matcher.domain.school_year import school_year_of
from matcher.domain.states import PlacementState, ProfileState, ProposalState
from matcher.queries.ledger import ledger_of
from matcher.queries.matches import needs_for
from matcher.queries.placements import PlacementRow, placements_of_professional
from matcher.queries.profile import Profile
from matcher.queries.proposals import ProposalRow, proposals_of_professional


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """A day to keep free."""

    at: date
    title: str
    text: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one thing to do now."""

    label: str
    url: str


@blueprint.get("/")
@requires(Permission.PROFESSIONAL)
def home() -> ResponseReturnValue:
    """Greet, and say what to do now."""
    session, today, profile = db.session(), clock.today(), me()
    rows = proposals_of_professional(session, own_id(), today=today)
    waiting = [card for card in proposal_cards(rows, today) if card.mine]
    fitting = len(needs_for(session, professional_id=own_id(), today=today))
    step, placed = profile.completeness.next_step, placements_of_professional(session, own_id())
    return render_template(
        "professional/home.html",
        greeting=_greeting(),
        profile=profile,
        fitting=fitting,
        waiting=waiting,
        action=_action(profile, waiting, fitting),
        gain=SECTION_GAINS[step.section] if step else "",
        ledger=ledger_of(session, professional_id=own_id(), school_year=school_year_of(today)),
        vog_asks=vog_asks(placed, today),
        to_fill=[row for row in placed if _has_open_month(row, today)],
        agenda=_agenda(rows, placed, today),
    )


def _greeting() -> str:
    hour = clock.now().astimezone(clock.AMSTERDAM).hour
    greetings = ((6, _("Goedendag")), (12, _("Goedemorgen")), (18, _("Goedemiddag")))
    return next((str(text) for until, text in greetings if hour < until), str(_("Goedenavond")))


def _action(profile: Profile, waiting: list[ProposalCard], fitting: int) -> NextStep | None:
    """Return the next step: answer, else complete and switch on the profile, else look at needs."""
    step = profile.completeness.next_step
    if waiting:
        return NextStep(str(_("Beantwoord het voorstel")), waiting[0].url)
    if step is not None:
        return NextStep(str(_("Ga verder met uw profiel")), section_url(step.section))
    if profile.state is not ProfileState.ACTIVE:
        return NextStep(str(_("Zet uw profiel aan")), url_for("professional.profile"))
    return NextStep(str(_("Bekijk de vragen die passen")), url_for("professional.matches")) if fitting else None


def _has_open_month(row: PlacementRow, today: date) -> bool:
    """Return whether a month that is over was neither entered nor confirmed."""
    over = [month for month in row.months if month.month < today.replace(day=1)]
    return any(month.claim is None and month.real is None for month in over)


def _agenda(rows: tuple[ProposalRow, ...], placed: tuple[PlacementRow, ...], today: date) -> list[AgendaRow]:
    """Return trial lessons and placements to come, the first day on top."""
    trials = [
        AgendaRow(row.trial_on, str(_("Proefles: %(title)s", title=row.need_title)), row.school)
        for row in rows
        if row.state in {ProposalState.TRIAL, ProposalState.AGREED}
        and row.trial_on is not None
        and row.trial_on >= today
    ]
    lessons = [
        AgendaRow(row.starts_on, str(_("Eerste lesweek: %(title)s", title=row.need_title)), row.school)
        for row in placed
        if row.state is PlacementState.PLANNED and row.starts_on >= today
    ]
    return sorted([*trials, *lessons], key=lambda row: (row.at, row.title))
