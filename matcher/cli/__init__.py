"""Commands of the application: ``flask <group> <command>``, a module per group."""

from flask import Flask

from matcher.cli import demo, geo, local, mail, matches, profiles, reference, rounds, users, vocabulary, worker
from matcher.cli.work import system_work

__all__ = ["register", "system_work"]


def register(app: Flask) -> None:
    """Bind the commands."""
    groups = (
        reference.reference,
        vocabulary.vocabulary,
        geo.geo,
        matches.matches,
        rounds.rounds,
        profiles.profiles,
        mail.mail,
        users.users,
        demo.demo,
    )
    for command in (*groups, local.prepare, worker.worker):
        app.cli.add_command(command)
