"""Work in the background, by name: what services may ask for and the job queue does."""

from enum import StrEnum


class Job(StrEnum):
    """One kind of work. Arguments are ids only: everything else is read from the database when the job runs."""

    PREPARE_ROUND = "prepare_round"
    SOLVE_ROUND_PART = "solve_round_part"
    MERGE_ROUND = "merge_round"
    APPLY_ROUND = "apply_round"
    RESUME_ROUNDS = "resume_rounds"
    CHECK_HOURS = "check_hours"
    CHASE_ANSWERS = "chase_answers"
    REMIND_QUALIFICATIONS = "remind_qualifications"
    DELIVER_MAIL = "deliver_mail"
    REFRESH_MATCHES = "refresh_matches"
    COMPUTE_MATCHES = "compute_matches"
    PRUNE_CHANGES = "prune_changes"
    SEND_DIGESTS = "send_digests"
    KEEP_FRESH = "keep_fresh"
    COUNT_ANSWERS = "count_answers"
    REMIND_TRIALS = "remind_trials"
    ASK_HOURS = "ask_hours"
    ASK_PLACEMENT_FEEDBACK = "ask_placement_feedback"
    MAKE_EXPORT = "make_export"
    RESUME_EXPORTS = "resume_exports"
    PRUNE_EXPORTS = "prune_exports"
