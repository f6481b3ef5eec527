"""Matching rounds: planned by a coordinator, solved in parts by workers, merged, and applied as suggestions."""

from matcher.services.rounds.applying import apply_round, write_suggestions
from matcher.services.rounds.claims import Claimed, claim_round, stale_parts, stale_rounds, unclaimed
from matcher.services.rounds.merging import merged, store_merged, take_merge
from matcher.services.rounds.planning import cancel_round, fail_round, plan_round, store_parts
from matcher.services.rounds.preparing import put_back_round, take_round
from matcher.services.rounds.replaying import (
    ask_replay,
    put_back_replay,
    replayed,
    stale_replays,
    store_replay,
    take_replay,
)
from matcher.services.rounds.solving import Solved, give_back, hand_in, solved, take_part

__all__ = [
    "Claimed",
    "Solved",
    "apply_round",
    "ask_replay",
    "cancel_round",
    "claim_round",
    "fail_round",
    "give_back",
    "hand_in",
    "merged",
    "plan_round",
    "put_back_replay",
    "put_back_round",
    "replayed",
    "solved",
    "stale_parts",
    "stale_replays",
    "stale_rounds",
    "store_merged",
    "store_parts",
    "store_replay",
    "take_merge",
    "take_part",
    "take_replay",
    "take_round",
    "unclaimed",
    "write_suggestions",
]
