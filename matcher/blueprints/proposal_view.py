"""What the page of a proposal shows to one side."""

from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _l

from matcher import clock
from matcher.access import current_actor
from matcher.blueprints.consent_words import ConsentBox, consent_box
from matcher.blueprints.feedback_words import FeedbackLine, FeedbackLink, ask_label, feedback_lines
from matcher.blueprints.legal_words import LegalBox, legal_box
from matcher.blueprints.match_words import fit_sentences, score_parts, score_word
from matcher.blueprints.message_words import ConversationBox, conversation_box
from matcher.blueprints.proposal_words import HistoryRow, Next, history, what_next
from matcher.blueprints.qualification_words import ProofRow, proof_rows
from matcher.blueprints.score_part import ScorePart
from matcher.blueprints.summary_rows import SummaryRow, need_rows, person_rows
from matcher.blueprints.trial_words import TrialBox, before_trial, offer_label, trial_box, trial_steps
from matcher.database import db
from matcher.domain.states import NAMES_REVEALED, Party, Step
from matcher.domain.trials import FeedbackKind, TrialState
from matcher.queries.employer_consent import consent_fact
from matcher.queries.engine import current_engine
from matcher.queries.feedback import feedback_asked, feedback_of
from matcher.queries.matches import Match, match_of
from matcher.queries.offered import as_offered
from matcher.queries.profile_card import PersonCard, person_card
from matcher.queries.profile_needs import NeedDetail, need_detail
from matcher.queries.proposal_page import Contact, ProposalPage

# Pages on which a side looks back (blueprints.feedback_pages).
ENDPOINTS = {FeedbackKind.TRIAL: "trial_feedback", FeedbackKind.PLACEMENT: "placement_feedback"}


@dataclass(frozen=True, slots=True)
class Action:
    """A step somebody may take: a button that posts, or a link to a page. ``about`` says what it does.

    ``calm``: the reader need not do anything now, so not even the first one is the primary button.
    """

    step: Step
    label: str
    url: str
    posts: bool
    about: str
    calm: bool = False


@dataclass(frozen=True, slots=True)
class ProposalView:
    """The page with everything in words. ``contacts`` is empty before the introduction.

    ``proofs``: for the school to mark as seen, from the introduction on.
    """

    page: ProposalPage
    url: str
    need: NeedDetail
    person: PersonCard
    next: Next
    history: list[HistoryRow]
    word: str
    parts: list[ScorePart]
    facts: tuple[str, ...]
    legal: LegalBox
    need_rows: list[SummaryRow]
    person_rows: list[SummaryRow]
    consent: ConsentBox
    proofs: list[ProofRow]
    contacts: tuple[Contact, ...]
    actions: list[Action]
    trial: TrialBox | None
    conversation: ConversationBox | None
    feedback: list[FeedbackLine]
    feedback_links: list[FeedbackLink]


def proposal_view(page: ProposalPage, *, area: str, place_endpoint: str = "") -> ProposalView:
    """Return the view of a page in the blueprint ``area``."""
    row, session, today = page.row, db.session(), clock.today()
    match = match_of(
        session,
        professional_id=row.professional_id,
        need_id=row.need_id,
        today=today,
        for_school_reader=page.party is not Party.PROFESSIONAL,
    )
    asked = need_detail(session, need_id=row.need_id)
    need = as_offered(asked, page.minutes_per_week)
    person = person_card(session, professional_id=row.professional_id)
    return ProposalView(
        page=page,
        url=url_for(f"{area}.proposal", proposal_id=row.id),
        need=need,
        person=person,
        next=what_next(page),
        history=history(page),
        word=score_word(row.score) if row.score is not None else "",
        parts=_parts(page, match),
        facts=fit_sentences(match) if match else (),
        legal=legal_box(need, match, hours=need is asked),
        need_rows=need_rows(need, asked.minutes_per_week),
        person_rows=person_rows(person),
        consent=consent_box(consent_fact(session, professional_id=row.professional_id), need=need, today=today),
        proofs=_proofs(page, person),
        contacts=_contacts(page),
        actions=_actions(page, area, place_endpoint),
        trial=trial_box(page),
        conversation=conversation_box(row.id, page.party, area),
        **_feedback(page, area),
    )


def _feedback(page: ProposalPage, area: str) -> dict[str, Any]:
    """Return what was said afterwards, and where the reader can say it."""
    session, today, proposal_id = db.session(), clock.today(), page.row.id
    given = feedback_of(session, proposal_id=proposal_id, party=page.party)
    asked = feedback_asked(session, proposal_id=proposal_id, party=page.party, today=today, given=given)
    own = {row.kind for row in given if row.party is page.party}
    links = [
        FeedbackLink(ask_label(kind, given=kind in own), url_for(f"{area}.{ENDPOINTS[kind]}", proposal_id=proposal_id))
        for kind in asked
    ]
    return {"feedback": feedback_lines(given, page.party), "feedback_links": links}


def _parts(page: ProposalPage, match: Match | None) -> list[ScorePart]:
    labels = current_engine(db.session(), today=clock.today()).labels
    return score_parts(page.score_parts, match, labels, reader=page.party)


def _proofs(page: ProposalPage, person: PersonCard) -> list[ProofRow]:
    """Return the proofs for a school that was introduced to the person; the professional reads them in the profile."""
    if page.party is not Party.SCHOOL or page.row.state not in NAMES_REVEALED:
        return []
    return proof_rows(person.qualifications, clock.today(), reader_id=current_actor().user_id, names=False)


def _contacts(page: ProposalPage) -> tuple[Contact, ...]:
    """Return the people of the other side, as far as names are revealed."""
    person = (page.person_contact,) if page.person_contact else ()
    if page.party is Party.PROFESSIONAL:
        return page.school_contacts
    return person if page.party is Party.SCHOOL else (*person, *page.school_contacts)


@dataclass(frozen=True, slots=True)
class _Step:
    """How a step is offered: endpoint in the blueprint, button that posts or link, label and what it does."""

    endpoint: str
    posts: bool
    label: Any
    about: Any


_AGAIN = _Step(
    "resume_proposal",
    posts=True,
    label=_l("Pak het weer op"),
    about=_l("U zegt ja. Daarna krijgt de ander opnieuw de vraag."),
)
_STEPS: dict[Step, _Step] = {
    Step.PLAN_TRIAL: _Step(
        "choose_trial",
        posts=False,
        label=_l("Kies een moment"),
        about=_l("Kies een van de voorgestelde momenten voor de proefles, of stel andere momenten voor."),
    ),
    Step.ACCEPT: _Step(
        "accept_proposal",
        posts=True,
        label=_l("Ja, ik heb interesse"),
        about=_l("Ja zeggen is kennismaken: u zit nergens aan vast. Nee zeggen of later antwoorden mag ook."),
    ),
    Step.PLACE: _Step(
        "",
        posts=False,
        label=_l("Leg de inzet vast"),
        about=_l("Leg vast wat u hebt afgesproken: periode, klokuren en begeleiding."),
    ),
    Step.RECORD_TRIAL: _Step(
        "record_trial",
        posts=False,
        label=_l("Hoe ging de proefles?"),
        about=_l("Laat weten of de proefles is gegeven. Daarna kunt u kort terugkijken."),
    ),
    Step.AGREE: _Step(
        "agree_proposal",
        posts=True,
        label=_l("Wij zijn het eens"),
        about=_l("Hebt u samen afgesproken wanneer de lessen zijn? Laat dan weten dat u het eens bent."),
    ),
    Step.OFFER_TRIAL: _Step(
        "offer_trial",
        posts=False,
        label=_l("Stel een proefles voor"),
        about=_l("Eerst proefdraaien? Stel momenten voor een proefles voor. Daarmee zit niemand ergens aan vast."),
    ),
    Step.INVITE: _AGAIN,
    Step.SHOW_INTEREST: _AGAIN,
    Step.DECLINE: _Step(
        "decline_proposal",
        posts=False,
        label=_l("Nee, nu niet"),
        about=_l("U kiest een reden en krijgt een tekst die u kunt aanpassen."),
    ),
    Step.POSTPONE: _Step(
        "postpone_proposal",
        posts=False,
        label=_l("Later antwoorden"),
        about=_l("Hebt u meer tijd nodig? Kies de dag waarop u antwoordt."),
    ),
    Step.WITHDRAW: _Step(
        "withdraw_proposal",
        posts=False,
        label=_l("Stop hiermee"),
        about=_l("Gaat het toch niet door? U kunt stoppen, met een reden."),
    ),
}


_BEFORE_TRIAL = _l("Kunt u dan toch niet? Verzet de proefles. Bent u het nu al samen eens? Laat dat dan weten.")


def _actions(page: ProposalPage, area: str, place_endpoint: str) -> list[Action]:
    """Return the steps open to this side, the most wanted first."""
    endpoints = {step: f"{area}.{row.endpoint}" for step, row in _STEPS.items()} | {Step.PLACE: place_endpoint}
    open_steps = [step for step in _wanted_order(page) if step in page.steps and endpoints[step]]
    calm = before_trial(page)
    return [
        Action(
            step=step,
            label=offer_label(page) if step is Step.OFFER_TRIAL else str(_STEPS[step].label),
            url=url_for(endpoints[step], proposal_id=page.row.id),
            posts=_STEPS[step].posts,
            about=str(_BEFORE_TRIAL if calm else _STEPS[step].about),
            calm=calm,
        )
        for step in open_steps
    ]


def _wanted_order(page: ProposalPage) -> list[Step]:
    """Before a trial lesson is planned that comes first; who still has to answer says no instead of stopping."""
    open_trial, order = trial_steps(page), list(_STEPS)
    missed = page.trial is not None and page.trial.state is TrialState.MISSED
    first = (page.trial is None or missed) and page.row.trial_offered_by is None and not page.agreed_by
    if first or before_trial(page):
        order.remove(Step.OFFER_TRIAL)
        order.insert(order.index(Step.AGREE), Step.OFFER_TRIAL)
    closed = {Step.OFFER_TRIAL, Step.PLAN_TRIAL, Step.RECORD_TRIAL} - open_trial
    if Step.DECLINE in page.steps:
        closed.add(Step.WITHDRAW)
    return [step for step in order if step not in closed]
