"""What the sides of a proposal write to each other in the demo."""

from datetime import timedelta
from typing import TYPE_CHECKING

from matcher.demo.dice import chance
from matcher.demo.texts import TALKS
from matcher.domain.states import Party
from matcher.services.conversation import mark_read, send_message

if TYPE_CHECKING:
    from matcher.demo.stories import Story

PAUSE = timedelta(hours=3)
PARTIES = {"pro": Party.PROFESSIONAL, "school": Party.SCHOOL, "coordinator": Party.COORDINATOR}


def talk(story: "Story") -> None:
    """Play one of the conversations; sometimes the last message has not been read yet."""
    work = story.work(Party.SCHOOL)
    lines, proposal_id = story.rng.choice(TALKS), story.proposal.id
    at = work.now
    for who, text in lines:
        party = PARTIES[who]
        message_id = send_message(story.work_at(party, at), proposal_id=proposal_id, party=party, body=text)
        at = min(at + PAUSE, story.latest())
    for party in (Party.PROFESSIONAL, Party.SCHOOL):
        if chance(story.rng, 0.6):
            mark_read(story.work_at(party, at), proposal_id=proposal_id, party=party, message_id=message_id)
