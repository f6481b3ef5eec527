"""A proposal behind a link in a mail, as the reader may see it without signing in: never a name, never contact."""

from dataclasses import dataclass
from functools import cached_property

from flask import url_for
from flask_babel import gettext as _

from matcher import clock
from matcher.access import work
from matcher.blueprints.mailed.links import payload_of, reader
from matcher.blueprints.proposal_words import Next, put_off, what_next
from matcher.blueprints.summary_rows import (
    SummaryRow,
    education_of,
    hours_wanted,
    need_rows,
    offered_line,
    period_line,
    period_wanted,
    work_of,
)
from matcher.database import db
from matcher.domain.actors import Actor
from matcher.domain.states import Answer, Party, ProposalState
from matcher.matching.sentences import day_parts
from matcher.queries.offered import as_offered
from matcher.queries.profile_card import person_card
from matcher.queries.profile_needs import NeedDetail, need_detail
from matcher.queries.proposal_page import ProposalPage, proposal_page
from matcher.services.transaction import Work
from matcher.tokens import ANSWER


@dataclass(frozen=True)
class Asked:
    """A proposal and who was asked. ``page`` is never handed to a template that shows contacts."""

    token: str
    party: Party
    actor: Actor
    page: ProposalPage

    @property
    def proposal_id(self) -> int:
        """The only proposal this link is for."""
        return self.page.row.id

    @property
    def url(self) -> str:
        """Where the question stands."""
        return url_for("mailed.answer", token=self.token)

    @property
    def login_url(self) -> str:
        """The same proposal after signing in."""
        target = url_for(f"{self.party.value}.proposal", proposal_id=self.proposal_id)
        return url_for("auth.login", next=target)

    @property
    def waits(self) -> bool:
        """True while this side's answer is awaited."""
        return self.page.row.state is ProposalState.PROPOSED and self.party in self.page.row.waiting_for

    @property
    def postponed(self) -> bool:
        """True while the answer was put off to a day that has yet to come."""
        return put_off(self.page.row)

    @property
    def late(self) -> bool:
        """True when the day on which an answer was asked is over; answering is still right."""
        return self.page.row.answer_by is not None and self.page.row.answer_by < clock.today()

    @property
    def other_said_yes(self) -> bool:
        """Whether the other side has answered."""
        row = self.page.row
        other = row.school_answer if self.party is Party.PROFESSIONAL else row.professional_answer
        return other is Answer.INTERESTED

    @property
    def next(self) -> Next:
        """What happens now, and who acts."""
        return what_next(self.page)

    @property
    def rows(self) -> list[SummaryRow]:
        """What this side may know: the need, or the person without a name."""
        if self.party is Party.PROFESSIONAL:
            return need_rows(self.need, self._asked.minutes_per_week)
        hours = offered_line(self.need, self._asked.minutes_per_week)
        asked = [SummaryRow(_("Uw vraag"), hours), SummaryRow(_("Wanneer"), period_line(self.need))]
        return [*asked, *_person(self.page.row.professional_id)]

    @cached_property
    def _asked(self) -> NeedDetail:
        return need_detail(db.session(), need_id=self.page.row.need_id)

    @cached_property
    def need(self) -> NeedDetail:
        """The need, with the hours of the proposal."""
        return as_offered(self._asked, self.page.minutes_per_week)

    def work(self) -> Work:
        """Return a unit of work of the reader, with the rights of this side alone."""
        return work(self.actor)


def asked_by(token: str) -> Asked:
    """Return what a link asks. Raises NotFoundError for a link that opens nothing (any more)."""
    payload = payload_of(ANSWER, token)
    party = Party(payload["party"])
    actor = reader(payload).only(party)
    page = proposal_page(db.session(), proposal_id=payload["proposal"], party=party, actor=actor, today=clock.today())
    return Asked(token, party, actor, page)


def _person(professional_id: int) -> list[SummaryRow]:
    """Return what an answer asks to know; the whole anonymous profile stands behind the sign-in."""
    person = person_card(db.session(), professional_id=professional_id)
    return [
        SummaryRow(_("Kenmerk"), person.reference),
        SummaryRow(_("Werk"), work_of(person)),
        SummaryRow(_("Vaardigheden"), [skill.label for skill in person.skills]),
        SummaryRow(_("Opleiding"), education_of(person)),
        SummaryRow(_("Wil lesgeven"), hours_wanted(person)),
        SummaryRow(_("Dagdelen"), day_parts(person.day_parts)),
        SummaryRow(_("Periode"), period_wanted(person)),
    ]
