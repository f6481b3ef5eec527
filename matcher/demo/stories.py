"""The history of one proposal, told with the services that write it in real life, each step at its own moment."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random

from sqlalchemy import select

from matcher.demo import lessons
from matcher.demo.asks import Ask
from matcher.demo.dice import chance
from matcher.demo.people import Person
from matcher.demo.talks import talk
from matcher.demo.texts import INTERESTS, INVITATIONS, closing_text
from matcher.demo.world import World
from matcher.domain.actors import SYSTEM, Actor
from matcher.domain.reasons import REASONS
from matcher.domain.states import Answer, Party, ProposalState, Step
from matcher.matching.ranking import Ranked
from matcher.matching.weights import DEFAULT
from matcher.models import Proposal
from matcher.services import proposals
from matcher.services.proposals.steps import Grip, move, record
from matcher.services.proposals.waiting import start_waiting
from matcher.services.transaction import Work

PRO, SCHOOL, COORDINATOR = Party.PROFESSIONAL, Party.SCHOOL, Party.COORDINATOR


@dataclass(slots=True)
class Story:
    """One pair and its proposal so far. ``moments``: when each of the next steps is taken."""

    world: World
    rng: Random
    ask: Ask
    person: Person
    pair: Ranked
    coordinator: Actor
    moments: list[datetime]
    trial_on: date | None = None
    proposal: Proposal = field(init=False)

    def tell(self, steps: tuple[str, ...]) -> Proposal:
        """Take the steps in order and return the proposal."""
        for step in steps:
            STEPS[step](self)
        return self.proposal

    def work(self, party: Party) -> Work:
        """Return the unit of work of this party at the next moment."""
        return self.work_at(party, self.moments.pop(0))

    def work_at(self, party: Party, now: datetime) -> Work:
        """Return the unit of work of this party at a moment between two steps."""
        actors = {PRO: self._professional(), SCHOOL: self.ask.team.actor, COORDINATOR: self.coordinator}
        return Work(session=self.world.session, actor=actors.get(party, SYSTEM), now=now)

    def latest(self) -> datetime:
        """Return until when something can happen before the next step."""
        return self.moments[0] if self.moments else self.world.now

    def _professional(self) -> Actor:
        return Actor(user_id=self.person.user.id, professional_id=self.person.profile.id)

    def begin(self, work: Work, party: Party, state: ProposalState, step: Step | None) -> None:
        """Write the proposal as ``services.proposals.beginnings`` does, with the score of the one snapshot we have."""
        self.proposal = Proposal(
            professional_id=self.person.profile.id,
            need_id=self.ask.need.id,
            state=state,
            started_by=party,
            score=self.pair.total,
            score_parts=self.pair.parts.as_dict(),
            weights_version=DEFAULT.version,
            professional_answer=Answer.INTERESTED if party is PRO else Answer.PENDING,
            school_answer=Answer.INTERESTED if party is SCHOOL else Answer.PENDING,
            created_at=work.now,
            updated_at=work.now,
        )
        start_waiting(work, self.proposal, self.ask.need)
        work.session.add(self.proposal)
        work.session.flush()
        record(work, self.proposal, party=party, step=step, to_state=state)


def _suggest(story: Story) -> None:
    story.begin(story.work(Party.SYSTEM), Party.SYSTEM, ProposalState.SUGGESTED, None)


def _invite(story: Story) -> None:
    story.begin(story.work(SCHOOL), SCHOOL, ProposalState.PROPOSED, Step.INVITE)
    story.proposal.message = story.rng.choice(INVITATIONS)


def _interest(story: Story) -> None:
    story.begin(story.work(PRO), PRO, ProposalState.PROPOSED, Step.SHOW_INTEREST)
    story.proposal.message = story.rng.choice(INTERESTS)


def _take_up(story: Story) -> None:
    proposals.take_up(story.work(COORDINATOR), proposal_id=story.proposal.id)


def _approve(story: Story) -> None:
    proposals.approve(story.work(COORDINATOR), proposal_id=story.proposal.id)


def _reject(story: Story) -> None:
    reason = story.rng.choice(REASONS[COORDINATOR][:3]).code
    proposals.reject(story.work(COORDINATOR), proposal_id=story.proposal.id, reason=reason)


def _dismiss(story: Story) -> None:
    reason = story.rng.choice(REASONS[PRO][:4]).code
    need_id, person_id = story.ask.need.id, story.person.profile.id
    proposals.dismiss_need(story.work(PRO), need_id=need_id, reason=reason)
    pair = select(Proposal).where(Proposal.need_id == need_id, Proposal.professional_id == person_id)
    story.proposal = story.world.session.scalars(pair).one()


def _yes(party: Party) -> Callable[[Story], None]:
    def step(story: Story) -> None:
        proposals.accept(story.work(party), proposal_id=story.proposal.id, party=party)

    return step


def _no(party: Party) -> Callable[[Story], None]:
    def step(story: Story) -> None:
        reason = story.rng.choice(REASONS[party][:-1])
        proposals.decline(
            story.work(party),
            proposal_id=story.proposal.id,
            party=party,
            reason=reason.code,
            text=reason.text,
            share=chance(story.rng, 0.6),
        )

    return step


def _agree(party: Party) -> Callable[[Story], None]:
    def step(story: Story) -> None:
        proposals.agree(story.work(party), proposal_id=story.proposal.id, party=party)

    return step


def _withdraw(party: Party) -> Callable[[Story], None]:
    def step(story: Story) -> None:
        reason = story.rng.choice(REASONS[party][:-1])
        text = closing_text(party)
        proposals.withdraw(
            story.work(party), proposal_id=story.proposal.id, party=party, reason=reason.code, text=text, share=True
        )

    return step


def _expire(story: Story) -> None:
    work = story.work(Party.SYSTEM)
    proposal = story.proposal
    move(work, Grip(proposal, story.ask.need, Party.SYSTEM), Step.EXPIRE, ProposalState.EXPIRED)
    proposal.ended_by = Party.SYSTEM


STEPS: dict[str, Callable[[Story], None]] = {
    "suggest": _suggest,
    "invite": _invite,
    "interest": _interest,
    "take_up": _take_up,
    "approve": _approve,
    "reject": _reject,
    "dismiss": _dismiss,
    "yes_pro": _yes(PRO),
    "yes_school": _yes(SCHOOL),
    "no_pro": _no(PRO),
    "no_school": _no(SCHOOL),
    "trial": lessons.offer_and_choose,
    "offer": lessons.offer,
    "held": lessons.hold,
    "missed": lessons.miss,
    "talk": talk,
    "agree_pro": _agree(PRO),
    "agree_school": _agree(SCHOOL),
    "stop_pro": _withdraw(PRO),
    "stop_school": _withdraw(SCHOOL),
    "expire": _expire,
}
