"""Which function does which job, and which jobs run by themselves. All periodic jobs stand here."""

from collections.abc import Callable, Mapping

from matcher.domain.jobs import Job
from matcher.jobs import hours, placements, qualifications, rounds

TASKS: Mapping[Job, Callable[..., object]] = {
    Job.PREPARE_ROUND: rounds.prepare_round,
    Job.SOLVE_ROUND_PART: rounds.solve_round_part,
    Job.MERGE_ROUND: rounds.merge_round,
    Job.APPLY_ROUND: rounds.apply_round,
    Job.RESUME_ROUNDS: rounds.resume_rounds,
    Job.CHECK_HOURS: hours.check_hours,
    Job.REMIND_QUALIFICATIONS: qualifications.remind_of_ending,
    Job.ASK_HOURS: placements.ask_hours,
    Job.ASK_PLACEMENT_FEEDBACK: placements.ask_feedback,
}
# When, as fields of a crontab. Several machines may each have a clock: every job looks first what is still to be done.
PERIODIC: Mapping[Job, Mapping[str, str]] = {
    Job.RESUME_ROUNDS: {"minute": "*"},
    Job.CHECK_HOURS: {"hour": "2", "minute": "20"},
    Job.REMIND_QUALIFICATIONS: {"hour": "7", "minute": "10"},
    Job.ASK_HOURS: {"hour": "7", "minute": "30"},
    Job.ASK_PLACEMENT_FEEDBACK: {"hour": "7", "minute": "40"},
}
