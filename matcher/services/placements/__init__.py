"""Placements: made, changed, ended, cancelled, and the hours that were really taught."""

from matcher.services.placements.changing import cancel, change, end_early, extend
from matcher.services.placements.claims import claim_month
from matcher.services.placements.making import place
from matcher.services.placements.proofs import confirm_month, record_vog
from matcher.services.placements.stopping import ask_to_stop, take_back_stop

__all__ = [
    "ask_to_stop",
    "cancel",
    "change",
    "claim_month",
    "confirm_month",
    "end_early",
    "extend",
    "place",
    "record_vog",
    "take_back_stop",
]
