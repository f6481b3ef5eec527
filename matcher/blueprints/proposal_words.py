"""A proposal in words: what happens next, who acts, and what happened before."""

from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from matcher import clock
from matcher.blueprints.silence_words import silence_text
from matcher.blueprints.trial_words import before_trial, trial_next
from matcher.domain.states import Answer, Party, ProposalState, Step
from matcher.queries.proposal_page import EventRow, ProposalPage
from matcher.queries.proposals import ProposalRow

DATE = "d MMMM yyyy"
AGAIN = frozenset({Step.INVITE, Step.SHOW_INTEREST})
_BOTH = frozenset({Party.PROFESSIONAL, Party.SCHOOL})


@dataclass(frozen=True, slots=True)
class Next:
    """What happens now, who has to act, until when, and what follows when nobody does."""

    text: str
    who: str
    deadline: str
    silence: str


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
    if put_off(row):
        deadline = str(_("op %(day)s", day=format_date(row.postponed_until, DATE)))
    elif row.answer_by is not None and row.waiting_for:
        deadline = _until(row.answer_by)
    who = [party_name(party, reader) for party in Party if party in row.waiting_for]
    return Next(text=_next_text(page), who=str(_(" en ")).join(who), deadline=deadline, silence=_silence(page))


def _until(day: date) -> str:
    """Return the last day to answer, that day included; a day that has passed is no reason to stay silent."""
    late = day < clock.today()
    text = _("verwacht op %(day)s; het mag nog") if late else _("tot en met %(day)s")
    return str(text % {"day": format_date(day, DATE)})


def _silence(page: ProposalPage) -> str:
    """Return what follows without an answer; before the trial lesson nobody has to answer yet."""
    return "" if before_trial(page) else silence_text(page.row)


def put_off(row: ProposalRow) -> bool:
    """Return whether the answer comes on a later day."""
    asked = row.state is ProposalState.PROPOSED
    return asked and row.postponed_until is not None and row.postponed_until > clock.today()


def rests(row: ProposalRow, party: Party) -> bool:
    """Return whether only this side still has to answer, and chose a later day to do so: nothing to do until then."""
    return put_off(row) and row.waiting_for == {party}


_TEXTS = {
    ProposalState.AGREED: _l("U bent het samen eens. De school legt de inzet vast: periode, klokuren en begeleiding."),
    ProposalState.PLACED: _l("De inzet is vastgelegd: de dagen, de klokuren en de afspraken."),
    ProposalState.DECLINED: _l("Dit voorstel is gestopt. U hoeft niets te doen."),
    ProposalState.WITHDRAWN: _l("Dit voorstel is gestopt. U hoeft niets te doen."),
}


def _next_text(page: ProposalPage) -> str:
    if page.row.state is ProposalState.PROPOSED:
        return _about_answer(page, mine=page.party in page.row.waiting_for)
    if page.row.state in {ProposalState.INTRODUCED, ProposalState.TRIAL}:
        return _about_agreement(page)
    if page.row.state is ProposalState.EXPIRED:
        return _about_silence(page)
    return str(_TEXTS.get(page.row.state, _l("De coördinator bekijkt dit voorstel.")))


def _about_answer(page: ProposalPage, *, mine: bool) -> str:
    if put_off(page.row) and _postponer(page) is page.party:
        return str(_("U antwoordt op %(day)s. Eerder mag ook.", day=format_date(page.row.postponed_until, DATE)))
    if mine:
        return _asked(page)
    other = _other(page)
    if put_off(page.row):
        day = format_date(page.row.postponed_until, DATE)
        return str(_("U hebt ja gezegd. %(other)s antwoordt op %(day)s. U hoeft niets te doen.", other=other, day=day))
    if _answer_of(page, page.party) is Answer.INTERESTED:
        return str(_("U hebt ja gezegd. %(other)s moet nog antwoorden. U hoeft niets te doen.", other=other))
    return str(_("Er wordt op antwoord gewacht."))


def _asked(page: ProposalPage) -> str:
    other = Party.SCHOOL if page.party is Party.PROFESSIONAL else Party.PROFESSIONAL
    if _answer_of(page, other) is Answer.INTERESTED:
        text = _("%(other)s zei al ja. Zegt u ook ja? Dan ziet u elkaars naam en contactgegevens.", other=_other(page))
        return str(text)
    return str(_("Hebt u interesse? Pas als u allebei ja zegt, ziet u elkaars naam en contactgegevens."))


def _answer_of(page: ProposalPage, party: Party) -> Answer | None:
    answers = {Party.PROFESSIONAL: page.row.professional_answer, Party.SCHOOL: page.row.school_answer}
    return answers.get(party)


def _other(page: ProposalPage) -> str:
    """Return the other side as the first word of a sentence."""
    return str(_("De school") if page.party is Party.PROFESSIONAL else _("De professional"))


def _postponer(page: ProposalPage) -> Party | None:
    """Return who put the answer off last."""
    return next((event.party for event in reversed(page.events) if event.step is Step.POSTPONE), None)


def _about_agreement(page: ProposalPage) -> str:
    around_trial = trial_next(page)
    if around_trial and (not page.agreed_by or page.row.trial_offered_by is not None):
        return around_trial
    if page.party in page.agreed_by:
        return str(_("U hebt laten weten dat u het eens bent. %(other)s moet dat nog doen.", other=_other(page)))
    if page.agreed_by & _BOTH and page.party in _BOTH:
        return str(_("%(other)s is het eens. Bent u dat ook? Laat het weten.", other=_other(page)))
    if page.row.state is ProposalState.TRIAL and page.row.trial_on is not None:
        day = format_date(page.row.trial_on, DATE)
        return str(_("De proefles is op %(day)s. Laat daarna weten of u het eens bent.", day=day))
    return str(
        _("U hebt allebei ja gezegd. Neem contact op met elkaar en plan een proefles, of maak meteen een afspraak.")
    )


def _about_silence(page: ProposalPage) -> str:
    closed = _("Er kwam niet op tijd een antwoord. Het voorstel is gesloten.")
    if AGAIN & set(page.steps):
        return str(_("%(closed)s Past het nu wel? U kunt het weer oppakken.", closed=closed))
    if _answer_of(page, page.party) is Answer.INTERESTED:
        return str(_("%(closed)s %(other)s kan er nog op terugkomen.", closed=closed, other=_other(page)))
    return str(closed)


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
        Step.POSTPONE: _("Antwoord later gezet"),
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
