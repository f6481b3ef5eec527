"""``flask answers``: what waits for an answer."""

import click
from flask.cli import AppGroup

from matcher.cli.work import system_work
from matcher.services.chasing import work_off

answers = AppGroup("answers", help="What waits for an answer.")


@answers.command("chase")
def answers_chase() -> None:
    """Do the next stage of every wait of which the day has come: reminder, colleagues, coordinator, close."""
    total = 0
    while done := work_off(system_work()):
        total += done
    click.echo(f"{total} opgevolgd")
