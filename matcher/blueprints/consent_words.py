"""An employer's consent in words: a fact with what to look out for beside a need, and the requests of the person."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import format_date
from flask_babel import gettext as _

from matcher.blueprints.summary_rows import SummaryRow
from matcher.clock import dutch_date
from matcher.domain.choices import Consent
from matcher.domain.employer_consent import ANSWER_WITHIN, RESEND_AFTER, STATE_LABELS, ConsentState, overdue
from matcher.domain.labels import label
from matcher.queries.employer_consent import ConsentFact, LinkedAnswer, OwnConsent
from matcher.queries.need_content import NeedContent
from matcher.rules.klokuren import klokuren_text

DATE = "d MMMM yyyy"


@dataclass(frozen=True, slots=True)
class ConsentBox:
    """What the component shows. ``warnings`` stop nothing: the school and the professional decide."""

    consent: Consent
    word: str
    text: str
    warnings: tuple[str, ...]


def consent_box(fact: ConsentFact, *, need: NeedContent | None, today: date) -> ConsentBox:
    """Return the consent in words, held against what a need asks when there is one."""
    return ConsentBox(
        consent=fact.consent,
        word=_word(fact),
        text=_by_link(fact.linked) if fact.linked else _filled_in(fact),
        warnings=tuple(_warnings(fact, need, today)) if need else (),
    )


def _day(value: date | datetime | None) -> str:
    if value is None:
        return ""
    return str(format_date(dutch_date(value) if isinstance(value, datetime) else value, DATE))


def _word(fact: ConsentFact) -> str:
    return str(_("ingetrokken")) if fact.linked and fact.linked.withdrawn_at else label(fact.consent)


def _by_link(answer: LinkedAnswer) -> str:
    if answer.state is ConsentState.GIVEN:
        return str(
            _(
                "Gegeven door de werkgever voor %(hours)s per week, van %(begin)s tot en met %(end)s (op %(day)s).",
                hours=klokuren_text(answer.minutes or 0),
                begin=_day(answer.starts_on),
                end=_day(answer.ends_on),
                day=_day(answer.answered_at),
            )
        )
    texts = {
        ConsentState.ASKED: _("Gevraagd aan de werkgever op %(day)s.", day=_day(answer.asked_at)),
        ConsentState.REFUSED: _("De werkgever gaf op %(day)s geen toestemming.", day=_day(answer.answered_at)),
        ConsentState.WITHDRAWN: _("De werkgever trok de toestemming in op %(day)s.", day=_day(answer.withdrawn_at)),
    }
    return str(texts[answer.state])


def _filled_in(fact: ConsentFact) -> str:
    """Return what the person filled in without the employer; nothing to add where the label says it all."""
    if fact.consent in {Consent.ONBEKEND, Consent.NIET_NODIG}:
        return ""
    if fact.consent is Consent.GEGEVEN and fact.minutes:
        hours = klokuren_text(fact.minutes)
        return str(_("Voor %(hours)s per week, zoals in het profiel is ingevuld.", hours=hours))
    return str(_("Zo is het in het profiel ingevuld."))


def _warnings(fact: ConsentFact, need: NeedContent, today: date) -> Iterator[str]:
    if fact.linked and fact.linked.state is ConsentState.WITHDRAWN:
        yield _("De werkgever heeft de toestemming ingetrokken. Bespreek eerst of dit nog kan.")
    elif fact.consent is Consent.GEWEIGERD:
        yield _("De werkgever vindt het niet goed. Bespreek eerst of dit nog kan.")
    if fact.minutes and need.minutes_per_week > fact.minutes:
        asked, given = klokuren_text(need.minutes_per_week), klokuren_text(fact.minutes)
        yield _(
            "Deze vraag is %(asked)s per week. De toestemming is voor %(given)s per week.", asked=asked, given=given
        )
    if fact.linked and fact.linked.state is ConsentState.GIVEN:
        yield from _about_period(fact.linked, need, today)


def _about_period(answer: LinkedAnswer, need: NeedContent, today: date) -> Iterator[str]:
    if answer.ends_on < today:
        yield _("De toestemming is afgelopen op %(day)s.", day=_day(answer.ends_on))
    elif (
        need.starts_on and need.ends_on and not (answer.starts_on <= need.starts_on and need.ends_on <= answer.ends_on)
    ):
        yield _(
            "Deze vraag loopt van %(begin)s tot en met %(end)s. De toestemming geldt niet voor die hele periode.",
            begin=_day(need.starts_on),
            end=_day(need.ends_on),
        )


@dataclass(frozen=True, slots=True)
class LiveRequest:
    """The request that runs, or the consent that stands. ``resend_on`` is empty when it may be sent again now.

    ``ended_on``: the last day of a consent that is over, else empty.
    """

    given: bool
    ended_on: str
    overdue: bool
    answer_by: str
    resend_on: str
    rows: list[SummaryRow]


@dataclass(frozen=True, slots=True)
class RequestRow:
    """An earlier request as a line of the timeline."""

    at: datetime
    title: str
    text: str


def live_request(requests: Sequence[OwnConsent], now: datetime) -> LiveRequest | None:
    """Return the newest request when it runs or stands."""
    if not requests or not requests[0].live:
        return None
    newest = requests[0]
    again = newest.sent_at + RESEND_AFTER
    given = newest.state is ConsentState.GIVEN
    return LiveRequest(
        given=given,
        ended_on=_day(newest.ends_on) if given and newest.ends_on < dutch_date(now) else "",
        overdue=overdue(newest.state, newest.sent_at, now),
        answer_by=_day(newest.sent_at + ANSWER_WITHIN),
        resend_on=_day(again) if again > now else "",
        rows=_request_rows(newest),
    )


def _request_rows(row: OwnConsent) -> list[SummaryRow]:
    period = _("%(begin)s tot en met %(end)s", begin=_day(row.starts_on), end=_day(row.ends_on))
    every = [
        SummaryRow(_("Werkgever"), row.employer),
        SummaryRow(_("Mail naar"), f"{row.contact_name}, {row.contact_email}"),
        SummaryRow(_("Gevraagd"), _("%(hours)s per week", hours=klokuren_text(row.minutes_asked))),
        SummaryRow(_("Periode"), period),
        SummaryRow(_("Uw bericht"), row.message),
        SummaryRow(_("Laatste mail"), _day(row.sent_at)),
        SummaryRow(_("Toelichting van uw werkgever"), row.note),
    ]
    return [line for line in every if not line.missing]


def earlier_requests(requests: Sequence[OwnConsent]) -> list[RequestRow]:
    """Return what was asked before, newest first."""
    return [_earlier(row) for row in requests if not row.live]


def _earlier(row: OwnConsent) -> RequestRow:
    hours = klokuren_text(row.minutes_given or row.minutes_asked)
    ended = _day(row.withdrawn_at or row.answered_at)
    answer = f"{STATE_LABELS[row.state]} ({ended})" if ended else STATE_LABELS[row.state]
    title = _("%(employer)s, %(hours)s per week: %(answer)s", employer=row.employer, hours=hours, answer=answer)
    return RequestRow(row.asked_at, title, row.note)
