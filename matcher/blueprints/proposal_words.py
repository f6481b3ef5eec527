"""A proposal in words: what happens next, who acts, and what happened before."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from matcher.blueprints.trial_words import trial_next
from matcher.domain.states import Answer, Party, ProposalState, Step
from matcher.queries.proposals import EventRow, ProposalPage

DATE = "d MMMM yyyy"
_BOTH = frozenset({Party.PROFESSIONAL, Party.SCHOOL})


@dataclass(frozen=True, slots=True)
class Next:
    """What happens now, who has to act, and until when."""

    text: str
    who: str
    deadline: str


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A line of the timeline."""

    at: datetime
    title: str
    text: str
    who: str


def party_name(party: Party, reader: Party) -> str:
    """Return how the reader calls a party: "u" for oneself."""
    names = {
        Party.PROFESSIONAL: _("de professional"),
        Party.SCHOOL: _("de school"),
        Party.COORDINATOR: _("de coördinator"),
        Party.SYSTEM: _("het systeem"),
    }
    return str(_("u") if party is reader else names[party])


def what_next(page: ProposalPage) -> Next:
    """Return what happens now, for who reads this page."""
    row, reader = page.row, page.party
    deadline = ""
    chooses = row.state is ProposalState.TRIAL and row.trial_offered_by is not None
    if row.answer_by is not None and (row.state is ProposalState.PROPOSED or chooses):
        deadline = str(_("voor %(day)s", day=format_date(row.answer_by, DATE)))
    who = [party_name(party, reader) for party in Party if party in row.waiting_for]
    return Next(text=_next_text(page), who=str(_(" en ")).join(who), deadline=deadline)


_TEXTS = {
    ProposalState.AGREED: _l("U bent het eens. De school legt de inzet vast: periode, klokuren en begeleiding."),
    ProposalState.PLACED: _l("De inzet is vastgelegd. U vindt die bij Inzet."),
    ProposalState.EXPIRED: _l("Er kwam niet op tijd een antwoord. Het voorstel is gesloten."),
    ProposalState.DECLINED: _l("Dit voorstel is gestopt. U hoeft niets te doen."),
    ProposalState.WITHDRAWN: _l("Dit voorstel is gestopt. U hoeft niets te doen."),
}


def _next_text(page: ProposalPage) -> str:
    if page.row.state is ProposalState.PROPOSED:
        return _about_answer(page, mine=page.party in page.row.waiting_for)
    if page.row.state in {ProposalState.INTRODUCED, ProposalState.TRIAL}:
        return _about_agreement(page)
    return str(_TEXTS.get(page.row.state, _l("De coördinator bekijkt dit voorstel.")))


def _about_answer(page: ProposalPage, *, mine: bool) -> str:
    if mine:
        return str(_("Hebt u interesse? Pas als u allebei ja zegt, ziet u elkaars naam en contactgegevens."))
    other = Party.SCHOOL if page.party is Party.PROFESSIONAL else Party.PROFESSIONAL
    answers = {Party.PROFESSIONAL: page.row.professional_answer, Party.SCHOOL: page.row.school_answer}
    if answers.get(page.party) is Answer.INTERESTED:
        return str(_("U hebt ja gezegd. Nu is %(other)s aan zet.", other=party_name(other, page.party)))
    return str(_("Er wordt op antwoord gewacht."))


def _about_agreement(page: ProposalPage) -> str:
    around_trial = trial_next(page)
    if around_trial and (not page.agreed_by or page.row.trial_offered_by is not None):
        return around_trial
    if page.party in page.agreed_by:
        return str(_("U hebt laten weten dat u het eens bent. De andere kant moet dat nog doen."))
    if page.agreed_by & _BOTH and page.party in _BOTH:
        return str(_("De andere kant is het eens. Bent u dat ook? Laat het weten."))
    if page.row.state is ProposalState.TRIAL and page.row.trial_on is not None:
        day = format_date(page.row.trial_on, DATE)
        return str(_("De proefles is op %(day)s. Laat daarna weten of u het eens bent.", day=day))
    return str(
        _("U hebt allebei ja gezegd. Neem contact op met elkaar en plan een proefles, of maak meteen een afspraak.")
    )


def history(page: ProposalPage) -> list[HistoryRow]:
    """Return what happened, oldest first."""
    return [
        HistoryRow(event.at, _event_title(event), event.note, party_name(event.party, page.party))
        for event in page.events
    ]


def _event_title(event: EventRow) -> str:
    titles = {
        Step.APPROVE: _("Voorgesteld aan beide kanten"),
        Step.INVITE: _("Uitnodiging van de school"),
        Step.SHOW_INTEREST: _("Interesse van de professional"),
        Step.ACCEPT: _("Ja gezegd"),
        Step.DECLINE: _("Afgewezen"),
        Step.OFFER_TRIAL: _("Momenten voor een proefles voorgesteld"),
        Step.PLAN_TRIAL: _("Moment voor de proefles gekozen"),
        Step.RECORD_TRIAL: _("Laten weten hoe de proefles ging"),
        Step.AGREE: _("Laten weten: wij zijn het eens"),
        Step.PLACE: _("Inzet vastgelegd"),
        Step.WITHDRAW: _("Gestopt"),
        Step.EXPIRE: _("Gesloten: er kwam niet op tijd een antwoord"),
        Step.TAKE_UP: _("In beoordeling genomen"),
        Step.REJECT: _("Niet voorgesteld"),
    }
    if event.step is Step.ACCEPT and event.to_state is ProposalState.INTRODUCED:
        return str(_("Ja gezegd: u kunt nu kennismaken"))
    return str(titles[event.step]) if event.step else str(_("Gevonden door het systeem"))
