"""Every job in one table: what does it, when it runs by itself, and whether it must run alone.

A periodic job is due at its time on the clock of the Netherlands, and stays due until a run has come to its end: a
worker that died in the middle did not do it, so the next one does. So each may run twice, and looks first what is still
to be done.
"""

from matcher.domain.jobs import Job
from matcher.jobs import (
    answers,
    chasing,
    digests,
    entries,
    exports,
    figures,
    freshness,
    holds,
    hours,
    imports,
    mail,
    matches,
    placements,
    qualifications,
    rounds,
    trials,
)
from matcher.jobs.schedule import EVERY_MINUTE, EVERY_TEN_MINUTES, Row, by_day, daily, hourly

# fmt: off
TABLE = (
    Row(Job.DELIVER_MAIL, mail.deliver_mail, EVERY_MINUTE),
    Row(Job.REFRESH_MATCHES, matches.refresh_matches, EVERY_MINUTE),
    Row(Job.RESUME_ROUNDS, rounds.resume_rounds, EVERY_MINUTE),
    Row(Job.RESUME_IMPORTS, imports.resume_imports, EVERY_MINUTE),
    Row(Job.RESUME_EXPORTS, exports.resume_exports, EVERY_MINUTE),
    Row(Job.CHASE_ANSWERS, chasing.chase_answers, by_day(5)),
    Row(Job.REMIND_TRIALS, trials.remind_of_trials, by_day(25)),
    Row(Job.REFRESH_FIGURES, figures.refresh_figures, EVERY_TEN_MINUTES, alone=True),
    Row(Job.SNAPSHOT_FIGURES, figures.snapshot_figures, daily(4, 10), alone=True),
    Row(Job.CHECK_HOURS, hours.check_hours, daily(2, 20), alone=True),
    Row(Job.COUNT_ANSWERS, answers.count_answers, daily(2, 40), alone=True),
    Row(Job.SWEEP_HOLDS, holds.sweep, daily(2, 50), alone=True),
    Row(Job.COMPUTE_MATCHES, matches.compute_matches, daily(3, 10), alone=True),
    Row(Job.PRUNE_CHANGES, matches.prune, daily(3, 40), alone=True),
    Row(Job.CLEAR_IMPORTS, imports.clear_imports, daily(3, 50), alone=True),
    Row(Job.PRUNE_EXPORTS, exports.prune_exports, daily(3, 50), alone=True),
    Row(Job.REMIND_QUALIFICATIONS, qualifications.remind_of_ending, daily(7, 10), alone=True),
    Row(Job.ASK_HOURS, placements.ask_hours, daily(7, 30), alone=True),
    Row(Job.ASK_PLACEMENT_FEEDBACK, placements.ask_feedback, daily(7, 45), alone=True),
    Row(Job.KEEP_FRESH, freshness.keep_fresh, daily(7, 40), alone=True),
    Row(Job.MIND_ENTRIES, entries.mind_entries, daily(7, 20), alone=True),
    Row(Job.SEND_DIGESTS, digests.send_digests, hourly(30)),
    # asked for by a service or by another job
    Row(Job.PREPARE_ROUND, rounds.prepare_round),
    Row(Job.SOLVE_ROUND_PART, rounds.solve_round_part),
    Row(Job.MERGE_ROUND, rounds.merge_round),
    Row(Job.APPLY_ROUND, rounds.apply_round),
    Row(Job.CHECK_IMPORT, imports.check_import),
    Row(Job.RUN_IMPORT, imports.run_import),
    Row(Job.UNDO_IMPORT, imports.undo_import),
    Row(Job.REPLAY_ROUND, rounds.replay_round),
    Row(Job.MAKE_EXPORT, exports.make_export),
)
# fmt: on
TASKS = {row.job: row.does for row in TABLE}
PERIODIC = {row.job: row.when for row in TABLE if row.when is not None}
