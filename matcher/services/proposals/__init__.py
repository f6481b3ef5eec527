"""What happens to a proposal: one verb per function, in modules by who begins and what follows."""

from matcher.services.proposals.adjusting import offer_hours
from matcher.services.proposals.answers import accept, decline
from matcher.services.proposals.arrangements import (
    agree,
    withdraw,
    withdraw_all_of,
    withdraw_at_school,
    withdraw_unanswered,
)
from matcher.services.proposals.beginnings import dismiss_need, invite, show_interest
from matcher.services.proposals.postponing import defer, postpone
from matcher.services.proposals.reminding import remind
from matcher.services.proposals.review import approve, reject, take_up
from matcher.services.proposals.trials import offer_trial, plan_trial, record_trial

__all__ = [
    "accept",
    "agree",
    "approve",
    "decline",
    "defer",
    "dismiss_need",
    "invite",
    "offer_hours",
    "offer_trial",
    "plan_trial",
    "postpone",
    "record_trial",
    "reject",
    "remind",
    "show_interest",
    "take_up",
    "withdraw",
    "withdraw_all_of",
    "withdraw_at_school",
    "withdraw_unanswered",
]
