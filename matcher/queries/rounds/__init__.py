"""Matching rounds: what a round is made of (``input`` and below it), and what its pages show (the rest)."""

from matcher.queries.rounds.areas import RoundAreas, round_areas
from matcher.queries.rounds.comparison import Difference, difference_counts, difference_page
from matcher.queries.rounds.open_needs import OpenNeed, open_need_list, open_need_rows, open_reasons
from matcher.queries.rounds.pairs import PairRow, outcomes_of, pair_list, pair_rows, score_bins
from matcher.queries.rounds.rows import (
    Progress,
    RoundRow,
    creators,
    progress_of,
    round_list,
    round_of,
    solved_rounds,
)

__all__ = [
    "Difference",
    "OpenNeed",
    "PairRow",
    "Progress",
    "RoundAreas",
    "RoundRow",
    "creators",
    "difference_counts",
    "difference_page",
    "open_need_list",
    "open_need_rows",
    "open_reasons",
    "outcomes_of",
    "pair_list",
    "pair_rows",
    "progress_of",
    "round_areas",
    "round_list",
    "round_of",
    "score_bins",
    "solved_rounds",
]
