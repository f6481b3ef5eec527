"""Commands of the application: ``flask <group> <command>``, a module per group."""

from flask import Flask


def register_rules(app: Flask) -> None:
    """Bind the commands that need no database and no engine."""
    from matcher.cli import rules_evaluate, rules_routes  # noqa: F401 - put their commands on the group
    from matcher.cli.rules import rules

    app.cli.add_command(rules)


def register(app: Flask) -> None:
    """Bind the commands."""
    from matcher.cli import (
        answers,
        demo,
        geo,
        hours,
        local,
        mail,
        matches,
        profiles,
        reference,
        rounds,
        users,
        vocabulary,
        worker,
    )

    register_rules(app)
    groups = (
        reference.reference,
        vocabulary.vocabulary,
        geo.geo,
        matches.matches,
        rounds.rounds,
        profiles.profiles,
        hours.hours,
        answers.answers,
        mail.mail,
        users.users,
        demo.demo,
    )
    for command in (*groups, local.prepare, worker.worker):
        app.cli.add_command(command)
